"""Questions that want no answer: astonishment, scorn, opinions asked for; by their forms in English."""

from __future__ import annotations

import re
from functools import cache

from bot.services.listening.clauses import Clause
from bot.services.listening.english import WH
from bot.text import lines

_THEY = (
    r"(?:i|we|you|u|he|she|they|it|people|anyone|anybody|everyone|everybody|nobody|no one|somebody|someone)"
)
_ASTONISHED = re.compile(rf"^{WH}\b.*\b(?:still|even|possibly|anymore)\b")
_SHOUTED = re.compile(r"\?!|!\?|\?\?\?")
_TAG = re.compile(
    r",\s*(?:huh|eh|innit|isn.?t it|is it|aren.?t they|wasn.?t it|no|amirite|am i right|or what)\W*$",
    re.IGNORECASE,
)


def is_rhetorical(clause: Clause) -> bool:
    """Whether a clause has the form of a question that wants no answer, or somebody's opinion."""
    if _forms().search(clause.text) or _SHOUTED.search(clause.sentence) or _TAG.search(clause.sentence):
        return True
    # "How is that still one fifty": without a question mark it is an exclamation.
    return not clause.questioned and bool(_ASTONISHED.search(clause.text))


@cache
def _forms() -> re.Pattern[str]:
    forms = (f"(?:{line})" for line in lines(__package__, "rhetoric.txt"))
    return re.compile("|".join(forms).replace("{wh}", WH).replace("{they}", _THEY))
