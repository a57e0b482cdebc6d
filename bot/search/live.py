"""The live knowledge of one folder: who owns what changes, and swaps it whole."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, cast

from bot.knowledge import Article, Fact, Problem, Quote, opens_at
from bot.models import ENCODER
from bot.replies import CollectionStatus, Missing, Reload, Status
from bot.search.backend import Snapshot
from bot.search.corpus import Corpus
from bot.search.index.errors import MendedError, StorageError
from bot.search.index.progress import Progress
from bot.search.index.report import TakenUp
from bot.search.index.seals import DamagedError, is_panic
from bot.search.index.store import Store
from bot.search.memory import most_memory
from bot.search.opensearch.address import Address
from bot.search.opensearch.connection import Connection
from bot.search.opensearch.errors import SearchAwayError
from bot.search.opensearch.follower import Follower
from bot.search.opensearch.generation import OpenSearchEngine
from bot.search.scope import Scope
from bot.search.sights import SIGHTS, seen_in
from bot.search.vectors.cache import forget_others
from bot.search.vectors.mapped import remove_from
from bot.search.vectors.store import MOST_TEXTS, Questions
from bot.search.vectors.view import Models, VectorView
from bot.search.view import View
from bot.text import UserError

log = logging.getLogger(__name__)


class Search:
    """Gives out the knowledge as it stands. Synchronous and safe for threads; a context manager."""

    def __init__(
        self, store: Store | Follower, models: Models | None, opened: Reload, *, shared: bool = False
    ) -> None:
        """`shared`: whether other processes are to read the vectors, too, from a file beside the index."""
        self._store = store
        self._shared = shared
        self.opened = opened
        """What had changed in the knowledge folder while nobody had it open."""
        self._models = models
        self._questions = Questions()
        self._mending = Lock()
        self._seen_in = lru_cache(SIGHTS)(seen_in)
        self._live = self._newest()

    @classmethod
    def open(  # noqa: PLR0913 -- what may be left out, each by its name
        cls,
        knowledge: Path,
        *,
        index: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
        vectors: bool = True,
        encoder: Path = ENCODER,
        shared: bool = False,
        address: Address | None = None,
        indexes: bool = True,
    ) -> Self:
        """Open a folder of knowledge and bring its index up to date.

        :param index: where the index lives; beside the knowledge (or in the user's cache) where None.
        :param vectors: whether sentences are compared in meaning, too.
        :param encoder: the folder of the model that does it.
        :param shared: whether other processes are to answer from the same; see `view`.
        :param address: the index of OpenSearch that is searched, without vectors; None: one in a folder here.
        :param indexes: whether that index is brought up to date from here, and not by another bot.
        :raises SearchAwayError: OpenSearch does not answer.
        :raises FolderError: the folder cannot be read, and nothing is known of it.
        :raises BusyError: another process is building the index, and there is none to read yet.
        :raises StorageError: the index cannot be written, and there is none of before.
        :raises WorkerError: a worker process of a large build was ended from outside.
        """
        store: Store | Follower
        if address is None:
            store = Store.open(knowledge, index)
        elif indexes:
            store = Store.open(knowledge, index, OpenSearchEngine(Connection(address)))
        else:
            store = Follower(knowledge, Connection(address))
        opened = store.start(progress)
        models = Models(store.folder, encoder) if vectors and address is None else None
        return cls(store, models, opened, shared=shared)

    def close(self) -> None:
        """Let go of the index; nothing can be looked up any more."""
        if self._live.vectors:
            self._live.vectors.close()
            if self._live.vectors.file:
                remove_from(self._live.vectors.file.parent)
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def follows(self) -> bool:
        """Whether another bot writes the index."""
        return isinstance(self._store, Follower)

    @property
    def knowledge(self) -> Path:
        """The folder of knowledge files."""
        return self._store.knowledge

    def corpus(self, scope: Scope) -> Corpus:
        """The knowledge as it stands, as this scope may see it; to be kept for the whole of a request."""
        live = self._live
        return self._seen_in(live, cast(Hashable, live.snapshot.seen_by(scope)))

    def view(self) -> View:
        """What is answered from now, for other processes to answer from it, too."""
        folder, commit, vectors = self._place
        return View(folder, commit, vectors, self._store.rules)

    @contextmanager
    def asked(self, scope: Scope) -> Iterator[Corpus]:
        """A corpus for the answering of one request, for which the filling of vectors stands aside.

        :raises MendedError: the index was damaged. It is sound now, and the request is to be made once more.
        """
        if self._store.touched:
            self._mend(self._live, None)
        self._follow()
        live = self._live
        try:
            with self._questions.asked():
                yield self.corpus(scope)
        except BaseException as error:
            if not self._mend(live, error):
                raise
            raise MendedError(self._store.folder) from error

    def _follow(self) -> None:
        """Take up what the bot that indexes has written since, where that is another one."""
        if isinstance(self._store, Follower):
            with suppress(SearchAwayError):
                self._store.look()
            if self._store.snapshot is not self._live.snapshot:
                self._live = self._newest()

    def _mend(self, live: Corpus, error: BaseException | None) -> bool:
        """See to the index after something went wrong with it; whether it had been damaged, and is sound now.

        :param error: what went wrong; None where somebody wrote to its files.
        """
        told = isinstance(error, DamagedError) or (error is not None and is_panic(error))
        if isinstance(error, UserError) or not (told or error is None or isinstance(error, Exception)):
            return False
        with self._mending:
            if self._live is not live:
                return told
            if not told and not self._store.is_damaged():
                return False
            log.warning("The index is damaged: %s.", error or "its files were written to")
            self._store.mend()
            if live.vectors:
                live.vectors.close()
            self._live = self._newest()
        return True

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector, where there are vectors at all."""
        if self._live.vectors:
            self._live.vectors.wait()

    def reload(self, *, confirmed: bool = False) -> Reload:
        """Read what changed in the knowledge folder; requests meanwhile see the old knowledge whole.

        :param confirmed: whether what has vanished at once is meant to go.
        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        done = self._store.update(confirmed=confirmed)
        if self._store.snapshot is not self._live.snapshot:
            before = self._live.vectors
            if before:
                before.close()  # so that nothing is encoded twice
            self._live = self._newest(before)
        return done

    def contents(self) -> tuple[Snapshot, Mapping[str, int]]:
        """The newest snapshot, and of each article in it a hash of its content.

        Waits for an update to be over; `corpus` may give out the one before for a moment longer.
        """
        return self._store.contents()

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark that was handed out before, whichever program took it up."""
        return self._store.taken_up(mark)

    def rebuild(self) -> tuple[Path, ...]:
        """Build the index anew, and forget the vectors of what is no longer in it.

        Returns what is left of former indexes, because the system does not let it be deleted.

        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        left = self._store.rebuild()
        if self._live.vectors:
            self._live.vectors.close()
        snapshot = self._store.snapshot
        hits = snapshot.every_item() if snapshot.items <= MOST_TEXTS else []
        try:
            forget_others(self._store.folder, snapshot.numbers("sentence", hits))
        except sqlite3.DatabaseError as error:
            raise StorageError(self._store.folder, str(error)) from error
        self._live = self._newest()
        return left

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What of the knowledge has vanished at once, and is kept as it was."""
        return self._store.missing

    @property
    def emptied(self) -> bool:
        """Whether nothing is known any more, and that is meant."""
        return self._store.emptied

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files (by their paths in the knowledge folder) in which the article with this id stands.

        Each with all articles that it holds, or held before it was broken.
        """
        return self._store.files_of(article)

    def collections(self) -> tuple[CollectionStatus, ...]:
        """Who may see which folder, at the moment."""
        return tuple(
            CollectionStatus(
                folder=rule.folder,
                title=rule.title,
                visible_to=tuple(sorted(rule.visible_to)),
                embargo=rule.embargo,
                state=rule.state,
                articles=self._store.articles_of(rule),
            )
            for rule in self._store.rules
        )

    def embargo_ended(self, since: datetime, until: datetime, zone: tzinfo | None) -> bool:
        """Whether an embargo ended after one moment, and by another; `zone` is the operator's."""
        rules = (rule.embargo for rule in self._store.rules)
        embargoes = (*self._live.snapshot.embargoes(), *(embargo for embargo in rules if embargo))
        return any(since < opens_at(embargo, zone) <= until for embargo in embargoes)

    def release(self, folder: str) -> None:
        """Let go of the last rule of a folder whose `collection.yaml` is gone.

        :raises KnowledgeError: there is no such rule, the folder cannot be read, or the rules cannot be kept.
        """
        self._store.release(folder)

    def status(self, scope: Scope) -> Status:
        """What is indexed, where, and how much memory and disk it takes."""
        corpus = self.corpus(scope)
        snapshot, vectors = corpus.snapshot, corpus.vectors
        quotes = snapshot.quotes
        return Status(
            articles=snapshot.articles,
            quotes=quotes,
            facts=snapshot.items - quotes,
            people=snapshot.people,
            problems=self.seen_problems(self._store.problems, scope),
            vectors=vectors.made if vectors else (0, 0),
            memory=most_memory(),
            disk=self._store.disk(),
            knowledge=str(self._store.knowledge),
            index=self._store.where,
            built=self._store.built,
            missing=self.seen_missing(self._store.missing, scope),
            unwritten=self._store.unwritten,
        )

    def sees_all(self, scope: Scope) -> bool:
        """Whether nothing is hidden from a scope."""
        live = self._live
        return live.snapshot.seen_by(scope) is live.snapshot

    def sees(self, path: str, article: Article, scope: Scope) -> bool:
        """Whether a scope may see an article as it stands in the file at a path, indexed or not."""
        if scope.everything:
            return True
        rules = self._store.rules
        if rules.is_closed(path, rules.closed(scope.grants, scope.moment, scope.zone)):
            return False

        def is_over(embargo: datetime | None) -> bool:
            return embargo is None or opens_at(embargo, scope.zone) <= scope.moment

        entries: list[Quote | Fact] = [*article.quotes, *article.facts]
        return is_over(article.embargo) and any(is_over(entry.embargo) for entry in entries)

    def seen_problems(self, problems: Iterable[Problem], scope: Scope) -> tuple[Problem, ...]:
        """Those of files that the scope may see: not in a closed folder, and no article of theirs hidden."""
        if scope.everything:
            return tuple(problems)
        rules = self._store.rules
        closed = rules.closed(scope.grants, scope.moment, scope.zone)
        snapshot = self.corpus(scope).snapshot
        return tuple(
            problem
            for problem in problems
            if not any(rules.is_closed(path, closed) for path in self._store.paths_in(problem))
            and all(snapshot.record(article) for article in self._store.articles_in(problem.path))
            and not self._store.may_be_held_back(problem.path)
        )

    def seen_missing(self, missing: Iterable[Missing], scope: Scope) -> tuple[Missing, ...]:
        """What has vanished, with as many articles as the scope may see; a folder without one is not told of.

        The knowledge folder itself is: whoever reads a report knows that there is one.
        """
        if scope.everything:
            return tuple(missing)
        snapshot = self.corpus(scope).snapshot
        told = []
        for each in missing:
            inside = self._store.articles_inside(Path(each.folder))
            seen = sum(1 for article in inside if snapshot.record(article))
            if seen or Path(each.folder) == self.knowledge:
                told.append(each.model_copy(update={"articles": seen}))
        return tuple(told)

    def closes_any(self, scope: Scope) -> bool:
        """Whether a folder is closed to a scope, whether anything is in it or not."""
        return not scope.everything and bool(self._store.rules.closed(scope.grants, scope.moment, scope.zone))

    def _newest(self, before: VectorView | None = None) -> Corpus:
        """The newest snapshot with its vectors: those of `before` carried over, the missing ones begun."""
        snapshot = self._store.snapshot
        vectors = None
        if self._models:
            place = self._store.place.folder if self._shared else None
            vectors = VectorView(snapshot, self._models, before=before, place=place)
            vectors.fill(self._questions)
        self._seen_in.cache_clear()
        self._place = (*self._store.place, vectors.file if vectors else None)
        return Corpus(snapshot, vectors)
