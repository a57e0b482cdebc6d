"""Makes all that answers are ranked by again, from nothing but the data, and prints what it is worth.

    python -m training.everything e5-small-v2.jar --news DIR --briefing DIR [--briefing DIR ...] \\
        --work FOLDER [--together NAME,NAME]

The package is named in training/jar.py. NEWS has `articles.jsonl.gz` and the quiz's `questions.jsonl`; each
briefing is a data folder as training/train_ranking.py reads them. Encoder and reader learn from the written
questions (training/asked.py) and the quiz, never from a briefing; the order and the confidence learn from the
briefings, and each one's figures are printed as the other ones give them, those named together being left out
together. FOLDER keeps each step's result: what is there is not made again, so that the same call goes on. The
networks are then in FOLDER/models, to be compared with `bot/models/files`; the weights are written to
`bot/answering/ranking/learned`. Needs the extra "training"; minutes on a GPU, a day or two on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

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

GROUNDS = {Mode.MEANING: "", Mode.WORDS: "-words"}
"""The grounds whose weights are learned from briefings, and what their files' names end in."""


class Works:
    """The folder in which all is made, step by step."""

    def __init__(self, options: argparse.Namespace) -> None:
        folder: Path = options.work
        self._folder, self._package, self._news = folder, options.package, options.news
        self._briefings: list[Path] = options.briefing
        self._asked, self._learned, self._together = options.asked, options.learned, options.together
        self.encoder, self.reader = folder / "models" / "encoder", folder / "models" / "reader"
        folder.mkdir(parents=True, exist_ok=True)

    def networks(self) -> None:
        """The encoder and the reader, from the written questions and the quiz."""
        written, lists, quiz = (self._folder / name for name in ("asked", "asked.jsonl", "quiz.jsonl"))
        articles = str(self._news / "articles.jsonl.gz")
        self._step(asked.main, written, articles, "--asked", str(self._asked))
        told = ("--briefing", str(written), "--quiz", str(self._news))
        self._step(tune_encoder.main, self.encoder, str(self._package), *told)
        self._step(short_lists.main, lists, str(written), "--encoder", str(self.encoder))
        self._step(short_lists.main, quiz, str(self._news))
        state = ("--state", str(self._folder / "reader.pt"))
        both = ("--lists", str(lists), "--lists", str(quiz))
        self._step(tune_reader.main, self.reader, str(self._package), *both, *state)

    def order(self, ground: Mode) -> None:
        """What each signal counts, from the briefings' lists."""
        call: list[str] = []
        for briefing in self._briefings:
            lists = self._lists(briefing, ground)
            model = ("--without-vectors",) if ground is Mode.WORDS else ("--encoder", str(self.encoder))
            self._step(short_lists.main, lists, str(briefing), *model)
            call += ["--lists", str(lists), "--judge", str(lists)]
        learn_signals.main([*call, *self._goes_to(ground)])

    def confidence(self, ground: Mode) -> None:
        """How sure the first answer is, unread and, with vectors, as read."""
        unread: list[str] = []
        read: list[str] = []
        for briefing in self._briefings:
            lists = self._lists(briefing, ground)
            ordered, scores = lists.with_suffix(".ordered"), lists.with_suffix(".read")
            weights = str(self._learned / f"{ground}.json")
            reorder.main([str(lists), "--out", str(ordered), "--learned", weights])
            unread += ["--lists", str(ordered)]
            if ground is Mode.MEANING:
                read_lists.main([str(self.reader), "--lists", str(ordered), "--out", str(scores)])
                read += ["--read", str(scores)]
        ways = [unread, [*unread, *read]] if read else [unread]
        for way in ways:
            learn_confidence.main([*way, *self._goes_to(ground), "--together", self._together])

    def _goes_to(self, ground: Mode) -> list[str]:
        return ["--ground", ground.value, "--out", str(self._learned / f"{ground}.json")]

    def _lists(self, briefing: Path, ground: Mode) -> Path:
        return self._folder / f"{briefing.name}{GROUNDS[ground]}.jsonl"

    def _step(self, make: Callable[[Sequence[str]], None], result: Path, *arguments: str) -> None:
        """Makes what is not there yet, whole or not at all."""
        if result.exists():
            print(f"{result} is there", flush=True)
            return
        print(f"making {result}", flush=True)
        fresh = result.with_name(f"{result.name}.new")
        make([*arguments, "--out", str(fresh)])
        fresh.rename(result)


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
        works.confidence(ground)


if __name__ == "__main__":
    main()
