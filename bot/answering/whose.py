"""Never a namesake in silence: who may be meant where a name leaves it open, or where nobody has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.answering.grouping import merged
from bot.answering.lookup.speakers import introduced
from bot.answering.question.asserted import asserted_in
from bot.answering.question.called import Stranger, typed_name
from bot.answering.question.described import HER
from bot.answering.question.people import Meant
from bot.answering.question.terms import Term, owner_of
from bot.answering.question.understand import Question
from bot.answering.ranking.confidence import Ranked
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import wording
from bot.answering.ranking.signals.people import LIKELY
from bot.knowledge import Item
from bot.names import RELATIONS, first_names
from bot.replies import Found, Speaker, Taken, Wanted
from bot.search import NamedPerson, Snapshot, stemmed_terms, terms_in
from bot.text import fold, folded, verbs

_SPEECH = (Wanted.STATEMENT, Wanted.YESNO, Wanted.REASON)
_TOGETHER = frozenset(("and", "or", "vs", "versus", "both"))
ASKED_ABOUT = 5
"""People that a question back names: what Discord sets under one another as buttons."""
SPOKE_OF_IT = 0.6
"""Share of what the best statement has of the topic, by weight, from which another is on it, too."""


def speaking_of_it(pool: Pool, ranked: Ranked, keys: Iterable[str]) -> list[str]:
    """Which of these people have a statement on the topic among the candidates, the best one's first."""
    shares = wording.topic(pool)
    people = set(keys)
    best: dict[str, float] = {}
    for place in ranked.order:
        candidate = pool.candidates[place]
        if candidate.speaker in people:
            best[candidate.speaker] = max(best.get(candidate.speaker, 0.0), shares[place])
    most = max(best.values(), default=0.0)
    return [key for key, share in best.items() if most and share >= SPOKE_OF_IT * most]


def named_together(asked: Question) -> list[str]:
    """The people whose words a question wants side by side, "Renwick and Thorley"; none where it is one."""
    people = [one for one in asked.people if not one.open and one in asked.heard]
    found = people[:1]
    for one in people[1:]:
        between = asked.terms[found[-1].last : one.first]
        comma = "," in asked.terms[one.first].gap
        if (between or comma) and all(term.word in _TOGETHER for term in between):
            found.append(one)
    return [one.best for one in found] if len(found) > 1 else []


