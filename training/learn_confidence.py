"""Learns how sure the first answer is, over the ranking alone or over what a reader read, from short lists.

    python -m training.learn_confidence --lists FILE [--lists FILE ...] [--read FILE ...] \\
        [--count N] [--ground with_meaning] [--together NAME,NAME] [--out FILE] [--ablate]

The lists are `training/short_lists.py`'s. With --read, one for each list, the scores are those of
`training/read_lists.py`, by a reader that has not learned from these questions, and what they count in the
order is learned, too. Printed for each data folder: what is learned from all others gives on it, those named
together being left out together, and what is learned from other folds of all. What is learned from all goes
into the ground's file, whose signals stay.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, cast

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from benchmarks.json_lines import read_lines
from bot.answering.ranking.confidence import READ, READ_SIGNS, Ranked, most_chance
from bot.answering.ranking.confidence import margin as margin_of
from bot.answering.ranking.confidence import spread as spread_of
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.weights import Mode
from training.calibration import Weights, fit
from training.cases import LEARNED, RIGHT, SHARE, Flags, Matrix
from training.examples import FOLDS
from training.shipping import sha256

COUNT = 8
"""Candidates that are read where no other question waits: as many as take 0.14 s on two cores that lack
instructions for 8-bit sums. `bot/answering/pace.py` says when there are fewer."""
SURE = {Mode.MEANING: 0.75, Mode.WORDS: 0.6, Mode.ARCHIVE: 0.6}
"""Chance from which a question is answered, by the ground: chosen by how many near misses are answered."""
RIDGE = 1e-3
"""Penalty on the square of the two weights of the order."""
BINS = 10
"""Parts of the chances, of equal width, over which the calibration error is taken."""
NO_POOL = cast(Pool, None)
"""What signs are given that look at the scores alone."""


@dataclass(frozen=True)
class Case:
    """A question: its candidates' scores before (n) and as read (n), which are right (n), the signs of each.

    Unread candidates count like the worst that was read; `read` is None where nothing was, `unread` how many
    of the first have no score. `least` (n) is the least chance of each when it comes first.
    """

    data: str
    fold: int
    setting: str
    answerable: bool
    before: Matrix
    read: Matrix | None
    right: Flags
    signs: tuple[Weights, ...]
    least: Matrix
    unread: int = 0


@dataclass(frozen=True)
class Learned:
    """What is learned: a weight for each of the two scores, and the confidence."""

    before: float
    score: float
    bias: float
    signs: Weights
    threshold: float


@dataclass(frozen=True)
class Outcome:
    """A question in the learned order: which of its candidates are right, and the signs of the first."""

    case: Case
    right: Flags
    signs: Weights
    least: float


def read_cases(lists: Path, read: Path | None, count: int = COUNT) -> list[Case]:
    """The questions of one data folder, those alone that were read where a reader's scores are given.

    :param count: candidates that are read.
    """
    # Lists in an order that differs much from the one they were made in may begin with what has no signs.
    lines = (line for line in read_lines(lists) if "signs" in line["candidates"][0])
    if read is None:
        return [_case(line, {}, 1) for line in lines]
    # The same question may be asked of several settings, each with candidates of its own.
    scores = {(line["id"], line["setting"]): _by_place(line["read"]) for line in read_lines(read)}
    asked = ((line, scores.get((line["id"], line["setting"]))) for line in lines)
    cases = [_case(line, found, count) for line, found in asked if found]
    unread = sum(case.unread for case in cases)
    if unread:
        print(f"{lists.name}: {unread} of the first {count} of {len(cases)} questions were never read")
    return cases


def _by_place(read: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], float]:
    return {(article, place): score for article, places in read.items() for place, score in places.items()}


def _case(line: dict[str, Any], read: Mapping[tuple[str, str], float], count: int) -> Case:
    candidates = line["candidates"]
    # Unread, the order stays: the first alone is looked at. What has no signs never came near the front.
    first = [*takewhile(lambda one: "signs" in one, candidates[:count])]
    seen = [read.get((one["article"], one["place"])) for one in first] if read else []
    worst = min((score for score in seen if score is not None), default=0.0)
    scores = [worst if score is None else score for score in seen]
    return Case(
        data=line["data"],
        fold=line["fold"],
        setting=line["setting"],
        answerable=line["answerable"],
        before=np.array([one["score"] for one in candidates]),
        read=np.array([*scores, *[worst] * (len(candidates) - len(scores))]) if seen else None,
        right=np.array([one["relevance"] >= RIGHT for one in candidates]),
        signs=tuple(one["signs"] for one in first),
        least=np.array([one["least"] for one in first]),
        unread=sum(score is None for score in seen),
    )


def learn_order(cases: Sequence[Case]) -> tuple[float, float]:
    """What a point of the score before and of the reader's is worth, for the softmax of what is right."""
    taught = [(case, case.read) for case in cases if case.right.any() and case.read is not None]
    if not taught:
        return 1.0, 0.0

    def loss(weights: Matrix) -> float:
        total = RIDGE * float(weights @ weights)
        for case, read in taught:
            scores = weights[0] * case.before + weights[1] * read
            total += float(np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[case.right]))
        return total

    found = minimize(loss, np.array([0.5, 0.5]), method="L-BFGS-B", bounds=[(0.0, None)] * 2).x
    return round(float(found[0]), 4), round(float(found[1]), 4)


