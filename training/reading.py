"""What a reader learns from: a question with some of its candidates, drawn anew each time.

The lists are those of `training/short_lists.py`. What is drawn is made harder on purpose, by what the trials
of the reader showed to be needed: a passage on the same thing is not an answer. Of some questions the right
candidates are taken out, so that those around them have to be told apart from them; in some a name or number
of the question is exchanged for another of the collection, so that nothing answers any more; and in some the
names are exchanged alike in the question and all passages, so that no name is known by heart.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.cases import QUIZ, RIGHT
from training.examples import fold_of

MOST_RIGHT = 2
"""Right candidates shown at once."""
CLOSE = 12
"""First candidates of the ranking from which `CLOSE_SHARE` of the wrong ones are drawn."""
CLOSE_SHARE = 0.75
TAKEN_OUT = 0.2
"""Share of the draws of answerable questions in which the right ones are taken out."""
EXCHANGED = 0.1
"""Share in which a name or number of the question is exchanged, and the right ones are right no more."""
ANONYMOUS = 0.25
"""Share in which names are exchanged alike in question and passages."""
NAMED = re.compile(r"^[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}$")
"""A speaker whose name can be exchanged: two to four words that begin with a capital."""
_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w,]|\.\d)")


@dataclass(frozen=True)
class Candidate:
    """A passage as it is read, whether it answers, and whether it is known to look as if it did."""

    line: str
    right: bool
    near: bool = False


@dataclass(frozen=True)
class Asked:
    """A question in its wordings, with its candidates, best first, and the names of its collection."""

    id: str
    wordings: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    names: tuple[str, ...]
    answerable: bool


@dataclass(frozen=True)
class Draw:
    """A question and the passages shown with it; `right` (passages), none where nothing answers."""

    question: str
    passages: tuple[str, ...]
    right: tuple[bool, ...]


def read_lists(paths: Iterable[Path], *, without: Collection[int] = (), every: int = 1) -> list[Asked]:
    """The questions of some files of short lists; those of some folds, and their articles, kept out.

    :param every: every so manyth question alone.
    """
    found = []
    for path in paths:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()][::every]
        speakers = {one.get("speaker", "") for line in lines for one in line["candidates"]}
        names = tuple(sorted(name for name in speakers if NAMED.match(name)))
        found += [_asked(line, names, without) for line in lines if line["fold"] not in without]
    # A question that can be answered and has no right candidate teaches nothing for certain.
    return [one for one in found if not one.answerable or any(each.right for each in one.candidates)]


def _asked(line: Mapping[str, object], names: tuple[str, ...], without: Collection[int]) -> Asked:
    candidates = line["candidates"]
    assert isinstance(candidates, list)
    if without:
        candidates = [one for one in candidates if fold_of(one["article"]) not in without]
    if line["setting"] == QUIZ:
        # In another article than those named the answer's words may stand by chance.
        candidates = [one for one in candidates if one["relevance"] != RIGHT]
    return Asked(
        id=str(line["id"]),
        wordings=tuple(dict.fromkeys((str(line["question"]), str(line["read_as"])))),
        candidates=tuple(
            Candidate(one["line"], one["relevance"] >= RIGHT, one.get("near", False)) for one in candidates
        ),
        names=names,
        answerable=bool(line["answerable"]),
    )


def draw(asked: Asked, passages: int, chance: random.Random) -> Draw:
    """Some of a question's candidates, the right ones among them, taken out or made wrong."""
    fate = chance.random()
    taken_out = asked.answerable and fate < TAKEN_OUT
    question = chance.choice(asked.wordings)
    names = _exchange(asked, question, chance)
    right = [one for one in asked.candidates if one.right]
    shown = [] if taken_out else chance.sample(right, min(MOST_RIGHT, len(right)))
    shown += _wrong(asked, passages - len(shown), chance)
    lines, told = [one.line for one in shown], [one.right for one in shown]
    if not taken_out and fate < TAKEN_OUT + EXCHANGED:
        other = _another_number(_replaced(question, names), chance)
        if other != question:
            return Draw(other, tuple(lines), (False,) * len(lines))
    if chance.random() < ANONYMOUS:
        question, lines = _replaced(question, names), [_replaced(line, names) for line in lines]
    return Draw(question, tuple(lines), tuple(told))


def _wrong(asked: Asked, count: int, chance: random.Random) -> list[Candidate]:
    told = [one for one in asked.candidates if one.near and not one.right]
    wrong = [one for one in asked.candidates if not one.right and not one.near]
    close, rest = wrong[:CLOSE], wrong[CLOSE:]
    count -= len(told)
    near = min(len(close), max(round(count * CLOSE_SHARE), count - len(rest)))
    return told + chance.sample(close, near) + chance.sample(rest, min(len(rest), count - near))


def _exchange(asked: Asked, question: str, chance: random.Random) -> dict[str, str]:
    """Another person of the collection for each one whose surname the question has, name and surname."""
    words = set(re.findall(r"\w+", question.lower()))
    meant = [name for name in asked.names if name.split()[-1].lower() in words]
    others = [name for name in asked.names if name not in meant]
    pairs = list(zip(meant, chance.sample(others, min(len(meant), len(others))), strict=False))
    surnames = {one.split()[-1].lower(): other.split()[-1] for one, other in pairs}
    return surnames | {one.lower(): other for one, other in pairs}


def _replaced(text: str, names: Mapping[str, str]) -> str:
    if not names:
        return text
    longest = sorted(names, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
    return re.sub(pattern, lambda found: names[found.group().lower()], text, flags=re.IGNORECASE)


def _another_number(text: str, chance: random.Random) -> str:
    """The text with another number for each that it has."""

    def other(found: re.Match[str]) -> str:
        number = int(found.group())
        return str(max(1, number + chance.choice((-3, -2, -1, 1, 2, 3, 4))))

    return _NUMBER.sub(other, text)


def batches(
    lists: Sequence[Asked], questions: int, passages: int, chance: random.Random
) -> Iterator[list[Draw]]:
    """Without end: all questions in random order, again and again, so many at a time."""
    order: list[Asked] = []
    while True:
        while len(order) < questions:
            order = chance.sample(list(lists), len(lists)) + order
        yield [draw(order.pop(), passages, chance) for _ in range(questions)]
