"""Who the names of an article belong to: "Roe", "Ms. Roe" and "Ann B. Roe" are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from bot.attribution.fullest import FullestNames, FullName, Key, name_key
from bot.attribution.mentions import Mention, Sort
from bot.names import first_names

# A party is a place if so large a share of its mentions stands where places do.
PLACE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation of the article: its fullest `name`, and the mentions that name it.

    `described` holds the words that the article says about it (titles, roles beside its name).
    """

    name: str
    number: int
    organisation: bool = False
    person: bool = False
    gender: str = ""
    places: int = 0
    mentions: tuple[int, ...] = ()
    described: frozenset[str] = frozenset()

    @property
    def place(self) -> bool:
        """Whether it is named as a place is, often enough: "in Fennmoor"."""
        return not self.person and self.places >= PLACE_SHARE * len(self.mentions)

    @property
    def key(self) -> tuple[str, ...]:
        return name_key(self.name)


@dataclass(frozen=True, slots=True)
class Cast:
    """All parties of an article, and for each naming mention (by index) the party it names."""

    parties: tuple[Party, ...]
    named: dict[int, int]


def find_parties(mentions: Sequence[Mention]) -> Cast:
    """The parties that the mentions name, in the order of their first mention."""
    keys = {n: name_key(m.text) for n, m in enumerate(mentions) if m.sort is Sort.NAME}
    keys = {n: key for n, key in keys.items() if key}
    full = _full_names(mentions, keys)
    fullest = FullestNames(full)
    called: dict[Key, list[int]] = {}
    for n in sorted(keys):
        called.setdefault(fullest.of(keys[n], mentions[n]), []).append(n)
    parties = []
    for number, (key, members) in enumerate(called.items()):
        name = full[key].name if key in full else mentions[members[0]].text
        parties.append(_party(name, number, {n: mentions[n] for n in members}, keys))
    named = {n: party.number for party in parties for n in party.mentions}
    return Cast(tuple(parties), dict(sorted(named.items())))


def _full_names(mentions: Sequence[Mention], keys: dict[int, Key]) -> dict[Key, FullName]:
    found: dict[Key, FullName] = {}
    for n, key in keys.items():
        if len(key) > 1:
            entry = found.setdefault(key, FullName(mentions[n].text))
            entry.count += 1
            entry.organisation = entry.organisation or mentions[n].organisation
            entry.gender = entry.gender or mentions[n].gender
    return _merged(found)


def _merged(found: dict[Key, FullName]) -> dict[Key, FullName]:
    """Each key's fullest form: "Ann Roe" and "Ann B. Roe" share one entry, the longer name."""
    merged: dict[Key, FullName] = {}
    wider_names = _Wider()
    for key in sorted(found, key=lambda k: (-len(k), -found[k].count)):
        wider = next((w for w in wider_names.of(key) if _same_person(key, w, found[key])), None)
        if wider is None:
            wider_names.add(key)
            merged[key] = found[key]
        else:
            merged[key] = merged[wider]
            merged[wider].count += found[key].count
    return merged


class _Wider:
    """Names of several words, to be asked for those that may hold a shorter one."""

    def __init__(self) -> None:
        self._order: dict[Key, int] = {}
        self._with: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
        self._initial: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)

    def add(self, key: Key) -> None:
        self._order[key] = len(self._order)
        for word in dict.fromkeys(key):
            self._with[key[-1], word].append(key)
        self._initial[key[-1], key[0][0]].append(key)

    def of(self, key: Key) -> Iterator[Key]:
        """In their order, names of the same last word that may have all words of the key, or its initial."""
        rows = [self._with.get((key[-1], word), []) for word in key]
        found = min(rows, key=len)
        if len(key[0]) == 1:
            return merge(found, self._initial.get((key[-1], key[0]), []), key=self._order.__getitem__)
        return iter(found)


def _same_person(short: Key, wide: Key, entry: FullName) -> bool:
    if short[-1] != wide[-1]:
        return False
    given = first_names()
    if not entry.organisation and short[0] in given and wide[0] != short[0] and wide[0] not in given:
        return False
    if set(short) <= set(wide):
        return not entry.organisation or short == wide[-len(short) :]
    return len(short[0]) == 1 and short[0] == wide[0][0]


def _party(name: str, number: int, mentions: dict[int, Mention], keys: dict[int, Key]) -> Party:
    """The party that these mentions (by index) name; its gender is the one that was given last."""
    genders = [
        mention.gender
        for n, mention in mentions.items()
        if mention.gender and (len(keys[n]) > 1 or mention.title or " " not in name)
    ]
    person = any(mention.person for mention in mentions.values())
    return Party(
        name,
        number,
        organisation=not person and any(mention.organisation for mention in mentions.values()),
        person=person,
        gender=genders[-1] if genders else "",
        places=sum(mention.place for mention in mentions.values()),
        mentions=tuple(mentions),
        described=frozenset(word for mention in mentions.values() for word in mention.title),
    )
