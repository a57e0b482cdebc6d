"""How good the answers are: any question file against any knowledge folder, and against an earlier run.

    python -m benchmarks.quality --knowledge DIR --questions QUESTIONS.jsonl [--save RUN] [--against RUN]

QUESTIONS.jsonl has {"id", "kind", "question", "gold": [{"article", "items": ["quotes[3]", "facts[0]"]}]}
lines with an optional "date", the question's today; "gold" is [] where staying quiet is right. The folder is
indexed in a temporary place. docs/quality.md tells what the figures mean.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from benchmarks.figures import DEPTHS, FIGURES, Figure, Outcome, false, hit
from bot.services import OPERATOR, Request, Services

SAMPLES = 1000
"""Bootstrap samples: the ends of a 95% interval then move by about a hundredth of its width."""
SEED = 1


class Gold(BaseModel):
    """An article with its items that answer well, as "quotes[3]" or "facts[0]"."""

    article: str
    items: tuple[str, ...]


class Asked(BaseModel):
    """A question with what answers it."""

    id: str
    kind: str
    question: str
    gold: tuple[Gold, ...] = ()
    date: datetime.date | None = None

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """All that answers well, as article and item."""
        return frozenset((gold.article, item) for gold in self.gold for item in gold.items)


class Run(BaseModel):
    """A saved run."""

    questions: str
    knowledge: str
    outcomes: tuple[Outcome, ...]


Line = dict[str, Any]
"""A reply as an object of JSON."""


def questions_of(path: Path) -> list[Asked]:
    """The questions of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Asked.model_validate_json(line) for line in lines if line.strip()]


def reply_to(services: Services, asked: Asked) -> Line:
    """The reply to a question, as `ask --batch` writes it."""
    return services.ask(Request(asked.question, OPERATOR, today=asked.date)).line(asked.id)


def outcome(asked: Asked, reply: Line) -> Outcome:
    """What came of a question: the reply to it beside what is right."""
    answers = reply["answers"][: max(DEPTHS)]
    found = [(one["article"], f"{one['kind']}s[{one['index']}]") for one in answers]
    rank = next((place for place, one in enumerate(found, start=1) if one in asked.places), 0)
    return Outcome(
        id=asked.id,
        kind=asked.kind,
        question=asked.question,
        answerable=bool(asked.gold),
        answered=reply["answered"],
        confidence=reply["confidence"],
        rank=rank,
        right_article=bool(found) and found[0][0] in {gold.article for gold in asked.gold},
    )


def interval(figure: Figure, outcomes: Sequence[Outcome], samples: int = SAMPLES) -> tuple[float, float]:
    """The 95% interval of a figure by bootstrap over the questions (percentiles; Efron 1979)."""
    chance = random.Random(SEED)
    drawn = [figure(chance.choices(outcomes, k=len(outcomes))) for _ in range(samples)]
    values = sorted(value for value in drawn if value is not None)
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def compared(now: Run, before: Run) -> tuple[list[Outcome], list[Outcome]]:
    """The questions of both runs that are right now and were not, and that were right and are not now."""
    old = {one.id: one.right for one in before.outcomes}
    both = [one for one in now.outcomes if one.id in old]
    return [o for o in both if o.right and not old[o.id]], [o for o in both if old[o.id] and not o.right]


@contextmanager
def opened(knowledge: Path, *, vectors: bool = True, index: Path | None = None) -> Iterator[Services]:
    """The services over a folder, all vectors made; the index is made anew where no place for it is named."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        Services.open(knowledge, index=index or Path(scratch), vectors=vectors) as services,
    ):
        services.wait_for_vectors()
        yield services


def measure(knowledge: Path, questions: Path, *, vectors: bool = True) -> Run:
    """Ask all questions of a file, the index and vectors made anew."""
    with opened(knowledge, vectors=vectors) as services:
        outcomes = tuple(outcome(asked, reply_to(services, asked)) for asked in questions_of(questions))
    return Run(questions=questions.name, knowledge=knowledge.name, outcomes=outcomes)


def show(run: Run) -> None:
    """Print the figures, each with its interval, and hit@1 by kind of question."""
    print(f"{run.questions} on {run.knowledge}: {len(run.outcomes)} questions")
    for name, figure in FIGURES.items():
        value = figure(run.outcomes)
        if value is not None:
            low, high = interval(figure, run.outcomes)
            print(f"  {name:13} {value:.3f}  [{low:.3f}, {high:.3f}]")
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in run.outcomes:
        kinds[one.kind].append(one)
    for kind, outcomes in sorted(kinds.items()):
        name, figure = ("false", false) if not outcomes[0].answerable else ("hit@1", hit(1))
        print(f"  {kind:12} {name} {figure(outcomes) or 0:.2f} of {len(outcomes)}")


def main() -> None:
    """Measure, show, and where asked save and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--save", type=Path, help="write the run to this file")
    parser.add_argument("--against", type=Path, help="a saved run to compare with, question by question")
    parser.add_argument("--no-vectors", action="store_true", help="measure without the sentence encoder")
    given = parser.parse_args()
    run = measure(given.knowledge, given.questions, vectors=not given.no_vectors)
    show(run)
    if given.save:
        given.save.write_text(json.dumps(run.model_dump(), indent=1) + "\n", encoding="utf-8")
    if given.against:
        won, lost = compared(run, Run.model_validate_json(given.against.read_bytes()))
        print(f"against {given.against.name}: {len(won)} won, {len(lost)} lost")
        for word, outcomes in (("won ", won), ("lost", lost)):
            for one in outcomes:
                print(f"  {word} {one.id} {one.kind}: {one.question}")


if __name__ == "__main__":
    main()
