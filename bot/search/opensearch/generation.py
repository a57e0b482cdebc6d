"""An index of OpenSearch's, written from here: its manifest is in a folder, its documents are over there."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from pydantic_core import to_json

from bot.knowledge import CollectionRules, EntryChanges
from bot.names import Register
from bot.search.index.generation import DAMAGE, FORMAT_KEY, PEOPLE, Effort, Generation, UnusableError
from bot.search.index.manifest import Manifest
from bot.search.index.prepare import Prepared
from bot.search.index.seals import DamagedError
from bot.search.opensearch.connection import Body, Connection
from bot.search.opensearch.errors import SearchAwayError, TakenOverError
from bot.search.opensearch.form import COUNTED, FIRST, counted, index_body, sent
from bot.search.opensearch.names import Changed, Names
from bot.search.opensearch.parts import JOURNAL, journal_id, names_of
from bot.search.opensearch.queries import term
from bot.search.opensearch.snapshot import OpenSearchSnapshot
from bot.search.opensearch.state import FORM, State

_WRITER, _HELD = "writer", "generation"
"""Where the manifest has the id by which the index knows it, and the generation that it is of."""
_FOLD = 10**9
"""More documents than one generation writes: numbers of documents are made of both."""
_DIGITS = 4

Action = tuple[Body, str | None]
"""A line of OpenSearch's bulk format, and the document that belongs to it."""


