"""The one door of answering: ask, verify, search, summary, people, articles, quotes, reload, status."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.answering.answer import answer
from bot.answering.grouping import found_of, merged
from bot.answering.lookup.statements import on_topic, whose
from bot.answering.lookup.topic import having
from bot.answering.question.people import speakers_of
from bot.answering.question.understand import Question, understand
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.rank import rank
from bot.answering.ranking.weights import weights
from bot.answering.view import View
from bot.knowledge.items import Item, Listed, Place, find_item
from bot.replies import Answer, Context, Found, Reload, Speaker, Status, Summary, Verdict
from bot.search.index.progress import Progress
from bot.search.index.snapshot import Named, Snapshot
from bot.search.index.store import Store
from bot.search.vectors.nearness import Models, Nearness
from bot.verify import IndexSource, verify

LIMIT = 10
"""Answers handed out where the caller names no number."""
TAGGED = 200
"""Newest articles of a person whose tags are counted; older ones no longer say what they are known for."""
KIBIBYTE = 1024


class Engine:
    """Answers from one folder of knowledge. Synchronous and thread-safe; a context manager."""

    def __init__(self, store: Store, models: Models | None) -> None:
        self._store = store
        self._models = models
        self._live = self._view()

    @classmethod
    def open(
        cls,
        knowledge: Path,
        *,
        index: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
        vectors: bool = True,
    ) -> Self:
        """Open a folder of knowledge and bring its index up to date.

        :param index: where the index lives; beside the knowledge (or in the user's cache) where None.
        :param vectors: whether sentences are compared in meaning, too.
        :raises KnowledgeError: the folder cannot be read.
        """
        store = Store.open(knowledge, index)
        store.update(progress)
        return cls(store, Models(store.folder) if vectors else None)

    def close(self) -> None:
        """Let go of the index; the engine cannot be asked any more."""
        if self._live.nearness:
            self._live.nearness.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Questions

    def ask(
        self,
        question: str,
        context: Context | None = None,
        today: date | None = None,
        limit: int = LIMIT,
    ) -> Answer:
        """Answer a question out of the knowledge, as it stands now.

        :param context: what the conversation's last answer passed on.
        :param today: the day that "yesterday" is counted from.
        :param limit: answers handed out at most; the same statement in several articles counts once.
        """
        return answer(question, self._live, context=context, today=today or _local_day(), limit=limit)

    def verify(self, quotation: str, speaker: str | None = None) -> Verdict:
        """Whether a quotation's words are known, in this order, and as that speaker's. Takes any text.

        :param speaker: name, surname, alias, initials or role of whoever is said to have said it.
        """
        return verify(self._live.said, quotation, speaker)

    def candidates(self, question: str, today: date | None = None) -> tuple[Question, Pool]:
        """A question as understood and its short list, before ranking: what the ranking is learned from."""
        view = self._live
        asked = understand(question, view.snapshot, today=today or _local_day())
        return asked, view.pool(asked)

    def wait_for_vectors(self) -> None:
        """Return when every item has its vector, where there are vectors at all."""
        if self._live.nearness:
            self._live.nearness.wait()

    def search(self, words: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """The items that have the words, best first, whatever they may answer."""
        _, pool = self.candidates(words)
        learned = weights(pool.ground)
        return found_of(pool, rank(pool, learned.signals), learned.signals, limit)

    def who_said(self, words: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """The quotes that have these words or nearly these, the likest first; the score is 0 to 100."""
        return whose(words, self._live.snapshot)[:limit]

    def having(self, topic: str, limit: int = LIMIT) -> tuple[Item, ...]:
        """The items that have every word of a topic, newest first, undated last."""
        return tuple(having(topic, self._live.snapshot, limit))

    # Lists

    def summary(self, article: str) -> Summary | None:
        """An article in short, by its id; None where there is no such article."""
        record = self._live.snapshot.record(article)
        if record is None:
            return None
        written = bool(record.summary)
        fields = record.model_dump(include=set(Place.model_fields))
        return Summary(**fields, text=record.summary, written=written, facts=() if written else record.lead)

    def articles(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Listed, ...]:
        """Articles, newest first; with `words`, those whose titles have them, typing errors forgiven."""
        return tuple(self._live.snapshot.records(words, offset=offset, limit=limit))

    def article_count(self) -> int:
        """How many articles there are."""
        return self._live.snapshot.articles

    def people(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:
        """People, most quoted first; with `words`, those whose names have them, typing errors forgiven."""
        snapshot = self._live.snapshot
        named = snapshot.speakers(words, limit=offset + limit)[offset:]
        return tuple(_speaker(one, snapshot) for one in named)

    def quotes(self, person: str, *, topic: str = "", offset: int = 0, limit: int = 25) -> tuple[Found, ...]:
        """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
        view = self._live
        snapshot = view.snapshot
        keys = speakers_of(person, snapshot)
        if not keys:
            return ()
        if topic:
            return on_topic(topic, keys, snapshot, view.nearness)[offset : offset + limit]
        return merged(snapshot.load(snapshot.statements(keys, limit, offset=offset)))

    def topics(self, person: str, limit: int = 5) -> tuple[str, ...]:
        """Subjects of the articles that name a person: their tags, the most frequent first."""
        snapshot = self._live.snapshot
        mentions = [one for key in speakers_of(person, snapshot) for one in snapshot.mentions(key, TAGGED)]
        records = (snapshot.record(each.article) for each in mentions)
        tags = Counter(tag for record in records if record for tag in record.tags)
        return tuple(tag for tag, _ in tags.most_common(limit))

    def items(self, article: str) -> tuple[Item, ...]:
        """All items of an article by its id: its quotes, then its facts, each in their order."""
        return tuple(self._live.snapshot.article_items(article))

    def item(self, key: str) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more."""
        article, _, _ = key.rpartition("#")
        return find_item(self._live.snapshot.article_items(article), key)

    # Keeping

    def reload(self) -> Reload:
        """Read what changed in the knowledge folder; questions meanwhile see the old knowledge whole."""
        done = self._store.update()
        old, self._live = self._live, self._view()
        if old.nearness:
            old.nearness.close()
        return done

    def status(self) -> Status:
        """What is held, where, and how much memory and disk it takes."""
        snapshot = self._live.snapshot
        quotes = snapshot.quotes
        return Status(
            articles=snapshot.articles,
            quotes=quotes,
            facts=snapshot.items - quotes,
            people=snapshot.people,
            problems=self._store.problems,
            vectors=self._live.nearness.made if self._live.nearness else (0, 0),
            memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE,
            disk=self._store.disk(),
            knowledge=str(self._store.knowledge),
            index=str(self._store.folder),
            built=self._store.built,
        )

    def _view(self) -> View:
        """The newest snapshot with its vectors, those that are missing begun."""
        snapshot = self._store.snapshot
        nearness = Nearness(snapshot, self._models) if self._models else None
        if nearness:
            nearness.fill()
        return View(snapshot, IndexSource(snapshot), nearness)


def _local_day() -> date:
    return datetime.now().astimezone().date()


def _speaker(named: Named, snapshot: Snapshot) -> Speaker:
    mentions = snapshot.mentions(named.person)
    dated = [mention.published for mention in mentions if mention.published]
    return Speaker(
        name=mentions[0].name,
        aliases=tuple(dict.fromkeys(alias for mention in mentions for alias in mention.aliases)),
        roles=tuple(dict.fromkeys(mention.role for mention in mentions if mention.role)),
        quotes=named.quotes,
        first=dated[-1] if dated else None,
        latest=dated[0] if dated else None,
    )
