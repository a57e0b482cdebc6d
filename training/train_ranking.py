"""Learns the ranking's weights and confidence from questions with known answers.

    python -m training.train_ranking --data DIR [--data DIR ...] [--encoders DIR] [--ablate]

Each DIR holds `knowledge/` and `questions.jsonl`: one question a line with "id", "question" and "gold", a
list of {"article", "items": ["quotes[3]", "facts[0]"]}, empty where nothing should be answered. Or, for the
order alone and without the encoder: "answer", a string that right items hold, and "articles". Questions are
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
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.answering.engine import Engine
from bot.answering.index.store import Store
from bot.answering.meaning.encoder import ENCODER
from bot.answering.model import Item, Wanted
from bot.answering.nearness import Models
from bot.answering.ranking.confidence import AGAINST, signs_of
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import rank, rows_of
from bot.answering.ranking.signals import SIGNALS
from bot.text.words import folded

FOLDS = 5
SHELVES = 20
"""Parts of the articles that serve as small knowledge bases, some four articles each."""
PEOPLES = ("as given", "quiz")
"""Settings that people asked so: the order is learned from them."""
SHARE = {"as given": 1.0, "unanswered": 0.1, "small": 0.3, "strange": 0.3}
"""What a case counts for the confidence by its setting: the made ones less than those asked by people."""
ORDER_STRENGTH = 30.0
"""Inverse regularisation of the order, per signal scaled to unit spread over the pairs."""
CONFIDENCE_STRENGTH = 0.3
"""The same for the confidence; small, since there are far fewer questions than pairs."""
TELLING = 0.001
"""Weight below which a sign is left out of the file."""
LEAST_SPREAD = 0.01
"""Spread below which a signal says nothing in the data and gets no weight."""
MOST_FALSE = 0.20
"""Share of the unanswerable (small talk apart) that may be answered: the threshold is chosen for it."""
LEARNED = Path("bot/answering/ranking/learned")

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Weights = dict[str, float]
Encoders = Sequence[Path] | None
Question = dict[str, Any]
"""A line of questions.jsonl."""


@dataclass(frozen=True)
class Case:
    """A question with its pool, its candidates' signals (n, signals) and which candidates are right (n)."""

    id: str
    setting: str
    kind: str
    fold: int
    answerable: bool
    pool: Pool
    signals: Matrix
    right: Flags


class Desk:
    """Asks questions against chosen files with one encoder; its vectors are kept for the next call."""

    def __init__(self, work: Path, encoder: Path | None) -> None:
        self._work = work
        self._encoder = encoder

    def ask(self, setting: str, files: Sequence[Path], questions: Sequence[Question]) -> list[Case]:
        """The cases of some questions against some files."""
        if not questions:
            return []
        knowledge = self._work / "knowledge"
        shutil.rmtree(knowledge, ignore_errors=True)
        knowledge.mkdir(parents=True)
        for file in files:
            shutil.copy(file, knowledge / file.name)
        store = Store.open(knowledge, self._work / "index")
        store.update()
        with Engine(store, Models(self._work, self._encoder) if self._encoder else None) as engine:
            engine.wait_for_vectors()
            cases = [read_case(question, engine, setting) for question in questions]
        return [case for case in cases if case is not None]


def read_cases(folder: Path, encoders: Encoders) -> list[Case]:
    """The questions of a data folder with their candidates, in four settings.

    "as given": against all articles. "unanswered": against all but those of the question's own fold, where
    what would answer it is missing, so that nothing should. "small": against few articles, its own among
    them, since a newsroom starts with one. "strange": against the few articles of others. What the engine
    does not look for at all is left out.

    :param encoders: for each fold the folder of an encoder that has not learned from it; None for no meaning.
    """
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    for question in questions:
        question["fold"] = fold_of(_first(question))
    if "answer" in questions[0]:
        return [] if encoders else _quizzed(folder / "knowledge", questions)
    gold = [question for question in questions if question["gold"]]
    files = sorted((folder / "knowledge").rglob("*.y*ml"))
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as name:
        for fold in range(FOLDS):
            desk = Desk(Path(name) / str(fold), encoders[fold] if encoders else None)
            rest = [file for file in files if fold_of(file.stem) != fold]
            own = [question for question in gold if question["fold"] == fold]
            cases += desk.ask("as given", files, [q for q in questions if q["fold"] == fold])
            cases += desk.ask("unanswered", rest, _without(own, rest))
            for shelf in range(SHELVES):
                few = [file for file in files if _shelf_of(file.stem) == shelf]
                others = [q for q in own if _shelf_of(_first(q)) == (shelf + 1) % SHELVES]
                cases += desk.ask("small", few, [q for q in own if _shelf_of(_first(q)) == shelf])
                cases += desk.ask("strange", few, _without(others, few))
    return cases


def _quizzed(knowledge: Path, questions: Sequence[Question]) -> list[Case]:
    """Cases of questions whose right items are those that hold the answer's words."""
    store = Store.open(knowledge)
    store.update()
    with Engine(store, None) as engine:
        cases = [read_case(question, engine, "quiz") for question in questions]
    return [case for case in cases if case is not None]


def _first(question: Question) -> str:
    """The article that decides on the question's fold; its id where nothing answers it."""
    named = question.get("articles") or [one["article"] for one in question["gold"]]
    return min(named, default=str(question["id"]))


