"""A turn written out: what it takes over from what was asked and shown before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.conversation.leaning import MEASURES, telling
from bot.answering.conversation.people import described_here, those_of, whom_pronoun_means
from bot.answering.conversation.turn import Turn, TurnKind
from bot.answering.question.days import says_only_when
from bot.answering.question.people import people_in
from bot.answering.question.terms import Term, terms_of
from bot.names import ORGANISATION_WORDS, RELATIONS, names_an_office
from bot.replies import Context
from bot.search import Snapshot, stemmed_terms

MOST_CARRIED = 8
"""Words of the topic that are carried on, those of the latest turn first: a question has few more."""
_JOINS = r"(?:and|but|or|so|then|what|how)\b"
_ABOUT = re.compile(
    rf"^\W*(?:{_JOINS}\s*)*\b(?:about|on|of)\s+(?P<rest>[^?]{{2,60}}?)\W*$",
    re.IGNORECASE,
)
_JOINS_AT_FIRST = re.compile(rf"^\W*(?:{_JOINS}\s*(?:about\b)?\s*)*", re.IGNORECASE)
_ADDS_AT_FIRST = re.compile(rf"^\W*(?:(?:{_JOINS}|only\b|just\b)\s*)*", re.IGNORECASE)
_BARE_YEAR = re.compile(r"^(?=(?:19|20)\d\d\b)|(?<=^only )(?=(?:19|20)\d\d\b)", re.IGNORECASE)
"""Before a year that is all that a turn says: behind a whole question it is a day only with "in"."""
_ABOUT_THEM = re.compile(
    r"(?P<before>\b(?:say|said|says|think|thinks|thought)\b.*\b(?:about|of|on)\s+)(?:him|her)(?=\W*$)",
    re.IGNORECASE,
)
_ABOUT_ALONE = re.compile(r"^(?:about|on)\s+\S", re.IGNORECASE)
_JOINED = re.compile(
    rf"^\W*(?:{_JOINS}\s*(?:about\b)?\s*)*(?P<rest>.*?)"
    r"(?:\s*,?\s*\b(?:too|then|also|as\s+well|either|instead|though))?\W*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class WrittenOut:
    """A turn with what it takes over.

    `text` is what is asked, and `read` all of it as one text, to be compared in meaning. `topic` are the
    words carried on; `names_only` is true where the turn names somebody and nothing else, so that these words
    are all that it is about. `article` (id) is where the talk is, `seen` the key of what was shown first, and
    `corrects` says that this was not meant; `told` is the same key where only its day counts: "before that".

    `talked_of` are the people of the talk (keys), the likeliest first, `he_is` the one whom the turn's
    pronoun means and `person` the one whom it describes; `nobody` is true where it describes somebody whom
    the article does not have.
    """

    text: str
    read: str
    topic: tuple[str, ...] = ()
    names_only: bool = False
    article: str = ""
    seen: str = ""
    told: str = ""
    corrects: bool = False
    talked_of: tuple[str, ...] = ()
    he_is: str = ""
    person: str = ""
    nobody: bool = False


@dataclass(frozen=True)
class _Named:
    """Whom a turn without a question of its own names: see `WrittenOut`."""

    named: bool = False
    only: bool = False
    person: str = ""
    nobody: bool = False


def written_out(turn: Turn, context: Context, snapshot: Snapshot) -> WrittenOut:
    """A turn that leans on what was before, with what it leaves out."""
    talked_of, he_is = _talked_of(turn, context, snapshot)
    fragment = "" if turn.lack.asking else _joined(turn.text)
    about = _ABOUT.match(turn.text)
    # "And about the pact?" keeps the person, whoever spoke of a pact.
    who = _whom(fragment, "" if about else context.article, snapshot) if fragment else _Named()
    topic = _carried(turn, context) if turn.lack.topic else ()
    text = turn.text
    if he_is and _ABOUT_THEM.search(text):
        # Whoever is spoken of is not who speaks, but all that it is about: "what did Roe say about her?".
        text, he_is, topic = _ABOUT_THEM.sub(rf"\g<before>{_name(he_is, snapshot)}", text), "", ()
    # A turn of nothing but days asks the same again of those: "and before that?".
    when = _JOINS_AT_FIRST.sub("", turn.text)
    other_days = not who.named and says_only_when(when)
    if other_days and not turn.lack.asking:
        text, topic = f"{_asked_again(context, snapshot)} {_BARE_YEAR.sub('in ', when)}", ()
    elif who.only:
        text = f"what did {fragment} say"
    elif about and context.people and not who.named and not who.person:
        text, topic = f"what did {_name(context.people[0], snapshot)} say about {about['rest']}", ()
    return WrittenOut(
        text=text,
        read=" ".join((*topic, text)),
        topic=topic,
        names_only=who.only,
        # What was said on other days stands in other articles.
        article="" if other_days else context.article,
        seen="" if other_days else next(iter(context.items), ""),
        told=next(iter(context.items), ""),
        corrects=turn.corrects,
        talked_of=talked_of,
        he_is=he_is,
        person=who.person,
        nobody=who.nobody,
    )


def more_of(turn: Turn, context: Context, snapshot: Snapshot) -> WrittenOut:
    """What more is wanted of: what the turn says, else all that the person talked of said, else the topic."""
    if turn.asks_who:
        about = " ".join(telling(turn.text) or context.topic)
        whole = not (turn.lack.pronoun or turn.lack.topic)
        text = turn.text if whole else f"who spoke about {about}" if about else "what was said"
        return WrittenOut(text, text)
    talked_of, he_is = _talked_of(turn, context, snapshot)
    if turn.text and (he_is or not (turn.lack.pronoun or turn.lack.topic)):
        return WrittenOut(turn.text, turn.text, talked_of=talked_of, he_is=he_is)
    key = next(iter(context.people), "")
    about = " ".join(telling(turn.text) or (() if key else context.topic))
    text = f"what did {_name(key, snapshot)} say" if key else "what was said"
    text = f"{text} about {about}" if about else text
    return WrittenOut(text, text, talked_of=talked_of)


def offered_one(turn: Turn, context: Context, snapshot: Snapshot) -> str:
    """The question asked back about, with the one of those offered whom a turn names or points at.

    A turn that adds days or a topic leaves it as open as it was: "only in March". Empty where nobody was
    offered, or the turn does neither.
    """
    if not context.offered:
        return ""
    added = _added(turn) if context.typed and context.typed in context.asked else ""
    if added:
        return f"{context.asked.rstrip(' ?!.')} {added}"
    if turn.kind is TurnKind.POINTING:
        key = context.offered[turn.place]
    else:
        terms = terms_of(_joined(turn.text), snapshot)
        named = people_in(terms, snapshot)
        places = {place for one in named for place in range(one.first, one.last)}
        meant = {key for one in named for key, _ in one.shares} & set(context.offered)
        alone = all(place in places for place, term in enumerate(terms) if term.topical)
        key = next(iter(meant)) if len(meant) == 1 and alone else ""
    person = snapshot.register.person(key) if key else None
    if person is None:
        return ""
    if context.typed and context.typed in context.asked:
        return context.asked.replace(context.typed, person.name, 1)
    about = " ".join(context.topic)
    return f"what did {person.name} say about {about}" if about else f"what did {person.name} say"


def _added(turn: Turn) -> str:
    """What a turn of nothing but days or a topic adds to the question before; empty where it is another."""
    if turn.kind is not TurnKind.LEANING or turn.lack.asking or turn.corrects:
        return ""
    rest = _ADDS_AT_FIRST.sub("", turn.text).strip()
    return _BARE_YEAR.sub("in ", rest) if says_only_when(rest) or _ABOUT_ALONE.match(rest) else ""


def _talked_of(turn: Turn, context: Context, snapshot: Snapshot) -> tuple[tuple[str, ...], str]:
    talked_of = whom_pronoun_means(turn.lack.pronoun, context, snapshot)
    return talked_of, talked_of[0] if turn.lack.pronoun and talked_of else ""


def _whom(fragment: str, article: str, snapshot: Snapshot) -> _Named:
    """Whom words without a question name or describe, and whether they do nothing else."""
    terms = terms_of(fragment, snapshot)
    named = those_of(people_in(terms, snapshot), terms, article, snapshot)
    if named:
        places = {place for one in named for place in range(one.first, one.last)}
        only = all(place in places for place, term in enumerate(terms) if term.topical)
        return _Named(named=True, only=only)
    found = described_here(terms, article, snapshot)
    if found is None:
        return _Named(nobody=_describes(terms))
    return _Named(only=not found.left, person=found.key)


def _joined(text: str) -> str:
    """A turn without the words that only join it to what was before: "the union" of "and the union too?"."""
    found = _JOINED.match(text)
    return found["rest"].strip() if found else text


def _describes(terms: Sequence[Term]) -> bool:
    """Whether some telling word is of an office, a relation or a body."""
    told = [term.word for term in terms if term.topical]
    return any(names_an_office(word) or word in RELATIONS | ORGANISATION_WORDS for word in told)


def _asked_again(context: Context, snapshot: Snapshot) -> str:
    """The question before, as whole as the talk makes it."""
    about = " ".join(context.topic)
    if not context.people:
        return f"what was said about {about}" if about else "what was said"
    said = f"what did {_name(context.people[0], snapshot)} say"
    return f"{said} about {about}" if about else said


def _carried(turn: Turn, context: Context) -> tuple[str, ...]:
    """The topic's words that go on, without those that the turn has or takes back."""
    own = {stem for word in (*telling(turn.text), *telling(turn.dropped)) for stem in stemmed_terms(word)}
    topic = (word for word in context.topic if word not in MEASURES)
    kept = (word for word in topic if own.isdisjoint(stemmed_terms(word)))
    return tuple(kept)[:MOST_CARRIED]


def _name(key: str, snapshot: Snapshot) -> str:
    person = snapshot.register.person(key)
    return person.name if person else key.title()
