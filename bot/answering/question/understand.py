"""A question as the ranking needs it: its terms, the people meant, the days, the kind of answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.answering.conversation.people import those_of
from bot.answering.conversation.written_out import WrittenOut
from bot.answering.question.asides import without_aside
from bot.answering.question.asserted import asked_to_have_spoken
from bot.answering.question.called import Stranger
from bot.answering.question.days import When, refers_back, when
from bot.answering.question.described import Spoken, described, without
from bot.answering.question.lexicon import abbreviations
from bot.answering.question.parts import Part, describing, part_of, speaking
from bot.answering.question.people import Meant
from bot.answering.question.roles import OF_TODAY, Office, offices_in
from bot.answering.question.terms import Term, readings_of, repairs_of, terms_of
from bot.answering.question.wanted import wanted
from bot.answering.question.whom import whom
from bot.knowledge import date_of
from bot.replies import Dated, Taken, Understood, Wanted
from bot.search import Days, Snapshot
from bot.text import fold, verbs

CARRIED = 0.1
"""What a word taken over from before weighs of itself, beside the words of the turn."""
_SPOKEN = (Wanted.STATEMENT, Wanted.WHO, Wanted.LIST, Wanted.SUMMARY, Wanted.YESNO)
_ALL_THEY_SAID = (Wanted.STATEMENT, Wanted.LIST, Wanted.YESNO)


@dataclass(frozen=True)
class Question:
    """A question understood against one snapshot of the knowledge."""

    text: str
    terms: tuple[Term, ...]
    people: tuple[Meant, ...]
    office: Office
    when: When
    wanted: Wanted
    today: date
    strangers: tuple[Stranger, ...] = ()
    over: WrittenOut | None = None

    @property
    def topic(self) -> tuple[Term, ...]:
        """The terms that say what the question is about: no names, no question words, no days."""
        named = {place for meant in self.people for place in range(meant.first, meant.last)}
        return tuple(
            term
            for place, term in enumerate(self.terms)
            if term.topical
            and place not in named
            and term.place not in self.when.places
            and not (self.office.holders and term.word in OF_TODAY)
        )

    @cached_property
    def heard(self) -> tuple[Meant, ...]:
        """Those named whose own words may answer, the likeliest first; not those spoken to or of."""
        return speaking(self.terms, self.people)

    @property
    def speaker(self) -> Meant | None:
        """The one whose words are asked for; None where something else is asked, or nobody is named."""
        return asked_to_have_spoken(self.terms, self.people)

    @property
    def nobody(self) -> Stranger | None:
        """The name that is asked about and that nobody has; None where somebody known is named before it."""
        first = next((one for one in self.strangers if not one.written), None)
        before = first and any(one.first < first.first for one in self.people)
        return None if before else first

    @property
    def searchable(self) -> bool:
        """Whether anything is left to look for when question words are taken away."""
        return bool(self.people or self.topic or self.when.days or self.when.order)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Keys of the one person whose statements are all wanted; empty where a topic is asked."""
        if self.wanted not in _ALL_THEY_SAID:
            return ()
        if self.topic:
            return self.office.whole[:1] if not self.people else ()
        if len(self.people) != 1 or not self.heard:
            return ()
        return tuple(key for key, _ in self.people[0].shares)[: None if self.people[0].body else 1]

    @property
    def read_as(self) -> str:
        """The question as it is compared in meaning: repaired, and some abbreviations written out."""
        text = self.over.read if self.over else self.text
        for typed, read in readings_of(self.terms):
            text = text.replace(typed, read, 1)
        for term in self.terms:
            if term.compound in abbreviations():
                text = text.replace(term.typed, abbreviations()[term.compound], 1)
        return text


def understand(
    question: str,
    snapshot: Snapshot,
    *,
    today: date,
    talked_of: Sequence[str] = (),
    over: WrittenOut | None = None,
) -> Question:
    """Read a question against the knowledge.

    :param talked_of: people of the conversation, by key: a name that several have is theirs.
    :param over: what a turn that leans on what was before takes over from it.
    """
    question = without_aside(over.text if over else question)
    snapshot.read_ahead(question, *(over.topic if over else ()))
    owners = (over.he_is,) if over and over.he_is else ()
    terms = terms_of(question, snapshot)
    people, strangers = whom(
        question,
        terms,
        snapshot,
        talked_of=over.talked_of if over else talked_of,
        he_is=next(iter(owners), ""),
    )
    spans = [*((one.first, one.last) for one in people), *((one.first, one.last) for one in strangers)]
    names = {terms[at].place for first, last in spans for at in range(first, last)}
    told = _told(over.told, snapshot) if over and refers_back(question) else None
    kind = wanted(question)
    days = when(question, today, snapshot.newest, names=names, told=told)
    if days.days and not _is_when(days, kind, terms, people, snapshot):
        days = days.undated()
    holder = described(Spoken(terms, people, days, owners), snapshot)
    if holder:
        people = without(holder, people)
        strangers = tuple(one for one in strangers if not holder.first <= one.first < holder.last)
    if over:
        people = those_of(people, terms, over.article, snapshot)
    if over and over.person and not people:
        people = (_described_before(over, terms),)
    carried = _carried(over, snapshot) if over else ()
    return Question(
        text=question,
        terms=(*terms, *carried),
        people=people,
        office=_office(terms, people, snapshot),
        when=days,
        wanted=kind,
        today=today,
        strangers=strangers,
        over=over,
    )


