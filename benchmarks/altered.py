"""Verdicts on alterations of a folder's own quotes: how many of each kind are seen.

    python -m benchmarks.altered [--knowledge DIR]... [--each 40] [--show KIND]

Quotations are made of the quotes of each folder (`benchmarks.alterations`); without --knowledge of those
of the shipped articles and of the tests' newsroom together. One quote in `HELD_OUT` is left out of the
index, and put to the check as words that nobody known said. For each way in which they were made the
table has the share of each verdict, of right ones, and of those that look like a plain yes: genuine
without a warning first.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import fuzz

from benchmarks.alterations import Made, made
from bot.replies import Outcome, Verdict
from bot.services import OPERATOR, Services
from bot.text import fold, words

HELD_OUT = 5
"""Of so many quotes one is left out of the index."""
ALIKE = 80
"""Likeness, of 100, from which a quote left out stands in another one as well, and is no use here."""
SHIPPED = (Path("knowledge"), Path("tests/data/newsroom"))


class Sample(NamedTuple):
    """A folder opened without some of its quotes, and the quotations made of it."""

    services: Services
    rows: Sequence[Made]


@contextmanager
def sample(folders: Sequence[Path], each: int) -> Iterator[Sample]:
    """Quotations made of some folders' quotes, so many of each kind, and the folders as an index."""
    with tempfile.TemporaryDirectory() as work:
        known, held_out = _copied(folders, Path(work) / "knowledge")
        rows = made(known, _unlike(held_out, known), each)
        knowledge, index = Path(work) / "knowledge", Path(work) / "index"
        with Services.open(knowledge, index=index, vectors=False) as services:
            yield Sample(services, rows)


def _copied(folders: Sequence[Path], target: Path) -> tuple[list[str], list[str]]:
    """The quotes that are known, and those left out of the copy."""
    known: list[str] = []
    held_out: list[str] = []
    target.mkdir()
    count = 0
    for path in sorted(path for folder in folders for path in folder.rglob("*.yaml")):
        documents = [
            one for one in yaml.safe_load_all(path.read_text(encoding="utf-8")) if isinstance(one, dict)
        ]
        for article in documents:
            kept = []
            for quote in article.get("quotes") or []:
                count += 1
                direct = quote.get("speech", "direct") == "direct"
                (held_out if direct and count % HELD_OUT == 0 else known if direct else []).append(
                    quote["text"]
                )
                if not direct or count % HELD_OUT:
                    kept.append(quote)
            article["quotes"] = kept
        copy = yaml.safe_dump_all(documents, allow_unicode=True, sort_keys=False)
        (target / f"{count:06}-{path.name}").write_text(copy, encoding="utf-8")
    return known, held_out


def _unlike(held_out: Sequence[str], known: Sequence[str]) -> list[str]:
    """Those held out that no known quote has, in other words or in part."""
    texts = [fold(text) for text in known]
    return [
        text
        for text in held_out
        if len(words(text)) >= HELD_OUT
        and max((fuzz.partial_ratio(fold(text), other) for other in texts), default=0) < ALIKE
    ]


def is_plain_yes(verdict: Verdict) -> bool:
    """Whether a verdict looks like a plain yes: genuine, and nothing to warn of comes first."""
    return verdict.verdict is Outcome.GENUINE and not verdict.reservation


def is_right(right: frozenset[str], verdict: Verdict, *, warned: bool) -> bool:
    """Whether a verdict is one of the right ones, and warns where it must."""
    return verdict.verdict.value in right and not (warned and is_plain_yes(verdict))


def table(rows: Sequence[Made], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The table, a line at a time, and the sums."""
    yield "| made by | count | right | genuine | altered | unknown | plain yes |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    kinds: defaultdict[str, list[tuple[Made, Verdict]]] = defaultdict(list)
    for row, verdict in zip(rows, verdicts, strict=True):
        kinds[row.how].append((row, verdict))
    for how, pairs in kinds.items():
        counts: Counter[Any] = Counter(verdict.verdict.value for _, verdict in pairs)
        shares = [
            sum(is_right(row.right, verdict, warned=row.warned) for row, verdict in pairs),
            *(counts[name] for name in ("genuine", "altered", "unknown")),
            sum(is_plain_yes(verdict) for _, verdict in pairs),
        ]
        yield (
            f"| {how} | {len(pairs)} | " + " | ".join(f"{share / len(pairs):.2f}" for share in shares) + " |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, action="append", metavar="DIR")
    parser.add_argument("--each", type=int, default=40, metavar="N", help="quotations of each kind, at most")
    parser.add_argument("--show", metavar="KIND", help="print the wrong verdicts on this kind")
    args = parser.parse_args()
    for folders in [[folder] for folder in args.knowledge or []] or [list(SHIPPED)]:
        with sample(folders, args.each) as (services, rows):
            verdicts = [services.verify(row.quotation, None, OPERATOR) for row in rows]
        print(f"\n{', '.join(map(str, folders))}:\n")
        for line in table(rows, verdicts):
            print(line, flush=True)
        for row, verdict in zip(rows, verdicts, strict=True):
            if row.how == args.show and not is_right(row.right, verdict, warned=row.warned):
                print(verdict.verdict.value, "|", row.quotation, "|", verdict.matches[:1] or verdict.nearest)


if __name__ == "__main__":
    main()
