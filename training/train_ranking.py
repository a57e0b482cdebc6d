"""Learns the ranking's weights and confidence from questions with known answers.

    python -m training.train_ranking --data DIR [--data DIR ...] [--ablate]

Each DIR holds `knowledge/` and `questions.jsonl`: one question a line with "id", "question" and "gold", a
list of {"article", "items": ["quotes[3]", "facts[0]"]}, empty where nothing should be answered. Questions are
dealt into folds by their first gold article; all printed figures are pooled over the parts that were not
learned from. The shipped files are then learned from everything and record the data's SHA-256.

The order is a linear model over pairs of a right and a wrong candidate (Joachims, 2002,
https://doi.org/10.1145/775047.775067) with logistic loss; the confidence is a logistic regression over the
out-of-fold signs, so that it meets scores as they will be and not as they were learned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.answering.engine import Engine
from bot.answering.model import Wanted
from bot.answering.ranking.confidence import signs_of
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import rank, rows_of
from bot.answering.ranking.signals import SIGNALS

FOLDS = 5
ORDER_STRENGTH = 30.0
"""Inverse regularisation of the order, per signal scaled to unit spread over the pairs."""
CONFIDENCE_STRENGTH = 0.3
"""The same for the confidence; small, since there are far fewer questions than pairs."""
LEAST_SPREAD = 0.01
"""Spread below which a signal says nothing in the data and gets no weight."""
MOST_FALSE = 0.10
"""Share of those to stay quiet on that may be answered: the threshold is chosen for it."""
LEARNED = Path("bot/answering/ranking/learned")

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Weights = dict[str, float]


@dataclass(frozen=True)
class Case:
    """A question with its pool, its candidates' signals (n, signals) and which candidates are right (n)."""

    id: str
    kind: str
    fold: int
    answerable: bool
    pool: Pool
    signals: Matrix
    right: Flags


