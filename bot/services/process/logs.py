"""What a program logs that runs on, and that neither the bot's token nor a password is ever in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from datetime import UTC, datetime

from bot.settings import Settings
from bot.text import ServerAddress, question_id

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
HIDDEN, HIDDEN_PASSWORD = "[token]", "[password]"


class TokenHider(logging.Formatter):
    """A record as lines for people, without the secrets in any of them, tracebacks included."""

    def __init__(self, token: str, passwords: Collection[str] = ()) -> None:
        super().__init__(FORMAT)
        self._hidden = {token: HIDDEN} if token else {}
        self._hidden |= dict.fromkeys(passwords, HIDDEN_PASSWORD)

    def format(self, record: logging.LogRecord) -> str:
        """The record's line or lines."""
        written = self._written(record)
        for secret, instead in self._hidden.items():
            written = written.replace(secret, instead)
        return written

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


def set_up_log(settings: Settings, token: str) -> None:
    """Log to standard error as is set, without the token ("": there is none) and the records' password."""
    handler = logging.StreamHandler()
    passwords = settings.records.passwords if isinstance(settings.records, ServerAddress) else ()
    handler.setFormatter(FORMS[settings.log_format](token, passwords))
    logging.basicConfig(handlers=[handler], force=True)
    set_log_level(settings.log_level)
    # It never speaks in voice channels: that libraries for this are missing is no news to its operator.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.msg)


def set_log_level(level: str) -> None:
    """Log from `level` on."""
    logging.getLogger().setLevel(level)
    # At DEBUG the libraries below would log every message's content.
    for library in ("discord", "aiosqlite", "asyncio"):
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))
