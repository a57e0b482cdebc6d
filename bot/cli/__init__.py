"""The terminal: `briefing-bot` and its commands."""

from bot.cli.app import main

__all__ = ["main"]
