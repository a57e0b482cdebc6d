"""What is asked about an entry that was shown: who wrote it, in which paper, whether word for word.

A message asks about the entry where no word of it tells of anything else; the words are data
(`data/aspects.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.conversation.spoken import spoken
from bot.answering.question.lexicon import plain_words
from bot.replies import Aspect
from bot.text import MONTH_NUMBERS, by_kind

SHORTEST_ASKED = 4
"""Words of "what does he do": of more words it asks for what was done."""
_THAT = frozenset(("it", "that", "this", "so", "those", "these", "they", "one", "them"))
_ASKS_ELSE = frozenset(("why", "much", "many", "long", "far", "often", "else", "about", "happened"))
"""Words that ask for more than the entry, whatever stands beside them: "how much exactly?"."""
_SMALL = frozenset(("and", "but", "so", "exactly", "please", "by", "of", "from", "in", "on", "at", "to"))
_WHOSE = frozenset(("his", "her", "their", "he", "she", "they"))
_WHO = frozenset(("who", "whom", "whose", "whos"))
_WHEN = frozenset(("when", "whens"))
_WHERE = frozenset(("where", "wheres", "whered"))
_WHICH = frozenset(("what", "which", "whats"))
_ARTICLES = frozenset(("article", "story", "piece", "report", "text", "news"))
_QUOTE = frozenset(("quote", "quotation", "quotes", "words", "sentence"))
_AN_EXACT_ONE = re.compile(
    r"word (?:for|by) word|own words|quot(?:e|ation) marks"
    r"|^(?:is|was) (?:that|this|it) (?:really )?an? (?:\w+ )?quot"
    r"|^(?:did|has) \w+ (?:really|actually|literally) (?:say|said|put)\b|^(?:is|was) that what \w+ said"
)
_SOMEBODY_SAID = re.compile(
    r"(?:and |so )?(?:which|what) \w+ (?:said|says|wrote|claims|claimed) (?:it|that|this|so)"
)
_WHO_IS = re.compile(r"(?:and |so |but )?who(?:s| is| was) (?:he|she|(?:this|that) (?:guy|man|woman|person))")
_DAYS_MEANT = re.compile(r"(?:is|was|were) (?:that|it|this) (?:said |from |of |in |on |this |last )+[\w ]+")
_NO_DAY = frozenset(("before", "after", "first", "next", "last"))
_ALL_OF_IT = re.compile(r"\b(?:all of (?:it|that)|in full)\b")


def aspect_of(message: str) -> Aspect | None:
    """What is asked about an entry that was shown; None where something else is asked."""
    said = spoken(re.sub("['’]", "", message))
    kinds = _kinds()
    known = plain_words().union(*kinds.values())
    text = " ".join(said)
    if _SOMEBODY_SAID.fullmatch(text):
        return Aspect.SPEAKER
    days = [word for word in said if _tells_days(word)]
    if days and _DAYS_MEANT.fullmatch(text) and all(word in known or word in days for word in said):
        return Aspect.DATE
    if not said or not _ASKS_ELSE.isdisjoint(said) or any(word not in known for word in said):
        return None
    return _written(said) or _asked_of(said) or _asked_by(said)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return by_kind(__package__, "aspects.txt")


def _tells_days(word: str) -> bool:
    days = ("yesterday", "today", "week", "month", "year", "morning", "evening", "night", "weekend")
    return word in MONTH_NUMBERS or word in days or (word.isdigit() and len(word) <= len("2031"))


def _written(said: Sequence[str]) -> Aspect | None:
    """What is asked of the article's author, or of the words themselves."""
    kinds, text, asked = _kinds(), " ".join(said), set(said)
    if kinds["author"] & asked or ("written" in asked and ("by" in asked or _WHO & asked)):
        return Aspect.AUTHOR
    if kinds["whole"] & asked or _ALL_OF_IT.search(text):
        return Aspect.WHOLE
    if kinds["wording"] & asked or _AN_EXACT_ONE.search(text):
        return Aspect.WORDING
    return None


def _asked_of(said: Sequence[str]) -> Aspect | None:
    """What is asked by a word that names it: the source, the date, the speaker's role."""
    kinds, asked = _kinds(), set(said)
    if kinds["address"] & asked or kinds["source"] & asked or (_WHICH & asked and _ARTICLES & asked):
        return Aspect.ADDRESS if kinds["address"] & asked else Aspect.SOURCE
    if _WHO_IS.match(" ".join(said)) or (kinds["role"] & asked and (_WHOSE & asked or "speaker" in asked)):
        return Aspect.ROLE
    if kinds["date"] & asked and _NO_DAY.isdisjoint(asked):
        return Aspect.DATE
    if kinds["occasion"] & asked:
        return Aspect.OCCASION
    if _WHICH & asked and {"do", "does"} & asked and _WHOSE & asked and len(said) <= SHORTEST_ASKED:
        return Aspect.ROLE
    return None


def _asked_by(said: Sequence[str]) -> Aspect | None:
    """What is asked by its question word, and a verb of saying or publishing: "where was that said?"."""
    kinds, asked = _kinds(), set(said)
    says = bool(kinds["saying"] & asked)
    bare = sum(word not in _SMALL for word in said) == 1
    if _WHEN & asked and (bare or says or _just_that(said)):
        return Aspect.DATE
    if _WHERE & asked and (bare or says or kinds["finding"] & asked):
        return Aspect.SOURCE
    if _WHO & asked and {"published", "printed", "ran", "reported", "released"} & asked:
        return Aspect.SOURCE
    if _WHO & asked and (bare or says or _just_that(said) or (_QUOTE | {"speaker"}) & asked):
        return Aspect.SPEAKER
    return None


def _just_that(said: Sequence[str]) -> bool:
    """Whether nothing but a question word, a small verb and "that" stands there: "when was that?"."""
    small = {"was", "is", "were", "are", "and", "so", "but", "exactly"}
    return all(word in small or word in _THAT or word in _WHO | _WHEN for word in said)
