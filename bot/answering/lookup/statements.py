"""What people said, looked up rather than asked for: on a subject, and by the words themselves."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import fuzz

from bot.answering.grouping import merged
from bot.answering.question.terms import Term, terms_of
from bot.knowledge import Item
from bot.replies import Found
from bot.search import Hit, QueryClause, Snapshot, VectorView, terms_in
from bot.text import folded

READ = 200
"""Quotes that are read of one person: those that have the topic's words, and the newest."""
BROAD = 100
"""Quotes that are compared with remembered words, letter by letter."""
SHARED = 0.5
"""Share (0 to 1) of the topic's words, by weight, that puts a quote on it: one word of two."""
LEAST_WEIGHT = 0.01
"""Weight of a topic's word that every item has: in a small folder it may be all that is asked for."""
CLOSE = 0.45
"""Cosine from which a quote is on a topic without any of its words; other matters stay below .3."""
CLOSE_IN_TITLE = 0.2
"""The same where the article's title has the words: quotes of one article often leave its subject."""
REMEMBERED = 80
"""Likeness (0 to 100) from which words are somebody's: a word of six misremembered. At 70 chance begins."""
LOOSE = 0.8
"""Share (0 to 1) of the remembered words, by weight, that a quote needs where their order is another."""
TELLING = 2
"""Words without which nothing is found in another order: a single one is everybody's."""
LOOSELY = REMEMBERED - 1
"""Score (0 to 100) of a quote that has all the words in another order: below every one that has the order."""


def statements_on(
    topic: str, speakers: Sequence[str], snapshot: Snapshot, nearness: VectorView | None = None
) -> tuple[Found, ...]:
    """What these people (by key) said on a topic, what fits it best first; the score is 0 to 2.

    A quote is on the topic by its own words and context, by its meaning, or by both its meaning and title.
    """
    terms = [term for term in terms_of(topic, snapshot) if term.topical]
    clauses = _clauses(terms, ("text", "context", "title"))
    hits = _distinct((*snapshot.find(clauses, READ, person=speakers), *snapshot.statements(speakers, READ)))
    cosines = _cosines(topic, hits, nearness)
    scored = []
    for item, cosine in zip(snapshot.load(hits), cosines, strict=True):
        said = _share(terms, terms_in(item.text) | terms_in(item.context))
        titled = _share(terms, terms_in(item.title))
        near = CLOSE_IN_TITLE if titled >= SHARED else CLOSE
        if said >= SHARED or (cosine is None and titled >= SHARED) or (cosine or 0.0) >= near:
            scored.append((said + (cosine or 0.0), item))
    return _best_first(scored)


def find_by_wording(words: str, snapshot: Snapshot) -> tuple[Found, ...]:
    """The quotes that have these words or nearly these, the likest first; the score is 0 to 100.

    Where none has them in this order, those that have them in any: their score stays below REMEMBERED.
    """
    remembered, terms = folded(words), terms_of(words, snapshot)
    said = snapshot.load(snapshot.find(_clauses(terms, ("text",)), BROAD, quotes_only=True))
    alike = [(_likeness(remembered, folded(item.text)), item) for item in said]
    return _best_first([each for each in alike if each[0] >= REMEMBERED]) or _loosely(terms, said)


def _loosely(terms: Sequence[Term], said: Iterable[Item]) -> tuple[Found, ...]:
    """The quotes that have the words that say something, whatever stands between them."""
    telling = [term for term in terms if term.topical]
    if len(telling) < TELLING:
        return ()
    shares = [(_share(telling, terms_in(item.text)), item) for item in said]
    return _best_first([(share * LOOSELY, item) for share, item in shares if share >= LOOSE])


def _likeness(remembered: str, said: str) -> float:
    """0 to 100: of the remembered words to the part of what was said that is likest to them."""
    if len(remembered) <= len(said):
        return float(fuzz.partial_ratio(remembered, said))
    return float(fuzz.ratio(remembered, said))


def _clauses(terms: Iterable[Term], fields: Sequence[str]) -> list[QueryClause]:
    stems = [(stem, field) for term in terms for stem in term.stems if stem for field in fields]
    whole = [(term.compound, "compound") for term in terms if term.compound]
    return [QueryClause(field, stem) for stem, field in (*stems, *whole)]


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    return list({hit.key: hit for hit in hits}.values())


def _cosines(topic: str, hits: Sequence[Hit], nearness: VectorView | None) -> Sequence[float | None]:
    if nearness is None or not nearness.ready:
        return [None] * len(hits)
    return nearness.cosines(nearness.vector(topic), hits)


def _share(terms: Sequence[Term], stems: Collection[str]) -> float:
    """Share (0 to 1) of the terms' weight that is among the stems."""
    weighed = [(max(term.weight, LEAST_WEIGHT), term) for term in terms]
    here = math.fsum(weight for weight, term in weighed if any(stem in stems for stem in term.stems))
    return here / math.fsum(weight for weight, _ in weighed) if weighed else 0.0


def _best_first(scored: list[tuple[float, Item]]) -> tuple[Found, ...]:
    ordered = sorted(scored, key=lambda each: -each[0])
    score_of = {item.digest: score for score, item in reversed(ordered)}
    found = merged([item for _, item in ordered])
    return tuple(each.model_copy(update={"score": score_of[each.digest]}) for each in found)
