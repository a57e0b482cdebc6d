"""The figures as tables of Markdown and a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.chart import chart

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
MEGABYTE = 1_000_000


class Row(NamedTuple):
    """One size: our figures and each rival's by name."""

    files: int
    items: int
    ours: dict[str, float]
    rivals: dict[str, Any]


def write(rows: Sequence[Row], docs: Path | None) -> None:
    """Print the tables; with a folder, put them into its benchmarks.md and the chart beside it."""
    text = "\n\n".join((_own(rows), _beside(rows), _ratios(rows)))
    print(text, flush=True)
    if docs is None:
        return
    page = docs / "benchmarks.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    (docs / "benchmarks.svg").write_text(chart(_lines(rows)), encoding="utf-8")


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *lines))


def _own(rows: Sequence[Row]) -> str:
    figures: dict[str, Callable[[Row], str]] = {
        "files": lambda r: f"{r.files:,}",
        "cold build, s": lambda r: f"{r.ours['build']:.1f}",
        "… items a second": lambda r: f"{r.items / r.ours['build']:,.0f}",
        "start to first answer, s": lambda r: f"{r.ours['start to first answer']:.2f}",
        "reload of one file, ms": lambda r: f"{r.ours['reload of one file']:.0f}",
        "question p50 / p95 / p99, ms": lambda r: _spread(r, "question"),
        "… eight at a time, ms": lambda r: _spread(r, "eight at a time"),
        "checking a quotation p50 / p95 / p99, ms": lambda r: _spread(r, "verify"),
        "completing a title p50 / p95 / p99, ms": lambda r: _spread(r, "title"),
        "completing a person p50 / p95 / p99, ms": lambda r: _spread(r, "person"),
        "resident memory (of it not files), MB": lambda r: (
            f"{r.ours['resident memory'] / MEGABYTE:.0f} ({r.ours['… of it not files'] / MEGABYTE:.0f})"
        ),
        "disk, MB": lambda r: f"{r.ours['disk'] / MEGABYTE:.0f}",
    }
    head = ["ours", *(f"{row.items:,} items" for row in rows)]
    return _table(head, [[name, *(figure(row) for row in rows)] for name, figure in figures.items()])


def _spread(row: Row, name: str) -> str:
    return " / ".join(f"{row.ours[f'{name} {cut}']:.1f}" for cut in ("p50", "p95", "p99"))


def _beside(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row.rivals))
    lines = [["ours", *(f"{row.ours['build']:.1f} s, {row.ours['question p50']:.1f} ms" for row in rows)]]
    for name in names:
        lines.append([name, *(_rival(row.rivals.get(name)) for row in rows)])
    return _table(["build, median question", *(f"{row.items:,} items" for row in rows)], lines)


def _rival(figures: dict[str, Any] | None) -> str:
    if figures is None:
        return "not run"
    return f"{figures['build']:.1f} s, {figures['question']['p50']:.1f} ms"


def _ratios(rows: Sequence[Row]) -> str:
    def bare(row: Row) -> dict[str, Any]:
        figures: dict[str, Any] = row.rivals["tantivy alone"]
        return figures

    figures: dict[str, Callable[[Row], str]] = {
        "build: tantivy's bare time / ours": lambda r: f"{bare(r)['build'] / r.ours['build']:.2f}",
        "question p50 / bare search of all its words": lambda r: _ratio(r, bare(r)["question"]),
        "question p50 / bare search without question words": lambda r: _ratio(r, bare(r)["topical"]),
        "question p99 / its p50": lambda r: f"{r.ours['question p99'] / r.ours['question p50']:.1f}",
    }
    head = ["ratios", *(f"{row.items:,} items" for row in rows)]
    return _table(head, [[name, *(figure(row) for row in rows)] for name, figure in figures.items()])


def _ratio(row: Row, times: dict[str, float]) -> str:
    return f"{row.ours['question p50'] / times['p50']:.2f}"


def _lines(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {"ours": []}
    for row in rows:
        found["ours"].append((row.items, row.ours["question p50"]))
        for name, figures in row.rivals.items():
            found.setdefault(name, []).append((row.items, figures["question"]["p50"]))
    return found
