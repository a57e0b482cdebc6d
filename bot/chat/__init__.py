"""Discord: the one room that knows discord.py. Cogs are thin: read, call a service in a thread, draw.

`build_bot` makes the bot without logging in, so that a test harness can drive it; `run` serves it.
"""

from bot.chat.client import BriefingBot, build_bot
from bot.chat.serve import run

__all__ = ["BriefingBot", "build_bot", "run"]
