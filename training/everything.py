"""Makes all that answers are ranked by again, from nothing but the data, and prints what it is worth.

    python -m training.everything e5-small-v2.jar --news DIR --briefing DIR [--briefing DIR ...] \\
        --work FOLDER [--together NAME,NAME]

The package is named in training/jar.py. NEWS is the quiz with `articles.jsonl.gz` and, for the order in
archives, `knowledge/`; each briefing is a folder of the form that CONTRIBUTING.md gives. The encoder learns
from the written questions (training/asked.py) and the quiz, the reader from the written questions and then
from briefings and quiz; the order and the confidence learn from the briefings, those of archives from the
quiz, too, the confidence from what readers make of questions and articles that they have not seen: one for
each part of the folds. Each briefing's figures are printed as the other ones give them, those named together
being left out together, and by folds of articles. FOLDER keeps each step's result: what is there is not made
again, so that the same call goes on. The networks are then in FOLDER/models, to be compared with
`bot/models/files`; the weights are written to `bot/answering/ranking/learned`. Needs the extra "training";
minutes on a GPU, some four hours on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.answering.pace import READ_BY_LOAD
from bot.answering.ranking.weights import Mode
from training import (
    asked,
    learn_confidence,
    learn_signals,
    read_lists,
    reorder,
    short_lists,
    tune_encoder,
    tune_reader,
)
from training.cases import LEARNED
from training.examples import PARTS

GROUNDS = {Mode.MEANING: "", Mode.WORDS: "-words", Mode.ARCHIVE: "-words"}
"""The grounds in their order, and what the names of the lists end in that they are learned from."""


class Works:
    """The folder in which all is made, step by step."""

    def __init__(self, options: argparse.Namespace) -> None:
        folder: Path = options.work
        self._folder, self._package, self._news = folder, options.package, options.news
        self._briefings: list[Path] = options.briefing
        self._asked, self._learned, self._together = options.asked, options.learned, options.together
        models = folder / "models"
        self.encoder, self.reader, self.parts = models / "encoder", models / "reader", models / "parts"
        folder.mkdir(parents=True, exist_ok=True)

    def networks(self) -> None:
        """The encoder and the reader's first learning."""
        written, lists = self._folder / "asked", self._folder / "asked.jsonl"
        articles = str(self._news / "articles.jsonl.gz")
        self._step(asked.main, written, articles, "--asked", str(self._asked))
        told = ("--briefing", str(written), "--quiz", str(self._news))
        self._step(tune_encoder.main, self.encoder, str(self._package), *told)
        self._step(short_lists.main, lists, str(written), "--encoder", str(self.encoder))
        taught = (str(self._package), "--lists", str(lists), "--state", str(self._first))
        self._step(tune_reader.main, self.reader.with_name("first"), *taught)

    def order(self, ground: Mode) -> None:
        """What each signal counts, and the lists in that order."""
        for data, lists in self._lists(ground).items():
            self._step(short_lists.main, lists, str(data), *self._model(ground))
        call = [part for lists in self._lists(ground).values() for part in ("--lists", str(lists))]
        learn_signals.main([*call, "--together", self._together, *self._goes_to(ground)])
        weights = str(self._learned / f"{ground}.json")
        for lists in [*self._lists(ground).values(), *self._lists_of_few(ground)]:
            reorder.main([str(lists), "--out", str(_ordered(lists, ground)), "--learned", weights])

    def readers(self) -> None:
        """The reader, and one for each part of the folds that has not seen it."""
        archive = self._lists(Mode.ARCHIVE)[self._news]
        lists = [_ordered(one, Mode.MEANING) for one in self._lists(Mode.MEANING).values()]
        call = [str(self._package), "--start", str(self._first), "--again", str(self._folder / "asked.jsonl")]
        for one in (*lists, _ordered(archive, Mode.ARCHIVE)):
            call += ["--lists", str(one)]
        for number, folds in enumerate(PARTS):
            without = [part for fold in folds for part in ("--without", str(fold))]
            state = ("--state", str(self._folder / f"part-{number}.pt"))
            self._step(tune_reader.main, self.parts / str(number), *call, *without, *state)
        self._step(tune_reader.main, self.reader, *call, "--state", str(self._folder / "reader.pt"))

    def confidence(self, ground: Mode) -> None:
        """How sure the first answer is, unread and for each number of candidates read."""
        unread: list[str] = []
        read: list[str] = []
        for lists in [*self._lists(ground).values(), *self._lists_of_few(ground)]:
            ordered, scores = _ordered(lists, ground), lists.with_suffix(f".{ground}.read")
            unread += ["--lists", str(ordered)]
            read_lists.main([str(self.parts), "--parts", "--lists", str(ordered), "--out", str(scores)])
            read += ["--read", str(scores)]
        counts = [("--count", str(count)) for _, count in READ_BY_LOAD]
        for way in [unread, *([*unread, *read, *count] for count in counts)]:
            learn_confidence.main([*way, *self._goes_to(ground), "--together", self._together])

    @property
    def _first(self) -> Path:
        """The state of the reader's first learning."""
        return self._folder / "first.pt"

    def _model(self, ground: Mode) -> tuple[str, ...]:
        return ("--encoder", str(self.encoder)) if ground is Mode.MEANING else ("--without-vectors",)

    def _lists_of_few(self, ground: Mode) -> list[Path]:
        """Lists of a few articles of the first briefing each, for the confidence: no archive has few."""
        if ground is Mode.ARCHIVE:
            return []
        data = self._briefings[0]
        lists = self._folder / f"{data.name}-few{GROUNDS[ground]}.jsonl"
        self._step(short_lists.main, lists, str(data), "--few", *self._model(ground))
        return [lists]

    def _goes_to(self, ground: Mode) -> list[str]:
        return ["--ground", ground.value, "--out", str(self._learned / f"{ground}.json")]

    def _lists(self, ground: Mode) -> dict[Path, Path]:
        """For each data folder that the ground is learned from where its lists lie."""
        data = [*self._briefings, self._news] if ground is Mode.ARCHIVE else self._briefings
        return {folder: self._folder / f"{folder.name}{GROUNDS[ground]}.jsonl" for folder in data}

    def _step(self, make: Callable[[Sequence[str]], None], result: Path, *arguments: str) -> None:
        """Makes what is not there yet, whole or not at all."""
        if result.exists():
            print(f"{result} is there", flush=True)
            return
        print(f"making {result}", flush=True)
        fresh = result.with_name(f"{result.name}.new")
        make([*arguments, "--out", str(fresh)])
        fresh.rename(result)


def _ordered(lists: Path, ground: Mode) -> Path:
    """Where the lists lie in the order that a ground's weights give."""
    return lists.with_suffix(f".{ground}.ordered")


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the networks, the order and the confidence."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the jar of the published weights")
    parser.add_argument("--news", type=Path, required=True, metavar="DIR")
    parser.add_argument("--briefing", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--together", default="", metavar="NAMES", help="briefings on the same articles")
    parser.add_argument("--asked", type=Path, default=asked.ASKED, metavar="FILE", help="other questions")
    parser.add_argument("--learned", type=Path, default=LEARNED, metavar="DIR", help="where weights lie")
    works = Works(parser.parse_args(arguments))
    works.networks()
    for ground in GROUNDS:
        works.order(ground)
    works.readers()
    for ground in GROUNDS:
        works.confidence(ground)


if __name__ == "__main__":
    main()
