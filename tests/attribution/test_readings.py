"""The marked articles are read as they were when somebody last looked through the readings."""

from __future__ import annotations

import pytest

from benchmarks.readings import MARKED, readings

# Chances may differ by rounding between machines, no more.
ROUNDING = 0.0002


def _same(kept: str, now: str) -> bool:
    if kept == now:
        return True
    old, new = kept.rpartition(" "), now.rpartition(" ")
    try:
        return old[0] == new[0] and float(new[2]) == pytest.approx(float(old[2]), abs=ROUNDING)
    except ValueError:
        return False


def test_the_marked_articles_are_read_as_before() -> None:
    """`python -m benchmarks.readings` writes them anew."""
    kept = [line.split("\t") for line in (MARKED / "readings.tsv").read_text("utf-8").splitlines()]
    now = [list(row) for row in readings()]
    assert len(now) == len(kept)
    for old, new in zip(kept, now, strict=True):
        assert len(old) == len(new)
        assert all(_same(a, b) for a, b in zip(old, new, strict=True)), (old, new)
