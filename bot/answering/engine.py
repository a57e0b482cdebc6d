"""The one door of answering: ask, summary, people, articles, quotes, search, reload, status."""

from __future__ import annotations

import resource
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.answering.answers import found_of, merged
from bot.answering.index.snapshot import Named, Snapshot
from bot.answering.index.store import Progress, Store
from bot.answering.meaning.closeness import Meaning
from bot.answering.model import (
    Answer,
    Context,
    Found,
    Item,
    Listed,
    Place,
    Record,
    Reload,
    Speaker,
    Status,
    Summary,
    Understood,
    Wanted,
)
from bot.answering.question.people import speakers_of
from bot.answering.question.understand import Question, shown, understand
from bot.answering.ranking.pool import READ, Pool, gather
from bot.answering.ranking.rank import chance, rank
from bot.answering.ranking.weights import weights

LIMIT = 10
"""Answers handed out where the caller names no number."""
NEAR = 3
"""Articles named as near where nothing is known."""
LISTED_FOR_SURE = 0.95
"""Confidence of a list of what a known person said: nothing was guessed but the name."""
KIBIBYTE = 1024


class Engine:
    """Answers from one folder of knowledge. Synchronous and thread-safe; a context manager."""

    def __init__(self, store: Store, meaning: Meaning | None) -> None:
        self._store = store
        self._meaning = meaning

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
        engine = cls(store, Meaning(store.folder) if vectors else None)
        engine._refresh()
        return engine

    def close(self) -> None:
        """Let go of the index; the engine cannot be asked any more."""
        if self._meaning:
            self._meaning.close()
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
        snapshot = self._store.snapshot
        asked = understand(question, snapshot, today=today or date.today(), context=context)
        understood = shown(asked, self._names(asked, snapshot))
        if asked.wanted is Wanted.NOTHING or not asked.searchable:
            return Answer(answered=False, confidence=0.0, understood=understood, context=context or Context())
        if asked.speakers:
            return self._listed(asked, understood, snapshot, limit)
        return self._ranked(asked, understood, snapshot, limit, context)

    def pool(self, asked: Question, snapshot: Snapshot) -> Pool:
        """The short list of candidates of a question with what the models say of them."""
        if not self._meaning:
            return Pool(asked, gather(asked, snapshot), snapshot)
        vector = self._meaning.vector(asked.read_as)
        candidates = gather(asked, snapshot, self._meaning.nearest(vector, snapshot))
        cosine = self._meaning.closeness(vector, candidates, snapshot)
        return Pool(asked, candidates, snapshot, cosine=cosine)

    def search(self, words: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """The items that have the words, best first, whatever they may answer."""
        snapshot = self._store.snapshot
        asked = understand(words, snapshot, today=date.today())
        pool = self.pool(asked, snapshot)
        learned = weights(meaning=pool.cosine is not None)
        return found_of(pool, rank(pool, learned.signals), learned.signals, limit)

    # Lists

    def summary(self, article: str) -> Summary | None:
        """An article in short, by its id; None where there is no such article."""
        record = self._store.snapshot.record(article)
        if record is None:
            return None
        written = bool(record.summary)
        fields = record.model_dump(include=set(Place.model_fields))
        return Summary(**fields, text=record.summary, written=written, facts=() if written else record.lead)

    def articles(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Listed, ...]:
        """Articles, newest first; with `words`, those whose titles have them, typing errors forgiven."""
        return tuple(self._store.snapshot.records(words, offset=offset, limit=limit))

    def article_count(self) -> int:
        """How many articles there are."""
        return self._store.snapshot.articles

    def people(self, words: str = "", *, offset: int = 0, limit: int = 25) -> tuple[Speaker, ...]:
        """People, most quoted first; with `words`, those whose names have them, typing errors forgiven."""
        snapshot = self._store.snapshot
        named = snapshot.speakers(words, limit=offset + limit)[offset:]
        return tuple(self._speaker(one, snapshot) for one in named)

    def quotes(
        self, person: str, *, topic: str = "", offset: int = 0, limit: int = 25
    ) -> tuple[Found, ...]:
        """What a person said, newest first, undated last; with `topic`, what fits it, best first."""
        snapshot = self._store.snapshot
        keys = speakers_of(person, snapshot)
        if not keys:
            return ()
        if topic:
            found = self.search(f"{person} {topic}", limit=READ)
            return tuple(one for one in found if snapshot.key_of(one.speaker) in keys)[offset : offset + limit]
        return merged(snapshot.load(snapshot.statements(keys, limit, offset=offset)))

    def item(self, key: str) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more."""
        article, _, _ = key.rpartition("#")
        items = self._store.snapshot.article_items(article)
        return next((item for item in items if item.key == key), None)

    # Keeping

    def reload(self) -> Reload:
        """Read what changed in the knowledge folder; questions meanwhile see the old knowledge whole."""
        done = self._store.update()
        self._refresh()
        return done

    def status(self) -> Status:
        """What is held, where, and how much memory and disk it takes."""
        snapshot = self._store.snapshot
        quotes = snapshot.quotes
        return Status(
            articles=snapshot.articles,
            quotes=quotes,
            facts=snapshot.items - quotes,
            people=snapshot.people,
            problems=self._store.problems,
            vectors=self._meaning.progress() if self._meaning else (0, 0),
            memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE,
            disk=self._store.disk(),
            knowledge=str(self._store.knowledge),
            index=str(self._store.folder),
            built=self._store.built,
        )

    def _refresh(self) -> None:
        if self._meaning:
            self._meaning.follow(self._store.snapshot)

    # Parts of an answer

    def _ranked(
        self,
        asked: Question,
        understood: Understood,
        snapshot: Snapshot,
        limit: int,
        context: Context | None = None,
    ) -> Answer:
        """The candidates by their evidence; answered where the first is sure enough."""
        pool = self.pool(asked, snapshot)
        learned = weights(meaning=pool.cosine is not None)
        ranked = rank(pool, learned.signals)
        confidence = chance(pool, ranked, learned.confidence)
        answers = found_of(pool, ranked, learned.signals, limit)
        answered = confidence >= learned.confidence.threshold and bool(answers)
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=understood,
            answers=answers,
            near=() if answered else self._near(asked, snapshot, answers),
            context=_next(asked, answers, context),
        )

    def _listed(self, asked: Question, understood: Understood, snapshot: Snapshot, limit: int) -> Answer:
        """All that the people meant said, newest first: nothing else was asked."""
        hits = snapshot.statements(asked.speakers, limit)
        if not hits:
            return self._ranked(asked, understood, snapshot, limit)
        answers = merged(snapshot.load(hits))
        return Answer(
            answered=True,
            confidence=LISTED_FOR_SURE,
            understood=understood,
            answers=answers,
            context=_next(asked, answers, None),
        )

    def _names(self, asked: Question, snapshot: Snapshot) -> list[str]:
        """The people meant as the newest article writes them."""
        named = (mention.name for meant in asked.people for mention in snapshot.mentions(meant.best, 1))
        return list(dict.fromkeys(named))

    def _near(self, asked: Question, snapshot: Snapshot, answers: Sequence[Found]) -> tuple[Place, ...]:
        """Articles near a question that nothing answers: those of the people meant, else of the candidates."""
        of_people = [a.article for meant in asked.people for a in snapshot.mentions(meant.best, NEAR)]
        names = dict.fromkeys(of_people or [answer.article for answer in answers])
        records = (snapshot.record(name) for name in list(names)[:NEAR])
        return tuple(_place(record) for record in records if record)

    def _speaker(self, named: Named, snapshot: Snapshot) -> Speaker:
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


def _place(record: Record) -> Place:
    return Place.model_validate(record.model_dump(include=set(Place.model_fields)))


def _next(asked: Question, answers: Sequence[Found], context: Context | None) -> Context:
    """What the conversation remembers: the people and topic of this question, and what was shown."""
    people = tuple(meant.best for meant in asked.people) or (context.people if context else ())
    topic = tuple(term.word for term in asked.topic)
    return Context(people=people, topic=topic, items=tuple(answers))
