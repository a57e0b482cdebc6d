"""Which article of the knowledge a correction notice is about: by headline, address, day, names and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.ingest.draft.notices import Notice, without_days
from bot.ingest.draft.swaps import set_right
from bot.knowledge import Article, date_of, read, scan
from bot.text import by_kind, words

SHORTEST_HEADLINE = 3
"""Words between marks from which on they may be a whole headline."""
LONG_WORD = 4
"""Letters of a word that tells something of an article: shorter ones stand in any."""
ENOUGH = 2
"""Things that must agree between notice and article, one of them more than a word of its headline."""
ENOUGH_WORDS = 3
"""The same of words of its headline alone."""


class Standing(NamedTuple):
    """A published article that has a file to itself."""

    path: Path
    article: Article


def standing(knowledge: Path) -> list[Standing]:
    """The published articles that have a file to themselves."""
    if not knowledge.is_dir():
        return []
    readings = [(knowledge / name, read(knowledge / name, name)) for name in sorted(scan(knowledge).files)]
    return [Standing(path, reading.articles[0]) for path, reading in readings if len(reading.articles) == 1]


def meant(notice: Notice, articles: Iterable[Standing]) -> list[Standing]:
    """The articles that the notice may be about: one where it is clear.

    A headline between marks or an address decides. Else as much as possible must agree; an article drops out
    where everything in which it agrees also holds of another one, that has more.
    """
    known = list(articles)
    named = [each for each in known if _is_named(notice, each.article)]
    if named:
        return named
    agreeing = {place: set(_agreeing(notice, each.article)) for place, each in enumerate(known)}
    fitting = {place: found for place, found in agreeing.items() if _is_enough(found)}
    return [
        known[place]
        for place, found in fitting.items()
        if not any(found < other for other in fitting.values())
    ]


def _is_named(notice: Notice, article: Article) -> bool:
    headline = _plain(article.title)
    told = (each for each in notice.marked if len(each.split()) >= SHORTEST_HEADLINE)
    return any(_plain(each) == headline for each in told) or (
        bool(article.url) and article.url in notice.note
    )


def _agreeing(notice: Notice, article: Article) -> Iterator[str]:
    """What notice and article have in common; nothing where the article stood on another day."""
    day = date_of(article.published)
    if notice.days and day is not None:
        if not any(each.is_that_of(day) for each in notice.days):
            return
        yield "the day"
    common = by_kind("bot.ingest.publish", "notices.txt")["any"]
    said = {_stem(word.text) for word in words(notice.note)}
    for word in words(article.title):
        if len(word.text) >= LONG_WORD and word.text not in common and _stem(word.text) in said:
            yield f"word {_stem(word.text)}"
    told = without_days(notice.note)
    note = f" {' '.join(word.text for word in words(told))} "
    for name in {person.name for person in article.people} | {quote.speaker for quote in article.quotes}:
        full = " ".join(word.text for word in words(name))
        if f" {full} " in note and " " in full:
            yield f"name {full}"
        elif full and f" {full.split()[-1]} " in note and name.split()[-1] in told:
            yield f"surname {full.split()[-1]}"
    texts = [*(quote.text for quote in article.quotes), *(fact.text for fact in article.facts)]
    changed = [*(quote.corrected for quote in article.quotes), *(fact.corrected for fact in article.facts)]
    texts += [correction.was for correction in changed if correction is not None]
    if notice.swap and any(set_right(text, notice.swap) for text in texts):
        yield "what was wrong"
    if any(_plain(each) and _plain(each) in _plain(text) for each in notice.marked for text in texts):
        yield "what was quoted"


def _is_enough(found: set[str]) -> bool:
    of_headline = sum(each.startswith("word ") for each in found)
    return (
        any(each.startswith("name ") for each in found)
        or (len(found) >= ENOUGH and len(found) > of_headline)
        or of_headline >= ENOUGH_WORDS
    )


def _stem(word: str) -> str:
    """A word without its ending: "opening", "opened" and "opens" are one."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= LONG_WORD - 1:
            return word.removesuffix(ending)
    return word


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
