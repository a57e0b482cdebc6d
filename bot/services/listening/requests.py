"""Requests for knowledge by name of knowing, telling or having it: "does anybody know", "remind me"."""

from __future__ import annotations

import re
from functools import cache

from bot.services.listening.clauses import Clause
from bot.services.listening.english import AHEAD, ANYBODY, WH, WOULD, YOU, any_of, listed
from bot.text import lines

FEWEST = 2
"""Words that must follow "tell me" for something to be asked."""
OWN = re.compile(r"\b(?:i|im|ive|me|my|mine|myself|we|weve|us|our|ours|lets)\b")
"""Whoever writes, alone or with the others."""
READER = re.compile(r"\b(?:you|u|youre|youve|youll|your|yours|yourself|ya|yall|ur)\b")
"""Whoever reads it."""
_TASK = re.compile(rf"^{WOULD}\s+{ANYBODY}\b")
"""Something to do for whoever is there: "can somebody cover the late shift?"."""
_STILL = r"(?:(?:here|still|else|happen to|by any chance|actually|perhaps|maybe|please|pls|even)\s+)*"
_EMBEDS = rf"(?= (?:{AHEAD})?(?:{WH}|if|whether)\b)"


def requested(clause: Clause) -> bool | None:
    """Whether a clause asks for knowledge in such words; None where it is none of these.

    A request for something else ("give me a minute", "who has the keys") is False.
    """
    knows = _matching("knows", clause)
    if knows is not None:
        return bool(knows)
    told = _matching("tells", clause)
    if told is not None:
        rest = told.split()
        return len(rest) >= FEWEST and rest[0] not in listed("not_told") and not READER.search(told)
    has = _matching("has", clause)
    if has is not None:
        return not listed("kept").isdisjoint(has.split()) and not OWN.search(has)
    return False if _TASK.match(clause.text) else None


def _matching(kind: str, clause: Clause) -> str | None:
    """What follows a request of this kind; None where the clause does not begin with one."""
    found = _requests(kind).match(clause.text)
    return found["rest"].strip() if found else None


@cache
def _requests(kind: str) -> re.Pattern[str]:
    ways = (line.partition(": ") for line in lines(__package__, "requests.txt"))
    joined = "|".join(f"(?:{way})" for name, _, way in ways if name == kind)
    classes = {"anybody": ANYBODY, "you": YOU, "would": WOULD, "still": _STILL, "embeds": _EMBEDS}
    for name, pattern in (classes | {each: any_of(each) for each in ("know", "tell")}).items():
        joined = joined.replace(f"{{{name}}}", pattern)
    return re.compile(rf"^(?:{joined})\b(?P<rest>.*)")
