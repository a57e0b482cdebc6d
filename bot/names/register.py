"""The register of persons: who is who over the whole knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from bot.names import joining
from bot.names.forms import Form, is_bare
from bot.names.joining import Keys
from bot.names.kinds import speaker_kind
from bot.names.known import Mention, Office, Person, PersonEntry, RoleSeen, SpeakerKind, Spelling, name_key
from bot.names.near import Near
from bot.names.tenure import ended, held
from bot.names.words import TITLES


class Register:
    """Who is who: which spellings are one person, and what is known of each person. Never changes.

    Made by `Register.of`, and from another one by `changed`. Speakers who are no persons ("White House",
    "an agent") are in it, too, each by itself: `Person.kind` says so, and `people` does not count them.

    Every method that takes a key takes the key of any spelling, so that a key that was kept stays good when
    the spellings of a person come and go. The key of a spelling is `name_key(name)`.
    """

    def __init__(self, spellings: Mapping[str, Spelling], entries: Sequence[PersonEntry], near: Near) -> None:
        """Use `of` and `changed`; or with the `near` of a register of just these, in a tenth of the time."""
        self._entries = tuple(entries)
        self._seen = spellings
        self._spellings = _with_entries(spellings, entries)
        self._near = near
        self._stated = {name_key(entry.name): entry for entry in reversed(self._entries)}
        self._owners = joining.owners_of(self._spellings, self._entries)
        self._joined = joining.joined(self._spellings, near, self._owners, self._entries)
        self._persons: dict[str, Person] = {}

    @classmethod
    def of(cls, spellings: Mapping[str, Spelling], entries: Sequence[PersonEntry] = ()) -> Register:
        """The register of all spellings by key (see `name_key`), and of the entries of `people.yaml`."""
        everyone = _with_entries(spellings, entries)
        return cls(spellings, entries, Near().changed({}, everyone, everyone))

    def spelled(self) -> Mapping[str, Spelling]:
        """The spellings of articles by key: what `of` makes an equal register of, with the entries."""
        return self._seen

    @property
    def near(self) -> Near:
        """What is kept of it beside spellings and entries: the same object until names change."""
        return self._near

    @classmethod
    def read(cls, mentions: Iterable[Mention], entries: Sequence[PersonEntry] = ()) -> Register:
        """The register of all mentions in all articles: for small knowledge, held in memory at once."""
        return cls.of(_by_key(mentions), entries)

    def changed(
        self, spellings: Mapping[str, Spelling | None], entries: Sequence[PersonEntry] | None = None
    ) -> Register:
        """The register with these spellings as they are now, None where one is gone; the others stay.

        Takes time for what changed, and some for how many there are. `entries` None leaves them as they are.
        """
        seen = {key: now for key, now in {**self._seen, **spellings}.items() if now is not None}
        stated = self._entries if entries is None else tuple(entries)
        before, now = self._spellings, _with_entries(seen, stated)
        touched = spellings.keys() if stated == self._entries else before.keys() | now.keys()
        renamed = [key for key in touched if _names_in(before, key) != _names_in(now, key)]
        gone = {key: before[key] for key in renamed if key in before}
        came = {key: now[key] for key in renamed if key in now}
        return Register(seen, stated, self._near.changed(gone, came, now))

    def only(self, mentions: Iterable[Mention]) -> Register:
        """The register of some of the mentions that this one is of: nobody else is in it.

        Entries of `people.yaml` are where one of the mentions is the person's.
        """
        seen = _by_key(mentions)
        changed = {key: seen.get(key) for key, had in self._seen.items() if seen.get(key) != had}
        found = self.changed(changed)
        stated = tuple(entry for entry in self._entries if found._is_seen(found.key(entry.name)))
        return found if stated == self._entries else found.changed({}, stated)

    # Keys

    def key(self, name: str) -> str:
        """The key of the person who has exactly this name as a spelling, or as an alias that nobody else has.

        Of anybody else the name's own key: a name that is not known is nobody else's.
        """
        own = name_key(name)
        if own in self._spellings:
            return self._leader(own)
        owners = dict.fromkeys(self._leader(key) for key in self._owners.get(own, ()))
        return next(iter(owners)) if len(owners) == 1 else own

    def spellings(self, key: str) -> tuple[str, ...]:
        """The keys of all spellings of a person: those under which their statements are kept."""
        leader = self.key(key)
        return self._joined.get(leader, (leader,))

    def same(self, one: str, other: str) -> bool:
        """Whether two names or keys are one person's."""
        return self.key(one) == self.key(other)

    # Persons

    @cached_property
    def people(self) -> int:
        """How many persons articles name."""
        return sum(1 for key in self._near.persons if self._leader(key) == key and self._is_seen(key))

    def person(self, key: str) -> Person | None:
        """The person of a key, name or alias; None where no article and no entry has it."""
        leader = self.key(key)
        return self._person(leader) if leader in self._spellings else None

    def __iter__(self) -> Iterator[Person]:
        """All persons and other speakers, each once, in no order."""
        for key in self._spellings:
            if self._leader(key) == key:
                yield self._person(key)

    @property
    def entries(self) -> tuple[PersonEntry, ...]:
        """The entries of `people.yaml`."""
        return self._entries

    def owners(self, alias: str) -> tuple[Person, ...]:
        """All who have this name as an alias, or as a spelling."""
        own = name_key(alias)
        keys = (*((own,) if own in self._spellings else ()), *self._owners.get(own, ()))
        return self._all(keys)

    def aliases(self) -> Mapping[str, str]:
        """All aliases by their keys, as one of their owners writes each."""
        written = [one.aliases for one in self._spellings.values()] + [one.aliases for one in self._entries]
        return {name_key(alias): alias for aliases in written for alias in aliases}

    def is_stated(self, key: str) -> bool:
        """Whether `people.yaml` has an entry for the person."""
        return any(one in self._stated for one in self.spellings(key))

    def of_surname(self, surname: str) -> tuple[Person, ...]:
        """All whose surname, or half of it, this folded word is, and the surname alone where it is nobody's.

        A particle in front may be left out or joined: "blasio", "deblasio".
        """
        return self._all(self._near.surnames.get(surname, ()))

    def of_first_name(self, word: str) -> tuple[Person, ...]:
        """All whose first given name this folded word is."""
        return self._all(self._first_names.get(word, ()))

    def of_letters(self, form: Form) -> tuple[Person, ...]:
        """All who are spelt with these letters, whatever stands between them: "Jong Un", "Jong-un"."""
        same = self._near.blocks.get(form.letters_key, ())
        return self._all(same)

    def stated(self, alias: str) -> tuple[str, ...]:
        """The keys of the persons whom `people.yaml` gives this name, as theirs or as an alias."""
        return self._stated_names.get(name_key(alias), ())

    def surnames(self) -> Collection[str]:
        """All words that are somebody's surname, folded."""
        return self._near.surnames.keys()

    def is_bare(self, key: str) -> bool:
        """Whether a spelling is a surname alone, or one behind initials: it does not tell who it is."""
        return key in self._near.bare and is_bare(self._spellings[key].name)

    # Offices

    def offices(self, key: str) -> tuple[Office, ...]:
        """The offices that a person held: those stated in `people.yaml`, then the roles of articles.

        A stated office without an end ends where the next one of its title begins.
        """
        person = self.person(key)
        if person is None:
            return ()
        return (*person.offices, *(Office(one.role, one.first, one.latest) for one in person.roles))

    def held_on(self, key: str, day: date | None) -> tuple[Office, ...]:
        """The offices that a person held on a day, the surest first: see `bot.names.tenure.held`."""
        return held(self.offices(key), day)

    @cached_property
    def _stated_names(self) -> Mapping[str, Keys]:
        """The persons whom `people.yaml` gives a name, by the name's key."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for entry in self._entries:
            for name in (entry.name, *entry.aliases):
                found[name_key(name)][self.key(entry.name)] = None
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def _tenures(self) -> Mapping[str, tuple[Office, ...]]:
        """The stated offices by the key of their entry, each with its end."""
        return ended({name_key(entry.name): entry.offices for entry in self._entries})

    # Inside

    @cached_property
    def _first_names(self) -> Mapping[str, Keys]:
        """The spellings by their first given name, for those who are asked for by it alone."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._near.persons:
            first, _, more = key.partition(" ")
            if more and first not in TITLES:
                found[first].append(key)
        return {word: tuple(sorted(keys)) for word, keys in found.items()}

    def _is_seen(self, leader: str) -> bool:
        """Whether an article names the person."""
        return any(self._spellings[key].articles for key in self._joined.get(leader, (leader,)))

    def _leader(self, key: str) -> str:
        """The spelling whose key is the person's: the first of its group."""
        keys = self._joined.get(key)
        return key if keys is None else self._first(keys)

    def _first(self, keys: Keys) -> str:
        """The spelling that a person is shown under: the editors', else the whole one used most."""

        def rank(key: str) -> tuple[object, ...]:
            spelling = self._spellings[key]
            names_others = any(name_key(alias) in keys for alias in spelling.aliases)
            least = key in self._near.bare, not names_others, not spelling.listed
            return (key not in self._stated, *least, -spelling.articles, -spelling.quotes, -len(key), key)

        return min(keys, key=rank)

    def _all(self, keys: Iterable[str]) -> tuple[Person, ...]:
        leaders = dict.fromkeys(self._leader(key) for key in keys)
        return tuple(self._person(key) for key in leaders)

    def _person(self, leader: str) -> Person:
        found = self._persons.get(leader)
        if found is None:
            found = self._persons[leader] = self._assembled(leader)
        return found

    def _assembled(self, leader: str) -> Person:
        keys = self._joined.get(leader, (leader,))
        ordered = (leader, *sorted(key for key in keys if key != leader))
        spellings = [self._spellings[key] for key in ordered]
        entry = next((self._stated[key] for key in ordered if key in self._stated), None)
        stated = PersonEntry(spellings[0].name) if entry is None else entry
        aliases = (*stated.aliases, *(alias for one in spellings for alias in one.aliases))
        return Person(
            key=leader,
            name=stated.name,
            kind=speaker_kind(stated.name) if entry is None else SpeakerKind.PERSON,
            spellings=ordered,
            names=tuple(dict.fromkeys((stated.name, *(one.name for one in spellings)))),
            aliases=tuple(dict.fromkeys(aliases)),
            roles=_roles(spellings),
            offices=self._tenures.get(name_key(stated.name), ()) if entry else (),
            refused=stated.refused,
            wikidata=stated.wikidata,
            articles=sum(one.articles for one in spellings),
            quotes=sum(one.quotes for one in spellings),
        )


