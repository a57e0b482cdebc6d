"""Which article a typed title means, and articles in lists."""

from __future__ import annotations

from bot.answering import speakers_of
from bot.knowledge import AMENDMENTS, Listed, Place, published_key
from bot.replies import ArticleReply, Choice, Found, Nobody, Summary
from bot.search import Snapshot, article_successor, plain_terms

OFFERED = 5
"""Titles offered where none is meant for sure."""


def meant(typed: str, snapshot: Snapshot) -> Summary | Choice | Nobody:
    """The article meant: the one with this id, else the only one whose title has these words.

    A Choice where several have them, Nobody where none has; a typing error is forgiven.
    """
    exact = summary(typed, snapshot)
    if exact is not None:
        return exact
    near = articles(snapshot, typed, limit=OFFERED) if typed.strip() else ()
    only = summary(near[0].article, snapshot) if len(near) == 1 else None
    if only is not None:
        return only
    if not near:
        return Nobody(typed=typed, kind="article")
    return Choice(answered=False, confidence=0.0, typed=typed, articles=near)


def reply(found: Summary, snapshot: Snapshot, *, entries: bool) -> ArticleReply:
    """The reply that shows an article; with `entries` its quotes, then its facts, each in their order."""
    items = snapshot.article_items(found.article) if entries else ()
    answers = tuple(Found.of(item) for item in items)
    return ArticleReply(answered=True, confidence=1.0, article=found, answers=answers)


def summary(article: str, snapshot: Snapshot) -> Summary | None:
    """An article in short, by its id; None where there is no such article."""
    record = snapshot.record(article)
    if record is None:
        return None
    written = bool(record.summary)
    fields = {name: getattr(record, name) for name in (*Place.model_fields, *AMENDMENTS)}
    holds = article_successor(record, snapshot)
    newer = Place(**{name: getattr(holds, name) for name in Place.model_fields}) if holds else None
    lead = () if written else record.lead
    return Summary(**fields, text=record.summary, written=written, facts=lead, newer=newer)


def articles(
    snapshot: Snapshot, words: str = "", *, offset: int = 0, limit: int = 25, oldest_first: bool = False
) -> tuple[Listed, ...]:
    """Articles, newest first; with `words`, those whose titles have them, typing errors forgiven.

    Oldest first, the undated are left out.
    """
    if words.strip() and not plain_terms(words):
        # As of a person's name: nothing is called so.
        return ()
    return tuple(snapshot.records(words, offset=offset, limit=limit, oldest_first=oldest_first))


def naming(person: str, snapshot: Snapshot, limit: int) -> tuple[Listed, ...]:
    """The articles that name a person, newest first."""
    keys = snapshot.register.spellings(person) if snapshot.register.person(person) else ()
    mentions = [one for key in keys or speakers_of(person, snapshot) for one in snapshot.mentions(key, limit)]
    records = (snapshot.record(each) for each in dict.fromkeys(one.article for one in mentions))
    return tuple(sorted((one for one in records if one), key=_latest_first))


def _latest_first(article: Listed) -> tuple[bool, float]:
    undated, moment = published_key(article.published)
    return undated, 0.0 if undated else -moment.timestamp()
