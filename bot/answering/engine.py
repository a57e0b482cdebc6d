"""The one door of answering: ask, verify, search, summary, people, articles, quotes, reload, status."""

from __future__ import annotations

import re
import resource
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from bot.answering.answers import found_of, merged
from bot.answering.having import having
from bot.answering.index.progress import Progress
from bot.answering.index.snapshot import Named, Snapshot
from bot.answering.index.store import Store
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
from bot.answering.nearness import Models, Nearness
from bot.answering.question.following import Following, another, following
from bot.answering.question.people import LONGEST_NAME, speakers_of
from bot.answering.question.understand import Question, shown, understand
from bot.answering.ranking.pool import IN_MEANING, Pool, gather
from bot.answering.ranking.rank import chance, rank
from bot.answering.ranking.weights import weights
from bot.answering.record import on_topic, whose
from bot.answering.verify import Verdict, verify
from bot.answering.verify.indexed import IndexSource

LIMIT = 10
"""Answers handed out where the caller names no number."""
NEAR = 3
"""Articles named as near where nothing is known."""
COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
LISTED_FOR_SURE = 0.95
"""Confidence of a list of what a known person said: nothing was guessed but the name."""
TAGGED = 200
"""Newest articles of a person whose tags are counted; older ones no longer say what they are known for."""
KIBIBYTE = 1024
_LEADING = re.compile(r"^\W*(?:and|but|or|what|how)\s+(?:(?:about|on|of)\s+)?", re.IGNORECASE)


class View(NamedTuple):
    """What a question is answered from, whole: a snapshot, its quotes to check, the vectors of its items."""

    snapshot: Snapshot
    said: IndexSource
    nearness: Nearness | None


def pool_of(asked: Question, view: View) -> Pool:
    """The short list of candidates of a question, with what the models say of them."""
    if not view.nearness or not view.nearness.ready:
        return Pool(asked, gather(asked, view.snapshot), view.snapshot)
    vector = view.nearness.vector(asked.read_as)
    candidates = gather(asked, view.snapshot, view.nearness.nearest(vector, IN_MEANING))
    cosine = view.nearness.cosines(vector, [candidate.hit for candidate in candidates])
    return Pool(asked, candidates, view.snapshot, cosine=cosine)


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
        view = self._live
        snapshot = view.snapshot
        follow = following(question, context)
        if follow.same and context:
            return _again(question, context)
        whole = _about_another(follow, question, context, snapshot)
        asked = understand(whole, snapshot, today=today or _local_day(), context=context)
        understood = shown(asked, _names(asked, snapshot)).model_copy(update={"question": question})
        if follow.more and context:
            return self._more(asked, understood, view, limit, context)
        if asked.wanted is Wanted.NOTHING or not asked.searchable:
            return Answer(answered=False, confidence=0.0, understood=understood, context=context or Context())
        if asked.speakers:
            return self._listed(asked, understood, view, limit)
        return self._ranked(asked, understood, view, limit, context)

    def verify(self, quotation: str, speaker: str | None = None) -> Verdict:
        """Whether a quotation's words are known, in this order, and as that speaker's. Takes any text.

        :param speaker: name, surname, alias, initials or role of whoever is said to have said it.
        """
        return verify(self._live.said, quotation, speaker)

    def candidates(self, question: str, today: date | None = None) -> tuple[Question, Pool]:
        """A question as understood and its short list, before ranking: what the ranking is learned from."""
        view = self._live
        asked = understand(question, view.snapshot, today=today or _local_day())
        return asked, pool_of(asked, view)

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
        items = self._live.snapshot.article_items(article)
        return next((item for item in items if item.key == key), None)

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

    # Parts of an answer

    def _ranked(
        self,
        asked: Question,
        understood: Understood,
        view: View,
        limit: int,
        context: Context | None = None,
    ) -> Answer:
        """The candidates by their evidence; answered where the first is sure enough."""
        pool = pool_of(asked, view)
        learned = weights(pool.ground)
        ranked = rank(pool, learned.signals)
        confidence = chance(pool, ranked, learned.confidence)
        answers = found_of(pool, ranked, learned.signals, limit)
        answered = confidence >= learned.confidence.threshold and bool(answers)
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=understood,
            answers=answers,
            near=() if answered else _near(asked, view.snapshot, answers),
            context=_next(asked, answers, context),
        )

    def _more(
        self, asked: Question, understood: Understood, view: View, limit: int, context: Context
    ) -> Answer:
        """The same again without the items that were shown."""
        shown_before = {item.key for item in context.items}
        wide = limit + len(shown_before)
        answer = (
            self._listed(asked, understood, view, wide)
            if asked.speakers
            else self._ranked(asked, understood, view, wide, context)
        )
        answers = tuple(one for one in answer.answers if one.key not in shown_before)[:limit]
        # The newest first: "when?" is asked about what was shown last.
        everything = (*answers, *context.items)
        following_on = answer.context.model_copy(update={"items": everything})
        answered = answer.answered and bool(answers)
        return answer.model_copy(update={"answered": answered, "answers": answers, "context": following_on})

    def _listed(self, asked: Question, understood: Understood, view: View, limit: int) -> Answer:
        """All that the people meant said in the days named, newest first: nothing else was asked."""
        hits = view.snapshot.statements(asked.speakers, limit * COPIES, days=asked.when.days)
        if not hits:
            return self._ranked(asked, understood, view, limit)
        answers = merged(view.snapshot.load(hits))[:limit]
        return Answer(
            answered=True,
            confidence=LISTED_FOR_SURE,
            understood=understood,
            answers=answers,
            context=_next(asked, answers, None),
        )


