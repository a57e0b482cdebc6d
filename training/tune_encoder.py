"""Makes the shipped sentence encoder: the published one, tuned on questions with known answers.

    python -m training.tune_encoder e5-small-v2.jar --briefing DIR [--briefing DIR ...] --quiz DIR \\
        --out FOLDER [--without FOLD]

The package is named in training/jar.py; each DIR is a data folder as training/examples.py reads them. With
--without, the questions and articles of that fold are kept out of the learning and its questions are
measured, before and after. Needs the extra "training" and a minute on a GPU or some hours on two cores. The
record beside the model names the data's hashes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.contrast import Example, SentenceEncoder, draw, tune
from training.examples import FOLDS, Passage, Question, briefing_passages, hashes, read_briefing, read_quiz
from training.graph import bert
from training.jar import read_jar
from training.shipping import write_model

ROUNDS = 4
"""How often each briefing question is learned from, each time with other passages; a quiz question half as
often."""

NEAREST = 12
"""Wrong passages nearest in meaning before tuning that are learned from, besides those of like words."""

SEED = 0
NO_FOLD = -2
"""No question or passage has this fold: nothing is kept out."""


def examples(briefing: Sequence[Question], quiz: Sequence[Question], kept_out: int) -> list[Example]:
    """The examples to learn from, round by round in a random but repeatable order, nothing of the fold."""
    chance = random.Random(SEED)
    ours = [question.without(kept_out) for question in briefing if question.fold != kept_out]
    theirs = [question for question in quiz if question.fold != kept_out]
    found: list[Example] = []
    for turn in range(ROUNDS):
        drawn = draw(ours, chance) + (draw(theirs, chance) if turn % 2 == 0 else [])
        chance.shuffle(drawn)
        found += drawn
    return found


def with_nearest(
    model: SentenceEncoder, passages: Sequence[Passage], questions: Sequence[Question]
) -> list[Question]:
    """The questions with the passages that the model wrongly takes for right as further wrong ones."""
    order = nearest(model, passages, questions, 2 * NEAREST)
    found = []
    for question, places in zip(questions, order, strict=True):
        known = {*question.right, *question.wrong}
        near = [passages[place] for place in places if passages[place] not in known]
        found.append(replace(question, wrong=question.wrong + tuple(near[:NEAREST])))
    return found


def nearest(
    model: SentenceEncoder, passages: Sequence[Passage], questions: Sequence[Question], count: int
) -> NDArray[np.intp]:
    """For each question the places of the passages nearest by cosine, nearest first, (questions, count)."""
    asked, said = model.encode([q.text for q in questions]), model.encode([p.text for p in passages])
    order: NDArray[np.intp] = np.argsort(-asked @ said.T, kind="stable")[:, :count]
    return order


def print_hits(
    label: str, model: SentenceEncoder, passages: Sequence[Passage], questions: Sequence[Question]
) -> None:
    """Prints how often, by cosine alone, a right passage is first or among three of all passages."""
    order = nearest(model, passages, questions, 3)
    found = np.array([[passages[p] in q.right for p in row] for q, row in zip(questions, order, strict=True)])
    print(f"{label}: hit@1 {found[:, 0].mean():.3f}, hit@3 {found.any(axis=1).mean():.3f}", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Tune, measure where a fold is kept out, write the model's folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the jar of the published weights")
    parser.add_argument("--briefing", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--quiz", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--without", type=int, choices=range(FOLDS), default=NO_FOLD, metavar="FOLD")
    args = parser.parse_args(arguments)
    package = read_jar(args.package)
    torch.manual_seed(SEED)
    model = SentenceEncoder(package.arrays(), package.tokenizer)
    briefing: list[Question] = []
    measured: list[tuple[str, list[Passage], list[Question]]] = []
    for folder in args.briefing:
        passages = briefing_passages(folder / "knowledge")
        questions = with_nearest(model, passages, read_briefing(folder))
        briefing += questions
        kept = [question for question in questions if question.fold == args.without and question.right]
        measured += [(folder.name, passages, kept)] if kept else []
    for name, passages, questions in measured:
        print_hits(f"{name}, before", model, passages, questions)
    tune(model, examples(briefing, read_quiz(args.quiz), args.without))
    for name, passages, questions in measured:
        print_hits(f"{name}, after", model, passages, questions)
    weights = model.arrays()
    record = {
        "model": "intfloat/e5-small-v2, tuned on questions with known answers",
        "licence": "MIT",
        "sources": [package.source()],
        "made_by": "training/tune_encoder.py",
        "kept_out": args.without if measured else None,
        "data": {folder.name: hashes(folder) for folder in (*args.briefing, args.quiz)},
    }
    write_model(args.out, bert(weights), weights, package.tokenizer, record)


if __name__ == "__main__":
    main()
