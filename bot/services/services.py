"""The product's one door: what a request means, answered from one corpus each."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.knowledge import Article
from bot.replies import (
    CollectionStatus,
    Missing,
    Reload,
    Reply,
    Status,
)
from bot.search import EVERYTHING, Address, Progress, Search, TakenUp
from bot.services.answerer import Answerer
from bot.services.asking import Request
from bot.services.copies import Difference, Digests, TakingUpError, difference
from bot.services.mending import mended
from bot.services.moved import MovedKeys
from bot.services.nothing import NOTHING_FOLLOWED, why_nothing
from bot.services.reports import reload_seen
from bot.services.turns import Turns, cores
from bot.services.viewer import Viewer
from bot.services.watching.meter import Meter
from bot.services.workers.messages import Setup
from bot.services.workers.pool import Workers

LATEST = datetime.max.replace(tzinfo=UTC)
TRIES, MOMENT = 20, 0.1
"""How often, and after how many seconds, it is looked again whether what was taken up is given out."""


def moment_now() -> datetime:
    """The moment now, in UTC."""
    return datetime.now(UTC)


class Services(Answerer):
    """What every front end calls. Synchronous and safe for threads; a context manager.

    Each request takes one corpus: it is answered wholly from the old or wholly from the new knowledge.
    """

    def __init__(
        self,
        search: Search,
        zone: tzinfo | None = None,
        *,
        reader: bool = True,
        meter: Meter | None = None,
        clock: Callable[[], datetime] = moment_now,
    ) -> None:
        super().__init__(search, zone, reader=reader, clock=clock)
        self._search = search
        self.meter = meter or Meter()
        self._moved = MovedKeys()
        self._digests = Digests()
        self.turns = Turns(max(2, cores()))
        """Whose request is worked on next, whatever the door that it comes through."""

    @classmethod
    def open(  # noqa: PLR0913 -- what may be left out, each by its name
        cls,
        knowledge: Path,
        *,
        index: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
        vectors: bool = True,
        reader: bool = True,
        zone: tzinfo | None = None,
        meter: Meter | None = None,
        workers: int = 0,
        clock: Callable[[], datetime] = moment_now,
        address: Address | None = None,
        indexes: bool = True,
    ) -> Self:
        """Open a folder of knowledge and bring its index up to date.

        :param index: where the index lives; beside the knowledge (or in the user's cache) where None.
        :param vectors: whether sentences are compared in meaning, too.
        :param reader: whether the first candidates are read together with the question.
        :param zone: the operator's time zone; the machine's where None.
        :param meter: counts what is asked; a new one where None.
        :param workers: processes that answer requests; with none, or from OpenSearch, this one does.
        :param clock: the moment now, by which embargoes end.
        :param address: the index of OpenSearch that is searched, without vectors; None: one in a folder here.
        :param indexes: whether that index is brought up to date from here, and not by another bot.
        :raises KnowledgeError: the folder cannot be read, or the index cannot be written or read.
        """
        search = Search.open(
            knowledge,
            index=index,
            progress=progress,
            vectors=vectors,
            shared=workers > 0,
            address=address,
            indexes=indexes,
        )
        services = cls(search, zone, reader=reader, meter=meter, clock=clock)
        if workers and address is None:
            try:
                services._employ(workers, Setup(zone, vectors, reader))
            except BaseException:
                services.close()
                raise
        return services

    def _employ(self, count: int, setup: Setup) -> None:
        """Have requests answered by workers; returns when they are ready."""
        self.hands = workers = Workers(self._search, setup, count, self._clock)
        # One more than there are workers, so that none waits for its next request.
        self.turns = Turns(count + 1)
        workers.start()

    def close(self) -> None:
        """Let go of the index and the workers; nothing can be asked any more."""
        self.hands.close()
        self._search.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Asking

    def ask(self, request: Request) -> Reply:
        """Reply to whatever somebody writes: a job of the bot's own, a quotation to check, a question.

        The reply's `speak` says whether the message would be answered if it were written to nobody.

        :raises TooLongError: it is longer than a question may be.
        """
        others = self.turns.waiting + self.hands.in_hand
        with self.meter.asked(request.question) as replied:
            context = self._moved.current(request.context)
            reply = self.reply(request._replace(context=context, others=others))
            replied(reply)
        return reply

    # Keeping

    @property
    def empty(self) -> bool:
        """Whether nothing is known at all, as where the knowledge folder's share is not there."""
        return not self._search.corpus(EVERYTHING).snapshot.articles

    @property
    def knowledge(self) -> Path:
        """The folder of knowledge files."""
        return self._search.knowledge

    @property
    def opened(self) -> Reload:
        """What had changed in the knowledge folder while nobody had it open."""
        return self._search.opened

    @property
    def follows(self) -> bool:
        """Whether another bot writes the index that is answered from."""
        return self._search.follows

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What of the knowledge has vanished at once, and is kept as it was until that is confirmed."""
        return self._search.missing

    @property
    def emptied(self) -> bool:
        """Whether nothing is known any more, and that is meant."""
        return self._search.emptied

    def reload(self, *, confirmed: bool = False) -> Reload:
        """Read what changed in the knowledge folder; requests meanwhile see the old knowledge whole.

        :param confirmed: whether what has vanished at once is meant to go.
        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        with self.meter.reloading():
            done = self._search.reload(confirmed=confirmed)
        self._moved.take(done.entries)
        self.hands.follow()
        return done.model_copy(update={"nothing": self._why_nothing()})

    def taken_up(self, mark: str) -> TakenUp:
        """What became of entries since a mark that was handed out before ("": none), whoever took it up."""
        return self._search.taken_up(mark)

    def rebuild(self) -> tuple[Path, ...]:
        """Build the index anew, so that nothing is left in it of what the knowledge folder holds no more.

        Returns what is left of former indexes, because the system does not let it be deleted.

        :raises KnowledgeError: the folder cannot be read, or the index cannot be written.
        """
        left = self._search.rebuild()
        self.hands.follow()
        return left

    def files_of(self, article: str) -> dict[str, frozenset[str]]:
        """The files (by their paths in the knowledge folder) in which the article with this id stands.

        Each with all articles that it holds, or held before it was broken.
        """
        return self._search.files_of(article)

    @mended
    def status(self, viewer: Viewer) -> Status:
        """What is indexed, as far as the viewer may see it; where, and how much memory and disk it takes."""
        scope = self._scope(viewer)
        with self._search.asked(scope):
            status = self._search.status(scope)
            if self._search.closes_any(scope):
                # That something was taken up at all would tell of what is closed.
                return status.model_copy(update={"built": None})
            return status.model_copy(update={"nothing": self._why_nothing()})

    def _why_nothing(self) -> str:
        if not self.empty:
            return ""
        return NOTHING_FOLLOWED if self.follows else why_nothing(self.knowledge)

    @mended
    def reload_seen(self, done: Reload, viewer: Viewer) -> Reload:
        """The report of a reload, as far as the viewer may see what it tells of."""
        return reload_seen(done, self._search, self._scope(viewer))

    def may_see(self, path: str, article: Article, viewer: Viewer) -> bool:
        """Whether the viewer may see an article as it stands in a file, indexed or not."""
        return self._search.sees(path, article, self._scope(viewer))

    @mended
    def seen_of(self, articles: Iterable[str], viewer: Viewer) -> frozenset[str]:
        """Those of these articles (by id) that the viewer may see."""
        with self._asked(viewer) as corpus:
            return frozenset(article for article in articles if corpus.snapshot.record(article))

    def collections(self) -> tuple[CollectionStatus, ...]:
        """Who may see which folder, at the moment: for the operator alone."""
        return self._search.collections()

    def release(self, collection: str) -> None:
        """Let go of the last rule of a folder whose `collection.yaml` is gone: the one around it counts then.

        :raises KnowledgeError: there is no such rule, or it cannot be let go of just now.
        """
        self._search.release(collection)

    @mended
    def embargo_ended(self, since: datetime) -> tuple[bool, datetime]:
        """Whether an embargo has ended after a moment, and the moment now, to be asked for the next time."""
        now = self._clock()
        with self._search.asked(EVERYTHING):
            return self._search.embargo_ended(since, now, self._zone), now

    @mended
    def holds_back(self, since: datetime) -> bool:
        """Whether an embargo ends after a moment."""
        with self._search.asked(EVERYTHING):
            return self._search.embargo_ended(since, LATEST, self._zone)

    @mended
    def vantage(self, viewer: Viewer) -> Hashable:
        """Equal for viewers who see the same, as long as the knowledge and its rules stay the same."""
        with self._asked(viewer) as corpus:
            return corpus

    @mended
    def difference(self, before: Mapping[str, str], viewer: Viewer, limit: int) -> Difference:
        """What is to be done to a copy of all that the viewer may see, to bring it up to date.

        :param before: what it has: of each article a digest.
        :param limit: articles at most.
        :raises TakingUpError: the knowledge is being taken up just now.
        """
        for _ in range(TRIES):
            snapshot, contents = self._search.contents()
            with self._asked(viewer) as corpus:
                whole = self._search.corpus(EVERYTHING)
                if whole.snapshot is snapshot:
                    return difference(before, self._digests.of(corpus, whole, contents), corpus, limit)
            # What was just taken up is about to be given out.
            time.sleep(MOMENT)
        raise TakingUpError

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector, where there are vectors at all."""
        self._search.wait_for_vectors()
