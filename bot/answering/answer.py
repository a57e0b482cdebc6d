"""A question's way to its answer: read, followed up, ranked or listed, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.conversation.leaning import is_asking
from bot.answering.conversation.shown import about_shown
from bot.answering.conversation.turn import Turn, TurnKind, read_turn
from bot.answering.conversation.written_out import WrittenOut, more_of, offered_one, written_out
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
from bot.answering.question.called import Stranger
from bot.answering.question.days import says_only_when
from bot.answering.question.namesakes import foremost
from bot.answering.question.people import Meant
from bot.answering.question.understand import Question, shown, understand
from bot.answering.question.wanted import wanted
from bot.answering.question.whom import as_people
from bot.answering.ranking.judging import WORTH_OFFERING, Reads, judge
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
from bot.text import step

NEAR = 3
"""Articles named as near where nothing is known."""
COPIES = 4
"""Statements read for each one listed, as the same words may stand in several articles."""
BELOW = 0.99
"""What the confidence of an answer that names contradict is of the least sure one's, at most."""


def answer(  # noqa: PLR0913 -- what a question is asked of, each once
    question: str,
    corpus: Corpus,
    *,
    context: Context | None,
    today: date,
    limit: int,
    reads: Reads | None = None,
) -> Questioned:
    """Answer a question from one corpus.

    :param context: what the conversation's last reply passed on.
    :param today: the day that "yesterday" is counted from.
    :param limit: entries handed out at most; the same statement in several articles counts once.
    :param reads: who reads the first candidates; None where they are ranked unread.
    """
    snapshot = corpus.snapshot
    turn = read_turn(question, context)
    chosen = offered_one(turn, context, snapshot) if context else ""
    if chosen:
        # Whoever was asked back about is asked about, as if the question had named them whole.
        turn = Turn(TurnKind.NEW, chosen)
    elif context and turn.kind in (TurnKind.ABOUT, TurnKind.POINTING):
        return about_shown(turn, question, context, snapshot)
    elif turn.kind is TurnKind.BEYOND:
        return Talk(
            understood=Understood(question=question, wanted=Wanted.NOTHING), context=context or Context()
        )
    over = _over(turn, context, snapshot)
    with step("understand"):
        asked = understand(
            turn.text, snapshot, today=today, talked_of=context.people[:1] if context else (), over=over
        )
    asking = _Asking(asked, _shown(asked, snapshot, question), corpus, context, turn, reads)
    if turn.kind is TurnKind.MORE and context:
        return _more(asking, limit)
    asks = turn.corrects or "?" in question or says_only_when(question)
    chats = wanted(question) is Wanted.NOTHING and not asks
    if chats or (turn.kind is TurnKind.NEW and asked.wanted is Wanted.NOTHING):
        return Talk(understood=asking.understood, context=context or Context())
    if not asked.searchable and not asked.strangers and over is None:
        return Unknown(confidence=0.0, understood=asking.understood, context=context or Context())
    return asking.answer(limit)


def _over(turn: Turn, context: Context | None, snapshot: Snapshot) -> WrittenOut | None:
    """What a turn takes over from what was before it; None where it stands alone."""
    if context is None or turn.kind is TurnKind.NEW:
        return None
    return (more_of if turn.kind is TurnKind.MORE else written_out)(turn, context, snapshot)


