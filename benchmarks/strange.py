"""Asks and checks what nobody would, at random: whole questions and verifications, with the reader off.

    python -m benchmarks.strange FOLDER [--count 20000] [--seed 1] [--seconds 600]

Each is made of words and sentences of the knowledge folder, of questions, marks, codes, days and signs, some
whole, some cut, swapped or repeated, up to a letter more than a question may have. Any error that is not for
whoever asks stops the run and is shown with what was asked. Prints how many went through.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.services import OPERATOR, Request, Services
from bot.text import LONGEST, UserError

SHAPES = (
    "What did {0} say about {1}?", "who said {1}?", "did {0} really say “{1}”?", "is “{1}” by {0} genuine?",
    "when was {1} and not {2}?", "{0}: {1}", "what did {0} and {2} say on 3 May?", "since {1} {2}", "{0}",
    "> {1}\n{2}", "what about <@1> on <t:1700000000:D> {1}", "compare {0} and {2} on {1}", "{1} {2} {1}",
)  # fmt: skip
"""Ways to ask, with places for words of the knowledge."""
PIECES = (
    "“", "”", '"', "‘", "’", "«", "(", "[", "]", "…", "\n", "\n\n", "  ", "\t", "&", "@", "#", "*", "_", "`",
    "||", "<", ">", "1,000", "5%", "$5", "3 May", "2031-05-03", "yesterday", "last week", "between", "U.S.",
    "AT&T", "F-35", "é", "e\u0301", "引き下げる", "\u200b", "\u2028", "\0", "😀", "’s", "n't", "not", "he",
    "\udcff",
)  # fmt: skip
"""What readers look out for."""


class Strange:
    """Makes what is asked; the same for the same seed and knowledge."""

    def __init__(self, folder: Path, seed: int) -> None:
        text = "\n".join(file.read_text("utf-8", "replace") for file in sorted(folder.rglob("*.yaml")))
        self._draw = random.Random(seed)
        self._words = sorted(set(re.findall(r"\w+", text)))
        self._lines = sorted({line.strip() for line in text.splitlines() if line.strip()})

    def text(self) -> str:
        """Something to ask or to check."""
        draw = self._draw
        made = draw.choice(SHAPES).format(self._part(), self._part(), self._part())
        for _ in range(draw.choice((0, 0, 1, 3, 10))):
            at = draw.randrange(len(made) + 1)
            made = made[:at] + draw.choice(PIECES) + made[at + draw.choice((0, 0, 1, 5)) :]
        if draw.random() < 0.05:
            made = (made + " ") * (LONGEST // (len(made) + 1) + 1)
            made = made[: draw.choice((LONGEST // 2, LONGEST, LONGEST + 1))]
        return made

    def speaker(self) -> str | None:
        """Somebody who is said to have said it, or nobody."""
        return self._part() if self._draw.random() < 0.5 else None

    def _part(self) -> str:
        draw = self._draw
        kind = draw.random()
        if kind < 0.4:
            return " ".join(draw.choices(self._words, k=draw.randint(1, 4)))
        if kind < 0.8:
            line = draw.choice(self._lines)
            first = draw.randrange(len(line))
            return line if draw.random() < 0.5 else line[first : first + draw.randint(1, 80)]
        return "".join(draw.choices(PIECES, k=draw.randint(1, 6)))


def went_through(ask: Callable[[], object], asked: str) -> bool:
    """Whether there was a reply, not a sentence on what is wrong; whatever else comes out is shown."""
    try:
        ask()
    except UserError:
        return False
    except BaseException:
        print(f"Asked: {asked!r}", file=sys.stderr)
        raise
    return True


def main() -> None:
    """Ask and check as often as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    given = parser.parse_args()
    strange = Strange(given.folder, given.seed)
    ends = time.monotonic() + given.seconds
    asked = replied = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(given.folder, Path(place) / "knowledge"))
        with Services.open(copy, vectors=False, reader=False) as services:
            while asked < given.count and time.monotonic() < ends:
                text, speaker = strange.text(), strange.speaker()
                ways: tuple[Callable[[], object], ...] = (
                    lambda text=text: services.ask(Request(text, OPERATOR)),  # type: ignore[misc]
                    lambda text=text, by=speaker: services.verify_pasted(text, by, OPERATOR),  # type: ignore[misc]
                )
                replied += went_through(ways[asked % 2], text)
                asked += 1
    print(
        f"{asked} asked and checked in turn, {replied} with a reply, {asked - replied} refused in a sentence"
    )


if __name__ == "__main__":
    main()
