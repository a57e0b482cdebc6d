"""Who somebody is here: names, roles with their days, how much they said."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge import PersonMention, Published
from bot.names import Standing, resolve
from bot.replies import RoleHeld, Speaker
from bot.search import NamedPerson, Snapshot


def only_one(typed: str, snapshot: Snapshot) -> Speaker | None:
    """The one person of the knowledge whom a typed name means; None where it is nobody's, or of several."""
    named = resolve(typed, snapshot.register)
    if named.standing is not Standing.ONE or not (found := named.people[0]).articles:
        return None
    return introduced(NamedPerson(found.key, found.articles, found.quotes), snapshot)


def introduced(named: NamedPerson, snapshot: Snapshot) -> Speaker:
    """A person of the knowledge, as the register and the newest articles have them."""
    mentions = snapshot.mentions(named.person)
    dated = [mention.published for mention in mentions if mention.published]
    person = snapshot.register.person(named.person)
    called = person.called if person else ()
    name = person.name if person else mentions[0].name
    return Speaker(
        name=name,
        aliases=tuple(each for each in called if each != name),
        roles=_each(mention.role for mention in mentions if mention.role),
        held=_held(mentions),
        quotes=named.quotes,
        first=dated[-1] if dated else None,
        latest=dated[0] if dated else None,
    )


def _held(mentions: Iterable[PersonMention]) -> tuple[RoleHeld, ...]:
    """The roles with their days; `mentions` are the newest first."""
    days: dict[str, list[Published]] = {}
    for mention in mentions:
        if mention.role:
            days.setdefault(mention.role, []).append(mention.published)
    dated = {role: [day for day in each if day] for role, each in days.items()}
    return tuple(
        RoleHeld(role=role, first=each[-1] if each else None, latest=each[0] if each else None)
        for role, each in dated.items()
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
