"""Signals of people: whether the one who speaks is the one who was asked for."""

from __future__ import annotations

from bot.answering.question.people import Meant
from bot.answering.ranking.pool import Candidate, Pool

LIKELY = 0.2
"""Share of a name's meaning from which one of its people is looked for in the text."""


def _share_of(candidate: Candidate, meant: Meant) -> float:
    """How surely a name of the question is the candidate's speaker, the likeliest person counting 1."""
    shares = dict(meant.shares)
    return shares.get(candidate.speaker, 0.0) / meant.shares[0][1]


def asked(pool: Pool) -> list[float]:
    """0..1: whether the one whose words are asked for is the speaker.

    That is the first of those named who may speak; nobody where the names are those of whom or to whom it is
    spoken.
    """
    people = pool.question.heard
    return [_share_of(c, people[0]) if people and c.speaker else 0.0 for c in pool.candidates]


def named(pool: Pool) -> list[float]:
    """0..1: whether any person that the question names, and whose words may answer, is the speaker."""
    return [
        max((_share_of(c, meant) for meant in pool.question.heard), default=0.0) if c.speaker else 0.0
        for c in pool.candidates
    ]


def mentioned(pool: Pool) -> list[float]:
    """0..1: share of the people that the question names who are named in text, context or as speaker."""
    people = pool.question.people
    return [
        sum(_is_named(meant, c) for meant in people) / len(people) if people else 0.0 for c in pool.candidates
    ]


def _is_named(meant: Meant, candidate: Candidate) -> bool:
    return any(
        any(word in candidate.named for word in key.split()[-1:])
        for key, share in meant.shares
        if share > LIKELY
    )


def office(pool: Pool) -> list[float]:
    """0..1: how well the speaker fits a description of who is to speak, best of all described people = 1."""
    holders = dict(pool.question.office.holders)
    top = max(holders.values(), default=1.0)
    return [holders.get(c.speaker, 0.0) / top if c.speaker else 0.0 for c in pool.candidates]
