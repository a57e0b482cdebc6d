"""Two versions side by side: what is marked as worse, and a worker that prints its figures."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.against import Side, is_worse, measured, table
from benchmarks.timing import Figure


def runs(name: str, *values: float) -> dict[str, list[Figure]]:
    return {name: [Figure(name, "ms", value) for value in values]}


def test_worse_is_what_is_slower_by_a_tenth_and_by_more_than_its_runs_differ() -> None:
    old = Side.of([10, 10, 10])
    assert is_worse(old, Side.of([12, 12, 13]))
    assert not is_worse(old, Side.of([10.9, 10.9, 10.9]))
    assert not is_worse(old, Side.of([10, 12, 13]))
    assert not is_worse(old, Side.of([5, 6, 6]))


def test_the_table_has_medians_with_their_spread_and_the_ratio() -> None:
    shown = table("20 items", runs("question p50", 10, 8, 12), runs("question p50", 15, 15, 16))
    assert shown.splitlines()[0] == "| 20 items | other | this | ratio | |"
    assert shown.splitlines()[2] == "| question p50 | 10 ms (8–12) | 15 ms (15–16) | 1.50 | worse |"


def test_a_figure_that_one_version_lacks_is_left_out() -> None:
    assert "reload" not in table("20 items", runs("question p50", 1), runs("reload", 1))


def test_a_worker_measures_what_its_interpreter_has_installed(newsroom: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build = measured(sys.executable, ("build", newsroom, index))
    assert [figure.figure for figure in build] == ["build", "disk"]
    assert all(figure.value > 0 for figure in build)
    start = measured(sys.executable, ("start", newsroom, index, newsroom / "questions.jsonl"))
    assert [figure.unit for figure in start] == ["s"]
