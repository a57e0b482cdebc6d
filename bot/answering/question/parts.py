"""Which part somebody has in a question: to speak, to be spoken to, or to be spoken of.

"What did Thorley tell Renwick about Pell?" asks for Thorley's words; those of the others are no answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from bot.answering.question.people import Meant
from bot.answering.question.terms import Term, owner_of
from bot.names import RELATIONS, TITLES, names_an_office
from bot.text import fold, verbs

SOON = 3
"""Words after a name among which the verb is looked for: "Renwick has never really said"."""
_OF_WHOM = frozenset(("about", "on", "regarding", "concerning", "against", "toward", "towards", "behind"))
"""Words before somebody or something that a question is about."""
_OPENS = frozenset(("what", "how", "and", "but", "so", "ok", "okay"))
"""Words before the "about" of "what about Renwick?": it asks for his words as well as for others'."""
_BY_WHOM = frozenset(("by", "per"))
_IS = frozenset(("is", "are", "was", "were", "be", "been", "being", "got", "gets"))
_ASKED = frozenset(("asked", "urged", "warned", "quizzed", "told"))
_HEARD = frozenset(("quoted", "cited", "reported"))
"""What is done to somebody who speaks."""
_SPEECH = frozenset(
    (
        *("quote", "quotes", "quotation", "quotations", "word", "words", "statement", "statements"),
        *("remark", "remarks", "comment", "comments", "view", "views", "opinion", "opinions", "stance"),
        *("position", "take", "thoughts", "reaction", "response", "answer", "reply", "explanation"),
        *("message", "argument", "verdict", "criticism", "praise", "promise", "prediction", "warning"),
        *("reasoning", "excuse", "advice", "apology"),
    )
)
"""What somebody says, in a noun: "Renwick's view", "the words of Renwick"."""
_BEFORE_NAMES = frozenset(("the", "a", "an", "that", "this", "old", "former", "late", "then", "poor", "dear"))
_JOINS = frozenset(("and", "or", "vs", "versus", "nor"))
_ASKING = frozenset(("what", "when", "where", "why", "how"))
_DOERS = frozenset(("who", "whoever", "anyone", "anybody", "someone", "somebody", "everyone", "everybody"))


class Part(StrEnum):
    """What somebody does in a question.

    SPEAKS: their words are asked for; ADDRESSED, TOPIC: somebody else speaks to or of them, so that their own
    words are not; OPEN: nothing tells.
    """

    SPEAKS = "speaks"
    ADDRESSED = "addressed"
    TOPIC = "topic"
    OPEN = "open"


def part_of(meant: Meant, terms: Sequence[Term], people: Sequence[Meant]) -> Part:
    """The part of one of the `people` of a question."""
    if meant.described:
        return Part.SPEAKS
    joined = _joined_to(meant, terms, people)
    if joined is not None:
        return part_of(joined, terms, people)
    before, after = _told_before(meant, terms), _told_after(meant, terms, people)
    says = terms[meant.last : meant.last + 1]
    first = _beginning(meant, terms)
    governed = first > 0 and terms[first - 1].word in _OF_WHOM
    if after is Part.SPEAKS and governed and says and fold(says[0].typed) in _reporting():
        # What "about" brings in is what he says: "what is it about a port that Renwick says?"
        return after
    return after if before is Part.OPEN else before


def speaking(terms: Sequence[Term], people: Sequence[Meant]) -> tuple[Meant, ...]:
    """Those whose words may answer: who is said to speak, then those of whom nothing tells."""
    parts = [(part_of(one, terms, people), one) for one in people]
    return tuple(one for kind in (Part.SPEAKS, Part.OPEN) for part, one in parts if part is kind)


