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
from bot.answering.view import View
from bot.knowledge.items import Item, Place
from bot.replies import Answer, Context, Found, Understood, Wanted
from bot.search.index.snapshot import Snapshot

NEAR = 3
"""Articles named as near where nothing is known."""
COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
LISTED_FOR_SURE = 0.95
"""Confidence of a list of what a known person said: nothing was guessed but the name."""
_LEADING = re.compile(r"^\W*(?:and|but|or|what|how)\s+(?:(?:about|on|of)\s+)?", re.IGNORECASE)


def answer(question: str, view: View, *, context: Context | None, today: date, limit: int) -> Answer:
    """Answer a question from one view; the arguments are those of `Engine.ask`."""
    follow = following(question, context)
    if follow.same and context:
        return _again(question, context)
    whole = _about_another(follow, question, context, view.snapshot)
    asked = understand(whole, view.snapshot, today=today, context=context)
    understood = shown(asked, _names(asked, view.snapshot)).model_copy(update={"question": question})
    if follow.more and context:
        return _more(_Asking(asked, understood, view, context), limit)
    if asked.wanted is Wanted.NOTHING or not asked.searchable:
        return Answer(answered=False, confidence=0.0, understood=understood, context=context or Context())
    return _Asking(asked, understood, view, context).answer(limit)


@dataclass(frozen=True)
class _Asking:
    """A question as understood, what it is answered from, and the conversation before it."""

    asked: Question
    understood: Understood
    view: View
    context: Context | None

    def answer(self, limit: int) -> Answer:
        """All that a person said where nothing else is asked for; else the candidates by their evidence."""
        return (self.asked.speakers and self._listed(limit)) or self._ranked(limit)

    def _listed(self, limit: int) -> Answer | None:
        """What the people meant said in the days named, newest first; None where they said nothing then."""
        snapshot = self.view.snapshot
        hits = snapshot.statements(self.asked.speakers, limit * COPIES, days=self.asked.when.days)
        if not hits:
            return None
        answers = merged(snapshot.load(hits))[:limit]
        return Answer(
            answered=True,
            confidence=LISTED_FOR_SURE,
            understood=self.understood,
            answers=answers,
            context=self._next(answers),
        )

    def _ranked(self, limit: int) -> Answer:
        """The candidates by their evidence; answered where the first is sure enough."""
        pool = self.view.pool(self.asked)
        learned = weights(pool.ground)
        ranked = rank(pool, learned.signals)
        confidence = chance(pool, ranked, learned.confidence)
        answers = found_of(pool, ranked, learned.signals, limit)
        answered = confidence >= learned.confidence.threshold and bool(answers)
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            near=() if answered else _near(self.asked, self.view.snapshot, answers),
            context=self._next(answers),
        )

    def _next(self, answers: Sequence[Found]) -> Context:
        """What the conversation remembers: the people and topic of this question, and what was shown."""
        before = self.context.people if self.context else ()
        people = tuple(meant.best for meant in self.asked.people) or self._described(answers) or before
        topic = tuple(term.word for term in self.asked.topic)
        return Context(people=people, topic=topic, items=tuple(answers))

    def _described(self, answers: Sequence[Found]) -> tuple[str, ...]:
        """The first answer's speaker, where the question described such a person by an office."""
        speakers = {Snapshot.key_of(one.speaker) for one in answers[:1]}
        return tuple(key for key, _ in self.asked.office.holders if key in speakers)


def _more(asking: _Asking, limit: int) -> Answer:
    """The same again without the items that were shown."""
    before = asking.context.items if asking.context else ()
    shown_before = {item.key for item in before}
    wide = asking.answer(limit + len(shown_before))
    answers = tuple(one for one in wide.answers if one.key not in shown_before)[:limit]
    # The newest first: "when?" is asked about what was shown last.
    context = wide.context.model_copy(update={"items": (*answers, *before)})
    found = {
        "answered": wide.answered and bool(answers),
        "answers": answers,
        "exhausted": bool(wide.answers) and not answers,
        "context": context,
    }
    return wide.model_copy(update=found)


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
