"""Candidates as answers: the same statement of several articles once, with all its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.ranking.confidence import Ranked
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import evidence_of
from bot.answering.same import statements_in
from bot.knowledge import Item, Place, published_key
from bot.replies import Evidence, Found


def found_of(
    pool: Pool, ranked: Ranked, weights: Mapping[str, float], chances: Sequence[float] = ()
) -> tuple[Found, ...]:
    """All answers of a ranked pool, each with its evidence; `chances` are their own, 0 where not given."""
    groups = statements_in([pool.candidates[place].item for place in ranked.order])
    return tuple(
        _found(
            pool.candidates[ranked.order[first]].item,
            [pool.candidates[ranked.order[rank]].item for rank in others],
            evidence=evidence_of(ranked.rows[first], weights),
            score=ranked.scores[first],
            chance=chances[first] if chances else 0.0,
        )
        for first, *others in groups
    )


def merged(items: Sequence[Item]) -> tuple[Found, ...]:
    """Items in their order as answers without a score, the same statement once, as it was first published."""
    groups = ([items[place] for place in places] for places in statements_in(items))
    return tuple(_found(first, others) for first, *others in map(_earliest_first, groups))


def _earliest_first(items: Sequence[Item]) -> list[Item]:
    """In the order of publication; those of one moment as they came."""
    return sorted(items, key=lambda item: published_key(item.published))


def _found(
    item: Item,
    others: Sequence[Item],
    *,
    score: float = 0.0,
    chance: float = 1.0,
    evidence: tuple[Evidence, ...] = (),
) -> Found:
    also = {other.article: _place(other) for other in others if other.article != item.article}
    same = {other.article for other in others if other.digest == item.digest}
    return Found.of(
        item,
        score=score,
        chance=chance,
        also=tuple(also.values()),
        reworded=tuple(article for article in also if article not in same),
        evidence=evidence,
    )


def _place(item: Item) -> Place:
    return Place.model_validate(item.model_dump(include=set(Place.model_fields)))
