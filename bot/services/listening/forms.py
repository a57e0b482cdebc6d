"""What a message is by its form: whether it asks, of nobody in particular, for something that may be known.

Rules of English over each clause of a message: questions and requests open with certain words, and what they
ask is not about whoever writes or reads them. What only looks like a question is in `rhetoric`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from bot.answering import lacking, telling
from bot.services.listening.clauses import Clause, clauses_of
from bot.services.listening.rhetoric import is_rhetorical
from bot.text import by_kind

ENOUGH = 2
"""Words that say what it is about, from which names without a verb may ask for something."""
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AHEAD = (
    r"(?:in|on|at|by|from|to|for|with|of|about|since|until|till|under|during|after|before|against|within"
    r"|according to)\s+"
)
_ASKED = re.compile(rf"^(?:{_AHEAD})?(?P<wh>{_WH})(?P<is>s|re|d|ll|ve)?\b(?:\s+(?P<next>\S+))?")
_ANYBODY = r"(?:(?:any|some)(?:one|body|1)|(?:any|one) of you|sb)"
_YOU = r"(?:you(?: (?:guys|all|folks|lot|people))?|u|ya|yall)"
_STILL = r"(?:(?:here|still|else|happen to|by any chance|actually|perhaps|maybe|please|pls|even)\s+)*"
_WOULD = r"(?:can|could|would|will)"
_OWN = re.compile(r"\b(?:i|im|ive|me|my|mine|myself|we|weve|us|our|ours|lets)\b")
_READER = re.compile(r"\b(?:you|u|youre|youve|youll|your|yours|yourself|ya|yall|ur)\b")
_ANY_READER = re.compile(r"\b(?:makes?|made|gives?|costs?|helps?|lets?|keeps?|for) you\b")
"""A "you" that is anybody: "does it make you smarter?"."""
_TASK = re.compile(rf"^{_WOULD}\s+{_ANYBODY}\b")
"""Something to do for whoever is there: "can somebody cover the late shift?"."""
_POLITE = re.compile(r"\b(?:please|pls|plz)\b")
_SPAN = r"(?:week|month|year|morning|evening|weekend|season|time|day|summer|winter|spring|autumn)s?"
_TAKES_UP = re.compile(
    rf"^(?:{_WH}(?:s|re)?\s+)?(?:\w+\s+)?(?:it|this|that|these|those|he|she|they)\b(?!.*\b(?:who|that)\b)"
    r"|\b(?:that|this|it|those|these|them|him|her|so|there)(?: (?:again|now|then|here|please|or not))?$"
    rf"|\b(?:this|these|those)\s+(?!{_SPAN}\b)\w"
)
"""A pronoun that stands for something said before: "is that true", "who told them", "who wrote this line"."""


class Form(IntEnum):
    """How far a message has the form of a question to the room: not at all, in part, whole."""

    TELLS = 0
    MAY_ASK = 1
    ASKS = 2


def form_of(message: str) -> Form:
    """The form of a message, by the clause of it that asks most clearly.

    :param message: as it was written, with Discord's codes.
    """
    return max((_form(clause) for clause in clauses_of(message)), default=Form.TELLS)


def _form(clause: Clause) -> Form:
    if is_rhetorical(clause) or _leans(clause):
        return Form.TELLS
    requested = _requested(clause)
    if requested is not None:
        return requested
    if _OWN.search(clause.text) or _READER.search(_ANY_READER.sub(" ", clause.text)):
        return Form.TELLS
    for read in (_with_question_word, _turned_round):
        found = read(clause)
        if found is not None:
            return found
    return _by_name(clause)


def _leans(clause: Clause) -> bool:
    """Whether a clause takes up what others talk of, and not what the message itself says before it."""
    if telling(clause.before):
        return False
    lacks = lacking(clause.typed)
    return bool(lacks and lacks.pronoun) or not telling(clause.typed) or bool(_TAKES_UP.search(clause.text))


def _requested(clause: Clause) -> Form | None:
    """Whether knowledge is asked for by name of knowing, telling or having it; None where nothing is."""
    knows = _who_knows().match(clause.text)
    if knows:
        return Form.ASKS if knows["rest"].strip() else Form.TELLS
    told = _who_tells().match(clause.text)
    if told:
        rest = told["rest"].split()
        other = len(rest) < ENOUGH or rest[0] in _list("not_told") or bool(_READER.search(told["rest"]))
        return Form.TELLS if other else Form.ASKS
    has = _who_has().match(clause.text)
    if has:
        kept = any(word in _list("kept") for word in has["rest"].split()) and not _OWN.search(has["rest"])
        return Form.ASKS if kept else Form.TELLS
    return Form.TELLS if _TASK.match(clause.text) else None


def _with_question_word(clause: Clause) -> Form | None:
    """Questions that begin with who, what, how many and so on; a heading ("why prices rise") is none."""
    found = _ASKED.match(clause.text)
    if found is None:
        return None
    after = found["next"] or ""
    if not after:
        return Form.TELLS
    if found["is"] or after in _list("opens") or clause.questioned:
        return Form.ASKS
    if found["wh"] in ("why", "where", "when"):
        return Form.TELLS
    if found["wh"] == "how":
        turned = not _list("opens").isdisjoint(clause.text[found.end("next") :].split()[:2])
        return Form.ASKS if turned or after in _list("degree") else Form.TELLS
    return Form.TELLS if after in _list("subject") else Form.ASKS


def _turned_round(clause: Clause) -> Form | None:
    """Questions for yes or no: a verb before its subject, which is not merely left out."""
    first, _, rest = clause.text.partition(" ")
    if first not in _list("opens") or not rest:
        return None
    if rest.split()[0] in _list("no_subject"):
        return Form.TELLS
    # "Do the maths", "can't complain": no question where no question mark says so.
    bare = first in ("do", "have") or first.endswith("nt")
    return Form.TELLS if bare and not clause.questioned else Form.ASKS


def _by_name(clause: Clause) -> Form:
    """What is named with a question mark or a "please" behind it: "price of a pint?", "so Roe resigned?"."""
    words = clause.text.split()
    if len(telling(clause.typed)) < ENOUGH:
        return Form.TELLS
    if clause.questioned or clause.to_anybody:
        return Form.ASKS if any(word in _list("measure") for word in words[:3]) else Form.MAY_ASK
    polite = _POLITE.search(clause.text) and any(word in _list("kept") for word in words)
    return Form.MAY_ASK if polite else Form.TELLS


@cache
def _list(kind: str) -> frozenset[str]:
    return by_kind(__package__, "asking.txt")[kind]


@cache
def _any_of(kind: str) -> str:
    return "|".join(sorted(_list(kind)))


@cache
def _who_knows() -> re.Pattern[str]:
    """ "Does anybody know", "do you remember", "anyone recall"; not "you know", which asks nothing."""
    asked = rf"(?:(?:do|does|did|{_WOULD})\s+(?:{_ANYBODY}|{_YOU}|we)|{_ANYBODY})"
    return re.compile(rf"^{asked}\s+{_STILL}(?:{_any_of('know')}|(?:have|got) any idea)\b(?P<rest>.*)")


@cache
def _who_tells() -> re.Pattern[str]:
    """ "Can anybody explain", "could you remind me", "tell me", "I'd like to know", "can't remember"."""
    ways = (
        rf"{_WOULD}\s+{_ANYBODY}\s+{_STILL}(?:{_any_of('tell')})(?:\s+(?:to\s+)?(?:me|us))?",
        rf"{_WOULD}\s+{_YOU}\s+{_STILL}(?:tell|remind|explain to)\s+(?:me|us)",
        r"(?:tell|remind|give|show|get)\s+(?:me|us)",
        r"(?:i |we )?(?:would (?:like|love)|need|want) to know",
        r"(?:im |i am |was |just )*(?:wondering|curious)",
        r"(?:i )?(?:cant|dont|cannot) remember",
    )
    return re.compile(rf"^(?:{'|'.join(ways)})\b\s*(?P<rest>.*)")


@cache
def _who_has() -> re.Pattern[str]:
    """ "Anybody got the figure", "do we have a quote", "looking for the number"."""
    asked = rf"(?:(?:do|does|has|have)\s+(?:{_ANYBODY}|{_YOU}|we)|{_ANYBODY}|who)\s+{_STILL}"
    looking = r"(?:im |i am |we are )?(?:still )?(?:looking for|in need of|after)|(?:i |we )?(?:still )?need"
    return re.compile(rf"^(?:{asked}(?:has|have|got|with)|{looking})\s+(?P<rest>.*)")
