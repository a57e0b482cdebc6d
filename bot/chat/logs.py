"""What the bot logs, and that its token is never in it."""

from __future__ import annotations

import logging

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
HIDDEN = "[token]"


class TokenHider(logging.Formatter):
    """Formats a record and takes the token out of the whole of it, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__(FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record's line or lines without the token."""
        return super().format(record).replace(self._token, HIDDEN)


def set_up(level: str, token: str) -> None:
    """Log to standard error from `level` on, without the token."""
    handler = logging.StreamHandler()
    handler.setFormatter(TokenHider(token))
    logging.basicConfig(handlers=[handler], force=True)
    set_level(level)
    # It never speaks in voice channels: that libraries for this are missing is no news to its operator.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.msg)


def set_level(level: str) -> None:
    """Log from `level` on."""
    logging.getLogger().setLevel(level)
    # At DEBUG the libraries below would log every message's content.
    for library in ("discord", "aiosqlite", "asyncio"):
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))
