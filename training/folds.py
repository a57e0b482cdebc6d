"""Read each article decided by hand with weights that were learned without it.

    python -m training.folds --data DIR --by-hand FILE --out FILE [--folds N] [--pointers DIR]

DIR and FILE are those of `training.attribution`. What is written has a line an article, `{"id", "quotes":
[{"speaker", "text", "unsure", "confidence", "speech"}]}`, as `ingest --batch` gives it, to be scored: the
shipped weights have seen all of these articles, so that only this tells what they are worth on others.

By itself it reads by rules alone. The DIR of --pointers has a pointer for each fold, in folders 0, 1 and on,
made by `training.tune_pointer --without`, which knows three.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.attribution.reading import Reading
from bot.attribution.statements import statements
from bot.attribution.weighing import Weights, choose_speakers
from bot.models import Pointer
from training.attribution import (
    SLIP,
    SPEECH_RIDGE,
    Lesson,
    groups,
    mention_group,
    read,
    reference_group,
    speech_group,
)
from training.choices import RIDGE, fit

FOLDS = 5
_KINDS = (
    (speech_group, 0.0, SPEECH_RIDGE),
    (mention_group, 0.0, RIDGE),
    (reference_group, SLIP, RIDGE),
)


def learned_without(lessons: Sequence[Lesson], decided: Sequence[Lesson], folds: int) -> list[Weights]:
    """The weights of each fold: article n of `decided` is kept from those of fold n modulo `folds`."""
    learned: list[list[dict[str, float]]] = [[] for _ in range(folds)]
    for make, slip, ridge in _KINDS:
        always = list(groups([*lessons], make))
        own = [list(groups([lesson], make)) for lesson in decided]
        for fold in range(folds):
            others = (group for n, each in enumerate(own) if n % folds != fold for group in each)
            learned[fold].append(fit([*always, *others], slip, ridge))
    return [Weights(*each) for each in learned]


def quotes(reading: Reading, weights: Weights, pointer: Pointer | None = None) -> list[dict[str, Any]]:
    """The quotations of an article as these weights, and the pointer, read it."""
    choices = choose_speakers(reading, weights, pointer)
    found = []
    for line in statements(reading, weights, pointer):
        marks, choice = reading.page.quotations[line.quotation], choices[line.quotation]
        found.append(
            {
                "speaker": line.speaker,
                "text": reading.page.text[marks.start : marks.end],
                "unsure": not line.sure,
                "confidence": round(line.confidence, 4),
                "speech": round(choice.speech, 4) if choice else 0.0,
            }
        )
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn once a fold, and write how its articles are read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--by-hand", type=Path, required=True, metavar="FILE")
    parser.add_argument("--folds", type=int, default=FOLDS, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--pointers", type=Path, metavar="DIR")
    args = parser.parse_args(arguments)
    lessons = [Lesson.of(each) for n, each in enumerate(read(args.data / "train.jsonl.gz")) if n % 10]
    articles = read(args.by_hand)
    decided = [Lesson.of(article) for article in articles]
    weights = learned_without(lessons, decided, args.folds)
    pointers = [Pointer(args.pointers / str(fold)) for fold in range(args.folds)] if args.pointers else None
    with args.out.open("w", encoding="utf-8") as file:
        for n, (article, lesson) in enumerate(zip(articles, decided, strict=True)):
            pointer = pointers[n % args.folds] if pointers else None
            lines = quotes(lesson.reading, weights[n % args.folds], pointer)
            read_as = {"id": article["id"], "quotes": lines}
            file.write(json.dumps(read_as, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