def each_first(people: Sequence[str], found: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """The entries with the best of each of these people before all others."""
    first = _best_by_person(people, found, snapshot).values()
    keys = {one.key for one in first}
    return (*first, *(one for one in found if one.key not in keys))


def theirs_first(asked: Question, found: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """The entries with the best of somebody described before what others say; a fact on them stays first."""
    meant = asked.speaker
    if meant is None or not meant.described or not (found and found[0].speaker):
        return tuple(found)
    return each_first([key for key, _ in meant.shares], found, snapshot)


def best_of_each(people: Sequence[str], found: Sequence[Found], snapshot: Snapshot) -> tuple[Found, ...]:
    """The best entry of each of these people, the better first; the newest of those who have none here."""
    first = _best_by_person(people, found, snapshot)
    rest = [key for key in people if key not in first]
    newest = [each for key in rest for each in merged(snapshot.load(snapshot.statements([key], 1)))]
    return (*first.values(), *(one.model_copy(update={"chance": 0.0}) for one in newest))


def _best_by_person(people: Sequence[str], found: Sequence[Found], snapshot: Snapshot) -> dict[str, Found]:
    first: dict[str, Found] = {}
    for one in found:
        key = said_by(one, snapshot)
        if key in people:
            first.setdefault(key, one)
    return first


def asked_about(people: Sequence[str], answers: Sequence[Found], snapshot: Snapshot) -> tuple[Speaker, ...]:
    """The people of a question back, in the order of their answers, then those most quoted."""
    known = [person for key in people if (person := snapshot.register.person(key))]
    order = {said_by(one, snapshot): place for place, one in enumerate(answers)}
    ranked = sorted(known, key=lambda one: (order.get(one.key, len(order)), -one.quotes))
    return tuple(
        introduced(NamedPerson(one.key, one.articles, one.quotes), snapshot) for one in ranked[:ASKED_ABOUT]
    )


def said_by(found: Item, snapshot: Snapshot) -> str:
    """The key of the person who made a statement; empty for a fact."""
    return snapshot.person_of(found.speaker, found.article) if found.speaker else ""


def typed(terms: Sequence[Term], meant: Meant | Stranger) -> str:
    """A name as the question has it."""
    return typed_name(terms, meant.first, meant.last)


def taken(terms: Sequence[Term], people: Iterable[Meant], snapshot: Snapshot) -> tuple[Taken, ...]:
    """For each name that others have, too: whom it was taken for, and who they are."""
    return tuple(
        Taken(
            typed=typed(terms, one),
            name=_name(one.best, snapshot),
            others=tuple(_name(key, snapshot) for key in one.others),
        )
        for one in people
        if one.others
    )


def contradicted(asked: Question, answers: Sequence[Item], snapshot: Snapshot) -> bool:
    """Whether the first answer is no answer, since a name of the question is somebody else's or nobody's.

    A statement by Alan Hendry is none on a Tom Hendry whom a text names, or who is nobody known. Where
    somebody's words are asked for, nobody else's are an answer, nor is a fact that does not name them. What
    others said of somebody or to them is nothing that they said themselves.
    """
    if not answers:
        return False
    speaker = said_by(answers[0], snapshot)
    if any(not one.written or speaker in one.near for one in asked.strangers):
        return True
    if speaker and (_is_related(asked, speaker, snapshot) or is_spoken_of(asked, speaker)):
        return True
    meant = asked.speaker
    if meant is None or speaker in dict(meant.shares):
        return meant is not None and _out_of_office(meant, speaker, answers[0], snapshot)
    if not speaker and meant.described:
        return False  # a fact may say "the mayor" as the question does
    return bool(speaker) or (asked.wanted in _SPEECH and not _names(answers[0], meant))


def about_others(asked: Question, answers: Sequence[Item], snapshot: Snapshot) -> bool:
    """Whether somebody whom the question names stands nowhere in the first answer's article.

    However well the rest fits, it is told of others then. Names that leave open who is meant, descriptions
    and names of one word, which may be a plain one, tell nothing; nor does the name below a letter.
    """
    if not answers:
        return False
    clear = (one for one in asked.people if not (one.open or one.described or one.body))
    names = [_written_as(one, asked) for one in clear if not _signs(one, asked)]
    missing = [each for each in names if each]
    for texts in _told_in(answers[0], snapshot):
        words = {word for text in texts for word in folded(text).split()}
        missing = [each for each in missing if each.isdisjoint(words)]
        if not missing:
            return False
    return True


def _signs(meant: Meant, asked: Question) -> bool:
    """Whether a name stands behind the last question mark: "..., and who was it? Best wishes, Dorothy"."""
    before, after = asked.terms[1 : meant.first + 1], asked.text[asked.text.rfind("?") + 1 :]
    return any("?" in term.gap for term in before) and bool(after.strip())


def _written_as(meant: Meant, asked: Question) -> frozenset[str]:
    """How those who are likely meant may be written: by surname, or as in the question, "Salome" alone.

    Nothing where no surname was typed and no usual first name: "small" is none of a Small Business.
    """
    named = asked.terms[meant.first : meant.last]
    names = [key.split() for key, share in meant.shares if share > LIKELY]
    surnames = {name[-1] for name in names}
    if not all(len(name) > 1 for name in names):
        return frozenset()
    parts = {part for name in names for part in name}
    alone = {fold(term.word) for term in named if term.word in first_names() and not term.repaired}
    typed_words = {fold(term.word) for term in named}
    if surnames.isdisjoint(typed_words) and parts.isdisjoint(alone):
        return frozenset()
    return frozenset(surnames | (parts & typed_words))


def _told_in(found: Item, snapshot: Snapshot) -> Iterator[Iterator[str]]:
    """The texts in which an entry's article may name somebody, the cheaper ones to look at first."""
    yield iter([f"{found.text} {found.context} {found.speaker} {found.title}"])
    yield (f"{one.name} {' '.join(one.aliases)}" for one in snapshot.people_of(found.article))
    yield (f"{one.text} {one.context} {one.speaker}" for one in snapshot.article_items(found.article))


def described_in(asked: Question) -> Meant:
    """The words of a question that describe somebody, "the mayor", as if they were a name."""
    places = [place for place, term in enumerate(asked.terms) if term in asked.topic]
    return Meant(places[0], places[-1] + 1, (), open=True)


def is_heard(asked: Question, speaker: str) -> bool:
    """Whether a speaker's words may answer a question: they are asked for, or nobody's in particular are.

    :param speaker: the key, empty for a fact, which is nobody's: no answer where somebody is asked for.
    """
    if asked.speaker is not None:
        return speaker in dict(asked.speaker.shares)
    return not is_spoken_of(asked, speaker)


def is_spoken_of(asked: Question, speaker: str) -> bool:
    """Whether a question names a speaker only as the one of whom or to whom somebody else speaks."""
    heard = any(speaker in dict(one.shares) for one in asked.heard)
    return not heard and any(speaker in dict(one.shares) for one in asked.people)


def _is_related(asked: Question, speaker: str, snapshot: Snapshot) -> bool:
    """Whether a speaker is the one whose lawyer, wife or deputy is asked for, and not that lawyer."""
    said = {stem for office in snapshot.register.offices(speaker) for stem in stemmed_terms(office.title)}
    for place, (whose, who) in enumerate(pairwise(asked.terms)):
        owns = owner_of(whose.typed) != whose.typed or whose.word in HER
        if not owns or who.word not in RELATIONS:
            continue
        named = any(one.first <= place < one.last and speaker in dict(one.shares) for one in asked.people)
        options = asked.office.stems.get(who.stems[0], {who.stems[0]: 1.0})
        if (named or not said.isdisjoint(whose.stems)) and said.isdisjoint(options):
            return True
    return False


def not_of_the_kind(asked: Question, answers: Sequence[Found]) -> bool:
    """Whether it is asked if somebody said something of which no telling word stands in the first answer.

    Of a claim that is put into their mouth the text itself must have one; of a topic, the context will do.
    """
    if not answers or asked.speaker is None or asked.wanted is not Wanted.YESNO:
        return False
    first = answers[0]
    claimed = asserted_in(asked.text) is not None
    said = terms_in(first.text if claimed else f"{first.text} {first.context} {first.title}")
    spoken = verbs("saying") | verbs("question")
    telling = [term for term in asked.topic if term.word not in spoken]
    return bool(telling) and all(said.isdisjoint(term.stems) for term in telling)


def _out_of_office(meant: Meant, speaker: str, found: Item, snapshot: Snapshot) -> bool:
    """Whether somebody meant by an office said this on a day when, by the editors, they did not hold it."""
    stated = [o for o in snapshot.register.offices(speaker) if o.stated and o.title in meant.titles]
    if not stated or found.published is None:
        return False
    return all(one.title not in meant.titles for one in snapshot.register.held_on(speaker, found.published))


def _names(found: Item, meant: Meant) -> bool:
    words = set(folded(f"{found.text} {found.context}").split())
    return any(key.split()[-1] in words for key, _ in meant.shares)


def _name(key: str, snapshot: Snapshot) -> str:
    person = snapshot.register.person(key)
    return person.name if person else key
