"""The check of quotations beside rapidfuzz's `partial_ratio` over all quotes, in one run.

    python -m benchmarks.verify --knowledge DIR --quotations QUOTATIONS.jsonl

QUOTATIONS.jsonl has {"id", "quotation", "speaker", "verdict", "how", "gold": [{"article", "items"}]} lines.
The folder is indexed in a temporary place. Read ratios, not absolute times: the machine may be busy.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.answering.engine import Engine
from bot.knowledge.items import Item
from bot.knowledge.reader import read
from bot.names.match import Identity, compare

SAME, NEAR = 98, 75
"""Limits of partial_ratio (0 to 100) for "genuine" and "altered"."""


class Row(NamedTuple):
    """A quotation with what is right about it; `places` are ("article", "quotes[3]")."""

    quotation: str
    speaker: str | None
    verdict: str
    how: str
    places: frozenset[tuple[str, str]]


class Said(NamedTuple):
    """A verdict, and the place of its best match."""

    verdict: str
    place: tuple[str, str] | None


def rows_of(path: Path) -> list[Row]:
    """The quotations of a file."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Row(
            row["quotation"],
            row["speaker"],
            row["verdict"],
            row["how"],
            frozenset((gold["article"], place) for gold in row["gold"] for place in gold["items"]),
        )
        for row in found
    ]


def ours(engine: Engine) -> Callable[[Row], Said]:
    """The engine's check."""

    def check(row: Row) -> Said:
        verdict = engine.verify(row.quotation, row.speaker)
        best = verdict.matches[0].item if verdict.matches else None
        return Said(verdict.verdict.value, _place(best))

    return check


def partial_ratio(quotes: Sequence[Item]) -> Callable[[Row], Said]:
    """The obvious check: the quote with the highest partial_ratio, and two limits."""
    texts = [default_process(quote.text) for quote in quotes]

    def check(row: Row) -> Said:
        asked = default_process(row.quotation)
        found = process.extractOne(asked, texts, scorer=fuzz.partial_ratio, score_cutoff=NEAR)
        if not found:
            return Said("unknown", None)
        best = quotes[found[2]]
        if found[1] < SAME:
            return Said("altered", _place(best))
        fits = row.speaker is None or compare(row.speaker, Identity(best.speaker))
        return Said("genuine" if fits else "misattributed", _place(best))

    return check


def measure(name: str, rows: Sequence[Row], check: Callable[[Row], Said]) -> None:
    """Print a check's figures: shares of right verdicts, false ones called genuine, right places; times."""
    said: list[Said] = []
    times: list[float] = []
    for row in rows:
        began = time.perf_counter()
        said.append(check(row))
        times.append(1000 * (time.perf_counter() - began))
    pairs = list(zip(rows, said, strict=True))
    false = [one for row, one in pairs if row.verdict != "genuine"]
    known = [(row, one) for row, one in pairs if row.places]
    print(f"{name}: {len(rows)} quotations")
    print(f"  accuracy       {_share([row.verdict == one.verdict for row, one in pairs]):.4f}")
    print(f"  false_genuine  {_share([one.verdict == 'genuine' for one in false]):.4f}")
    print(f"  located        {_share([one.place in row.places for row, one in known]):.4f}")
    times.sort()
    print(f"  ms             p50 {times[len(times) // 2]:.1f}, p95 {times[int(len(times) * 0.95)]:.1f}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, one in pairs:
        kinds[f"{row.verdict}: {row.how}"].append(row.verdict == one.verdict)
    print(
        "  by way         "
        + ", ".join(f"{kind} {_share(right):.2f}" for kind, right in sorted(kinds.items()))
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def _place(item: Item | None) -> tuple[str, str] | None:
    return (item.article, f"{item.kind}s[{item.index}]") if item else None


def _quotes(folder: Path) -> list[Item]:
    files = sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))
    articles = [article for path in files for article in read(path, path.name).articles]
    return [
        Item(article=a.id, title=a.title, kind="quote", index=n, text=quote.text, speaker=quote.speaker)
        for a in articles
        for n, quote in enumerate(a.quotes)
    ]


def main() -> None:
    """Measure both over one folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--quotations", type=Path, required=True)
    given = parser.parse_args()
    rows = rows_of(given.quotations)
    with tempfile.TemporaryDirectory() as index:
        with Engine.open(given.knowledge, index=Path(index), vectors=False) as engine:
            measure("briefing-bot", rows, ours(engine))
        measure(
            f"rapidfuzz partial_ratio, limits {SAME} and {NEAR}",
            rows,
            partial_ratio(_quotes(given.knowledge)),
        )


if __name__ == "__main__":
    main()