def _shelf_of(article: str) -> int:
    return int(hashlib.sha256(b"shelf" + article.encode()).hexdigest(), 16) % SHELVES


def _without(questions: Sequence[Question], files: Sequence[Path]) -> list[Question]:
    """The questions none of whose answers stands in the files, with nothing for an answer."""
    there = {file.stem for file in files}
    gone = [q for q in questions if not any(one["article"] in there for one in q["gold"])]
    return [question | {"gold": []} for question in gone]


def read_case(question: Question, engine: Engine, setting: str) -> Case | None:
    """One question as a case; None where the engine looks for nothing."""
    today = date.fromisoformat(question["date"]) if question.get("date") else None
    asked, pool = engine.candidates(question["question"], today=today)
    if asked.wanted is Wanted.NOTHING or not pool.candidates:
        return None
    gold = {(one["article"], item) for one in question.get("gold", ()) for item in one["items"]}
    answer = f" {folded(question['answer'])} " if "answer" in question else None
    return Case(
        id=question["id"],
        setting=setting,
        kind=question.get("kind", ""),
        fold=question["fold"],
        answerable=bool(gold or answer),
        pool=pool,
        signals=np.array([list(row.values()) for row in rows_of(pool)]),
        right=np.array([_is_right(c.item, gold, answer) for c in pool.candidates], dtype=bool),
    )


def _is_right(item: Item, gold: set[tuple[str, str]], answer: str | None) -> bool:
    if answer is not None:
        return answer in f" {folded(item.text)} "
    return (item.article, f"{item.kind}s[{item.index}]") in gold


def fold_of(name: str) -> int:
    """The fold of an article or question, the same in every run."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def learn_order(cases: Sequence[Case], used: Flags) -> Weights:
    """Weights of the used signals from pairs of a right and a wrong candidate; each question counts alike."""
    pairs, shares = [], []
    for case in cases:
        if case.setting in PEOPLES and case.right.any() and not case.right.all():
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


def learn_confidence(signs: Matrix, cases: Sequence[Case], names: Sequence[str]) -> tuple[float, Weights]:
    """Bias and weights of the chance that a question can be answered, from the signs (n, names) of cases.

    A sign's weight is bounded to the side that its meaning allows, so that no quirk of the data, such as how
    the unanswerable questions happen to be worded, passes for understanding.
    """
    mean, spread = signs.mean(axis=0), np.maximum(signs.std(axis=0), LEAST_SPREAD)
    scaled = (signs - mean) / spread
    target = np.array([1.0 if case.answerable else -1.0 for case in cases])
    share = np.array([SHARE[case.setting] for case in cases])

    def loss(vector: Matrix) -> tuple[float, Matrix]:
        agreement = target * (scaled @ vector[:-1] + vector[-1])
        pull = -target * share / (1 + np.exp(agreement))
        penalty = vector[:-1] / CONFIDENCE_STRENGTH
        gradient = np.append(scaled.T @ pull + penalty, pull.sum())
        return float((share * np.logaddexp(0, -agreement)).sum() + (penalty @ vector[:-1]) / 2), gradient

    bounds = [(None, 0.0) if name in AGAINST else (0.0, None) for name in names] + [(None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spread
    chosen = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > TELLING}
    return round(float(found[-1] - weights @ mean), 4), chosen


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


def learn(cases: Sequence[Case], used: Flags, label: str) -> dict[str, object]:
    """Print the pooled out-of-fold figures and return what is learned from everything."""
    ordered, rows = out_of_fold(cases, used)
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
    asked = np.array([case.setting == "as given" for case in cases])
    quiet = asked & ~np.array([case.answerable for case in cases])
    threshold = float(np.quantile(sure[quiet], 1 - MOST_FALSE)) if quiet.any() else 0.5
    for setting in SHARE:
        print_figures(f"{label}, {setting}", setting, cases, Outcome(ordered, sure, threshold))
    bias, confidence = learn_confidence(signs, cases, names)
    return {
        "signals": learn_order(everything, used),
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


def _encoders(folder: Path | None) -> list[Path]:
    """For each fold an encoder's folder; the shipped one where none are given."""
    return [folder / f"encoder-fold{fold}" if folder else ENCODER for fold in range(FOLDS)]


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
    parser.add_argument(
        "--encoders", type=Path, metavar="DIR", help="encoders fold0 to fold4 that have not seen their fold"
    )
    parser.add_argument("--only", choices=("with_meaning", "without_meaning"), help="learn just these")
    parser.add_argument("--ablate", action="store_true", help="print the figures without each signal, too")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, vectors in (("with_meaning", True), ("without_meaning", False)):
        if options.only not in (None, name):
            continue
        encoders = _encoders(options.encoders) if vectors else None
        cases = [case for folder in options.data for case in read_cases(folder, encoders)]
        everything = np.ones(len(SIGNALS), dtype=bool)
        learned = learn(cases, everything, name)
        if options.ablate:
            for place, signal in enumerate(SIGNALS):
                learn(cases, np.arange(len(SIGNALS)) != place, f"without {signal}")
        text = json.dumps({"data": hashes(options.data)} | learned, indent=2)
        (options.out / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