def read_cases(folder: Path, *, vectors: bool) -> list[Case]:
    """The questions of a data folder with their candidates; small talk and questions without any left out."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    with (
        tempfile.TemporaryDirectory() as index,
        Engine.open(folder / "knowledge", index=Path(index), vectors=vectors) as engine,
    ):
        engine.wait_for_vectors()
        cases = [read_case(question, engine) for question in questions]
    return [case for case in cases if case is not None]


def read_case(question: dict[str, object], engine: Engine) -> Case | None:
    """One question as a case; None where the engine looks for nothing."""
    today = date.fromisoformat(str(question["date"])) if question.get("date") else None
    asked, pool = engine.candidates(str(question["question"]), today=today)
    if asked.wanted is Wanted.NOTHING or not pool.candidates:
        return None
    gold = {(one["article"], item) for one in question["gold"] for item in one["items"]}  # type: ignore[attr-defined]
    return Case(
        id=str(question["id"]),
        kind=str(question.get("kind", "")),
        fold=fold_of(min((article for article, _ in gold), default=str(question["id"]))),
        answerable=bool(gold),
        pool=pool,
        signals=np.array([list(row.values()) for row in rows_of(pool)]),
        right=np.array(
            [(c.item.article, f"{c.item.kind}s[{c.item.index}]") in gold for c in pool.candidates], dtype=bool
        ),
    )


def fold_of(name: str) -> int:
    """The fold of an article or question, the same in every run."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def learn_order(cases: Sequence[Case], used: Flags) -> Weights:
    """Weights of the used signals from pairs of a right and a wrong candidate; each question counts alike."""
    pairs, shares = [], []
    for case in cases:
        if case.right.any() and not case.right.all():
            good, bad = case.signals[case.right], case.signals[~case.right]
            difference = (good[:, None, :] - bad[None, :, :]).reshape(-1, good.shape[1])
            pairs.append(difference)
            shares.append(np.full(len(difference), 1 / len(difference)))
    differences, weight = np.concatenate(pairs), np.concatenate(shares)
    spread = differences.std(axis=0)
    kept = used & (spread > LEAST_SPREAD)
    scaled = differences[:, kept] / spread[kept]
    model = LogisticRegression(C=ORDER_STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(
        np.concatenate([scaled, -scaled]),
        np.repeat([1, 0], len(scaled)),
        sample_weight=np.concatenate([weight, weight]),
    )
    found = np.zeros(len(spread))
    found[kept] = model.coef_[0] / spread[kept]
    return {name: round(float(w), 4) for name, w, keep in zip(SIGNALS, found, kept, strict=True) if keep}


def learn_confidence(signs: Matrix, answerable: Flags, names: Sequence[str]) -> tuple[float, Weights]:
    """Bias and weights of the chance that a question can be answered."""
    mean, spread = signs.mean(axis=0), signs.std(axis=0)
    kept = spread > 0
    model = LogisticRegression(C=CONFIDENCE_STRENGTH, max_iter=500)
    model.fit((signs[:, kept] - mean[kept]) / spread[kept], answerable)
    weights = model.coef_[0] / spread[kept]
    bias = float(model.intercept_[0] - (weights * mean[kept]).sum())
    chosen = [name for name, keep in zip(names, kept, strict=True) if keep]
    return round(bias, 4), {name: round(float(w), 4) for name, w in zip(chosen, weights, strict=True)}


def out_of_fold(cases: Sequence[Case], used: Flags) -> tuple[list[Flags], list[dict[str, float]]]:
    """For each case which candidates are right, in the order learned on other folds, and the signs."""
    ordered: list[Flags] = [np.zeros(0, dtype=bool)] * len(cases)
    signs: list[dict[str, float]] = [{}] * len(cases)
    for fold in range(FOLDS):
        weights = learn_order([case for case in cases if case.fold != fold], used)
        for place, case in enumerate(cases):
            if case.fold == fold:
                ranked = rank(case.pool, weights)
                ordered[place] = case.right[list(ranked.order)]
                signs[place] = signs_of(case.pool, ranked)
    return ordered, signs


def chances(signs: Matrix, answerable: Flags, folds: NDArray[np.int_], names: Sequence[str]) -> Matrix:
    """Out-of-fold confidences (n)."""
    found = np.zeros(len(signs))
    for fold in range(FOLDS):
        bias, weights = learn_confidence(signs[folds != fold], answerable[folds != fold], names)
        vector = np.array([weights.get(name, 0.0) for name in names])
        found[folds == fold] = 1 / (1 + np.exp(-(signs[folds == fold] @ vector + bias)))
    return found


def learn(cases: Sequence[Case], used: Flags, label: str) -> dict[str, object]:
    """Print the pooled out-of-fold figures and return what is learned from everything."""
    ordered, rows = out_of_fold(cases, used)
    names = list(rows[0])
    signs = np.array([[row[name] for name in names] for row in rows])
    answerable = np.array([case.answerable for case in cases])
    folds = np.array([case.fold for case in cases])
    sure = chances(signs, answerable, folds, names)
    threshold = float(np.quantile(sure[~answerable], 1 - MOST_FALSE)) if (~answerable).any() else 0.5
    print_figures(label, cases, ordered, sure, threshold)
    bias, confidence = learn_confidence(signs, answerable, names)
    return {
        "signals": learn_order(cases, used),
        "confidence": {"bias": bias, "signs": confidence, "threshold": round(threshold, 3)},
    }


def print_figures(
    label: str, cases: Sequence[Case], ordered: Sequence[Flags], sure: Matrix, threshold: float
) -> None:
    """One line of figures, as the scorers define them, and one by kind."""
    answerable = np.array([case.answerable for case in cases])
    first = np.array([bool(right[:1].any()) for right in ordered])
    third = np.array([bool(right[:3].any()) for right in ordered])
    kept = (first & (sure >= threshold))[answerable].mean()
    area = roc_auc_score(answerable, sure) if (~answerable).any() else float("nan")
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case, hit in zip(cases, first, strict=True):
        if case.answerable:
            by_kind[case.kind].append(bool(hit))
    print(
        f"{label:24} hit@1 {first[answerable].mean():.3f}  hit@3 {third[answerable].mean():.3f}  "
        f"auc {area:.3f}  kept {kept:.3f} at false {MOST_FALSE}  "
        + "  ".join(f"{kind} {np.mean(hits):.2f}" for kind, hits in sorted(by_kind.items()))
    )


def hashes(folders: Sequence[Path]) -> dict[str, str]:
    """The questions' files with the first 16 digits of their SHA-256."""
    return {
        f"{folder.name}/questions.jsonl": hashlib.sha256(
            (folder / "questions.jsonl").read_bytes()
        ).hexdigest()[:16]
        for folder in folders
    }


def main() -> None:
    """Learn with and without the encoder, print out-of-fold figures, write the learned files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=LEARNED)
    parser.add_argument("--ablate", action="store_true", help="print the figures without each signal, too")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, vectors in (("with_meaning", True), ("without_meaning", False)):
        cases = [case for folder in options.data for case in read_cases(folder, vectors=vectors)]
        everything = np.ones(len(SIGNALS), dtype=bool)
        learned = learn(cases, everything, name)
        if options.ablate:
            for place, signal in enumerate(SIGNALS):
                learn(cases, np.arange(len(SIGNALS)) != place, f"without {signal}")
        text = json.dumps({"data": hashes(options.data)} | learned, indent=2)
        (options.out / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
