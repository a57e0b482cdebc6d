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
from bot.services.listening.english import AHEAD, WH, any_of, listed
from bot.services.listening.requests import OWN, READER, requested
from bot.services.listening.rhetoric import is_rhetorical

ENOUGH = 2
"""Words that say what it is about, from which names without a verb may ask for something."""
_ASKED = re.compile(rf"^(?:{AHEAD})?(?P<wh>{WH})(?P<is>s|re|d|ll|ve)?\b(?:\s+(?P<next>\S+))?")
_WE_KNOW = re.compile(r"^what (?:else )?do we (?:know|have)\b")
_ANY_READER = re.compile(r"\b(?:makes?|made|gives?|costs?|helps?|lets?|keeps?|for) you\b")
"""A "you" that is anybody: "does it make you smarter?"."""
_ANYBODY_DOES = re.compile(
    rf"^(?:{WH} (?:do|can|would|should)|can|do) you (?!(?:all|guys|folks|think|mean|want|feel|like|plan|mind"
    r"|guess|reckon|suggest|prefer|see|find|say|know|ever|even)\b)\w+ \w"
)
"""The same as who does something: "where can you watch the final?"."""
_ANYBODYS = frozenset(("they", "them", "their"))
_SOME = frozenset(("anything", "something", "any"))
_POLITE = re.compile(r"\b(?:please|pls|plz)\b")
_SPAN = r"(?:week|month|year|morning|evening|weekend|season|time|day|summer|winter|spring|autumn)s?"
_TAKES_UP = re.compile(
    rf"^(?:{WH}(?:s|re)?\s+)?(?:\w+\s+)?(?:it|this|that|these|those)\b(?!.*\b(?:who|that|to)\b)"
    r"|\b(?:that|this|it|those|these|them|him|her|so|there)(?: (?:again|now|then|here|please|or not))?$"
    rf"|\b(?:this|these|those)\s+(?!{_SPAN}\b)\w"
)
"""A pronoun that stands for something said before: "is that true", "who told them", "who wrote this line"."""
_WHOSE = re.compile(
    rf"^(?:{AHEAD})?(?:{WH}\s+)?(?:did|does|do|has|have|had|is|was|will|would)\s+(?:the\s+)?"
    r"(?P<subject>\w+)\b.*?\b(?:he|she|his|her)\s+\w"
)
"""A subject before the pronoun that stands for it, in small letters: "what did roe say after she lost"."""
_RECALLS = re.compile(r"^what(?:s| is| was) that \w")
"""One that does not: "what was that line on sleep?"."""
_NAMED = re.compile(r"\b(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]hese) [A-Z]\w")
"""Nor one that names what it points to: "that Gull bridge"."""


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
    asked = requested(clause)
    if asked is not None:
        return Form.ASKS if asked else Form.TELLS
    if OWN.search(_WE_KNOW.sub(" ", clause.text)):
        return Form.TELLS
    if READER.search(_ANY_READER.sub(" ", clause.text)):
        anybody = _ANYBODY_DOES.match(clause.text) and clause.questioned
        return Form.MAY_ASK if anybody and len(telling(clause.typed)) >= ENOUGH else Form.TELLS
    for read in (_with_question_word, _turned_round):
        found = read(clause)
        if found is not None:
            return found
    return _by_name(clause)


def _leans(clause: Clause) -> bool:
    """Whether a clause takes up what others talk of, and not what the message itself says before it."""
    if telling(clause.before):
        return False
    told, lacks = len(telling(clause.typed)), lacking(clause.typed)
    # "How do they make cheese?", "what was that line on sleep": of nobody and nothing said before.
    pronoun = lacks.pronoun if lacks else ""
    subject = _WHOSE.match(clause.text)
    if told >= ENOUGH and (pronoun in _ANYBODYS or (subject and telling(subject["subject"]))):
        pronoun = ""
    recalls = told >= ENOUGH and bool(_RECALLS.match(clause.text) or _NAMED.search(clause.typed))
    return bool(pronoun) or not told or (not recalls and bool(_TAKES_UP.search(clause.text)))


def _with_question_word(clause: Clause) -> Form | None:
    """Questions that begin with who, what, how many and so on; a heading ("why prices rise") is none."""
    found = _ASKED.match(clause.text)
    if found is None:
        return None
    after = found["next"] or ""
    if not after:
        return Form.TELLS
    if found["is"] or after in listed("opens") or clause.questioned:
        return Form.ASKS
    if found["wh"] in ("why", "where", "when"):
        return Form.TELLS
    if found["wh"] == "how":
        turned = not listed("opens").isdisjoint(clause.text[found.end("next") :].split()[:2])
        return Form.ASKS if turned or after in listed("degree") else Form.TELLS
    return Form.TELLS if after in listed("subject") else Form.ASKS


def _turned_round(clause: Clause) -> Form | None:
    """Questions for yes or no: a verb before its subject, which is not merely left out."""
    first, _, rest = clause.text.partition(" ")
    if first not in listed("opens") or not rest:
        return None
    if rest.split()[0] in listed("no_subject"):
        return Form.TELLS
    # "Do the maths", "can't complain": no question where no question mark says so.
    bare = first in ("do", "have") or first.endswith("nt")
    return Form.TELLS if bare and not clause.questioned else Form.ASKS


def _by_name(clause: Clause) -> Form:
    """What is named, or ordered, and asked by no verb: "price of a pint?", "Roe resigned?", "explain ..."."""
    words = clause.text.split()
    if len(telling(clause.typed)) < ENOUGH:
        return Form.TELLS
    if clause.questioned or clause.to_anybody:
        return Form.MAY_ASK if (listed("measure") | listed("kept")).isdisjoint(words) else Form.ASKS
    polite = _POLITE.search(clause.text) and not listed("kept").isdisjoint(words)
    searched = words[0] in _SOME or _searched().match(clause.text)
    return Form.MAY_ASK if polite or searched else Form.TELLS


@cache
def _searched() -> re.Pattern[str]:
    """ "Number of ferries in the fleet", as it is typed into a search; "explain the toll"."""
    named = rf"(?:the )?(?:\w+ )?(?:{any_of('measure')}) (?:of|per|for|in|to)\b"
    return re.compile(rf"^(?:{named}|(?:{any_of('told')}) (?!of\b|is\b|was\b|are\b))")
