"""Whom a typed name means, and who somebody is here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.answering import speakers_of
from bot.knowledge import PersonMention, Published
from bot.replies import Choice, Nobody, RoleHeld, Speaker
from bot.search import NamedPerson, Snapshot

OFFERED = 5
"""Names offered where none is meant for sure."""
TAGGED = 200
"""Newest articles of a person whose tags are counted; older ones no longer say what they are known for."""


def meant(typed: str, snapshot: Snapshot) -> Speaker | Choice | Nobody:
    """The person meant by a typed name: the one who has it as name or alias, else the only one it fits.

    A Choice where it fits several, Nobody where it fits none; a typing error is forgiven.
    """
    near = people(snapshot, typed, limit=OFFERED) if typed.strip() else ()
    wanted = " ".join(typed.casefold().split())
    exact = [each for each in near if wanted in {each.name.casefold(), *map(str.casefold, each.aliases)}]
    if len(exact) == 1 or len(near) == 1:
        return (exact or near)[0]
    if not near:
        return Nobody(typed=typed, kind="person")
    return Choice(answered=False, confidence=0.0, typed=typed, people=tuple(near))


def people(snapshot: Snapshot, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:
    """Persons, most quoted first; with `words`, speakers whose names have them, typing errors forgiven."""
    named = snapshot.speakers(words, limit=offset + limit, persons_only=not words)[offset:]
    return tuple(_speaker(one, snapshot) for one in named)


def key_of(name: str, snapshot: Snapshot) -> str:
    """The key of the person that a name, alias or surname points to; empty where nobody has it."""
    person = snapshot.register.person(name)
    return person.key if person else next(iter(speakers_of(name, snapshot)), "")


def topics(person: str, snapshot: Snapshot, limit: int = 5) -> tuple[str, ...]:
    """Subjects of the articles that name a person: their tags, the most frequent first."""
    mentions = [one for key in speakers_of(person, snapshot) for one in snapshot.mentions(key, TAGGED)]
    records = (snapshot.record(each.article) for each in mentions)
    tags = Counter(tag for record in records if record for tag in record.tags)
    return tuple(tag for tag, _ in tags.most_common(limit))


def _speaker(named: NamedPerson, snapshot: Snapshot) -> Speaker:
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
