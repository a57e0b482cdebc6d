"""Who somebody is here: names, roles with their days, how much they said."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.knowledge import PersonMention, Published
from bot.names import TITLES, Standing, resolve
from bot.replies import RoleHeld, Speaker
from bot.search import NamedPerson, Snapshot
from bot.text import folded

LONG, SLIPS = 5, 1
"""Letters from which a name may be misspelt, and how many letters then may be wrong."""
_TITLES = frozenset(word for title in TITLES for word in folded(title).split())


def only_one(typed: str, snapshot: Snapshot) -> Speaker | None:
    """The one person of the knowledge whom a typed name means; None where it is nobody's, or of several."""
    named = resolve(typed, snapshot.register)
    if named.standing is not Standing.ONE or not (found := named.people[0]).articles:
        return None
    return introduced(NamedPerson(found.key, found.articles, found.quotes), snapshot)


def is_called(person: Speaker, typed: str, *, misspelt: bool = False) -> bool:
    """Whether what was typed is a person's name word for word, with a title or an office of theirs at most.

    :param misspelt: whether a longer word may have a slip.
    """
    names = {word for name in (person.name, *person.aliases) for word in folded(name).split()}
    offices = {word for role in person.roles for word in folded(role).split()}
    words = set(folded(typed).split())
    slips = {word for word in words if misspelt and _is_slip(word, names)}
    return not words.isdisjoint(names | slips) and words <= names | slips | offices | _TITLES


def _is_slip(word: str, names: Iterable[str]) -> bool:
    return len(word) >= LONG and any(OSA.distance(word, name) <= SLIPS for name in names)


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
