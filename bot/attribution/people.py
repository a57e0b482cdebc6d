"""Who the names of an article belong to: "Roe", "Ms. Roe" and "Ann B. Roe" are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.attribution import lexicon as lex
from bot.attribution.mentions import Mention, Sort
from bot.names import LINKING, first_names
from bot.text import fold

# After so many sentences without a mention "Roe" means whoever of that name was mentioned since.
FORGOTTEN = 20

# A party is a place if so large a share of its mentions stands where places do.
PLACE_SHARE = 0.25

_SMALL = frozenset(["of", "on", "for", "and", "the", "in", "to", "a", "an"])


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
        return _key(self.name)


@dataclass(frozen=True, slots=True)
class Cast:
    """All parties of an article, and for each naming mention (by index) the party it names."""

    parties: tuple[Party, ...]
    named: dict[int, int]


def _key(name: str) -> tuple[str, ...]:
    """The name's words folded, a hyphenated one being a single word, without "Jr." and its like."""
    folded = (fold(word.strip(".,")) for word in name.split())
    return tuple(word for word in folded if word and word not in lex.NAME_SUFFIXES)


def find_parties(mentions: Sequence[Mention]) -> Cast:
    """The parties that the mentions name, in the order of their first mention."""
    keys = {n: _key(m.text) for n, m in enumerate(mentions) if m.sort is Sort.NAME}
    keys = {n: key for n, key in keys.items() if key}
    full = _full_names(mentions, keys)
    called: dict[tuple[str, ...], list[int]] = {}
    named_at: dict[tuple[str, ...], int] = {}
    for n in sorted(keys):
        key = _fullest(keys[n], mentions[n], full, named_at)
        named_at[key] = mentions[n].sentence
        called.setdefault(key, []).append(n)
    parties = []
    for number, (key, members) in enumerate(called.items()):
        name = full[key].name if key in full else mentions[members[0]].text
        parties.append(_party(name, number, {n: mentions[n] for n in members}, keys))
    named = {n: party.number for party in parties for n in party.mentions}
    return Cast(tuple(parties), dict(sorted(named.items())))


@dataclass(slots=True)
class _Full:
    """A name of several words: how it is written, how often, for whom."""

    name: str
    count: int = 0
    organisation: bool = False
    gender: str = ""


def _full_names(
    mentions: Sequence[Mention], keys: dict[int, tuple[str, ...]]
) -> dict[tuple[str, ...], _Full]:
    found: dict[tuple[str, ...], _Full] = {}
    for n, key in keys.items():
        if len(key) > 1:
            entry = found.setdefault(key, _Full(mentions[n].text))
            entry.count += 1
            entry.organisation = entry.organisation or mentions[n].organisation
            entry.gender = entry.gender or mentions[n].gender
    return _merged(found)


def _merged(found: dict[tuple[str, ...], _Full]) -> dict[tuple[str, ...], _Full]:
    """Each key's fullest form: "Ann Roe" and "Ann B. Roe" share one entry, the longer name."""
    merged: dict[tuple[str, ...], _Full] = {}
    by_end: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(found, key=lambda k: (-len(k), -found[k].count)):
        wider = next((w for w in by_end[key[-1]] if _same_person(key, w, found[key])), None)
        if wider is None:
            by_end[key[-1]].append(key)
            merged[key] = found[key]
        else:
            merged[key] = merged[wider]
            merged[wider].count += found[key].count
    return merged


def _same_person(short: tuple[str, ...], wide: tuple[str, ...], entry: _Full) -> bool:
    if short[-1] != wide[-1]:
        return False
    given = first_names()
    if not entry.organisation and short[0] in given and wide[0] != short[0] and wide[0] not in given:
        return False
    if set(short) <= set(wide):
        return not entry.organisation or short == wide[-len(short) :]
    return len(short[0]) == 1 and short[0] == wide[0][0]


def _fullest(
    key: tuple[str, ...],
    mention: Mention,
    full: dict[tuple[str, ...], _Full],
    named_at: dict[tuple[str, ...], int],
) -> tuple[str, ...]:
    """The key of the fullest name that this one is short for."""
    if len(key) > 1:
        wide = full[key]
        return _organisation(key, full) if wide.organisation else _misread(_key(wide.name), full)
    fitting = [k for k, f in full.items() if _short_for(key[0], k, f, mention) and _key(f.name) == k]
    if not fitting:
        return key
    # Of "Ann Roe" and "Ben Roe" the one named first is the article's "Roe", unless long forgotten.
    order = list(full)
    given = first_names()
    latest = max((named_at.get(k, -1) for k in fitting), default=-1)

    def rank(k: tuple[str, ...]) -> tuple[bool, bool, bool, int]:
        recent = latest - named_at.get(k, latest if not named_at.keys() & set(fitting) else -99) <= FORGOTTEN
        return (k[-1] == key[0], k[0] in given, recent, -order.index(k))

    return max(fitting, key=rank)


def _misread(key: tuple[str, ...], full: dict[tuple[str, ...], _Full]) -> tuple[str, ...]:
    """ "Post Roe" and "Mom Meets Roe" are misread names: they mean Ann Roe if the article has her."""
    given = first_names()
    if key[0] in given or sum(word not in LINKING for word in key) < 3:
        return key
    return next(
        (k for k, f in full.items() if k[-1] == key[-1] and k[0] in given and not f.organisation), key
    )


def _short_for(word: str, key: tuple[str, ...], entry: _Full, mention: Mention) -> bool:
    if entry.organisation:
        initials = "".join(w[0] for w in key if w not in _SMALL)
        company = word == key[0] and key[-1] in lex.COMPANY_WORDS and word not in first_names()
        return (word in (key[-1], initials) or company) and not mention.person
    if mention.title and entry.gender and mention.gender and entry.gender != mention.gender:
        return False
    return word == key[-1] or (word == key[0] and word in first_names() and not mention.title)


def _organisation(key: tuple[str, ...], full: dict[tuple[str, ...], _Full]) -> tuple[str, ...]:
    """The longest organisation whose name begins or ends with this one ("Daily News": "York Daily News")."""
    longer = [
        k for k, f in full.items()
        if f.organisation and len(k) > len(key) and (k[-len(key) :] == key or k[: len(key)] == key)
    ]  # fmt: skip
    return max(longer, key=len, default=key)


def _party(name: str, number: int, mentions: dict[int, Mention], keys: dict[int, tuple[str, ...]]) -> Party:
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
