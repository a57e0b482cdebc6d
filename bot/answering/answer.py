"""A question's way to its answer: read, followed up, ranked or listed, and what is remembered of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.grouping import found_of, merged
from bot.answering.question.called import Stranger
from bot.answering.question.following import Following, another, following
from bot.answering.question.namesakes import foremost
from bot.answering.question.people import Meant, speakers_of
from bot.answering.question.understand import Question, shown, understand
from bot.answering.question.whom import as_people
from bot.answering.ranking.rank import chance, rank
from bot.answering.ranking.weights import weights
from bot.answering.settling import marked, settled
from bot.answering.shortlist import shortlist
from bot.answering.whose import (
    asked_about,
    best_of_each,
    contradicted,
    described_in,
    each_first,
    named_together,
    not_of_the_kind,
    said_by,
    speaking_of_it,
    taken,
    theirs_first,
    typed,
)
from bot.knowledge import Place
from bot.replies import Answer, Context, Found, Questioned, Talk, Understood, Unknown, Wanted, WhichPerson
from bot.search import Corpus, Snapshot

NEAR = 3
"""Articles named as near where nothing is known."""
COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
WORTH_OFFERING = 0.07
"""Chance (0 to 1) that the question can be answered, from which candidates are worth a "did you mean": one in
fourteen, since in a folder of few articles what fits is rarely sure. Below it they have some word in common
at most, and showing them would pretend to know something."""
BELOW = 0.99
"""What the confidence of an answer that names contradict is of the least sure one's, at most."""
FOLLOWING_NAME = 4
"""Words of a follow-up that may be a name alone: "and the other Hendry?"."""
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
    understood = _shown(asked, corpus.snapshot, question)
    asking = _Asking(asked, understood, corpus, context)
    if follow.more and context:
        return _more(asking, limit)
    if asked.wanted is Wanted.NOTHING:
        return Talk(understood=understood, context=context or Context())
    if not asked.searchable and not asked.strangers:
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
        nobody = self.asked.nobody
        if nobody:
            return self._of_nobody(nobody, limit)
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

    def _listed(self, limit: int) -> Questioned | None:
        """What the people meant said in the days named, newest first; None where they said nothing then.

        Nothing is guessed but the name, so that the confidence is 1.
        """
        snapshot = self.corpus.snapshot
        open_name = next((one for one in self.asked.people if one.open), None)
        if open_name:
            return self._ask_back(open_name, [key for key, _ in open_name.shares], ())
        holders = [] if self.asked.people else foremost(self.asked.office.whole, snapshot)
        if len(holders) > 1:
            return self._ask_back(described_in(self.asked), holders, ())
        hits = snapshot.statements(self.asked.speakers, limit * COPIES, days=self.asked.when.days)
        if not hits:
            return None
        answers = marked(merged(snapshot.load(hits))[:limit], snapshot)
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
        answers = found_of(pool, ranked, learned.signals, len(ranked.order), confidence)
        threshold = learned.confidence.threshold
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
        return next((one for one in self.asked.people if one.open and said in dict(one.shares)), None)

    def _judged(
        self, found: tuple[Found, ...], confidence: float, threshold: float, limit: int
    ) -> Questioned:
        """The ranked answers as sure, as a "did you mean", or as nothing known."""
        # A fact on both of them is better than what each said.
        together = named_together(self.asked) if found and found[0].speaker else []
        ordered = each_first(together, found, self.corpus.snapshot)
        answers = ordered[:limit]
        refuted = contradicted(self.asked, answers, self.corpus.snapshot)
        refuted = refuted or not_of_the_kind(self.asked, answers)
        if refuted:
            confidence = min(confidence, threshold * BELOW)
            answers = theirs_first(self.asked, ordered, self.corpus.snapshot)[:limit]
        if refuted and self.asked.speaker and self.asked.wanted is Wanted.YESNO:
            return self._not_known_of(self.asked.speaker, confidence, answers)
        answered = confidence >= threshold
        one_figure = not self._asks_for_all()
        answers = settled(answers, self.asked, self.corpus.snapshot, one_figure=one_figure)[:limit]
        if not answers or not (answered or confidence >= WORTH_OFFERING):
            return self.unknown(confidence, answers)
        return Answer(
            answered=answered,
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            listing=self._asks_for_all() or bool(together),
            near=() if answered else _near(self.asked, self.corpus.snapshot, answers),
            context=self._next(answers),
        )

    def _of(self, meant: Meant, only: str) -> _Asking:
        """The same question, the name taken for the only one of that name who spoke of it."""
        others = tuple(key for key, _ in meant.shares if key != only)
        kept = replace(meant, shares=((only, 1.0),), others=others, open=False)
        people = tuple(kept if one is meant else one for one in self.asked.people)
        asked = replace(self.asked, people=people)
        understood = _shown(asked, self.corpus.snapshot, self.understood.question)
        return replace(self, asked=asked, understood=understood)

    def _of_nobody(self, stranger: Stranger, limit: int) -> Questioned:
        """That nobody has the name, with those who share a part of it; else with what comes near."""
        meant = as_people([stranger])
        asked = replace(self.asked, people=(*meant, *self.asked.people)) if meant else self.asked
        pool = shortlist(asked, self.corpus)
        learned = weights(pool.ground)
        found = found_of(pool, rank(pool, learned.signals), learned.signals, len(pool.candidates))
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
        topic = tuple(term.word for term in self.asked.topic)
        return WhichPerson(
            confidence=min(confidence, 1 / len(people)),
            understood=self.understood.model_copy(update={"people": ()}),
            answers=answers,
            typed=typed(self.asked.terms, meant),
            known=known,
            people=asked_about(people, answers, snapshot),
            context=Context(topic=topic, items=tuple(each.key for each in answers)),
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
    # An entry that was given an id since is remembered by its words.
    answers = tuple(one for one in wide.answers if not {one.key, one.key_by_text} & set(before))[:limit]
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
        answered=True,
        confidence=1.0,
        understood=understood,
        answers=marked((Found.of(item),), snapshot),
        context=context,
    )


def _about_another(follow: Following, question: str, context: Context | None, snapshot: Snapshot) -> str:
    """The question to ask: where "and Clinton?" names somebody else, the topic before stays."""
    if follow.question == question or not (context and context.topic):
        return follow.question
    bare = _LEADING.sub("", question).strip(" ?!.")
    keys = speakers_of(bare, snapshot)
    return another(follow, bare, context) if keys and len(bare.split()) <= FOLLOWING_NAME else follow.question


def _shown(asked: Question, snapshot: Snapshot, question: str) -> Understood:
    """What was understood, under the question as it was typed."""
    understood = shown(asked, _names(asked, snapshot), taken(asked.terms, asked.people, snapshot))
    return understood.model_copy(update={"question": question})


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
