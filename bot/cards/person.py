"""A person as the knowledge has them: roles, statements, main subjects, first and latest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.card import Card, Field, Kind, Tone, block, line
from bot.cards.dates import day
from bot.cards.language import say
from bot.replies import Speaker

# Roles and other names told one by one: those of late say who somebody is, the rest is history.
ROLES = 4
ALIASES = 6


def person_card(person: Speaker, topics: Sequence[str] = ()) -> Card:
    """The person's roles, newest first, and figures; `topics` are the subjects of articles on them."""
    figures = (
        (say("Statements"), f"{person.quotes:,}"),
        (say("First"), day(person.first)),
        (say("Latest"), day(person.latest)),
        (say("Subjects"), ", ".join(topics)),
        (say("Also called"), ", ".join(person.aliases[:ALIASES])),
    )
    roles = tuple(
        line(role, Kind.BULLET if len(person.roles) > 1 else Kind.TEXT) for role in person.roles[:ROLES]
    )
    return Card(
        title=person.name,
        tone=Tone.ANSWER,
        blocks=(block(*roles),) if roles else (),
        fields=tuple(Field(name=name, value=value) for name, value in figures if value),
    )
