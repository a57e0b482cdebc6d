"""Openly fictional articles of twelve kinds, each marked: who said what, what nobody said, who is what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.ingest import Draft, read_article

MARKED = sorted((Path(__file__).parents[2] / "data" / "marked").glob("*.txt"))
# Shares of all marks that must be read right. They stand just below what is reached.
SPEAKERS, NOBODY, ROLES, FACTS = 0.96, 0.94, 0.97, 1.0


class Mark(NamedTuple):
    """One line behind an article; `kind` is said, nobody, doubtful, role or fact."""

    article: str
    kind: str
    what: str
    right: bool


def marks(path: Path) -> Iterator[Mark]:
    text, _, listed = path.read_text("utf-8").partition("====\n")
    draft = read_article(text)
    for line in listed.splitlines():
        kind, *parts = line.split(" | ")
        yield Mark(path.stem, kind, line, _right(draft, kind, parts))


def _right(draft: Draft, kind: str, parts: list[str]) -> bool:
    if kind == "role":
        return parts in [[person.name, person.role] for person in draft.people]
    if kind == "fact":
        return parts[0] in [fact.text for fact in draft.facts]
    lines = [line for line in draft.lines if line.text.startswith(parts[-1])]
    if kind == "said":
        return [line.speaker for line in lines] == [parts[0]]
    return not [line for line in lines if line.sure or kind == "nobody"]


ALL = [mark for path in MARKED for mark in marks(path)]


def share(kind: str) -> float:
    of_kind = [mark.right for mark in ALL if mark.kind == kind]
    return sum(of_kind) / len(of_kind)


def test_there_is_an_article_of_each_kind() -> None:
    assert len(MARKED) >= 10
    assert sum(mark.kind == "said" for mark in ALL) >= 70


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_speakers_and_roles_of_an_article(path: Path) -> None:
    """Two slips an article at most: the figures below are of all of them."""
    assert len([mark.what for mark in ALL if mark.article == path.stem and not mark.right]) <= 2


def test_speakers_facts_and_roles_keep_their_floors() -> None:
    wrong = [mark.what for mark in ALL if not mark.right]
    assert share("said") >= SPEAKERS, wrong
    assert share("role") >= ROLES, wrong
    assert share("fact") >= FACTS, wrong


def test_what_nobody_said_is_no_quote() -> None:
    kept = [mark for mark in ALL if mark.kind in ("nobody", "doubtful")]
    assert sum(mark.right for mark in kept) >= NOBODY * len(kept), [m.what for m in kept if not m.right]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_whoever_speaks_by_name_is_among_the_people(path: Path) -> None:
    draft = read_article(path.read_text("utf-8").partition("====\n")[0])
    named = {line.speaker for line in draft.lines if line.speaker.istitle() and " " in line.speaker}
    organisations = {name for name in named if {"of", "The", "In"} & set(name.split())}
    assert named - organisations <= {person.name for person in draft.people}