def _again(question: str, context: Context) -> Answer:
    """The answer that was shown, for one who asks who said it, when or where."""
    understood = Understood(question=question, wanted=Wanted.WHO, people=context.people, topic=context.topic)
    first = context.items[0].model_dump(include=set(Item.model_fields))
    answers = (Found.model_validate(first | {"score": 0.0}),)
    return Answer(
        answered=True, confidence=LISTED_FOR_SURE, understood=understood, answers=answers, context=context
    )


def _about_another(follow: Following, question: str, context: Context | None, snapshot: Snapshot) -> str:
    """The question to ask: where "and Clinton?" names somebody else, the topic before stays."""
    if follow.question == question or not (context and context.topic):
        return follow.question
    bare = _LEADING.sub("", question).strip(" ?!.")
    keys = speakers_of(bare, snapshot)
    return another(follow, bare, context) if keys and len(bare.split()) <= LONGEST_NAME else follow.question


def _local_day() -> date:
    return datetime.now().astimezone().date()


def _place(record: Record) -> Place:
    return Place.model_validate(record.model_dump(include=set(Place.model_fields)))


def _names(asked: Question, snapshot: Snapshot) -> list[str]:
    """The people meant as the newest article writes them."""
    named = (mention.name for meant in asked.people for mention in snapshot.mentions(meant.best, 1))
    return list(dict.fromkeys(named))


def _near(asked: Question, snapshot: Snapshot, answers: Sequence[Found]) -> tuple[Place, ...]:
    """Articles near a question that nothing answers: those of the people meant, else of the candidates."""
    of_people = [a.article for meant in asked.people for a in snapshot.mentions(meant.best, NEAR)]
    names = dict.fromkeys(of_people or [answer.article for answer in answers])
    records = (snapshot.record(name) for name in list(names)[:NEAR])
    return tuple(_place(record) for record in records if record)


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


def _next(asked: Question, answers: Sequence[Found], context: Context | None) -> Context:
    """What the conversation remembers: the people and topic of this question, and what was shown."""
    people = tuple(meant.best for meant in asked.people) or (context.people if context else ())
    topic = tuple(term.word for term in asked.topic)
    return Context(people=people, topic=topic, items=tuple(answers))
