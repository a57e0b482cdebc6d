"""A question's way to its answer: read, followed up, ranked or listed, and what is remembered of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.grouping import found_of, merged
from bot.answering.question.following import Following, another, following
from bot.answering.question.people import LONGEST_NAME, speakers_of
from bot.answering.question.understand import Question, shown, understand
from bot.answering.ranking.rank import chance, rank
from bot.answering.ranking.weights import weights
from bot.answering.shortlist import shortlist
from bot.knowledge import Place
from bot.replies import Answer, Context, Found, Questioned, Talk, Understood, Unknown, Wanted
from bot.search import Corpus, Snapshot

NEAR = 3
"""Articles named as near where nothing is known."""
COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
WORTH_OFFERING = 0.07
"""Chance (0 to 1) that the question can be answered, from which candidates are worth a "did you mean": one in
fourteen, since in a folder of few articles what fits is rarely sure. Below it they have some word in common
at most, and showing them would pretend to know something."""
_LEADING = re.compile(r"^\W*(?:and|but|or|what|how)\s+(?:(?:about|on|of)\s+)?", re.IGNORECASE)


def answer(question: str, corpus: Corpus, *, context: Context | None, today: date, limit: int) -> Questioned:
    """Answer a question from one corpus.

    :param context: what the conversation's last reply passed on.
    :param today: the day that "yesterday" is counted from.
    :param limit: entries handed out at most; the same statement in several articles counts once.
    """
    follow = following(question, context)
    if follow.same and context:
        return _again(question, context, corpus.snapshot)
    whole = _about_another(follow, question, context, corpus.snapshot)
    asked = understand(whole, corpus.snapshot, today=today, context=context)
    understood = shown(asked, _names(asked, corpus.snapshot)).model_copy(update={"question": question})
    asking = _Asking(asked, understood, corpus, context)
    if follow.more and context:
        return _more(asking, limit)
    if asked.wanted is Wanted.NOTHING:
        return Talk(understood=understood, context=context or Context())
    if not asked.searchable:
        return Unknown(confidence=0.0, understood=understood, context=context or Context())
    return asking.answer(limit)


@dataclass(frozen=True)
class _Asking:
    """A question as understood, what it is answered from, and the conversation before it."""

    asked: Question
    understood: Understood
    corpus: Corpus
    context: Context | None

    def answer(self, limit: int) -> Questioned:
        """All that a person said where nothing else is asked for; else the candidates by their evidence."""
        return (self.asked.speakers and self._listed(limit)) or self._ranked(limit)

    def unknown(self, confidence: float = 0.0, answers: tuple[Found, ...] = ()) -> Unknown:
        """That nothing known answers, with what comes near."""
        return Unknown(
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            near=_near(self.asked, self.corpus.snapshot, answers),
            context=self._next(answers),
        )

    def _listed(self, limit: int) -> Answer | None:
        """What the people meant said in the days named, newest first; None where they said nothing then.

        Nothing is guessed but the name, so that the confidence is 1.
        """
        snapshot = self.corpus.snapshot
        hits = snapshot.statements(self.asked.speakers, limit * COPIES, days=self.asked.when.days)
        if not hits:
            return None
        answers = merged(snapshot.load(hits))[:limit]
        return Answer(
            answered=True,
            confidence=1.0,
            understood=self.understood,
            answers=answers,
            listing=self._asks_for_all(),
            context=self._next(answers),
        )

    def _ranked(self, limit: int) -> Questioned:
        """The candidates by their evidence; answered where the first is sure enough."""
        pool = shortlist(self.asked, self.corpus)
        learned = weights(pool.ground)
        ranked = rank(pool, learned.signals)
        confidence = chance(pool, ranked, learned.confidence)
        answers = found_of(pool, ranked, learned.signals, limit, confidence)
        answered = confidence >= learned.confidence.threshold
        if not answers or not (answered or confidence >= WORTH_OFFERING):
            return self.unknown(confidence, answers)
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            listing=self._asks_for_all(),
            near=() if answered else _near(self.asked, self.corpus.snapshot, answers),
            context=self._next(answers),
        )

    def _asks_for_all(self) -> bool:
        """Whether the question asks for everything there is: a list, or all that a person said."""
        return self.asked.wanted is Wanted.LIST or bool(self.understood.people and not self.understood.topic)

    def _next(self, answers: Sequence[Found]) -> Context:
        """What the conversation remembers: the people and topic of this question, and what was found."""
        before = self.context.people if self.context else ()
        people = tuple(meant.best for meant in self.asked.people) or self._described(answers) or before
        topic = tuple(term.word for term in self.asked.topic)
        return Context(people=people, topic=topic, items=tuple(each.key for each in answers))

    def _described(self, answers: Sequence[Found]) -> tuple[str, ...]:
        """The first answer's speaker, where the question described such a person by an office."""
        snapshot = self.corpus.snapshot
        speakers = {snapshot.person_of(one.speaker, one.article) for one in answers[:1]}
        return tuple(key for key, _ in self.asked.office.holders if key in speakers)


def _more(asking: _Asking, limit: int) -> Questioned:
    """The same again without the entries that were shown."""
    before = asking.context.items if asking.context else ()
    wide = asking.answer(limit + len(before))
    answers = tuple(one for one in wide.answers if one.key not in set(before))[:limit]
    # The newest first: "when?" is asked about what was shown last.
    context = wide.context.model_copy(update={"items": (*(each.key for each in answers), *before)})
    if not answers:
        nothing = wide if isinstance(wide, Unknown) else asking.unknown(wide.confidence)
        return nothing.model_copy(update={"answers": (), "exhausted": bool(wide.answers), "context": context})
    return wide.model_copy(update={"answers": answers, "context": context})


def _again(question: str, context: Context, snapshot: Snapshot) -> Questioned:
    """The entry that was shown, as it is now, for one who asks who said it, when or where."""
    understood = Understood(question=question, wanted=Wanted.WHO, people=context.people, topic=context.topic)
    item = snapshot.entry(context.items[0])
    if item is None:
        return Unknown(confidence=0.0, understood=understood, gone=True, context=context)
    return Answer(
        answered=True, confidence=1.0, understood=understood, answers=(Found.of(item),), context=context
    )


def _about_another(follow: Following, question: str, context: Context | None, snapshot: Snapshot) -> str:
    """The question to ask: where "and Clinton?" names somebody else, the topic before stays."""
    if follow.question == question or not (context and context.topic):
        return follow.question
    bare = _LEADING.sub("", question).strip(" ?!.")
    keys = speakers_of(bare, snapshot)
    return another(follow, bare, context) if keys and len(bare.split()) <= LONGEST_NAME else follow.question


def _names(asked: Question, snapshot: Snapshot) -> list[str]:
    """The people meant as the newest article writes them."""
    named = (mention.name for meant in asked.people for mention in snapshot.mentions(meant.best, 1))
    return list(dict.fromkeys(named))


def _near(asked: Question, snapshot: Snapshot, answers: Sequence[Found]) -> tuple[Place, ...]:
    """Articles near a question that nothing answers: those of the people meant, else of the candidates."""
    of_people = [a.article for meant in asked.people for a in snapshot.mentions(meant.best, NEAR)]
    names = dict.fromkeys(of_people or [answer.article for answer in answers])
    records = (snapshot.record(name) for name in list(names)[:NEAR])
    fields = set(Place.model_fields)
    return tuple(Place.model_validate(record.model_dump(include=fields)) for record in records if record)
