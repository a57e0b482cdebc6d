"""Counts what the program does in lines of its own code: no clock, so that a busy machine is as good."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import bot

_PROGRAM = str(Path(bot.__file__).parent)

# How much more twice the length may take: twice as much, and some more that its beginning takes once.
TWICE = 2.5


def steps(work: Callable[[], object]) -> int:
    """How many lines of the program's code run while the work is done, each time that one does."""
    count = 0

    def line(_: FrameType, event: str, __: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _: str, __: object) -> object:
        return line if frame.f_code.co_filename.startswith(_PROGRAM) else None

    before = sys.gettrace()
    sys.settrace(call)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[str], object], text: Callable[[int], str], size: int) -> float:
    """How many times as many steps a text of twice the size takes. What any text needs is there before."""
    work(text(size // 2))
    once = steps(lambda: work(text(size)))
    return steps(lambda: work(text(2 * size))) / max(once, 1)