def _by_key(mentions: Iterable[Mention]) -> dict[str, Spelling]:
    """The spellings that mentions have, by key."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[name_key(mention.name)].append(mention)
    return {key: Spelling.of(each) for key, each in found.items()}


def _with_entries(
    spellings: Mapping[str, Spelling], entries: Sequence[PersonEntry]
) -> Mapping[str, Spelling]:
    """The spellings, and an empty one for each entry whose name no article has."""
    stubs = {name_key(entry.name): Spelling(entry.name) for entry in entries}
    return {**stubs, **spellings} if stubs else spellings


def _names_in(spellings: Mapping[str, Spelling], key: str) -> tuple[str, ...]:
    found = spellings.get(key)
    return (found.name, *found.aliases) if found else ()


def _roles(spellings: Sequence[Spelling]) -> tuple[RoleSeen, ...]:
    """The roles of all spellings, the latest first; one role of several spellings is one."""
    found: dict[str, RoleSeen] = {}
    for seen in (role for spelling in spellings for role in spelling.roles):
        old = found.get(seen.role)
        found[seen.role] = seen if old is None else _both(old, seen)
    return tuple(sorted(found.values(), key=lambda seen: seen.latest or date.min, reverse=True))


def _both(one: RoleSeen, other: RoleSeen) -> RoleSeen:
    first = [day for day in (one.first, other.first) if day]
    latest = [day for day in (one.latest, other.latest) if day]
    return RoleSeen(
        one.role, one.articles + other.articles, min(first, default=None), max(latest, default=None)
    )
