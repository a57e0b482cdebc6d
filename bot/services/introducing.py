"""Who somebody is here, with their latest statements."""

from __future__ import annotations

from bot.replies import PersonReply, Speaker
from bot.search import Corpus
from bot.services import people, statements

INTRODUCED_BY = 2
"""Latest statements that say who somebody is."""


def introduction(person: Speaker, corpus: Corpus) -> PersonReply:
    """Who somebody is here, with their latest statements."""
    return PersonReply(
        answered=True,
        confidence=1.0,
        person=person,
        topics=people.topics(person.name, corpus.snapshot),
        answers=statements.quotes(person.name, corpus, limit=INTRODUCED_BY),
    )