def describing(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The words that may describe who speaks: those before the verb, or before "about" and the like.

    All of them where nothing tells, or where "by" may bring in the speaker behind the verb.
    """
    if any(term.word in ("by", "from", "per", "according") for term in terms):
        return tuple(terms)
    verb = next(
        (at for at in range(len(terms) - 1, 0, -1) if _is_verb(terms[at]) and _does(terms[:at])), None
    )
    if verb is None:
        verb = next((at for at, term in enumerate(terms) if at and term.word in _OF_WHOM), None)
    return tuple(terms if verb is None else terms[:verb])


def _joined_to(meant: Meant, terms: Sequence[Term], people: Sequence[Meant]) -> Meant | None:
    """Who is named right before somebody, joined by "and" or a comma: both have the same part."""
    for one in people:
        # Looked at first: a question may have many names, and many words between two of them.
        if 0 <= meant.first - one.last <= 1:
            between = terms[one.last : meant.first]
            comma = not between and "," in terms[meant.first].gap
            if comma or (between and between[0].word in _JOINS):
                return one
    return None


def _beginning(meant: Meant, terms: Sequence[Term]) -> int:
    """Where a name begins with the title or office before it."""
    first = meant.first
    while first and _introduces(terms[first - 1]):
        first -= 1
    return first


def _told_before(meant: Meant, terms: Sequence[Term]) -> Part:
    """What the words before a name tell, behind which a title or an office may stand."""
    first = _beginning(meant, terms)
    if not first or terms[first].gap.strip() or (_owns(meant, terms) and terms[first - 1].word in _BY_WHOM):
        return Part.OPEN
    word, rest = terms[first - 1], terms[: first - 1]
    if word.word in _BEFORE_WHOM:
        return _BEFORE_WHOM[word.word](word, rest)
    if _is_verb(word) and _does(rest):
        return Part.ADDRESSED if fold(word.typed) in verbs("tell") else Part.TOPIC
    return Part.OPEN


def _of_whom(word: Term, rest: Sequence[Term]) -> Part:
    """What "about" and the like tell: "said about", "Thorley on", but not "why did they sour on"."""
    if word.word == "about" and all(term.word in _OPENS for term in rest):
        return Part.OPEN
    said = any(_is_verb(term) or term.word in _SPEECH for term in rest)
    names_alone = bool(rest) and all(term.topical or term.word in _BEFORE_NAMES for term in rest)
    return Part.TOPIC if said or names_alone else Part.OPEN


def _to_whom(word: Term, rest: Sequence[Term]) -> Part:
    """What "to" tells: "according to", "said to", "the reaction to"."""
    if rest and rest[-1].word == "according":
        return Part.SPEAKS
    spoken = any(_is_verb(term) or term.word in _SPEECH for term in rest)
    return Part.ADDRESSED if spoken else Part.OPEN


def _whose(word: Term, rest: Sequence[Term]) -> Part:
    """What "of" tells: "said of", "the words of"."""
    return Part.TOPIC if rest and _is_verb(rest[-1]) else Part.OPEN


def _from_whom(word: Term, rest: Sequence[Term]) -> Part:
    """What "from" tells: "a word from", but not "the threat from"."""
    return Part.SPEAKS if rest and rest[-1].word in _SPEECH else Part.OPEN


_BEFORE_WHOM: dict[str, Callable[[Term, Sequence[Term]], Part]] = {
    **dict.fromkeys(_OF_WHOM, _of_whom),
    **dict.fromkeys(_BY_WHOM, lambda word, rest: Part.SPEAKS),
    "from": _from_whom,
    "to": _to_whom,
    "of": _whose,
}


def _told_after(meant: Meant, terms: Sequence[Term], people: Sequence[Meant]) -> Part:
    """What the words after a name tell, and after those joined to it, up to the next name."""
    if _owns(meant, terms):
        return _told_by_own(terms[meant.last : meant.last + 1])
    end = meant.last
    for one in people:
        # Whoever is joined on stands right behind: a question may have many names, and few are looked at.
        joined = _joined_to(one, terms, people) if 0 <= one.first - end <= 1 else None
        end = one.last if joined is not None and joined.last == end else end
    others = [one.first for one in people if one.first >= end]
    # In "the Renwick spokesman said" it is not Renwick who speaks; in "Renwick, the minister, said" it is.
    others += [
        n
        for n in range(end, min(end + SOON, len(terms)))
        if names_an_office(terms[n].word) and not terms[end].gap.strip()
    ]
    after = terms[end : min([end + SOON, *others])]
    typed = [fold(term.typed) for term in after]
    passive = bool(typed and typed[0] in _IS) or (meant.first > 0 and terms[meant.first - 1].word in _IS)
    verb = next((word for word in typed if word in _saying() | verbs("calling")), "")
    done = verb in _ASKED or (verb in verbs("calling") and verb.endswith("ed"))
    if passive and done and verb not in _HEARD:
        return Part.ADDRESSED if verb in verbs("tell") else Part.TOPIC
    return Part.SPEAKS if verb in _saying() or typed[:1] in (["on"], ["about"]) else Part.OPEN


def _told_by_own(after: Sequence[Term]) -> Part:
    """What stands after "Renwick's": his view, or his lawyer, who is somebody else."""
    if not after:
        return Part.OPEN
    if after[0].word in _SPEECH:
        return Part.SPEAKS
    return Part.TOPIC if after[0].word in RELATIONS else Part.OPEN


def _owns(meant: Meant, terms: Sequence[Term]) -> bool:
    last = terms[meant.last - 1].typed
    return owner_of(last) != last


def _introduces(term: Term) -> bool:
    office = term.word in TITLES or names_an_office(term.word)
    return term.word in _BEFORE_NAMES or (term.topical and office)


def _is_verb(term: Term) -> bool:
    """Whether a word is a verb of saying, or a noun of the same letters, but for "answer" and others."""
    return fold(term.typed) in _saying() and term.word not in _SPEECH


def _reporting() -> frozenset[str]:
    """Verbs that do little else than bring in words."""
    return verbs("saying") | verbs("say") | verbs("tell")


def _saying() -> frozenset[str]:
    return verbs("question") | _reporting()


def _does(terms: Sequence[Term]) -> bool:
    """Whether somebody stands before a verb who may do what it says: "who", a name, any telling word.

    Nobody does before the "said" of "what said Renwick?": it is he.
    """
    return (
        bool(terms)
        and terms[-1].word not in _ASKING
        and any(term.topical or term.word in _DOERS for term in terms)
    )
