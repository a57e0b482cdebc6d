"""The index that another bot writes, read and followed: no folder of knowledge is needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Lock

from bot.knowledge import CollectionRules, EntryChanges, Problem, Rule
from bot.replies import Missing, Reload
from bot.search.backend import Snapshot
from bot.search.index.errors import NoRuleError
from bot.search.index.progress import Progress
from bot.search.index.report import TakenUp
from bot.search.index.store import Place
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.errors import NotBuiltError, NotWrittenHereError
from bot.search.opensearch.parts import journal_since, names_of
from bot.search.opensearch.queries import outside, terms
from bot.search.opensearch.snapshot import OpenSearchSnapshot
from bot.search.opensearch.state import FORM, State

EVERY = 2.0
"""Seconds between two looks for another generation: so long a withdrawn quotation is still shown."""


class Follower:
    """In the place of a `Store` where another bot indexes. Safe for threads.

    :param clock: seconds that only grow.
    """

    def __init__(
        self, knowledge: Path, connection: Connection, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.knowledge = knowledge
        self.folder = knowledge
        self.where = str(connection.address)
        self.unwritten = ""
        self.missing: tuple[Missing, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.touched = False
        self._connection = connection
        self._clock = clock
        self._looking = Lock()
        self._looked = float("-inf")
        self._held: tuple[State, OpenSearchSnapshot] | None = None

    # What is followed

    def start(self, progress: Callable[[Progress], None] | None = None) -> Reload:
        """Take up the index as it is.

        :raises NotBuiltError: there is none.
        :raises SearchAwayError: it does not answer.
        """
        return self.update(progress)

    def update(
        self, progress: Callable[[Progress], None] | None = None, *, confirmed: bool = False
    ) -> Reload:
        """Take up the generation that holds now; questions see the one before until it is done.

        :raises NotBuiltError: there is no index.
        :raises SearchAwayError: it does not answer.
        """
        started = time.monotonic()
        with self._looking:
            before = self._held
            self._take_up()
        entries = EntryChanges()
        if before and self._state.index == before[0].index:
            entries = EntryChanges.all_of(journal_since(self._connection, self._state, before[0].generation))
        return Reload(entries=entries, seconds=time.monotonic() - started)

    def look(self) -> bool:
        """See whether another generation holds, if it is time to; whether one was taken up."""
        if self._clock() - self._looked < EVERY or not self._looking.acquire(blocking=False):
            return False
        try:
            before = self._held
            self._take_up()
            return self._held is not before
        finally:
            self._looking.release()

    def _take_up(self) -> None:
        self._looked = self._clock()
        state = State.read(self._connection, self._connection.address.name)
        if state is None or state.form != FORM:
            raise NotBuiltError(self._connection.address)
        if self._held and self._held[0].mark == state.mark and self._held[0].index == state.index:
            return
        before = None
        if self._held and self._held[0].index == state.index:
            before = self._held[0].generation, self._held[1].names
            if before[0] == state.generation:
                # Who may see what is all that changed: it is asked for anew by every look-up.
                self._held = state, self._held[1]
                return
        names = names_of(self._connection, state, before)
        snapshot = OpenSearchSnapshot(self._connection, state.index, state.generation, names, self._in_force)
        self._held = state, snapshot

    def mend(self) -> None:
        """Take up the index that is there now: the one before may have been deleted."""
        with self._looking:
            self._take_up()

    def is_damaged(self) -> bool:
        """Whether the index that is read is there no more."""
        return State.read(self._connection, self._state.index) is None

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark that was handed out before."""
        state = self._state
        name, _, number = mark.partition(":")
        now = f"{state.index}:{state.generation}"
        if name != state.index:
            return TakenUp((), now, whole=False)
        return TakenUp(journal_since(self._connection, state, int(number)), now, whole=True)

    def close(self) -> None:
        """Let go of the connections."""
        self._held = None
        self._connection.close()

    # What is read

    @property
    def _state(self) -> State:
        if self._held is None:
            raise LookupError("no index has been opened yet")
        return self._held[0]

    @property
    def place(self) -> Place:
        """Where the index is for other processes of this machine: nowhere, each has a way of its own."""
        return Place(self.folder, "")

    @property
    def snapshot(self) -> Snapshot:
        """The knowledge as it stands. Raises LookupError before there is any."""
        if self._held is None:
            raise LookupError("no index has been opened yet")
        return self._held[1]

    @property
    def rules(self) -> CollectionRules:
        """Who may see which folder, at the moment."""
        return self._in_force()

    def _in_force(self) -> CollectionRules:
        return self._state.kept_rules()

    @property
    def built(self) -> datetime | None:
        """When the index last changed, in UTC."""
        return datetime.fromisoformat(self._state.built)

    @property
    def emptied(self) -> bool:
        """Whether nothing is known, and that is meant: the bot that indexes says so where it is not."""
        return not self.snapshot.articles

    def disk(self) -> int:
        """Bytes that the index takes on this machine."""
        return 0

    def contents(self) -> tuple[Snapshot, dict[str, int]]:
        """The snapshot, and of each article in it a hash of its content."""
        state, snapshot = self._state, self.snapshot
        kept = {
            "bool": {
                "filter": [terms("doc", ("article", "withdrawn"))],
                "must_not": outside(state.generation),
            }
        }
        found = self._connection.everything(state.index, kept, ("article", "content"))
        return snapshot, {each["_source"]["article"]: each["_source"]["content"] for each in found}

    # What only the bot that indexes knows, or does

    def rebuild(self) -> tuple[Path, ...]:
        """:raises NotWrittenHereError: another bot builds the index."""
        raise NotWrittenHereError

    def release(self, folder: str) -> None:
        """:raises NotWrittenHereError: another bot keeps the rules."""
        if folder not in {rule.folder for rule in self.rules}:
            raise NoRuleError(folder)
        raise NotWrittenHereError

    def articles_of(self, rule: Rule) -> int:
        """How many articles a rule counts for; they are not told apart here."""
        return 0

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files in which the article stands: none, they are with the bot that indexes."""
        return {}

    def paths_in(self, problem: Problem) -> Iterator[str]:
        """The files that a problem tells of."""
        yield problem.path

    def articles_in(self, path: str) -> frozenset[str]:
        """The articles that the index has of a file: not told apart here."""
        return frozenset()

    def articles_inside(self, folder: Path) -> frozenset[str]:
        """The articles that the index has of the files in a folder: not told apart here."""
        return frozenset()

    def may_be_held_back(self, path: str) -> bool:
        """Whether a file speaks of an embargo: nothing of it is known here."""
        return True
