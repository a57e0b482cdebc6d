"""Whether a message stands alone, or leans on what was said before it: by its form.

It leans where it begins or ends like an addition ("and the union?", "beer too?"), where a pronoun has nothing
in the message to stand for, or where too little is said to be asked of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.conversation.spoken import spoken
from bot.answering.question.lexicon import plain_words
from bot.text import MONTH_NUMBERS, by_kind, words

ENOUGH_ASKED = 2
"""Telling words from which a whole question needs nothing from before: "when does the strike end?"."""
ENOUGH_NAMED = 4
"""Telling words from which words without a question do: "Roe's verdict on the old pier"."""
_PERSONS = frozenset(("he", "she", "him", "his", "her", "hers", "they", "them", "their", "theirs"))
_OBJECTS = frozenset(("him", "them"))
"""Pronouns that somebody of the same message is never: "did Roe thank him?"."""
_POINTING = frozenset(("that", "this", "these", "those", "such"))
_THINGS = _POINTING | {"it", "its", "there", "one", "ones"}
_DETERMINERS = frozenset(("the", "a", "an"))
_WHICH_ONE = frozenset(
    (
        "the",
        "which",
        "that",
        "this",
        "other",
        "another",
        "earlier",
        "later",
        "first",
        "last",
        "next",
        "second",
    )
)
"""Words before "one" that say which of those talked of is meant."""
_BEING = frozenset(("is", "are", "was", "were", "will", "has"))
_SPANS = frozenset(("week", "month", "year", "morning", "evening", "weekend", "season"))
_ASKING = re.compile(
    r"^\W*(?:(?:in|on|at|by|from|to|for|with|of|about|since|until)\s+)?(?:what|who|whom|whose|when|where|why|how"
    r"|which|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|tell|show|give|list"
    r"|find|quote|summari[sz]e|compare|explain)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W*(?:and|but|or|so|then|plus|also|versus|vs\.?|compared\s+(?:to|with)|what\s+about|how\s+about|only|just"
    r"|even)\b\W*",
    re.IGNORECASE,
)
_NARROWS = re.compile(
    r"^\W*(?:only|just|versus|vs|compared|what\s+about|how\s+about|or|plus|also)\b", re.IGNORECASE
)
_ADDED = re.compile(
    r"\b(?:too|also|as\s+well|either|instead|then|anyway|though|alone|only)(?:\s+please)?\W*$", re.IGNORECASE
)
_OF_WHAT = re.compile(
    r"\b(?:say|says|said|saying|spoken?|speak|talk(?:ed)?|think|thinks|thought|tell\s+\w+|told\s+\w+|known|new)\s+"
    r"(?:about|on|of)\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\bit\s+(?:true|take|took|cost|mean|seem|look|like|matter|rain|snow|(?:\w+\s+)?(?:to|that)\b)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: "how long does it take to", "is it true that"."""
MEASURES = by_kind(__package__, "leaning.txt")["measure"]
"""Words that ask for a measure of something, and do not say of what."""


@dataclass(frozen=True)
class Lack:
    """What a message leaves out.

    `pronoun` stands for somebody talked of; `topic` is true where it does not say what it is about, `asking`
    where it has the form of a question of its own.
    """

    pronoun: str = ""
    topic: bool = False
    asking: bool = False


def is_asking(message: str) -> bool:
    """Whether a message has the form of a question or a request of its own."""
    return bool(_ASKING.match(message))


def telling(message: str) -> list[str]:
    """The words of a message that say what it is about, in lower case."""
    return [word for word in spoken(message) if _tells(word)]


def _tells(word: str) -> bool:
    return word not in plain_words() and word not in MONTH_NUMBERS


def lacking(message: str) -> Lack | None:
    """What a message leaves out; None where it stands alone."""
    text = _ADDS.sub("", message)
    begins, narrows = text != message, bool(_NARROWS.match(message) or _ADDED.search(message))
    pronoun, thing = _open_pronoun(text), _open_thing(text)
    told, asking = telling(text), is_asking(text)
    weighty = [word for word in told if word not in MEASURES]
    short = len(weighty) < ENOUGH_ASKED if asking else len(told) < ENOUGH_NAMED
    short = short and not (asking and _says_of_what(text))
    if not (narrows or pronoun or thing or short) and (asking or not begins):
        return None
    topic = thing or short or narrows or (begins and not asking)
    return Lack(pronoun=pronoun, topic=topic, asking=asking)


def _says_of_what(text: str) -> bool:
    """Whether a question says by itself what it is about: "what was said about the strike?"."""
    about = _OF_WHAT.search(text)
    behind = spoken(text)[len(words(text[: about.end()])) :] if about else []
    return any(_tells(word) and word not in MEASURES for word in behind)


def _open_pronoun(text: str) -> str:
    """The first pronoun of a person that nothing before it stands for; empty where there is none."""
    typed, read = words(text), spoken(text)
    named = False
    for place, (word, said) in enumerate(zip(typed, read, strict=True)):
        last = place == len(read) - 1
        if said in _PERSONS and (not named or said in _OBJECTS or (said == "her" and last)):
            return said
        capital = place > 0 and text[word.start].isupper()
        introduced = place > 0 and read[place - 1] in _DETERMINERS
        named = named or (said not in plain_words() and (capital or introduced))
    return ""


def _open_thing(text: str) -> bool:
    """Whether "it", "that" or "there" has nothing in the text to stand for."""
    read = spoken(text)
    return not _EXPLETIVE.search(text) and any(
        said in _THINGS and _stands_for_before(read, place) for place, said in enumerate(read)
    )


def _stands_for_before(read: Sequence[str], place: int) -> bool:
    """Whether the word at a place takes up what was said before the message."""
    said, before = read[place], read[place - 1] if place else ""
    after = read[place + 1] if place + 1 < len(read) else ""
    told = sum(word not in plain_words() for word in read[:place])
    if said == "that" and told and after:
        return False  # "said that prices rose"
    if said in _POINTING and after and after not in plain_words():
        return after not in _SPANS  # "that recall" takes it up, "this week" does not
    if said == "there" and before in _BEING:
        return False
    if said in ("one", "ones") and before not in _WHICH_ONE:
        return False
    return told < ENOUGH_NAMED
