"""Discord: the one room that knows discord.py. Cogs are thin: read, call a service in a thread, draw.

`build_bot` makes the bot without logging in, so that a test harness can drive it; `run` serves it, and
`serve_preview` serves it in a browser.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.chat.client import BriefingBot, build_bot
from bot.chat.gateway import IfHeld
from bot.chat.serve import Beside, run

if TYPE_CHECKING:
    from bot.chat.preview import serve_preview

__all__ = ["Beside", "BriefingBot", "IfHeld", "build_bot", "run", "serve_preview"]


def __getattr__(name: str) -> Any:
    # The preview needs an extra (simcord), so only whoever wants it loads it.
    if name != "serve_preview":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("bot.chat.preview").serve_preview
