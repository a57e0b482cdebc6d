"""What somebody said in an article, read by the rules and the shipped network together."""

from __future__ import annotations

from bot.attribution import Reading, Statement, statements
from bot.ingest.errors import NetworkError
from bot.models import ModelError, shipped_pointer


def said_in(reading: Reading) -> list[Statement]:
    """All that somebody said, in the article's order.

    :raises NetworkError: the network's files are missing or damaged.
    """
    try:
        return statements(reading, pointer=shipped_pointer())
    except ModelError as error:
        raise NetworkError(str(error)) from error