@dataclass(frozen=True)
class _Asking:
    """A question as understood, what it is answered from, and the conversation before it."""

    asked: Question
    understood: Understood
    corpus: Corpus
    context: Context | None
    turn: Turn
    reads: Reads | None = None

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

    def _turned(self) -> _Asking:
        """The same question with the other reading of its numbers: 3/10 in March, and not in October."""
        asked = replace(self.asked, when=self.asked.when.turned())
        return replace(
            self, asked=asked, understood=_shown(asked, self.corpus.snapshot, self.understood.question)
        )

    def unknown(self, confidence: float = 0.0, answers: tuple[Found, ...] = ()) -> Unknown:
        """That nothing known answers, with what comes near. The talk goes on with what it was about."""
        return Unknown(
            confidence=confidence,
            understood=self.understood,
            answers=answers,
            near=_near(self.asked, self.corpus.snapshot, answers),
            context=self._unsure_next(answers).model_copy(update={"article": self._article_before}),
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
            context=self._next(answers, sure=True),
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
        refuted = refuted or not_of_the_kind(self.asked, answers) or self.asked.when.unreal
        if refuted:
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
            near=() if answered else _near(self.asked, self.corpus.snapshot, answers),
            context=self._next(answers, sure=True) if answered else self._unsure_next(answers),
        )

    def _offered(self, ranked: Sequence[Found], least: float, kept: Collection[str]) -> tuple[Found, ...]:
        """The entries, those that fit first; the very first with its neighbour unless all is asked for."""
        snapshot = self.corpus.snapshot
        found = fitting(ranked, self.asked, snapshot, least=least, kept=kept)
        listed = kept or self._asks_for_all()
        return found if listed else with_neighbour(found, ranked, self.asked, snapshot)

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
            context=self._next(answers).model_copy(update=left_open),
        )

    def _asks_for_all(self) -> bool:
        """Whether the question asks for everything there is: a list, or all that a person said."""
        return self.asked.wanted is Wanted.LIST or bool(self.understood.people and not self.understood.topic)

    def _next(self, answers: Sequence[Found], *, sure: bool = False) -> Context:
        """What the conversation remembers: the people and topic of this question, and what was found."""
        before = self.context or Context()
        people = tuple(meant.best for meant in self.asked.people) or self._described(answers)
        leans = self.asked.over is not None
        nobodys = {
            term.word for one in self.asked.strangers for term in self.asked.terms[one.first : one.last]
        }
        words = (term.word for term in self.asked.topic if term.word not in nobodys)
        topic = tuple(dict.fromkeys(words))
        article = answers[0].article if answers else ""
        if not sure:
            # Whatever else was offered, the talk goes on where it was.
            article = self._article_before or article
        return Context(
            people=people or (before.people if leans else ()),
            topic=topic,
            items=tuple(each.key for each in answers),
            asked=self.turn.text,
            article=article,
            since=self.asked.when.days.since,
            until=self.asked.when.days.until,
        )

    def _unsure_next(self, answers: Sequence[Found]) -> Context:
        """The same where nothing answers: what a turn adds is no topic, nor are words that ask nothing."""
        context = self._next(answers)
        if self.context and self.asked.over:
            return context.model_copy(update={"topic": self.context.topic})
        asks = self.asked.people or is_asking(self.turn.text)
        return context if asks else context.model_copy(update={"topic": ()})

    @property
    def _article_before(self) -> str:
        """The article that the talk was of, where this turn leans on it."""
        return self.context.article if self.context and self.asked.over else ""

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
    new = tuple(one for one in wide.offered if not {one.key, one.key_by_text} & set(before))
    answers = (_of_others(new, asking) if asking.turn.asks_who else new)[:limit]
    # The newest first: "when?" is asked about what was shown last.
    context = wide.context.model_copy(update={"items": (*(each.key for each in answers), *before)})
    if not answers:
        nothing = wide if isinstance(wide, Unknown) else asking.unknown(wide.confidence)
        return nothing.model_copy(update={"answers": (), "exhausted": bool(wide.offered), "context": context})
    return wide.model_copy(update={"answers": answers, "context": context})


def _of_others(found: Sequence[Found], asking: _Asking) -> tuple[Found, ...]:
    """What others said than those whom the talk is of and whose words were shown."""
    snapshot, before = asking.corpus.snapshot, asking.context or Context()
    items = filter(None, map(snapshot.entry, before.items))
    spoke = {*before.people, *(snapshot.person_of(each.speaker, each.article) for each in items)}
    return tuple(one for one in found if one.speaker and said_by(one, snapshot) not in spoke)


def _shown(asked: Question, snapshot: Snapshot, question: str) -> Understood:
    """What was understood, under the question as it was typed."""
    others = [one for one in asked.people if one not in asked.heard]
    understood = shown(asked, _names(asked.people, snapshot), taken(asked.terms, asked.people, snapshot))
    spoken_of = tuple(_names(others, snapshot))
    return understood.model_copy(update={"question": question, "spoken_of": spoken_of})


def _names(people: Iterable[Meant], snapshot: Snapshot) -> list[str]:
    """People as the newest article writes them."""
    named = (mention.name for meant in people for mention in snapshot.mentions(meant.best, 1))
    return list(dict.fromkeys(named))


def _near(asked: Question, snapshot: Snapshot, answers: Sequence[Found]) -> tuple[Place, ...]:
    """Articles near a question that nothing answers: those of the people meant, else of the candidates."""
    of_people = [a.article for meant in asked.people for a in snapshot.mentions(meant.best, NEAR)]
    names = dict.fromkeys(of_people or [answer.article for answer in answers])
    records = (snapshot.record(name) for name in list(names)[:NEAR])
    fields = set(Place.model_fields)
    return tuple(Place.model_validate(record.model_dump(include=fields)) for record in records if record)
