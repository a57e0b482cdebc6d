"""What a program logs that runs on, and that the bot's token is never in it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from bot.text import question_id

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
HIDDEN = "[token]"


class TokenHider(logging.Formatter):
    """A record as lines for people, without the token in any of them, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__(FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record's line or lines."""
        written = self._written(record)
        return written.replace(self._token, HIDDEN) if self._token else written

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's own name
        """The record's first line, with the id of the question that it belongs to."""
        line = super().formatMessage(record)
        return f"{line} [{question_id()}]" if question_id() else line

    def _written(self, record: logging.LogRecord) -> str:
        return super().format(record)


class JsonLines(TokenHider):
    """A record as one line of JSON, without the token."""

    def _written(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if question_id():
            line["question"] = question_id()
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


FORMS = {"text": TokenHider, "json": JsonLines}
"""How lines are written, by the setting's values."""


def set_up_log(level: str, token: str, form: str = "text") -> None:
    """Log to standard error from `level` on, without the token ("": there is none), in one of the forms."""
    handler = logging.StreamHandler()
    handler.setFormatter(FORMS[form](token))
    logging.basicConfig(handlers=[handler], force=True)
    set_log_level(level)
    # It never speaks in voice channels: that libraries for this are missing is no news to its operator.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.msg)


def set_log_level(level: str) -> None:
    """Log from `level` on."""
    logging.getLogger().setLevel(level)
    # At DEBUG the libraries below would log every message's content.
    for library in ("discord", "aiosqlite", "asyncio"):
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))
