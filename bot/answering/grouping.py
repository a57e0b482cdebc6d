"""Candidates as answers: the same statement of several articles once, with all its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.ranking.confidence import Ranked
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import evidence_of
from bot.knowledge.items import Item, Place, published_key
from bot.replies import Found


def found_of(pool: Pool, ranked: Ranked, weights: Mapping[str, float], limit: int) -> tuple[Found, ...]:
    """The best `limit` answers of a ranked pool, each with its evidence."""
    groups: dict[int, list[int]] = {}
    for rank, place in enumerate(ranked.order):
        groups.setdefault(pool.candidates[place].digest, []).append(rank)
    best = list(groups.values())[:limit]
    return tuple(
        _found(
            pool.candidates[ranked.order[first]].item,
            ranked.scores[first],
            [pool.candidates[ranked.order[rank]].item for rank in others],
            evidence_of(ranked.rows[first], weights),
        )
        for first, *others in best
    )


def merged(items: Sequence[Item]) -> tuple[Found, ...]:
    """Items in their order as answers without a score, the same statement once, as it was first published."""
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(item.digest, []).append(item)
    return tuple(_found(first, 0.0, others, ()) for first, *others in map(_earliest_first, groups.values()))


def _earliest_first(items: Sequence[Item]) -> list[Item]:
    """In the order of publication; those of one moment as they came."""
    return sorted(items, key=lambda item: published_key(item.published))


def _found(item: Item, score: float, others: Sequence[Item], evidence: tuple[object, ...]) -> Found:
    also = {other.article: _place(other) for other in others if other.article != item.article}
    fields = item.model_dump()
    return Found.model_validate(
        {**fields, "score": score, "also": tuple(also.values()), "evidence": evidence}
    )


def _place(item: Item) -> Place:
    return Place.model_validate(item.model_dump(include=set(Place.model_fields)))
