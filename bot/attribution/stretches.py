"""Stretches of a text, to be asked what stands in them without walking through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches from a character to another (excluded), those that overlap as one, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, int]]) -> Stretches:
        """The stretches, given in any order as first and last (excluded)."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(stretches):
            if ends and start <= ends[-1]:
                ends[-1] = max(end, ends[-1])
            else:
                starts.append(start)
                ends.append(end)
        return cls(tuple(starts), tuple(ends))

    def holds(self, place: int) -> bool:
        """Whether the character at a place stands in one of them."""
        behind = bisect_right(self.starts, place)
        return behind > 0 and place < self.ends[behind - 1]

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them has a character of the text from `start` to `end`."""
        return bisect_right(self.ends, start) < bisect_left(self.starts, end)
