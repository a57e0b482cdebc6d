"""Whether what a `superseded_by` names is there: other files may hold it, so that no file tells by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.knowledge.diagnosis import is_draft
from bot.knowledge.lenient import surveyed
from bot.knowledge.model import Article, Fact, Quote
from bot.knowledge.model import Place as KeyPlace
from bot.knowledge.problems import Problem
from bot.knowledge.reader import FileReading, read
from bot.knowledge.strict import documents
from bot.text import text_fingerprint


class Reference(NamedTuple):
    """An address in a file (as shown): which article has it, at which place, and what it names."""

    path: str
    article: str
    place: KeyPlace
    target: str


def references(reading: FileReading) -> Iterator[Reference]:
    """All addresses of a good file."""
    for article in reading.articles:
        if article.superseded_by:
            yield Reference(reading.path, article.id, ("superseded_by",), article.superseded_by)
        for place, entry in _entries(article):
            if entry.superseded_by:
                yield Reference(reading.path, article.id, (*place, "superseded_by"), entry.superseded_by)


def astray(found: Sequence[Reference], holders: Mapping[str, str]) -> Iterator[Problem]:
    """A warning on each address that leads nowhere, to what was taken back, or back to where it stands.

    `holders` leads from an article's id to its file, as shown. Only files that are named are read again.
    """
    articles: dict[str, Article] = {}
    for one in found:
        name = _article_of(one.target, holders)
        path = holders.get(name)
        if path is not None and name not in articles:
            articles.update((article.id, article) for article in read(Path(path), path).articles)
    ways = _ways(found, articles, holders)
    for one in found:
        told = _told(one, articles.get(_article_of(one.target, holders)), ways)
        if told:
            what, mend = told
            yield Problem(path=one.path, line=_line(one), severity="warning", what=what, mend=mend)


_NAME_IT = "Write the id of its article, `#` and its own `id`, such as `strike-ends#offer`."


_Node = tuple[str, KeyPlace]
"""An article, and the place in it of an entry; () for the article itself."""


def _ways(
    found: Sequence[Reference], articles: Mapping[str, Article], holders: Mapping[str, str]
) -> dict[_Node, _Node]:
    """What leads where: from each article or entry with an address to what that names."""
    ways: dict[_Node, _Node] = {}
    for one in found:
        article = articles.get(_article_of(one.target, holders))
        place = None if article is None else _named(one.target, article)
        if article is not None and place is not None:
            ways[one.article, one.place[:-1]] = article.id, place
    return ways


def _returns(start: _Node, ways: Mapping[_Node, _Node]) -> bool:
    """Whether the way from an article or entry, over others, comes back to it."""
    seen: set[_Node] = set()
    at = ways.get(start)
    while at is not None and at != start and at not in seen:
        seen.add(at)
        at = ways.get(at, ways.get((at[0], ())))
    return at == start


def _told(one: Reference, article: Article | None, ways: Mapping[_Node, _Node]) -> tuple[str, str] | None:
    """What is wrong with an address, and how to mend it; `article` is the one that it names, if any."""
    shown = f"`superseded_by` names `{one.target}`"
    if article is None:
        return f"{shown}, and no article has this id.", _NAME_IT
    place = _named(one.target, article)
    if place is None:
        return f"{shown}, and the article has no entry of this `id`.", _NAME_IT
    if article.withdrawn or any(one.withdrawn for at, one in _entries(article) if at == place):
        return f"{shown}, which is withdrawn.", "Name what holds now, or remove the line."
    if article.id == one.article and place in ((), one.place[:-1]):
        return f"{shown}, which is this entry itself.", "Name the entry that replaces it."
    if _returns((one.article, one.place[:-1]), ways):
        return f"{shown}, and from there it leads back here.", (
            "Remove the line from the entry that holds now."
        )
    return None


def _named(target: str, article: Article) -> KeyPlace | None:
    """Where in the article stands what the address names: () for the article itself, None for nowhere."""
    if target == article.id:
        return ()
    wanted = target.removeprefix(f"{article.id}#")
    named = ((entry.id, f"{text_fingerprint(entry.text):016x}", place) for place, entry in _entries(article))
    return next((place for name, digest, place in named if wanted in (name, digest)), None)


def _entries(article: Article) -> Iterator[tuple[KeyPlace, Quote | Fact]]:
    """All entries with their places."""
    yield from ((("quotes", index), quote) for index, quote in enumerate(article.quotes))
    yield from ((("facts", index), fact) for index, fact in enumerate(article.facts))


def _article_of(target: str, holders: Mapping[str, str]) -> str:
    """The article that an address names; an article's own id may have a `#` in it."""
    return target if target in holders else target.rpartition("#")[0]


def _line(one: Reference) -> int:
    """The line of an address in its file."""
    try:
        roots = documents(Path(one.path).read_bytes())
    except (OSError, ValueError):
        return 1
    for root in roots:
        survey = surveyed(root)
        fields = survey.fields
        if not isinstance(fields, dict) or is_draft(fields):
            continue
        if len(roots) == 1 or fields.get("id") == one.article:
            return survey.line(one.place)
    return 1
