"""Reloading the knowledge: one at a time, its report passed on and, in the log, to the operator."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from bot.knowledge import EntryChanges, Problem
from bot.records import ChangeKind, EntryChange, Records, RecordsAwayError
from bot.replies import Missing, Reload
from bot.search import TakenUp

log = logging.getLogger(__name__)

# Where the records keep how much of what became of entries is noted.
TAKEN_UP = "entries taken up"
# Where they keep what the running bot answers from as it was, for it is missing.
MISSING = "knowledge missing"
_MISSING = TypeAdapter(tuple[Missing, ...])


class Reloadable(Protocol):
    """What can read its knowledge anew. Blocks."""

    @property
    def opened(self) -> Reload:
        """What had changed when it was opened."""

    def reload(self, *, confirmed: bool = False) -> Reload:
        """Read what changed."""

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark, and the next mark."""


class Recall(Protocol):
    """What looks for answers that are not right any more."""

    async def changed(self, entries: EntryChanges) -> None:
        """These entries changed."""

    async def look(self) -> None:
        """Any may have changed."""


class ReloadRunningError(Exception):
    """A reload is running already, and its report goes to whoever began it."""


class Reloader:
    """The one way to a reload, whoever asks for it.

    :param knowledge: what is reloaded.
    :param records: where it is noted what became of single entries.
    :param recall: looks for answers that showed what changed.
    :param done: is given the report of each reload.
    :param clock: the moment now.
    """

    def __init__(
        self,
        knowledge: Reloadable,
        records: Records,
        recall: Recall,
        done: Callable[[Reload], object],
        clock: Callable[[], datetime],
    ) -> None:
        self._knowledge = knowledge
        self._records = records
        self._recall = recall
        self._done = done
        self._clock = clock
        self._alone = asyncio.Lock()
        self._problems: frozenset[Problem] = frozenset()
        self._behind = False
        self._missing: tuple[Missing, ...] | None = None

    async def start(self) -> None:
        """Note what became of entries while the program was down."""
        try:
            await self._note_missing(self._knowledge.opened)
            await self._noted(self._knowledge.opened.entries)
        except RecordsAwayError:
            self._behind = True

    async def now(self, *, confirmed: bool = False) -> Reload:
        """Reload for somebody who waits for the report.

        :param confirmed: whether what has vanished at once is meant to go.
        :raises ReloadRunningError: another reload runs.
        """
        if self._alone.locked():
            raise ReloadRunningError
        return await self.in_turn(confirmed=confirmed)

    async def in_turn(self, *, confirmed: bool = False) -> Reload:
        """Reload after another one that is under way, so that no change is left out."""
        async with self._alone:
            done = await asyncio.to_thread(self._knowledge.reload, confirmed=confirmed)
            await self._pass_on(done)
        self._log(done)
        self._done(done)
        return done

    async def catch_up(self) -> None:
        """Note what could not be noted because the records were away, and recall what it changed."""
        if self._behind:
            self._behind = False
            await self._pass_on(None)

    async def _pass_on(self, done: Reload | None) -> None:
        """Note and recall what a reload brought (None: what others brought before); later, if need be."""
        try:
            if done:
                await self._note_missing(done)
            found = await self._noted(done.entries if done else EntryChanges())
            # What was missed while the records were away is looked for everywhere.
            await (self._recall.look() if done is None else self._recall.changed(found))
        except RecordsAwayError:
            self._behind = True

    async def _note_missing(self, done: Reload) -> None:
        if done.missing != self._missing:
            await self._records.state.keep(MISSING, _MISSING.dump_json(done.missing).decode())
            self._missing = done.missing

    async def _noted(self, entries: EntryChanges) -> EntryChanges:
        """Note what became of entries since the last time, also where another program took it up."""
        mark = await self._records.state.value(TAKEN_UP)
        taken = await asyncio.to_thread(self._knowledge.taken_up, mark)
        found = EntryChanges.all_of(taken.changes if taken.whole else (entries, *taken.changes))
        found = found.model_copy(update={"came": entries.came})
        await self._records.changes.note(_entry_changes(found, self._clock()))
        await self._records.state.keep(TAKEN_UP, taken.mark)
        return found

    def _log(self, done: Reload) -> None:
        """Say what came of it, and what is wrong now that was not before."""
        counts = (
            ("added", done.added), ("changed", done.changed), ("renamed", done.renamed),
            ("removed", done.removed), ("kept as they were for the errors in their files", done.kept),
        )  # fmt: skip
        report = ", ".join(f"{len(articles)} {what}" for what, articles in counts if articles)
        if done.waiting:
            log.warning("Nothing was reloaded: another program is updating the index.")
        elif report:
            log.info("Reloaded in %.1f s: articles %s.", done.seconds, report)
        for problem in done.problems:
            if problem not in self._problems:
                log.warning("%s", problem)
        self._problems = frozenset(done.problems)


async def missing_noted(records: Records) -> tuple[Missing, ...]:
    """What the bot said last to be missing."""
    try:
        return _MISSING.validate_json(await records.state.value(MISSING) or "[]")
    except ValidationError:
        return ()


def _entry_changes(entries: EntryChanges, made: datetime) -> Iterator[EntryChange]:
    """What became of single entries: those that came, went, and were edited, under another key or not."""
    renamed = {new for _, new in entries.rekeyed}
    yield from (EntryChange(made, ChangeKind.ADDED, None, key) for key in entries.came)
    yield from (EntryChange(made, ChangeKind.REMOVED, key, None) for key in entries.went)
    yield from (EntryChange(made, ChangeKind.WITHDRAWN, key, None) for key in entries.withdrawn)
    edited = (key for key in entries.edited if key not in renamed)
    yield from (EntryChange(made, ChangeKind.EDITED, key, key) for key in edited)
    yield from (EntryChange(made, ChangeKind.REWORDED, old, new) for old, new in entries.rekeyed)
