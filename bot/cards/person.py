"""A person as the knowledge has them: roles with their days, figures, subjects, the latest statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cards.card import Action, ActionKind, Card, CardStyle, Field, LineKind, block, line
from bot.cards.dates import day, days
from bot.cards.found import item_block
from bot.cards.language import _
from bot.replies import Item, RoleHeld, Speaker

# Roles and other names shown one by one: the latest say who somebody is, the rest is history.
ROLES = 4
ALIASES = 6


def person_card(person: Speaker, topics: Sequence[str] = (), said: Sequence[Item] = ()) -> Card:
    """The person's roles, newest first, and figures.

    `topics` are the subjects of articles on them, `said` their latest statements.
    """
    figures = (
        (_("Statements"), f"{person.quotes:,}"),
        (_("First"), day(person.first)),
        (_("Latest"), day(person.latest)),
        (_("Subjects"), ", ".join(topics)),
        (_("Also called"), ", ".join(person.aliases[:ALIASES])),
    )
    kind = LineKind.BULLET if len(person.held) > 1 else LineKind.TEXT
    roles = tuple(line(_role(each), kind) for each in person.held[:ROLES])
    latest = (block(line(_("Latest statements"), LineKind.HEADING)), *map(item_block, said)) if said else ()
    return Card(
        title=person.name,
        style=CardStyle.ANSWER,
        blocks=(*((block(*roles),) if roles else ()), *latest),
        fields=tuple(Field(name=name, value=value) for name, value in figures if value),
        actions=tuple(_leads_on(person)),
    )


def _leads_on(person: Speaker) -> Iterator[Action]:
    if person.quotes:
        yield Action(kind=ActionKind.QUOTES, label=_("Statements"), key=person.name)
        yield Action(kind=ActionKind.TIMELINE, label=_("Timeline"), key=person.name)
    yield Action(kind=ActionKind.ARTICLES, label=_("Articles"), key=person.name)


def _role(held: RoleHeld) -> str:
    """ "chair (in articles of 4 March 2031 to 2 September 2031)"; the role alone where no article is dated.

    An article's day is not that on which somebody took office.
    """
    when = days(held.first, held.latest)
    if not when:
        return held.role
    if day(held.first) == day(held.latest):
        return _("{role} (in an article of {when})", role=held.role, when=when)
    return _("{role} (in articles of {when})", role=held.role, when=when)
