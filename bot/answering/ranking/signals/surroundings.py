"""Signals of what an item is and where it stands: its kind, its article, its neighbours, its day."""

from __future__ import annotations

from collections import defaultdict

from bot.answering.question.wanted import asks_speaker, holds
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import wording
from bot.knowledge import date_of

BESIDE = 3
"""Days before or after the named days in which an article may still report of them."""
HALF_FRESH = 5
"""Days after which an article is half as likely to be what is asked about."""


def speaker_wanted(pool: Pool) -> list[float]:
    """0 or 1: whether it is a quotation and the question asks who said, thought or judged so."""
    asks = asks_speaker(pool.question.text)
    return [float(asks and c.item.kind == "quote") for c in pool.candidates]


def answer_type(pool: Pool) -> list[float]:
    """-1, 0 or 1: whether the text has what is wanted (a number, a date, ...); 0 where nothing special is."""
    kind = pool.question.wanted
    found = [holds(c.item.text, kind) for c in pool.candidates]
    return [0.0 if one is None else 1.0 if one else -1.0 for one in found]


def article_words(pool: Pool) -> list[float]:
    """0..1: share of the question's words, by weight, that its article's candidates have between them."""
    stems: dict[int, set[str]] = defaultdict(set)
    for candidate in pool.candidates:
        stems[candidate.shelf] |= candidate.words | candidate.title
    shares = {shelf: wording.share(pool, frozenset(words)) for shelf, words in stems.items()}
    return [shares[c.shelf] for c in pool.candidates]


def early(pool: Pool) -> list[float]:
    """0..1: 1 for the first of its article's quotes or facts, a half for the second, and so on down."""
    return [1 / (1 + c.item.index) for c in pool.candidates]


def day(pool: Pool) -> list[float]:
    """-1..1: 1 inside the named days, falling to -1 where the article is days off or undated.

    0 where the question names no days.
    """
    days = pool.question.when.days
    if not days:
        return [0.0] * len(pool.candidates)
    found = []
    for candidate in pool.candidates:
        published = candidate.item.published
        if published is None:
            found.append(-1.0)
            continue
        number = published.toordinal()
        early = days.since.toordinal() - number if days.since else 0
        late = number - days.until.toordinal() if days.until else 0
        found.append(max(-1.0, 1.0 - 2 * max(0, early, late) / BESIDE))
    return found


def recent(pool: Pool) -> list[float]:
    """0..1: where the newest is wanted, how new the article is among the candidates' days; else 0."""
    if not pool.question.when.latest:
        return [0.0] * len(pool.candidates)
    numbers = [c.item.published.toordinal() if c.item.published else 0 for c in pool.candidates]
    order = {number: place for place, number in enumerate(sorted(set(numbers)))}
    last = max(1, len(order) - 1)
    return [order[number] / last for number in numbers]


def fresh(pool: Pool) -> list[float]:
    """0..1: 1 on the day of the question, one half `HALF_FRESH` days before; 0 after it or undated."""
    days = [date_of(c.item.published) for c in pool.candidates]
    ages = [(pool.question.today - one).days if one else -1 for one in days]
    return [HALF_FRESH / (HALF_FRESH + age) if age >= 0 else 0.0 for age in ages]
