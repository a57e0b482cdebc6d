"""What the register is built from and what it hands out: spellings, editors' entries, persons and offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.text import folded


class SpeakerKind(StrEnum):
    """What a speaker's name stands for: one human being, a body, or somebody who is only described."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DESCRIPTION = "description"


class Mention(NamedTuple):
    """A spelling of a name as one article has it.

    `day` is the article's; `quotes` how many of its quotes are under this spelling; `listed` whether the
    article names them under `people`, and not as a speaker alone.
    """

    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()
    day: date | None = None
    quotes: int = 0
    listed: bool = True


class RoleSeen(NamedTuple):
    """A role as articles have it: in how many, and the days of the first and latest that has a date."""

    role: str
    articles: int = 1
    first: date | None = None
    latest: date | None = None


class Spelling(NamedTuple):
    """One spelling of a name over all articles: `name` as the newest of them writes it.

    A plain tuple: an archive has some ten thousand, and all are made at each start.
    """

    name: str
    articles: int = 0
    quotes: int = 0
    listed: int = 0
    roles: tuple[RoleSeen, ...] = ()
    aliases: tuple[str, ...] = ()

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Spelling:
        """The mentions of one spelling taken together. Raises ValueError where there are none."""
        seen = sorted(mentions, key=lambda one: one.day or date.min, reverse=True)
        if not seen:
            raise ValueError("a spelling without a mention")
        days: defaultdict[str, list[date | None]] = defaultdict(list)
        for one in seen:
            if one.role:
                days[one.role].append(one.day)
        return cls(
            name=seen[0].name,
            articles=len(seen),
            quotes=sum(one.quotes for one in seen),
            listed=sum(one.listed for one in seen),
            roles=tuple(_seen(role, each) for role, each in days.items()),
            aliases=tuple(dict.fromkeys(alias for one in seen for alias in one.aliases)),
        )


def _seen(role: str, days: Sequence[date | None]) -> RoleSeen:
    """`days` are the newest first, the undated last."""
    dated = [day for day in days if day]
    return RoleSeen(role, len(days), dated[-1] if dated else None, dated[0] if dated else None)


class Office(NamedTuple):
    """An office that somebody held from `since` to the day before `until`; None leaves that side open.

    A `stated` one is from the editors' `people.yaml`. Any other is a role of articles: `since` and `until`
    are then the days of the first and the latest article that has it, both included, and what was before
    and after is not known.
    """

    title: str
    since: date | None = None
    until: date | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What `people.yaml` says of one person; `refused` are its `not`: names never taken for this person."""

    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    refused: tuple[str, ...] = ()
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the knowledge names, by all their spellings taken together.

    `key` names them (see `Register.key`); `spellings` are the keys under which their statements are kept;
    `names` are the spellings as they are written, the one that is shown first; `roles` are those of articles,
    the latest first; `offices` those that the editors state. A speaker who is no person has a `kind` that
    says so, and stands alone.
    """

    key: str
    name: str
    kind: SpeakerKind = SpeakerKind.PERSON
    spellings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleSeen, ...] = ()
    offices: tuple[Office, ...] = ()
    refused: tuple[str, ...] = ()
    wikidata: str = ""
    articles: int = 0
    quotes: int = 0

    @property
    def is_person(self) -> bool:
        """Whether they are a human being, as far as the name tells."""
        return self.kind is SpeakerKind.PERSON

    @property
    def called(self) -> tuple[str, ...]:
        """All they are called by: spellings, then aliases."""
        return tuple(dict.fromkeys((*self.names, *self.aliases)))


def name_key(name: str) -> str:
    """The key of a spelling: the name as it is compared, without marks, accents and case."""
    return folded(name)
