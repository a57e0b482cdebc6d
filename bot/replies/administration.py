"""What those who run the bot are shown: what a reload did, and how the index stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.knowledge import EntryChanges, Problem, RuleState, Shown


class Lack(StrEnum):
    """How files are missing. GONE: there is no folder. EMPTY: nothing in it can be answered from.

    UNMOUNTED: another file system used to begin in it. UNREADABLE: it cannot be looked into.
    """

    GONE = "gone"
    EMPTY = "empty"
    UNMOUNTED = "unmounted"
    UNREADABLE = "unreadable"


class Missing(Shown):
    """Files that all vanished at once, as of a share that is not mounted: a fault, not news.

    `folder` is the knowledge folder, or the one in it, that had them; `since` is when that was noticed, in
    UTC, and `articles` how many are still answered from as they were. `reason` is the system's, if any.
    """

    folder: str
    lack: Lack
    since: datetime
    articles: int
    reason: str = ""

    def __str__(self) -> str:
        """For the operator's log."""
        since = f"{self.since:%Y-%m-%d %H:%M} UTC"
        count = f"{self.articles} article{'s' * (self.articles != 1)}"
        kept = f"answers still come from what was in it ({count})"
        return f"{self.folder} {self._what} since {since}; {kept}. {self._mend}"

    @property
    def _what(self) -> str:
        match self.lack:
            case Lack.GONE:
                return "has not been there"
            case Lack.EMPTY:
                return "has had nothing to answer from"
            case Lack.UNMOUNTED:
                return "has been empty, without the file system that was mounted there,"
            case Lack.UNREADABLE:
                return f"could not be read ({self.reason})"

    @property
    def _mend(self) -> str:
        if self.lack is Lack.UNREADABLE:
            return "Check that its network share is mounted and that the bot may read it."
        return (
            "Check that its share is mounted. If this is intended, `briefing-bot reload --confirm` or"
            " `/knowledge reload confirm:True` takes that up."
        )


class Reload(Shown):
    """What a reload did, by article ids, and all that is wrong in the knowledge now.

    `renamed` articles have another id or stand in another file, and are else as they were; `kept` are those
    of files that have errors by now, as their last good version has them. `waiting` is true where another
    process was updating the index, and nothing could be done. `entries` is what became of single quotes and
    facts, by their keys; it is empty where the index was built anew. `missing` is what vanished and was not
    taken up; `unwritten` says why the index could not be written, at a start that went on with the old one,
    `nothing` why there is no article at all.
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
    missing: tuple[Missing, ...] = ()
    unwritten: str = ""
    nothing: str = ""


class CollectionStatus(Shown):
    """A folder of the knowledge ("": all of it) that not everybody may see, or that has a title.

    `visible_to` is empty where nobody may. `state` is how the rule is known: stated in `collection.yaml`;
    unread, where that cannot be read; gone, where it is no more and its last rule goes on.
    """

    folder: str
    title: str = ""
    visible_to: tuple[str, ...] = ()
    embargo: datetime | None = None
    state: RuleState = RuleState.STATED
    articles: int = 0


class Status(Shown):
    """What the engine holds and where; `memory` and `disk` in bytes, `vectors` made and wanted.

    `missing`, `unwritten` and `nothing` are as a reload tells them.
    """

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
    missing: tuple[Missing, ...] = ()
    unwritten: str = ""
    nothing: str = ""