class OpenSearchGeneration(Generation):
    """One index, of which this bot writes one generation after the other."""

    def __init__(self, folder: Path, manifest: Manifest, connection: Connection, state: State) -> None:
        super().__init__(folder, manifest)
        self._connection = connection
        self._state = state
        self._names: tuple[int, Names] | None = None

    @classmethod
    def create(cls, folder: Path, connection: Connection) -> Self:
        """A new index that nobody reads yet, with its manifest in a new folder."""
        address = connection.address
        State.read(connection, address.name)  # so that who is not let in is told so at once
        folder.mkdir(parents=True)
        index = f"{address.name}-{secrets.token_hex(_DIGITS)}"
        with connection.writing() as client:
            client.indices.create(index=index, body=index_body(address.shards))
        manifest = Manifest(folder)
        manifest.save({}, about={_WRITER: (writer := secrets.token_hex(8))})
        return cls(folder, manifest, connection, State.first(index, writer, socket.gethostname()))

    @classmethod
    def open(cls, folder: Path, connection: Connection) -> Self:
        """The index in use, with the manifest in this folder.

        :raises UnusableError: there is none, or of another form.
        :raises TakenOverError: another bot has built the one in use.
        """
        state = State.read(connection, connection.address.name)
        if state is None or state.form != FORM:
            raise UnusableError(f"there is no index of this form at {connection.address}")
        try:
            manifest = Manifest(folder)
        except DAMAGE as error:
            raise UnusableError(f"{folder} is damaged: {error}") from error
        opened = cls(folder, manifest, connection, state)
        try:
            opened._require_own(state)
        except BaseException:
            manifest.close()
            raise
        return opened

    def _require_own(self, state: State) -> None:
        """See that the index is of this manifest. Raises TakenOverError, or UnusableError."""
        about = self.manifest.about
        if state.writer != about.get(_WRITER):
            raise TakenOverError(self._connection.address, state.host, self.folder)
        # A write that was killed at its very end left its marks: what it wrote is read and written again.
        if about.get(_HELD) != str(state.generation) and not self.manifest.marked:
            raise UnusableError(f"the index at {self._connection.address} is of another moment")

    def discard(self) -> None:
        with suppress(SearchAwayError), self._connection.writing() as client:
            client.indices.delete(index=self._state.index, ignore_unavailable=True)
        super().discard()

    def snapshot(self, rules: Callable[[], CollectionRules]) -> OpenSearchSnapshot:
        generation = self._state.generation
        if self._names is None or self._names[0] != generation:
            before = self._names if self._names and self._names[0] < generation else None
            self._names = generation, names_of(self._connection, self._state, before)
        self._register = self._names[1].register
        return OpenSearchSnapshot(self._connection, self._state.index, generation, self._names[1], rules)

    def refresh(self) -> bool:
        if not super().refresh():
            return False
        state = State.read(self._connection, self._state.index)
        if state is None:
            raise DamagedError(f"the index at {self._connection.address} is gone")
        self._state = state
        return True

    @property
    def writable(self) -> bool:
        return self.manifest.writable

    @property
    def touched(self) -> bool:
        return False

    def check(self) -> None:
        state = State.read(self._connection, self._connection.address.name)
        if state is None or state.index != self._state.index:
            if state is not None and state.writer != self._state.writer:
                raise TakenOverError(self._connection.address, state.host, self.folder)
            raise DamagedError(f"the index at {self._connection.address} is gone")
        self._state = state

    def is_damaged(self) -> bool:
        return False

    def about(self) -> dict[str, str]:
        return {FORMAT_KEY: FORM, _HELD: str(self._state.generation)}

    def put_into_use(self) -> None:
        """Give the index the name that all look for, in one step, and delete those that had it before."""
        address = self._connection.address
        with self._connection.writing() as client:
            client.indices.put_settings(
                index=self._state.index, body={"index": {"number_of_replicas": address.replicas}}
            )
            known = client.indices.get(index=f"{address.name}-*", ignore_unavailable=True)
            # What has the name itself, and is no alias, is somebody's own: OpenSearch refuses then.
            others = [name for name in known if name != self._state.index and self._is_own(name)]
            actions = [
                {"add": {"index": self._state.index, "alias": address.name}},
                *({"remove_index": {"index": name}} for name in others),
            ]
            client.indices.update_aliases(body={"actions": actions})

    def _is_own(self, name: str) -> bool:
        suffix = name.removeprefix(f"{self._connection.address.name}-")
        return len(suffix) == 2 * _DIGITS and all(one in "0123456789abcdef" for one in suffix)

    def journal(self, changes: EntryChanges) -> None:
        super().journal(changes)
        told = changes.model_copy(update={"came": ()})
        if told == EntryChanges():
            return
        body = {"doc": JOURNAL, "changes": told.model_dump_json()}
        with self._connection.writing() as client:
            client.index(index=self._state.index, id=journal_id(self._state.generation), body=body)

    def publish(self, rules: CollectionRules) -> None:
        self._state = self._state.write(self._connection, rules)

    # Writing

    def _write(
        self,
        pages: Iterable[tuple[str, Prepared | None]],
        people: Mapping[str, str],
        effort: Effort,
        rules: CollectionRules,
    ) -> Register:
        new = not self.built
        state = self._state if new else self._state.next(datetime.now(UTC))
        counts: dict[str, list[int]] = {}
        if not new:
            self._tidy(state)
        with self.manifest.transaction():
            self._bulk(self._actions(pages, state.generation, counts))
            register, spellings = self._settled(people)
            changed = Changed(
                register.spelled() if new else spellings,
                {word: by for word, by in counts.items() if any(by)},
                self._stated(people) if new else people.get(PEOPLE),
                register.near if new else None,
            )
            self._bulk(_stored(changed.parts(state.generation)))
            with self._connection.writing() as client:
                client.indices.refresh(index=self._state.index)
            self._commit(state, rules, changed, register)
        return register

    def _commit(self, state: State, rules: CollectionRules, changed: Changed, register: Register) -> None:
        """The step with which the new generation holds: whoever asks from now on is answered from it."""
        self._state = state.write(self._connection, rules)
        before = self._names[1] if self._names else Names(Register.of({}), {})
        self._names = state.generation, before.after(changed, register)

    def _bulk(self, actions: Iterable[Action]) -> None:
        self._connection.bulk(self._state.index, actions)

    def _actions(
        self, pages: Iterable[tuple[str, Prepared | None]], generation: int, counts: dict[str, list[int]]
    ) -> Iterator[Action]:
        """What is to be done for these files; the roll is written on the way, and words are counted."""
        number = 0
        for path, page in pages:
            if generation > FIRST:
                yield from self._ended(path, generation, counts)
            for document in page.documents if page else ():
                number += 1
                contents = page.contents if page else {}
                line, fields = sent(document, generation * _FOLD + number, generation, contents)
                counted((fields,), 1, counts)
                yield {"index": {"_id": f"{generation}-{number}"}}, line
            self.manifest.roll.replace(path, page.mentions if page else ())

    def _ended(self, path: str, generation: int, counts: dict[str, list[int]]) -> Iterator[Action]:
        """Let the documents of a file hold no longer than till now."""
        live = {"bool": {"filter": [term("path", path)], "must_not": [{"exists": {"field": "to"}}]}}
        for each in self._connection.everything(self._state.index, live, COUNTED):
            counted((each["_source"],), -1, counts)
            yield _until(each["_id"], generation)

    def _tidy(self, state: State) -> None:
        """Take out what nobody reads any more, and what a write that was killed has left."""
        with self._connection.writing() as client:
            client.indices.refresh(index=state.index)
        held = self._state.generation
        read = self._connection.everything
        late = {"range": {"from": {"gt": held}}}
        gone = {"bool": {"should": [late, {"range": {"to": {"lte": state.oldest}}}]}}
        self._bulk(_delete(each["_id"]) for each in read(state.index, gone, False))
        undecided = {"bool": {"filter": [{"range": {"to": {"gt": held}}}], "must_not": [late]}}
        self._bulk(_until(each["_id"], None) for each in read(state.index, undecided, False))
        with self._connection.writing() as client:
            client.indices.refresh(index=state.index)


def _stored(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Action]:
    for name, fields in documents:
        yield {"index": {"_id": name}}, to_json(fields).decode()


def _until(name: str, generation: int | None) -> Action:
    """A document holds up to the generation before this one; None: for good."""
    return {"update": {"_id": name}}, f'{{"doc":{{"to":{"null" if generation is None else generation}}}}}'


def _delete(name: str) -> Action:
    return {"delete": {"_id": name}}, None


class OpenSearchEngine:
    """OpenSearch as what keeps the indexes of a knowledge folder."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.prefix = f"opensearch-{connection.address.key}-"
        self.pointer = f"current-opensearch-{connection.address.key}"
        self.place = str(connection.address)

    def create(self, folder: Path) -> Generation:
        return OpenSearchGeneration.create(folder, self._connection)

    def open(self, folder: Path) -> Generation:
        return OpenSearchGeneration.open(folder, self._connection)
