"""What those who run the bot are shown: what a reload did, and how the index stands."""

from __future__ import annotations

from datetime import datetime

from bot.knowledge import EntryChanges, Problem, Shown


class Reload(Shown):
    """What a reload did, by article ids, and all that is wrong in the knowledge now.

    `renamed` articles have another id or stand in another file, and are else as they were; `kept` are those
    of files that have errors by now, as their last good version has them. `waiting` is true where another
    process was updating the index, and nothing could be done. `entries` is what became of single quotes and
    facts, by their keys; it is empty where the index was built anew.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    entries: EntryChanges = EntryChanges()
    problems: tuple[Problem, ...] = ()
    waiting: bool = False
    seconds: float = 0


class Status(Shown):
    """What the engine holds and where; `memory` and `disk` in bytes, `vectors` made and wanted."""

    articles: int
    quotes: int
    facts: int
    people: int
    problems: tuple[Problem, ...] = ()
    vectors: tuple[int, int] = (0, 0)
    memory: int = 0
    disk: int = 0
    knowledge: str = ""
    index: str = ""
    built: datetime | None = None
