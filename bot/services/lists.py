"""Lists of all kinds, a part of each at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.answering import find_by_wording, marked
from bot.replies import (
    Choice,
    Comparison,
    Entries,
    Found,
    Nobody,
    Side,
    Speaker,
    Summary,
    Timeline,
    Withdrawal,
)
from bot.search import Corpus
from bot.services import articles as titles
from bot.services import people as names
from bot.services import statements
from bot.text import WrongUsageError

COUNTED = 1000
"""Quotes of one person that are listed; nobody turns the two hundred pages that they fill."""


class Part(NamedTuple):
    """Which part of a list is wanted: `limit` entries from entry `start` on, counted from 0."""

    start: int = 0
    limit: int = 25

    @property
    def end(self) -> int:
        """Where the part ends, excluded."""
        return self.start + self.limit


class OnePersonError(WrongUsageError):
    """Names that are to be compared mean one person, called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Both names mean {name}. Name two different people.")
        self.name = name


def articles(words: str, corpus: Corpus, part: Part, *, oldest_first: bool = False) -> Entries:
    """Articles, newest first; with `words`, those whose titles have them, typing errors forgiven.

    Oldest first, the undated are left out.
    """
    snapshot = corpus.snapshot
    found = titles.articles(
        snapshot, words, offset=part.start, limit=part.limit + 1, oldest_first=oldest_first
    )
    reached = part.start + len(found)
    return Entries(
        answered=bool(found),
        confidence=_sure(found),
        kind="articles",
        title=words,
        oldest_first=oldest_first,
        articles=found[: part.limit],
        start=part.start,
        total=reached if words or oldest_first else snapshot.articles,
        more=len(found) > part.limit,
    )


def articles_on(person: str, corpus: Corpus, part: Part) -> Entries | Choice | Nobody:
    """The articles that name a person, newest first."""
    snapshot = corpus.snapshot
    found = names.meant(person, snapshot)
    if not isinstance(found, Speaker):
        return found
    named = titles.naming(found.name, snapshot, COUNTED)
    return Entries(
        answered=bool(named),
        confidence=_sure(named),
        kind="articles",
        person=found.name,
        articles=named[part.start : part.end],
        start=part.start,
        total=len(named),
        more=part.end < len(named),
    )


def quotes_in(article: str, corpus: Corpus, part: Part) -> Entries | Choice | Nobody:
    """The quotes of an article, in its order."""
    snapshot = corpus.snapshot
    found = titles.meant(article, snapshot)
    if not isinstance(found, Summary):
        return found
    items = snapshot.article_items(found.article)
    said = marked(tuple(Found.of(item) for item in items if item.kind == "quote"), snapshot)
    return Entries(
        answered=bool(said),
        confidence=_sure(said),
        kind="quotes",
        title=found.title,
        answers=said[part.start : part.end],
        start=part.start,
        total=len(said),
        more=part.end < len(said),
    )


def people(words: str, corpus: Corpus, part: Part) -> Entries:
    """People, most quoted first; with `words`, those whose names have them, typing errors forgiven."""
    snapshot = corpus.snapshot
    found = names.people(snapshot, words, offset=part.start, limit=part.limit + 1)
    reached = part.start + len(found)
    return Entries(
        answered=bool(found),
        confidence=_sure(found),
        kind="people",
        title=words,
        people=found[: part.limit],
        start=part.start,
        total=reached if words else max(snapshot.people, reached),
        more=len(found) > part.limit,
    )


def quotes(person: str, topic: str, corpus: Corpus, part: Part) -> Entries | Choice | Nobody:
    """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
    found = names.meant(person, corpus.snapshot)
    if not isinstance(found, Speaker):
        return found
    said = statements.quotes(found.name, corpus, topic=topic, limit=COUNTED)
    return Entries(
        answered=bool(said),
        confidence=_sure(said),
        kind="quotes",
        title=found.name,
        topic=topic,
        answers=said[part.start : part.end],
        start=part.start,
        total=len(said),
        more=part.end < len(said),
    )


def timeline(person: str, topic: str, corpus: Corpus, part: Part) -> Timeline | Choice | Nobody:
    """What a person said on a topic in the order of publication, the undated last."""
    found = names.meant(person, corpus.snapshot)
    if not isinstance(found, Speaker):
        return found
    said = statements.in_time(statements.quotes(found.name, corpus, topic=topic, limit=COUNTED))
    return Timeline(
        answered=bool(said),
        confidence=_sure(said),
        person=found.name,
        topic=topic,
        answers=said[part.start : part.end],
        start=part.start,
        total=len(said),
        more=part.end < len(said),
    )


def compare(typed: Sequence[str], topic: str, corpus: Corpus, part: Part) -> Comparison | Choice | Nobody:
    """What several people said on the same topic, side by side.

    :raises OnePersonError: two of the names mean the same one.
    """
    sides: list[Side] = []
    more = False
    for name in typed:
        found = names.meant(name, corpus.snapshot)
        if not isinstance(found, Speaker):
            return found
        if any(side.person == found.name for side in sides):
            raise OnePersonError(found.name)
        said = statements.quotes(found.name, corpus, topic=topic, limit=COUNTED)
        sides.append(Side(person=found.name, quotes=said[part.start : part.end]))
        more = more or part.end < len(said)
    answers = tuple(each for side in sides for each in side.quotes)
    return Comparison(
        answered=bool(answers),
        confidence=_sure(answers),
        topic=topic,
        sides=tuple(sides),
        answers=answers,
        start=part.start,
        more=more,
    )


def who_said(words: str, corpus: Corpus, part: Part, taken_back: Withdrawal | None = None) -> Entries:
    """The quotes that have these words or nearly these, the likest first; the score is 0 to 100.

    :param taken_back: what editors said when they took back words like these.
    """
    found = marked(find_by_wording(words, corpus.snapshot), corpus.snapshot)
    return Entries(
        answered=bool(found),
        confidence=_sure(found),
        kind="whose",
        title=words,
        withdrawn=taken_back,
        answers=found[part.start : part.end],
        start=part.start,
        total=len(found),
        more=part.end < len(found),
    )


def _sure(shown: Sequence[object]) -> float:
    """1 where anything is shown, else 0: nothing was ranked."""
    return float(bool(shown))