def outcome(case: Case, before: float, score: float) -> Outcome:
    """The question in the order that two weights give, with the first one's signs."""
    if case.read is None:
        return Outcome(case, case.right, case.signs[0], float(case.least[0]))
    scores = before * case.before + score * case.read
    order = np.argsort(-scores, kind="stable")
    rows = [{READ: float(case.read[place])} for place in order]
    ranked = Ranked(order.tolist(), scores[order].tolist(), rows)
    anew = {
        "score": ranked.scores[0],
        "margin": margin_of(NO_POOL, ranked),
        "spread": spread_of(NO_POOL, ranked),
    }
    read = {name: sign(NO_POOL, ranked) for name, sign in READ_SIGNS.items()}
    first = int(order[0])
    return Outcome(case, case.right[order], case.signs[first] | anew | read, float(case.least[first]))


def learn(cases: Sequence[Case], ground: Mode, left_out: frozenset[str] = frozenset()) -> Learned:
    """Both weights, and the confidence as the chance that the first candidate is right."""
    before, score = learn_order(cases)
    outcomes = [outcome(case, before, score) for case in cases]
    names = [name for name in outcomes[0].signs if name not in left_out]
    signs = np.array([[one.signs[name] for name in names] for one in outcomes])
    hold = np.array([bool(one.right[0]) for one in outcomes])
    share = np.array([SHARE[case.setting] for case in cases])
    bias, weights = fit(signs, hold, share, names)
    return Learned(before, score, bias, weights, SURE[ground])


def chance(one: Outcome, learned: Learned) -> float:
    """How likely the first candidate answers, as the program reckons it."""
    total = learned.bias + sum(weight * one.signs[name] for name, weight in learned.signs.items())
    return max(min(0.5 + float(np.tanh(total / 2)) / 2, most_chance(one.signs)), one.least)


def judged(cases: Iterable[Case], learned: Learned) -> list[tuple[Outcome, float]]:
    """Each question in the learned order, with the chance that its first candidate answers."""
    outcomes = (outcome(case, learned.before, learned.score) for case in cases)
    return [(one, chance(one, learned)) for one in outcomes]


