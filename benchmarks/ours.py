"""What this program takes, measured in a process of its own; prints one JSON object.

    python -m benchmarks.ours WHAT KNOWLEDGE INDEX QUESTIONS RUNS

WHAT is "build" (a cold build), "start" (the first answer over a built index) or "serve" (all the rest).
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import median, spread, timed, times
from bot.answering.engine import Engine
from bot.search.index.store import Store

ASKED = 300
"""Questions asked one at a time, and again eight at a time."""
TYPED = 100
"""Beginnings of titles and names that are completed."""
EIGHT = 8


def build(knowledge: Path, index: Path) -> dict[str, float]:
    """Seconds of a cold build, and the bytes that the index takes."""
    shutil.rmtree(index, ignore_errors=True)
    store = Store.open(knowledge, index)
    seconds = timed(store.update)
    disk = store.disk()
    store.close()
    return {"seconds": seconds, "disk": disk}


def start(knowledge: Path, index: Path, questions: list[str]) -> dict[str, float]:
    """Seconds from opening a built index to the first answer; imports are told apart."""
    begin = time.perf_counter()
    with Engine.open(knowledge, index=index, vectors=False) as engine:
        engine.ask(questions[0])
        return {"seconds": time.perf_counter() - begin}


def serve(knowledge: Path, index: Path, questions: list[str], runs: int) -> dict[str, object]:
    """Reloads, questions, completions and memory of an engine without vectors."""
    with Engine.open(knowledge, index=index, vectors=False) as engine:
        reload = list(_reloads(engine, knowledge, runs))
        times(engine.ask, questions[:20])
        one = [spread(times(engine.ask, questions)) for _ in range(runs)]
        eight = [spread(times(engine.ask, questions, EIGHT)) for _ in range(runs)]
        titles, names = _typed(engine)
        return {
            "reload": median(reload) * 1000,
            "question": _middle(one),
            "eight": _middle(eight),
            "title": _middle([spread(times(engine.articles, titles)) for _ in range(runs)]),
            "person": _middle([spread(times(engine.people, names)) for _ in range(runs)]),
            **_memory(),
        }


def _middle(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _reloads(engine: Engine, knowledge: Path, runs: int) -> Iterator[float]:
    """One file of some 50 items gets a new fact, again and again, and is then put back."""
    files = sorted(knowledge.rglob("*.yaml"))
    file = next(one for one in files[len(files) // 2 :] if 45 <= one.read_text().count("\n- ") <= 55)
    before = file.read_text(encoding="utf-8")
    try:
        for run in range(runs):
            changed = before.replace("facts:\n", f"facts:\n- Correction number {run} was printed.\n", 1)
            file.write_text(changed, encoding="utf-8")
            yield timed(engine.reload)
    finally:
        file.write_text(before, encoding="utf-8")
        engine.reload()


def _typed(engine: Engine) -> tuple[list[str], list[str]]:
    """What somebody has typed of titles and names, of two letters or more."""
    chance = random.Random(1)
    titles = [listed.title for listed in engine.articles(limit=500)]
    names = [speaker.name for speaker in engine.people(limit=300)]
    return (
        [_beginning(chance.choice(titles), chance) for _ in range(TYPED)],
        [_beginning(chance.choice(names), chance) for _ in range(TYPED)],
    )


def _beginning(text: str, chance: random.Random) -> str:
    words = re.findall(r"\w+", text)
    first = chance.randrange(len(words))
    typed = " ".join(words[first : first + chance.choice((1, 1, 2))])
    return typed[: chance.randrange(2, max(3, len(typed) + 1))]


def _memory() -> dict[str, float]:
    """Resident bytes, and how many of them are not merely the index's files in the system's cache."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^(\w+):\s+(\d+) kB$", status, re.MULTILINE))
    return {"resident": int(fields["VmRSS"]) * 1024, "own": int(fields["RssAnon"]) * 1024}


def main() -> None:
    what, knowledge, index, questions, runs = sys.argv[1:]
    asked = [
        json.loads(line)["question"] for line in Path(questions).read_text(encoding="utf-8").splitlines()
    ]
    random.Random(2).shuffle(asked)
    places = (Path(knowledge), Path(index))
    if what == "build":
        found: dict[str, object] = {**build(*places)}
    elif what == "start":
        found = {**start(*places, asked)}
    else:
        found = serve(*places, asked[:ASKED], int(runs))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
