"""A person as the knowledge has them: roles, statements, main subjects, first and latest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.card import Card, CardStyle, Field, LineKind, block, line
from bot.cards.dates import day
from bot.cards.language import _
from bot.replies import Speaker

# Roles and other names told one by one: those of late say who somebody is, the rest is history.
ROLES = 4
ALIASES = 6


def person_card(person: Speaker, topics: Sequence[str] = ()) -> Card:
    """The person's roles, newest first, and figures; `topics` are the subjects of articles on them."""
    figures = (
        (_("Statements"), f"{person.quotes:,}"),
        (_("First"), day(person.first)),
        (_("Latest"), day(person.latest)),
        (_("Subjects"), ", ".join(topics)),
        (_("Also called"), ", ".join(person.aliases[:ALIASES])),
    )
    roles = tuple(
        line(role, LineKind.BULLET if len(person.roles) > 1 else LineKind.TEXT)
        for role in person.roles[:ROLES]
    )
    return Card(
        title=person.name,
        style=CardStyle.ANSWER,
        blocks=(block(*roles),) if roles else (),
        fields=tuple(Field(name=name, value=value) for name, value in figures if value),
    )
