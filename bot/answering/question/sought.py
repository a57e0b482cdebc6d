"""What a question asks to be told that an answer must have: a figure, a day, a place, a name.

Finer than the kind of answer that a question wants (`wanted.py`), and surer: it looks for the words that ask
("how many", "name of the"), wherever they stand, and for what answers them beyond the question's own words.
"How many horses did she save?" is about "they had time to load up their horses", which does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from bot.answering.question.wanted import asking
from bot.text import MONTH_NUMBERS


class Sought(Enum):
    """What must be told."""

    FIGURE = auto()
    DAY = auto()
    PLACE = auto()
    NAME = auto()


_BE = r"(?:do|does|did|is|are|was|were|will|would|has|have|had|can|could|should|might|shall)"
_LEAD = r"^\W*(?:(?:and|so|confirm|please|the|a)\b\W*)*"
"""What may stand before "price of", "date of", where a question is no sentence."""
_ASKS = tuple(
    (sought, re.compile(pattern, re.IGNORECASE))
    for sought, pattern in (
        (
            Sought.FIGURE,
            r"\bhow (?:many|mny|manny|much|mutch|often|long|old|tall|big|large|far|high|fast|heavy|wide"
            r"|deep)\b(?! (?:before|after|until|since)\b)"
            r"|\b(?:what|which) (?:\w+ )?(?:percent\w*|pct|proportion|fraction|share)\b"
            r"|\b(?:percentage|proportion|fraction) of\b"
            r"|\b(?:what|which)(?:'?s| is| was)?(?: the)? (?:number|total|size|score|length|weight|height"
            r"|price|sum|fee|amount|salary)\b|\bat what (?:age|price)\b"
            rf"|{_LEAD}(?:number|count|total|age|length|height|weight|size|score) of\b"
            rf"|{_LEAD}(?:price|sum|cost|fee|fine|salary|amount)\b"
            rf"|\bwhat {_BE} .{{3,60}}? (?:pay|cost|charge)\b",
        ),
        (
            Sought.DAY,
            rf"(?<!\w)wh?en {_BE}\b|(?:^|[,;:.!–—-] ?|\band )when\?"
            rf"|\b(?:what|which) (?:day|date|year|month)\b|{_LEAD}(?:date|year|month|day)\b",
        ),
        (
            Sought.PLACE,
            rf"(?<!\w)where(?:'?s| {_BE})\b"
            rf"|\b(?:which|what) (?:\w+ )?(?:city|town|county|street|village|venue|country|state)\b"
            rf"(?= {_BE}|\?)",
        ),
        (
            Sought.NAME,
            r"\bname of (?:the|that|his|her|their)\b|\bwhat(?:'?s| is| was) (?:the|his|her|its|their) name\b"
            rf"|{_LEAD}(?:name|identity) of\b|\bwhat (?:is|was|were) .{{3,60}} (?:called|named)\b",
        ),
    )
)
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds? thousands?"
    " millions? billions? trillions? dozens? half halves thirds? quarters? first second third fourth fifth"
    " sixth seventh eighth ninth tenth twice doubled? tripled? once couple both no none zero nobody pair"
    " single every all"
)
_FIGURE = re.compile(rf"\d[\d.,:]*|\b(?:{'|'.join(_NUMBERS.split())})\b", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"%|\b(?:per ?cent|most|majority|several|few|many|free|nothing|more than|less than|entire|unanimous\w*"
    r"|daily|weekly|monthly|yearly|annual\w*|always|never|forever|foreseeable)\b",
    re.IGNORECASE,
)
"""What tells how many without a number, also in the question's own words."""
_DAY = re.compile(
    rf"\b(?:{'|'.join(MONTH_NUMBERS)})\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:1[5-9]|20)\d\d\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b(?:1[5-9]|20)?\d0s\b"
    r"|\b(?:yesterday|today|tonight|tomorrow|weeks?|months?|years?|morning|evening|night|afternoon|days?|noon|midnight"
    r"|spring|summer|fall|autumn|winter|decades?|century|hours?|minutes?|immediately|ago|after|before|until|since"
    r"|during|later|soon|when|once|now|next|last|recently|early|late|season|weekend|christmas|easter|thanksgiving)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[\s\"“'‘(])[A-Z][\w’'-]+")
_THERE = re.compile(
    r"\b(?:in|at|on|near|outside|inside|across|behind|under|from|to|into|over|around|between|along)"
    r" (?:the|a|an|his|her|their|its)\b"
)
_OTHERWISE = {Sought.FIGURE: _ROUGHLY, Sought.PLACE: _THERE}
_OWN = re.compile(r"[^\W_](?:[\w.,]*[^\W_])?")
_OF = re.compile(r"[’']s$")


def sought(question: str) -> Sought | None:
    """What an answer to the question must tell; None where it need be none of these."""
    asks = asking(question)
    return next((kind for kind, pattern in _ASKS if pattern.search(asks)), None)


def tells(text: str, kind: Sought, question: str) -> bool:
    """Whether a text has what is sought, beyond the question's own words."""
    own = {word.lower() for word in _OWN.findall(question)}
    if any(one.lower().strip(".,:") not in own for one in _candidates(text, kind)):
        return True
    return bool(
        (kind is Sought.FIGURE and _ROUGHLY.search(text)) or (kind is Sought.PLACE and _THERE.search(text))
    )


def _candidates(text: str, kind: Sought) -> Iterator[str]:
    if kind in (Sought.PLACE, Sought.NAME):
        # The first word has a capital in any case.
        return (_OF.sub("", found.group()) for found in _NAMED.finditer(text))
    return (found.group() for found in (_FIGURE if kind is Sought.FIGURE else _DAY).finditer(text))
