"""Who writes into a knowledge folder: one program, and one thread of it, at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.ingest.errors import BusyError
from bot.text import holding_folder

PATIENCE = 30.0
"""Seconds that are waited for another writer: a write takes less than one, and some may be in line."""


@contextmanager
def one_at_a_time(knowledge: Path) -> Iterator[None]:
    """Write alone into the knowledge folder: two articles of one name must not find the same name free.

    :raises BusyError: another program goes on writing.
    :raises OSError: there is no such folder, and it cannot be made.
    """
    knowledge.mkdir(parents=True, exist_ok=True)
    with holding_folder(knowledge, PATIENCE) as alone:
        if not alone:
            raise BusyError(knowledge)
        yield
