"""A question on its way to an answer: listed where all of somebody's is asked for, else ranked and judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answering.conversation.remembered import Memory
from bot.answering.conversation.turn import Turn
from bot.answering.dated import (
    Beside,
    all_said,
    asks_days_alone,
    asks_when_said,
    beside_of,
    in_order,
    of_the_days,
    said_beside,
)
from bot.answering.fitting import fitting
from bot.answering.grouping import found_of
from bot.answering.heard import heard_first
from bot.answering.neighbours import with_neighbour
from bot.answering.notes import near_to, understood_as
from bot.answering.premises import differing
from bot.answering.question.called import Stranger
from bot.answering.question.namesakes import foremost
from bot.answering.question.people import Meant
from bot.answering.question.understand import Question
from bot.answering.question.whom import as_people
from bot.answering.ranking.judging import WORTH_OFFERING, Reads, judge
from bot.answering.settling import marked, settled
from bot.answering.shortlist import shortlist
from bot.answering.whose import (
    about_others,
    asked_about,
    best_of_each,
    contradicted,
    described_in,
    each_first,
    named_together,
    not_of_the_kind,
    said_by,
    speaking_of_it,
    theirs_first,
    typed,
)
from bot.replies import Answer, Context, Found, Questioned, Understood, Unknown, Wanted, WhichPerson
from bot.search import Corpus

COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
BELOW = 0.99
"""What the confidence of an answer that names contradict is of the least sure one's, at most."""


