"""What this program takes at a size; each task runs in a process of its own (see `benchmarks.worker`)."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.json_lines import read_lines
from benchmarks.product import Product, opened
from benchmarks.timing import Figure, spread_of, timed, times

ASKED = 300
"""Questions asked one at a time, and again eight at a time."""
TYPED = 100
"""Beginnings of titles and names that are completed."""
EIGHT = 8
WARM = 20
"""Questions asked, and quotations checked, before any is timed."""
CHECKED = 75
"""Quotes of the archive that are checked: as they stand, in part, with a word changed, as somebody else's."""
LONG = 8
"""Words from which a quote can be told from what anybody says."""


def task_build(knowledge: str, index: str) -> Iterator[Figure]:
    """A cold build without vectors, from files to an index that is open, and the disk it takes."""
    shutil.rmtree(index, ignore_errors=True)
    begin = time.perf_counter()
    with opened(Path(knowledge), Path(index), vectors=False) as product:
        yield Figure("build", "s", time.perf_counter() - begin)
        yield Figure("disk", "bytes", product.disk())


def task_fill(knowledge: str, index: str) -> Iterator[Figure]:
    """The vectors of all items, made over a built index that has none."""
    with opened(Path(knowledge), Path(index), vectors=True) as product:
        yield Figure("filling vectors", "s", timed(product.wait_for_vectors))
        yield Figure("disk with vectors", "bytes", product.disk())


def task_start(knowledge: str, index: str, questions: str, vectors: str = "") -> Iterator[Figure]:
    """From opening a built index to the first answer; the program's imports are counted, too."""
    asked = _questions(Path(questions))
    begin = time.perf_counter()
    with opened(Path(knowledge), Path(index), vectors=bool(vectors)) as product:
        product.ask(asked[0])
        yield Figure("start to first answer", "s", time.perf_counter() - begin)


def task_serve(knowledge: str, index: str, questions: str, vectors: str = "") -> Iterator[Figure]:
    """A reload, questions, checks of quotations, completions and memory, over a built index.

    One file of some 50 items gets a new fact, which is taken up, and is then put back.
    """
    asked = _questions(Path(questions))[:ASKED]
    with opened(Path(knowledge), Path(index), vectors=bool(vectors)) as product:
        product.wait_for_vectors()
        yield from _reload(product, Path(knowledge), vectors=bool(vectors))
        times(product.ask, asked[:WARM])
        yield from spread_of("question", times(product.ask, asked))
        yield from spread_of("eight at a time", times(product.ask, asked, EIGHT))
        quotations = _quotations(Path(knowledge))
        times(lambda one: product.verify(*one), quotations[:WARM])
        yield from spread_of("verify", times(lambda one: product.verify(*one), quotations))
        titles, names = _typed(product)
        yield from spread_of("title", times(product.articles, titles))
        yield from spread_of("person", times(product.people, names))
        yield from _memory()


def _questions(path: Path) -> list[str]:
    asked = [line["question"] for line in read_lines(path)]
    random.Random(2).shuffle(asked)
    return asked


def _quotations(knowledge: Path) -> list[tuple[str, str | None]]:
    """Quotations made of the archive's quotes, and whom they are said to be of: genuine, altered, wrong."""
    chance = random.Random(3)
    files = sorted(knowledge.rglob("*.yaml"))
    found: list[tuple[str, str | None]] = []
    for file in chance.sample(files, min(len(files), 4 * CHECKED)):
        page = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        long = [quote for quote in page["quotes"] if len(quote["text"].split()) >= LONG]
        if not long or len(found) >= 4 * CHECKED:
            continue
        quote = chance.choice(long)
        words = quote["text"].split()
        half, place = len(words) // 2, chance.randrange(1, len(words) - 1)
        changed = [*words[:place], chance.choice(words), *words[place + 1 :]]
        found += [
            (quote["text"], quote["speaker"]),
            (" ".join(words[half // 2 : half // 2 + half]), None),
            (" ".join(changed), quote["speaker"]),
            (quote["text"], found[0][1] if found else None),
        ]
    return found


def _reload(product: Product, knowledge: Path, *, vectors: bool) -> Iterator[Figure]:
    files = sorted(knowledge.rglob("*.yaml"))
    file = next(one for one in files[len(files) // 2 :] if 45 <= one.read_text().count("\n- ") <= 55)
    before = file.read_text(encoding="utf-8")
    try:
        fact = f"Correction number {time.time_ns()} was printed."
        file.write_text(before.replace("facts:\n", f"facts:\n- {fact}\n", 1), encoding="utf-8")
        taken = timed(product.reload) * 1000
        yield Figure("reload of one file", "ms", taken)
        if vectors:
            yield Figure("… until it has its vectors", "ms", taken + timed(product.wait_for_vectors) * 1000)
    finally:
        file.write_text(before, encoding="utf-8")
        product.reload()
        product.wait_for_vectors()


def _typed(product: Product) -> tuple[list[str], list[str]]:
    """What somebody has typed of titles and names, of two letters or more."""
    chance = random.Random(1)
    titles, names = product.articles(limit=500), product.people(limit=300)
    return (
        [_beginning(chance.choice(titles), chance) for _ in range(TYPED)],
        [_beginning(chance.choice(names), chance) for _ in range(TYPED)],
    )


def _beginning(text: str, chance: random.Random) -> str:
    words = re.findall(r"\w+", text)
    first = chance.randrange(len(words))
    typed = " ".join(words[first : first + chance.choice((1, 1, 2))])
    return typed[: chance.randrange(2, max(3, len(typed) + 1))]


def _memory() -> Iterator[Figure]:
    """Resident bytes, and how many of them are not merely the index's files in the system's cache."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^(\w+):\s+(\d+) kB$", status, re.MULTILINE))
    yield Figure("resident memory", "bytes", int(fields["VmRSS"]) * 1024)
    yield Figure("… of it not files", "bytes", int(fields["RssAnon"]) * 1024)