def print_figures(label: str, found: Sequence[tuple[Outcome, float]], threshold: float) -> None:
    """The figures of some questions in a line, as `docs/quality.md` defines them."""
    outcomes, sure = [one for one, _ in found], np.array([chance for _, chance in found])
    first = np.array([bool(one.right[0]) for one in outcomes])
    third = np.array([bool(one.right[:3].any()) for one in outcomes])
    asked = np.array([one.case.answerable for one in outcomes])
    told = sure >= threshold
    bins = np.minimum(BINS - 1, (sure * BINS).astype(int))
    error = sum(abs((sure - first)[bins == one].sum()) for one in range(BINS)) / len(sure)
    parts = [f"{label:32}"]
    if asked.any():
        parts.append(f"hit@1 {first[asked].mean():.3f}  hit@3 {third[asked].mean():.3f}")
        if first.any() and not first.all():
            parts.append(f"auc_right {roc_auc_score(first, sure):.3f}")
        parts.append(f"kept {(first & told)[asked].mean():.3f}  wrong {(told & ~first)[asked].mean():.3f}")
    if (~asked).any():
        parts.append(f"false {told[~asked].mean():.3f}")
    if asked.any() and (~asked).any():
        bar = np.quantile(sure[~asked], 0.9)
        parts.append(f"kept@10 {(first & (sure > bar))[asked].mean():.3f}")
    print("  ".join([*parts, f"ece {error:.3f}  brier {((sure - first) ** 2).mean():.3f}"]), flush=True)


def print_unseen(
    cases: Sequence[Case], ground: Mode, together: frozenset[str], left_out: frozenset[str]
) -> None:
    """For each data folder the figures of what is learned from the others, and from other folds of all."""
    by_folds: list[tuple[Outcome, float]] = []
    for fold in range(FOLDS):
        learned = learn([case for case in cases if case.fold != fold], ground, left_out)
        by_folds += judged((case for case in cases if case.fold == fold), learned)
    for name in sorted({case.data for case in cases}):
        own = together if name in together else {name}
        others = [case for case in cases if case.data not in own]
        from_others = (
            judged((c for c in cases if c.data == name), learn(others, ground, left_out)) if others else []
        )
        for way, found in (("others", from_others), ("by folds", by_folds)):
            for setting in SHARE:
                here = [one for one in found if (one[0].case.data, one[0].case.setting) == (name, setting)]
                if here:
                    print_figures(f"{name}, {setting}, {way}", here, SURE[ground])


def stored(
    learned: Learned, data: Sequence[Path], before: dict[str, Any], *, read: int | None
) -> dict[str, Any]:
    """The ground's file with its confidence, or with all that concerns a reader of so many candidates."""
    confidence = {
        "data": {path.name: sha256(path.read_bytes())[:16] for path in data},
        "bias": learned.bias,
        "signs": learned.signs,
        "threshold": learned.threshold,
    }
    if read is None:
        return before | {"confidence": confidence}
    weights = {"count": read, "score": learned.score, "before": learned.before}
    others = [one for one in before.get("readings", []) if one["count"] != read]
    readings = sorted([*others, weights | {"confidence": confidence}], key=lambda one: -one["count"])
    return before | {"readings": readings}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is learned from the others for each folder; learn from all and write it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lists", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--read", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help="candidates read (%(default)s)")
    parser.add_argument("--together", default="", metavar="NAMES", help="folders on the same articles")
    parser.add_argument("--ground", choices=[ground.value for ground in SURE], default=Mode.MEANING.value)
    parser.add_argument("--out", type=Path, metavar="FILE", help="the learned file that takes it up")
    parser.add_argument("--ablate", action="store_true", help="print the figures without each sign, too")
    options = parser.parse_args(arguments)
    reads = options.read or [None] * len(options.lists)
    cases = [
        case
        for lists, read in zip(options.lists, reads, strict=True)
        for case in read_cases(lists, read, options.count)
    ]
    together = frozenset(options.together.split(","))
    ground = Mode(options.ground)
    print_unseen(cases, ground, together, frozenset())
    learned = learn(cases, ground)
    for name in learned.signs if options.ablate else ():
        print(f"without {name}")
        print_unseen(cases, ground, together, frozenset({name}))
    print_figures("all", judged(cases, learned), SURE[ground])
    out = options.out or LEARNED / f"{options.ground}.json"
    data = [*options.lists, *options.read]
    anew = stored(learned, data, json.loads(out.read_bytes()), read=options.count if options.read else None)
    out.write_text(json.dumps(anew, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
