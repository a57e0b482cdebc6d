"""The roll of all names in the knowledge: mentions by file, spellings over all files.

It is kept in the manifest's database. A file's mentions are replaced with its documents. Only the spellings
that this touches are put together anew: an update takes as long as its files have names, however large the
archive is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from pydantic_core import from_json, to_json

from bot.names import Mention, Near, RoleSeen, Spelling, name_key
from bot.search.index.seals import check_seal, seal_of

TABLES = """
create table if not exists mention (
    path text not null, key text not null, name text not null, role text not null, aliases text not null,
    day integer, quotes integer not null, listed integer not null, seal integer
);
create index if not exists mention_path on mention (path);
create index if not exists mention_key on mention (key);
create table if not exists spelling (key text primary key, value text not null, seal integer) without rowid;
create table if not exists near (value text not null, seal integer);
"""
_ADD = "insert into mention values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_OF_ALL = "select * from mention order by key"
_OF_ONE = "select * from mention where key = ?"
MANY = 1_000
"""Spellings from which on all are put together anew in one pass, and not one by one."""


class Roll:
    """The names in a manifest's database; the caller holds a transaction while it is written."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._touched: set[str] = set()

    def replace(self, path: str, mentions: Iterable[Mention]) -> None:
        """Take down whom a file names, in place of what it named before."""
        known = self._database.execute("select distinct key from mention where path = ?", (path,))
        self._touched.update(key for (key,) in known)
        self._database.execute("delete from mention where path = ?", (path,))
        rows = [_row(path, mention) for mention in mentions]
        self._touched.update(row[1] for row in rows)
        self._database.executemany(_ADD, rows)

    def settle(self) -> dict[str, Spelling | None]:
        """Put together the spellings that were touched, and keep them; None where nobody has one any more."""
        found: dict[str, Spelling | None] = dict.fromkeys(self._touched)
        found.update(self._put_together())
        self._touched = set()
        gone = [(key,) for key, spelling in found.items() if spelling is None]
        self._database.executemany("delete from spelling where key = ?", gone)
        kept = ((key, written_spelling(spelling)) for key, spelling in found.items() if spelling)
        rows = ((key, value, seal_of(key, value)) for key, value in kept)
        self._database.executemany("insert or replace into spelling values (?, ?, ?)", rows)
        return found

    def spellings(self) -> dict[str, Spelling]:
        """All spellings by key."""
        rows = self._database.execute("select key, value, seal from spelling").fetchall()
        for key, value, seal in rows:
            check_seal(seal, key, value)
        # One text for all: to read each by itself takes twice as long.
        values = from_json(f"[{','.join(value for _, value, _ in rows)}]")
        return {key: read_spelling(value) for (key, *_), value in zip(rows, values, strict=True)}

    def keep(self, near: Near) -> None:
        """Keep what a register knows of the spellings as they are now."""
        self._database.execute("delete from near")
        kept = to_json(near.kept()).decode()
        self._database.execute("insert into near values (?, ?)", (kept, seal_of(kept)))

    def near(self) -> Near | None:
        """What was kept of the register; None where nothing was."""
        found = self._database.execute("select value, seal from near").fetchone()
        if not found:
            return None
        check_seal(found[1], found[0])
        return Near.of_kept(from_json(found[0]))

    def _put_together(self) -> Iterator[tuple[str, Spelling]]:
        if len(self._touched) > MANY:
            everything = groupby(self._database.execute(_OF_ALL), key=lambda row: row[1])
            yield from (
                (key, Spelling.of(map(_mention, rows))) for key, rows in everything if key in self._touched
            )
            return
        for key in self._touched:
            mentions = [_mention(row) for row in self._database.execute(_OF_ONE, (key,))]
            if mentions:
                yield key, Spelling.of(mentions)


_Row = tuple[str, str, str, str, str, int | None, int, int, int]
"""A mention with its path and key before it, and its seal behind it."""


def _row(path: str, one: Mention) -> _Row:
    aliases = to_json(one.aliases).decode() if one.aliases else ""
    day = one.day.toordinal() if one.day else None
    row = (path, name_key(one.name), one.name, one.role, aliases, day, one.quotes, int(one.listed))
    return (*row, seal_of(*row))


def _mention(row: _Row) -> Mention:
    *sealed, seal = row
    check_seal(seal, *sealed)
    _, _, name, role, aliases, day, quotes, listed, _ = row
    known_as = tuple(from_json(aliases)) if aliases else ()
    return Mention(name, role, known_as, date.fromordinal(day) if day else None, quotes, bool(listed))


def written_spelling(one: Spelling) -> str:
    days = [
        [seen.role, seen.articles, *(day and day.toordinal() for day in (seen.first, seen.latest))]
        for seen in one.roles
    ]
    return to_json([one.name, one.articles, one.quotes, one.listed, days, one.aliases]).decode()


def read_spelling(value: Sequence[Any]) -> Spelling:
    name, articles, quotes, listed, days, aliases = value
    roles = tuple(RoleSeen(role, count, _day(first), _day(latest)) for role, count, first, latest in days)
    return Spelling(name, articles, quotes, listed, roles, tuple(aliases))


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
