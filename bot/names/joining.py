"""Which spellings are one person: joined only where nothing else is possible.

Two spellings are joined

- where editors say so: in `people.yaml`, else by an alias that reads like a name and has one owner;
- where they may be one, and exactly the same others may be either: "George W. Bush" and "George Walker Bush"
  are one, and "George Bush" is neither while "George H. W. Bush" is known, too;
- where one is a surname alone, or behind initials, and only one person bears it.

Editors' `not` and two entries of `people.yaml` keep apart what would be joined otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.names.forms import Form, forms_of, is_bare
from bot.names.kinds import speaker_kind
from bot.names.known import PersonEntry, SpeakerKind, Spelling, name_key
from bot.names.near import Near
from bot.names.offices import nations
from bot.names.roles import role_fits
from bot.names.words import ORGANISATION_WORDS, first_names

JOINED = 20_000
"""Surnames alone of which it is remembered whose they are, from one update to the next; 10 MB."""

Keys = tuple[str, ...]
Owners = Mapping[str, tuple[str, ...]]
"""For the key of an alias, the spellings that have it."""


def joined(
    spellings: Mapping[str, Spelling], near: Near, owners: Owners, entries: Sequence[PersonEntry]
) -> dict[str, Keys]:
    """For each spelling that is not alone all those of its person, by key, itself among them."""
    groups = _Groups(entries)
    for entry in entries:
        own = [key for key in dict.fromkeys(map(name_key, (entry.name, *entry.aliases))) if key in spellings]
        for key in own[1:]:
            groups.join(own[0], key)
    # A spelling that is somebody's alias is theirs alone, whoever else it may be one with.
    claimed = frozenset(alias for alias in owners if alias in spellings)
    for key, others in near.pairs.items():
        for other in others - claimed:
            same_others = near.pairs[other] - claimed == others - claimed
            if other > key and key not in claimed and same_others:
                groups.join(key, other)
    _by_alias(spellings, near, owners, groups)
    _bare(spellings, near, groups)
    return groups.members


def owners_of(spellings: Mapping[str, Spelling], entries: Sequence[PersonEntry]) -> dict[str, Keys]:
    """The spellings that have an alias, by its key; what `people.yaml` says of an alias wins."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, spelling in spellings.items():
        for alias in spelling.aliases:
            found[name_key(alias)][key] = None
    stated: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for alias in entry.aliases:
            stated[name_key(alias)][name_key(entry.name)] = None
    return {alias: tuple(keys) for alias, keys in {**found, **stated}.items() if alias}


class _Groups:
    """Spellings that are one person, as they are joined; refuses what editors keep apart."""

    def __init__(self, entries: Sequence[PersonEntry]) -> None:
        self.members: dict[str, Keys] = {}
        self._entry = {
            name_key(name): number
            for number, entry in reversed(tuple(enumerate(entries)))
            for name in (*entry.aliases, entry.name)
        }
        self._refused = [frozenset(map(name_key, entry.refused)) for entry in entries]

    def of(self, key: str) -> Keys:
        return self.members.get(key, (key,))

    def join(self, one: str, other: str) -> None:
        mine, theirs = self.of(one), self.of(other)
        if one in theirs or self._apart(mine, theirs):
            return
        self.members.update(dict.fromkeys((*mine, *theirs), (*mine, *theirs)))

    def _apart(self, mine: Keys, theirs: Keys) -> bool:
        numbers = {self._entry[key] for key in (*mine, *theirs) if key in self._entry}
        if len(numbers) > 1:
            return True
        return any(not self._refused[number].isdisjoint((*mine, *theirs)) for number in numbers)


def _by_alias(spellings: Mapping[str, Spelling], near: Near, owners: Owners, groups: _Groups) -> None:
    for alias, keys in owners.items():
        if alias not in spellings or any(key not in groups.of(keys[0]) for key in keys):
            continue
        if _tells(spellings[alias].name, {*groups.of(keys[0]), alias}, near):
            groups.join(keys[0], alias)


def _tells(alias: str, own: set[str], near: Near) -> bool:
    """Whether an alias names one person: a full name, or a single one that is nobody else's surname."""
    if speaker_kind(alias) is not SpeakerKind.PERSON:
        return False
    if not is_bare(alias):
        return bool(forms_of(alias))
    return all(own.issuperset(near.surnames.get(form.surname, ())) for form in forms_of(alias))


def _bare(spellings: Mapping[str, Spelling], near: Near, groups: _Groups) -> None:
    for key, surname in sorted(near.bare.items()):
        bearers = [one for one in near.surnames.get(surname, ()) if one not in near.bare]
        alone = bearers and all(one in groups.of(bearers[0]) for one in bearers)
        if alone and _stands_for(spellings[key], tuple(spellings[one] for one in bearers)):
            groups.join(bearers[0], key)


@lru_cache(JOINED)
def _stands_for(bare: Spelling, full: tuple[Spelling, ...]) -> bool:
    """Whether a surname alone, or behind initials, is this person's, the only one known who bears it."""
    form = next(form for form in forms_of(bare.name) if form.bare)
    word = form.surname
    if not form.given and (word in first_names() or word in ORGANISATION_WORDS or (word,) in nations()):
        return False
    if not any(_bears(form, other) for spelling in full for other in forms_of(spelling.name)):
        return False
    roles = [seen.role for spelling in full for seen in spelling.roles]
    return not roles or all(any(role_fits(seen.role, role) for role in roles) for seen in bare.roles)


def _bears(bare: Form, full: Form) -> bool:
    """Whether the surname is the full name's own, not its middle name, and no initial contradicts it."""
    middle = full.given[1:]
    begins = not bare.given or (bool(full.given) and full.given[0][0] == bare.given[0])
    return (
        begins
        and not full.suffix
        and {*bare.particles} <= {*full.particles}
        and bare.surname in full.surnames
        and bare.surname not in middle
    )
