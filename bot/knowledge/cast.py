"""Who is named in an article: its people and speakers, each once, with how many of its quotes are theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bot.knowledge.amendments import with_its_own
from bot.knowledge.items import date_of
from bot.knowledge.model import Article, Person
from bot.names import Mention, completed, name_key


class Role(NamedTuple):
    """Somebody in an article: as its people have them, or by name alone; and how many quotes are theirs."""

    person: Person
    quotes: int
    listed: bool


class Cast(NamedTuple):
    """Everybody in an article by key; `keys` leads from each name in it to the key of whom it means there."""

    roles: Mapping[str, Role]
    keys: Mapping[str, str]

    @classmethod
    def of(cls, article: Article) -> Cast:
        """Whom an article names: what is withdrawn names nobody."""
        speakers = [quote.speaker for quote in article.quotes if not quote.withdrawn]
        everyone = dict.fromkeys((*(person.name for person in article.people), *speakers))
        whole = completed(everyone)
        keys = {name: name_key(whole.get(name, name)) for name in everyone}
        said = Counter(keys[name] for name in speakers)
        people: dict[str, Person] = {}
        for name in everyone:
            people.setdefault(keys[name], Person(name=whole.get(name, name)))
        listed: set[str] = set()
        for person in article.people:
            key = keys[person.name]
            people[key] = _joined(people[key], person)
            listed.add(key)
        return cls({key: Role(one, said[key], key in listed) for key, one in people.items()}, keys)

    def key(self, speaker: str) -> str:
        """The key of whom a speaker's name means here."""
        return self.keys.get(speaker, name_key(speaker))

    def person(self, speaker: str) -> Person:
        """A speaker as the article's people have them, or by name alone."""
        role = self.roles.get(self.key(speaker))
        return role.person if role else Person(name=speaker)


def mentions(article: Article) -> list[Mention]:
    """Whom an article names, for the register of persons; nobody where it is withdrawn."""
    article = with_its_own(article)
    if article.withdrawn:
        return []
    day = date_of(article.published)
    return [
        Mention(one.person.name, one.person.role, one.person.aliases, day, one.quotes, one.listed)
        for one in Cast.of(article).roles.values()
    ]


def _joined(known: Person, other: Person) -> Person:
    """One person of two entries: the name of the first, what either says of role and aliases."""
    if known == Person(name=other.name):
        return other
    aliases = tuple(dict.fromkeys((*known.aliases, *other.aliases)))
    return known.model_copy(update={"role": known.role or other.role, "aliases": aliases})
