"""How many candidates may be read for a question, by how many are in hand at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

READ_BY_LOAD = ((2, 8), (4, 4))
"""Questions in hand up to which so many candidates are read; beyond, none. Two fill the two cores that the
product is made for, so that from the third on each waits for the others."""


class Pace:
    """Counts the questions in hand. Safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._in_hand = 0

    @contextmanager
    def question(self, others: int = 0) -> Iterator[int]:
        """For as long as a question is in hand; gives how many of its candidates may be read.

        :param others: how many more there are that are not in hand here: they wait, or others answer them.
        """
        with self._lock:
            self._in_hand += 1
            in_hand = self._in_hand + others
        try:
            yield next((read for most, read in READ_BY_LOAD if in_hand <= most), 0)
        finally:
            with self._lock:
                self._in_hand -= 1