@dataclass(frozen=True)
class Asking:
    """A question as understood, what it is answered from, and the conversation before it."""

    asked: Question
    understood: Understood
    corpus: Corpus
    context: Context | None
    turn: Turn
    reads: Reads | None = None

    @property
    def memory(self) -> Memory:
        """What the conversation remembers of it."""
        return Memory(self.asked, self.turn, self.context, self.corpus.snapshot)

    def answer(self, limit: int) -> Questioned:
        """All that a person said where nothing else is asked for; else the candidates by their evidence."""
        nobody = self.asked.nobody
        if nobody:
            return self._of_nobody(nobody, limit)
        lists = self.asked.speakers or asks_days_alone(self.asked)
        lists = lists and not self.asked.when.unreal
        reply = (lists and self._listed(limit)) or self._ranked(limit)
        if self.asked.when.other is None or reply.answered:
            return reply
        turned = self._turned()._ranked(limit) if not lists else self._turned()._listed(limit)
        return turned if turned and turned.answered else reply

    def _turned(self) -> Asking:
        """The same question with the other reading of its numbers: 3/10 in March, and not in October."""
        asked = replace(self.asked, when=self.asked.when.turned())
        return replace(
            self, asked=asked, understood=understood_as(asked, self.corpus.snapshot, self.understood.question)
        )

    def unknown(self, confidence: float = 0.0, answers: tuple[Found, ...] = ()) -> Unknown:
        """That nothing known answers, with what comes near. The talk goes on with what it was about."""
        return Unknown(
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            near=near_to(self.asked, self.corpus.snapshot, answers),
            context=self.memory.unsure(answers).model_copy(update={"article": self.memory.article_before}),
        )

    def _listed(self, limit: int) -> Questioned | None:
        """What the people meant said in the days named, newest first; None where nothing is known of them.

        Nothing is guessed but the name, so that the confidence is 1.
        """
        snapshot = self.corpus.snapshot
        open_name = next((one for one in self.asked.people if one.open), None)
        if open_name:
            return self._ask_back(open_name, [key for key, _ in open_name.shares], ())
        whole = () if self.asked.people else self.asked.office.whole
        holders = foremost(whole, snapshot) if whole else []
        if len(holders) > 1:
            return self._ask_back(described_in(self.asked), holders, ())
        said = all_said(self.asked, self.asked.speakers, limit * COPIES, snapshot)
        if not said:
            near = said_beside(self.asked, self.asked.speakers, snapshot)
            return self._nothing_then(near, limit) if near else None
        answers = marked(said[:limit], snapshot)
        return Answer(
            answered=True,
            confidence=1.0,
            understood=self.understood,
            answers=answers,
            listing=self._asks_for_all() or asks_days_alone(self.asked),
            context=self.memory.after(answers, sure=True),
        )

    def _nothing_then(self, near: Beside, limit: int) -> Unknown:
        """That nothing is known of the days named, with what was said next before and after them."""
        unknown = self.unknown(0.0, marked(near.found[:limit], self.corpus.snapshot))
        return unknown.model_copy(update={"nearest_before": near.before, "nearest_after": near.after})

    def _ranked(self, limit: int) -> Questioned:
        """The candidates by their evidence; answered where the first is sure enough."""
        pool = shortlist(self.asked, self.corpus)
        judged = heard_first(judge(pool, self.reads), pool)
        ranked, confidence, threshold = judged.ranked, judged.confidence, judged.threshold
        answers = found_of(pool, ranked, judged.weights, judged.chances)
        meant = self._left_open(answers)
        if meant is None:
            return self._judged(answers, confidence, threshold, limit)
        may_be = speaking_of_it(pool, ranked, (key for key, _ in meant.shares))
        if len(may_be) != 1:
            may_be = may_be or [key for key, _ in meant.shares]
            return self._ask_back(meant, may_be, answers, confidence)
        return self._of(meant, may_be[0])._judged(answers, confidence, threshold, limit)

    def _not_known_of(self, meant: Meant, confidence: float, answers: tuple[Found, ...]) -> Unknown:
        """That nothing of the kind is known of somebody, and how much of theirs was looked through."""
        person = self.corpus.snapshot.register.person(meant.best)
        unknown = self.unknown(confidence, answers)
        return unknown.model_copy(update={"looked_through": person.quotes if person else 0})

    def _left_open(self, answers: Sequence[Found]) -> Meant | None:
        """The name that leaves open whose statement the first answer is; None where there is none."""
        said = said_by(answers[0], self.corpus.snapshot) if answers else ""
        return next((one for one in self.asked.heard if one.open and said in dict(one.shares)), None)

    def _judged(
        self, found: tuple[Found, ...], confidence: float, threshold: float, limit: int
    ) -> Questioned:
        """The ranked answers as sure, as a "did you mean", or as nothing known."""
        # A fact on both of them is better than what each said.
        together = named_together(self.asked) if found and found[0].speaker else []
        ordered = in_order(
            self.asked, each_first(together, found, self.corpus.snapshot), self.corpus.snapshot
        )
        if ordered and asks_when_said(self.asked):
            near = beside_of(self.asked, ordered, self.corpus.snapshot)
            if near:
                return self._nothing_then(near, limit)
            ordered = of_the_days(self.asked, ordered, self.corpus.snapshot)
            confidence = min(confidence, ordered[0].chance)
        answers = ordered
        refuted = contradicted(self.asked, answers, self.corpus.snapshot)
        refuted = refuted or about_others(self.asked, answers, self.corpus.snapshot)
        refuted = refuted or not_of_the_kind(self.asked, answers) or self.asked.when.unreal
        differs = differing(self.asked, answers[0], self.corpus.snapshot) if answers else None
        if refuted or differs:
            confidence = min(confidence, threshold * BELOW)
            answers = theirs_first(self.asked, ordered, self.corpus.snapshot)
        if refuted and self.asked.speaker and self.asked.wanted is Wanted.YESNO:
            return self._not_known_of(self.asked.speaker, confidence, answers[:limit])
        answered = confidence >= threshold
        one_figure = not self._asks_for_all()
        answers = settled(answers, self.asked, self.corpus.snapshot, one_figure=one_figure)
        if not answers or not (answered or confidence >= WORTH_OFFERING):
            return self.unknown(confidence, answers[:limit])
        least = threshold if answered else WORTH_OFFERING
        kept = {one.key for one in ordered[: len(together)]}
        answers = self._offered(answers, least, kept)[:limit]
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            listing=self._asks_for_all() or bool(together),
            near=() if answered else near_to(self.asked, self.corpus.snapshot, answers),
            differs=differs if answers[0].key == ordered[0].key else None,
            context=self.memory.after(answers, sure=True) if answered else self.memory.unsure(answers),
        )

    def _offered(self, ranked: Sequence[Found], least: float, kept: Collection[str]) -> tuple[Found, ...]:
        """The entries, those that fit first; the very first with its neighbour unless all is asked for."""
        snapshot = self.corpus.snapshot
        found = fitting(ranked, self.asked, snapshot, least=least, kept=kept)
        listed = kept or self._asks_for_all()
        return found if listed else with_neighbour(found, ranked, self.asked, snapshot)

    def _of(self, meant: Meant, only: str) -> Asking:
        """The same question, the name taken for the only one of that name who spoke of it."""
        others = tuple(key for key, _ in meant.shares if key != only)
        kept = replace(meant, shares=((only, 1.0),), others=others, open=False)
        people = tuple(kept if one is meant else one for one in self.asked.people)
        asked = replace(self.asked, people=people)
        understood = understood_as(asked, self.corpus.snapshot, self.understood.question)
        return replace(self, asked=asked, understood=understood)

    def _of_nobody(self, stranger: Stranger, limit: int) -> Questioned:
        """That nobody has the name, with those who share a part of it; else with what comes near."""
        meant = as_people([stranger])
        asked = replace(self.asked, people=(*meant, *self.asked.people)) if meant else self.asked
        pool = shortlist(asked, self.corpus)
        judged = judge(pool, self.reads)
        found = found_of(pool, judged.ranked, judged.weights)
        if not meant:
            return self.unknown(0.0, found[:limit])
        of_them = replace(self, asked=asked)
        return of_them._ask_back(meant[0], stranger.near, found, known=False)

    def _ask_back(
        self,
        meant: Meant,
        people: Sequence[str],
        found: Sequence[Found],
        confidence: float = 0.0,
        *,
        known: bool = True,
    ) -> WhichPerson:
        """Which of the people of a name is meant, with the best of each."""
        snapshot = self.corpus.snapshot
        answers = best_of_each(people, found, snapshot)
        speakers = asked_about(people, answers, snapshot)
        left_open = {
            "people": (),
            "offered": tuple(snapshot.register.key(each.name) for each in speakers),
            "typed": typed(self.asked.terms, meant),
        }
        return WhichPerson(
            confidence=min(confidence, 1 / len(people)),
            understood=self.understood.model_copy(update={"people": ()}),
            answers=answers,
            typed=typed(self.asked.terms, meant),
            known=known,
            people=speakers,
            context=self.memory.after(answers).model_copy(update=left_open),
        )

    def _asks_for_all(self) -> bool:
        """Whether the question asks for everything there is: a list, or all that a person said."""
        return self.asked.wanted is Wanted.LIST or bool(self.understood.people and not self.understood.topic)
