"""What a question puts into somebody's mouth: "did Roe say that the tram is slow?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.answering.question.parts import Part, part_of
from bot.answering.question.people import Meant
from bot.answering.question.terms import Term
from bot.text import verbs

_REALLY = r"(?:(?:really|actually|ever|just|once|also|already|even|in\s+fact)\s+)*"
_NOT = r"(?:n['’]?t)?"
_ASKS = (
    r"^\W*(?:(?:so|and|but|ok|hey)\W+)?"
    rf"(?:is\s+it\s+true\s+that|(?:did|does|has|have|had){_NOT}|(?P<who_said>(?:is|was){_NOT}\s+it))\s+"
)


class Asserted(NamedTuple):
    """Words that somebody may have said, without marks, and the name or description of who that is."""

    speaker: str
    words: str


@cache
def _claim() -> re.Pattern[str]:
    say = "|".join(sorted(verbs("claim")))
    return re.compile(
        rf"{_ASKS}(?P<who>[^,?!;:\"“”]+?)\s+(?(who_said)(?:who|that)\s+){_REALLY}(?:{say})\b"
        r"\s*(?P<that>that\b|:)?\s*(?P<words>.+?)\W*$",
        re.IGNORECASE,
    )


def asserted_in(question: str) -> Asserted | None:
    """What somebody is said to have said, where a question asks for yes or no to it; None for others."""
    found = _claim().match(question)
    if found is None or re.match(r"(?:about|on|anything|something|of|to)\b", found["words"], re.IGNORECASE):
        return None
    return Asserted(found["who"].strip(), found["words"].strip())


def asked_to_have_spoken(terms: Sequence[Term], people: Sequence[Meant]) -> Meant | None:
    """Whose words are asked for: the first who is named, where nothing but the question stands before.

    "what did Roe say of it", "Roe on the tram", "has Roe commented"; not "what did Roe's lawyer say", nor
    "who told Roe about it".
    """
    first = people[0] if people else None
    if first is None or any(term.topical for term in terms[: first.first]):
        return None
    return first if part_of(first, terms, people) is Part.SPEAKS else None