def _office(terms: Sequence[Term], people: Sequence[Meant], snapshot: Snapshot) -> Office:
    """The descriptions of a question, and who of those that fit them is to speak.

    In "what did Thorley say about the mayor?" that is Thorley alone, whatever she is; in "who thanked the
    mayor?" it is nobody: the words behind the verb describe no speaker.
    """
    office = offices_in(terms, snapshot, describing(terms))
    named = [one for one in people if not one.described and part_of(one, terms, people) is Part.SPEAKS]
    if not named:
        return office
    keys = {key for one in named for key, _ in one.shares}
    holders = tuple(each for each in office.holders if each[0] in keys)
    return replace(office, holders=holders, whole=tuple(key for key in office.whole if key in keys))


def _described_before(over: WrittenOut, terms: Sequence[Term]) -> Meant:
    """The one whom a turn describes, at the first of its words that may."""
    told = [place for place, term in enumerate(terms) if term.topical] or [0]
    last = told[-1] + 1 if over.names_only else told[0] + 1
    return Meant(told[0], last, ((over.person, 1.0),), described=True)


def _carried(over: WrittenOut, snapshot: Snapshot) -> tuple[Term, ...]:
    """The words that a turn takes over, lighter than its own where it has any."""
    share = 1.0 if over.names_only else CARRIED
    terms = terms_of(" ".join(over.topic), snapshot)
    return tuple(
        replace(term, weight=share * term.weight, capital=False, place=-1 - n) for n, term in enumerate(terms)
    )


def _told(seen: str, snapshot: Snapshot) -> date | None:
    """The day of the entry (by key) that was shown last: what "before that" counts from."""
    entry = snapshot.entry(seen) if seen else None
    return date_of(entry.published) if entry else None


def _is_when(
    days: When, kind: Wanted, terms: Sequence[Term], people: Sequence[Meant], snapshot: Snapshot
) -> bool:
    """Whether days say when somebody spoke, or something was reported, and are not what it is about.

    "The profit in 2030" is what is asked about. Where people's words are asked for, such a span is theirs,
    unless no article is of it, but texts speak of it: "what did Roe say about the strike in 2014?".
    """
    spoken = verbs("question") | verbs("saying") | verbs("say")
    speaks = asked_to_have_spoken(terms, people) or any(fold(term.typed) in spoken for term in terms)
    if kind not in _SPOKEN or not speaks:
        return not days.period and _is_covered(days.days, snapshot)
    if not days.period or _is_covered(days.days, snapshot):
        return True
    named = {place for one in people for place in range(one.first, one.last)}
    about = any(
        term.topical and place not in named and term.place not in days.places
        for place, term in enumerate(terms)
    )
    years = [term.word for term in terms if term.place in days.places and term.word.isdigit()]
    return not about or (bool(years) and not any(snapshot.frequency("words", each) for each in years))


def _is_covered(days: Days, snapshot: Snapshot) -> bool:
    """Whether some article may be of these days."""
    newest, oldest = snapshot.newest, snapshot.oldest() if days.until else None
    begun = days.until is None or (oldest is not None and oldest <= days.until)
    return begun and (days.since is None or (newest is not None and days.since <= newest))


def shown(question: Question, names: Sequence[str], taken: Sequence[Taken] = ()) -> Understood:
    """What was understood, for those who asked; `names` are the people meant as the knowledge writes them."""
    return Understood(
        question=question.text,
        wanted=question.wanted,
        people=tuple(names),
        taken=tuple(taken),
        strangers=tuple(one.name for one in question.strangers if not one.written),
        topic=tuple(term.word for term in question.topic),
        repairs=repairs_of(question.terms),
        since=question.when.days.since,
        until=question.when.days.until,
        latest=question.when.latest,
        earliest=question.when.earliest,
        dated=_dated(question.when),
        carried=question.over.topic if question.over else (),
    )


def _dated(found: When) -> Dated | None:
    """The words that were read as days, real or not; None where none were."""
    if not (found.days or found.unreal):
        return None
    return Dated(typed=found.typed, full=found.full, other=found.other.first if found.other else None)
