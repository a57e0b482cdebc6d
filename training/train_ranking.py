"""Learns the ranking's weights and confidence in archives from questions with known answers.

    python -m training.train_ranking --data DIR [--data DIR ...] [--ablate]

Each DIR holds `knowledge/` and `questions.jsonl`: one question a line with "id", "question" and "gold", a
list of {"article", "items": ["quotes[3]", "facts[0]"]}, empty where nothing should be answered. Or, for the
order in archives: "answer", a string that right items hold, and "articles". Questions are dealt into folds
by their first gold article; all printed figures are pooled over the parts that were not learned from. The
shipped file is then learned from everything and records the data's SHA-256.

Smaller knowledge, with vectors and without, is learned for from short lists of several collections instead
(`training/learn_signals.py`, then `training/learn_confidence.py`); `--only without_meaning` learns it as
archives are, to be compared.

`training/order.py` learns the order; the confidence is a logistic regression over the out-of-fold signs, so
that it meets scores as they will be and not as they were learned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.answering.ranking.confidence import signs_of
from bot.answering.ranking.rank import ranked_by
from bot.answering.ranking.signals import SIGNALS
from bot.answering.ranking.weights import Mode
from training.calibration import Weights, fit
from training.cases import AS_GIVEN, LEARNED, SHARE, Case, Flags, Matrix, is_quiz, read_cases
from training.examples import FOLDS
from training.order import learn_order

MOST_FALSE = 0.23
"""Share of the unanswerable (small talk apart) that may be answered: the threshold is chosen for it."""


def learn_confidence(signs: Matrix, cases: Sequence[Case], names: Sequence[str]) -> tuple[float, Weights]:
    """Bias and weights of the chance that a question can be answered, from the signs (n, names) of cases."""
    hold = np.array([case.answerable for case in cases])
    return fit(signs, hold, np.array([SHARE[case.setting] for case in cases]), names)


def out_of_fold(cases: Sequence[Case], left_out: str) -> tuple[list[Flags], list[dict[str, float]]]:
    """For each case which candidates are right, in the order learned on other folds, and the signs."""
    ordered: list[Flags] = [np.zeros(0, dtype=bool)] * len(cases)
    signs: list[dict[str, float]] = [{}] * len(cases)
    for fold in range(FOLDS):
        weights = learn_order([case for case in cases if case.fold != fold], left_out)
        for place, case in enumerate(cases):
            if case.fold == fold:
                ranked = ranked_by(case.rows, weights)
                ordered[place] = case.right[list(ranked.order)]
                signs[place] = signs_of(case.pool, ranked)
    return ordered, signs


def chances(signs: Matrix, cases: Sequence[Case], names: Sequence[str]) -> Matrix:
    """Out-of-fold confidences (n)."""
    folds = np.array([case.fold for case in cases])
    found = np.zeros(len(signs))
    for fold in range(FOLDS):
        others = [case for case in cases if case.fold != fold]
        bias, weights = learn_confidence(signs[folds != fold], others, names)
        vector = np.array([weights.get(name, 0.0) for name in names])
        found[folds == fold] = 1 / (1 + np.exp(-(signs[folds == fold] @ vector + bias)))
    return found


def learn(cases: Sequence[Case], label: str, left_out: str = "") -> dict[str, object]:
    """Print the pooled out-of-fold figures and return what is learned from everything."""
    ordered, rows = out_of_fold(cases, left_out)
    quizzed = [place for place, case in enumerate(cases) if case.setting == "quiz"]
    if quizzed:
        first = np.mean([ordered[place][0] for place in quizzed])
        print(f"{label}, quiz: hit@1 {first:.3f} of {len(quizzed)}")
    judged = [place for place, case in enumerate(cases) if case.setting in SHARE]
    everything, cases = cases, [cases[place] for place in judged]
    ordered, rows = [ordered[place] for place in judged], [rows[place] for place in judged]
    names = list(rows[0])
    signs = np.array([[row[name] for name in names] for row in rows])
    sure = chances(signs, cases, names)
    asked = np.array([case.setting == AS_GIVEN for case in cases])
    quiet = asked & ~np.array([case.answerable for case in cases])
    threshold = float(np.quantile(sure[quiet], 1 - MOST_FALSE)) if quiet.any() else 0.5
    for setting in SHARE:
        print_figures(f"{label}, {setting}", setting, cases, Outcome(ordered, sure, threshold))
    bias, confidence = learn_confidence(signs, cases, names)
    return {
        "signals": learn_order(everything, left_out),
        "confidence": {"bias": bias, "signs": confidence, "threshold": round(threshold, 3)},
    }


@dataclass(frozen=True)
class Outcome:
    """Out of fold: which candidates are right in each case's order, the confidences, and the threshold."""

    ordered: Sequence[Flags]
    sure: Matrix
    threshold: float


def print_figures(label: str, setting: str, cases: Sequence[Case], outcome: Outcome) -> None:
    """The figures of one setting in a line: as the scorers define them, and hit@1 by kind."""
    places = [place for place, case in enumerate(cases) if case.setting == setting]
    answerable = np.array([cases[place].answerable for place in places])
    first = np.array([bool(outcome.ordered[place][:1].any()) for place in places])
    third = np.array([bool(outcome.ordered[place][:3].any()) for place in places])
    answered = np.array([outcome.sure[place] >= outcome.threshold for place in places])
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for place, hit in zip(places, first, strict=True):
        if cases[place].answerable:
            by_kind[cases[place].kind].append(bool(hit))
    parts = [label.ljust(32)]
    if answerable.any():
        parts.append(f"hit@1 {first[answerable].mean():.3f}  hit@3 {third[answerable].mean():.3f}")
        parts.append(f"kept {(first & answered)[answerable].mean():.3f}")
    if (~answerable).any():
        parts.append(f"false {answered[~answerable].mean():.3f}")
    if answerable.any() and (~answerable).any():
        parts.append(f"auc {roc_auc_score(answerable, outcome.sure[places]):.3f}")
    print("  ".join(parts + [f"{kind} {np.mean(hits):.2f}" for kind, hits in sorted(by_kind.items())]))


def hashes(folders: Sequence[Path]) -> dict[str, str]:
    """The questions' files with the first 16 digits of their SHA-256."""
    return {
        f"{folder.name}/questions.jsonl": hashlib.sha256(
            (folder / "questions.jsonl").read_bytes()
        ).hexdigest()[:16]
        for folder in folders
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print out-of-fold figures, write the learned file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=LEARNED)
    grounds = [Mode.ARCHIVE.value, Mode.WORDS.value]
    parser.add_argument(
        "--only", choices=grounds, default=Mode.ARCHIVE.value, help="the ground (%(default)s)"
    )
    parser.add_argument("--ablate", action="store_true", help="print the figures without each signal, too")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    ground = Mode(options.only)
    data = [folder for folder in options.data if ground is Mode.ARCHIVE or not is_quiz(folder)]
    cases = [case for folder in data for case in read_cases(folder)]
    learned = learn(cases, ground)
    if options.ablate:
        for signal in SIGNALS:
            learn(cases, f"without {signal}", signal)
    text = json.dumps({"data": hashes(data)} | learned, indent=2)
    (options.out / f"{ground}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
