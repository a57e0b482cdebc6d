"""Which kind of answer a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.question.lexicon import plain_words, small_talk
from bot.replies import Wanted
from bot.text import MONTH_NUMBERS, beginnings, verbs, words

_SELF = frozenset(
    {"i", "im", "ive", "id", "ill", "me", "my", "mine", "we", "us", "our", "ours", "weve", "lets"}
)
_YOU = frozenset({"you", "u", "your", "yours", "yall", "ya"})
_ANYBODY = frozenset(
    {"anyone", "anybody", "any1", "someone", "somebody", "some1", "everyone", "everybody", "people"}
)
_ADDRESSED = frozenset({"all", "there", "everyone", "everybody", "team", "bot", "again"})
"""Words that may stand between a greeting and what is asked."""
_QUOTED = re.compile(r"[\"“].*?[\"”]", re.DOTALL)
_QUESTION_WORDS = frozenset({"what", "waht", "wat", "who", "when", "where", "why", "how", "which", "did"})
_REQUEST = re.compile(
    r"\?|^\W*(?:w(?:h)?(?:at|en|er|ere|o|om|ose|ich|y)|hows?|hw|y|is|are|was|were|did|does|do|has|have|had|can|could"
    r"|will|would|should|wud|shud|any|anything|list|show|find|give|tell|quote|everything|all)\b"
    r"|\b(?:on|about|abt|bout|said|says|say|quotes?|statements?|according)\b"
    r"|\bhow (?:many|much|old|long|far|often)\b",
    re.IGNORECASE,
)
ENOUGH = 2
"""Signs of everyday talk that make a message small talk."""
MOSTLY_EVERYDAY = 0.3
"""Share of the words that are not merely plain from which everyday ones make it everyday talk."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CLAUSE_END = re.compile(r"(?<=[.!?,;:])\s+")
_PASSED_ON = re.compile(
    r"(?i:\b(?:tell|know|knows|remember|remind|recall|wonder\w*)\b.*\b(?:what|when|where|why|how)\s+)"
    r"(?:[A-Z][\w'’-]+\s+){1,3}(?i:said|says|told|thought|thinks|wants|wanted|called|promised)\b"
)
"""The same within a question: "can anyone tell me what Roe said", but not "that's what she said"."""
_EXCLAIMS = re.compile(r"^\W*(?:what\s+an?|how\s+\w+\s+is\s+(?:this|that|it))\b", re.IGNORECASE)
"""What a time to be alive, how cool is that: nothing is asked."""
_HOW = r"how|hw"
_WHAT = r"w(?:h)?at(?:'?s)?"
_CUES: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (Wanted.GENUINE, r"\b(?:did|has|is it true)\b.*[\"“].{12,}[\"”]"),
        (Wanted.SUMMARY, r"^\s*(?:summar|sum up|tl;?dr|give me (?:a|the) (?:summary|gist))"),
        (
            Wanted.LIST,
            r"\b(?:list|everything|all (?:of )?\w+(?:'s)? (?:remarks|quotes|statements|comments))\b",
        ),
        (
            Wanted.NUMBER,
            rf"\b(?:{_HOW}) (?:many|mny|much|mutch|manny|big|large|tall|old|long|far|often|high|low|fast)\b"
            rf"|\b{_WHAT} (?:share|percent\w*|pct|number|proportion|fraction|size|age|price|count)\b"
            r"|\bby how\b|\b(?:share|percentage|number|count) of\b",
        ),
        (
            Wanted.PLACE,
            r"^\W*(?:in |at |from )?(?:where?s?|wher|wers?|were(?= (?:is|are|was|were|did|do|does|has|have"
            r"|had|can|could|will|would|should)\b)|which (?:city|state|country|town|place)\w*)\b"
            r"|\b(?:in|at|from|to) (?:what|which) (?:\w+ )?(?:city|state|country|town|place)\b",
        ),
        (
            Wanted.DATE,
            r"^\W*(?:since |by |until )?(?:w(?:h)?en|(?:what|which) (?:day|date|year|month|time))\b"
            r"|\b(?:in|on|by|since|until) (?:what|which) (?:day|date|year|month)\b",
        ),
        (
            Wanted.REASON,
            r"^\W*(?:and )?(?:why|y|how come|what(?:'s| is| was) the (?:reason|motive)|for what reason"
            r"|what (?:made|got|led|prompted))\b",
        ),
        (Wanted.WHO, r"^\W*(?:and )?who(?:'s| is|se|m)?\b"),
        (
            Wanted.YESNO,
            r"^\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|wud|shud)\b",
        ),
    )
)


def wanted(question: str) -> Wanted:
    """The kind of answer asked for; `NOTHING` for small talk, a statement where nothing else is said."""
    if _only_chats(question):
        return Wanted.NOTHING
    whole = next((kind for kind, cue in _CUES if cue.search(question)), None)
    return whole or next((kind for kind, cue in _CUES if cue.search(asking(question))), Wanted.STATEMENT)


@cache
def _speaker_cue() -> re.Pattern[str]:
    who = r"^\W*(?:and |so )?(?:who|which \w+|what \w+)(?:\s+\w+)?\s+"
    return re.compile(rf"{who}(?:{'|'.join(beginnings('question'))})\w*", re.IGNORECASE)


def asks_speaker(question: str) -> bool:
    """Whether it asks who said, thought or judged something: "who grumbled about the tax?"."""
    return bool(_speaker_cue().search(question))


def asking(message: str) -> str:
    """The last sentence with a question mark: what is said before it only leads up to it."""
    asking = [one for one in _SENTENCE_END.split(message) if one.endswith("?")]
    return asking[-1] if asking else message


def _only_chats(message: str) -> bool:
    """Whether a message is small talk: none of its sentences asks for something that may be known."""
    if not (_chatting(_QUOTED.sub(" ", message)) and _chatting(message)):
        return False
    if _reported().search(message) or _PASSED_ON.search(message):
        return False
    clauses = [_laughs().sub("", each) for each in _CLAUSE_END.split(message)]
    whole = clauses == [message]
    return whole or not any(_asks_for_something(each) for each in clauses)


@cache
def _laughs() -> re.Pattern[str]:
    """A laugh before or behind what is said, which may be a question all the same."""
    laugh = "|".join(sorted(small_talk("laugh")))
    return re.compile(rf"^\W*(?:{laugh})\b\W*|\W*\b(?:{laugh})\W*$", re.IGNORECASE)


def _asks_for_something(clause: str) -> bool:
    """Whether a clause of several asks, and not about whoever speaks: "lol, how long did the strike last"."""
    spoken = [word.text for word in words(clause)]
    if not spoken or _chatting(clause) or not _SELF.isdisjoint(spoken) or not _YOU.isdisjoint(spoken):
        return False
    asks = clause.endswith("?") or (spoken[0] in _QUESTION_WORDS and not _EXCLAIMS.match(clause))
    everyday = small_talk("everyday")
    return asks and sum(word not in plain_words() and word not in everyday for word in spoken) >= ENOUGH


@cache
def _reported() -> re.Pattern[str]:
    """What asks for somebody's words: "what did Renwick say", but not "what did you say"."""
    spoken = "|".join(sorted(verbs("question")))
    return re.compile(
        r"\b(?:what|when|where|why|how|whom?)\s+(?:else\s+)?(?:did|does|do|has|have|would)\s+"
        rf"(?!(?:{'|'.join(sorted(_SELF | _YOU | _ANYBODY))})\b)(?:[\w'’.-]+\s+){{1,6}}?(?:{spoken})\b",
        re.IGNORECASE,
    )


def _chatting(message: str) -> bool:
    spoken = [word.text for word in words(message)]
    if not spoken:
        return True
    request = bool(_REQUEST.search(message))
    laughs = any(word in small_talk("laugh") for word in spoken)
    greets = spoken[0] in small_talk("greeting") and "?" not in message
    everyday = _everyday(spoken)
    speaks_of_self = any(word in _SELF for word in spoken) and not _only_us(message, spoken)
    only_greets = greets and (everyday > 0 or speaks_of_self or not _asks_after_greeting(message))
    return laughs or only_greets or (everyday > 0 and everyday + speaks_of_self + (not request) >= ENOUGH)


def _everyday(spoken: Sequence[str]) -> int:
    """How many everyday words a message has; 0 where they are few among the others."""
    everyday = sum(word in small_talk("everyday") for word in spoken)
    telling = sum(word not in plain_words() for word in spoken)
    return everyday if everyday >= MOSTLY_EVERYDAY * telling else 0


def _only_us(message: str, spoken: Sequence[str]) -> bool:
    """Whether nobody but "US" speaks of themselves: the country, in a message that is not all capitals."""
    return "US" in message and not message.isupper() and _SELF.isdisjoint(w for w in spoken if w != "us")


def _asks_after_greeting(message: str) -> bool:
    """Whether a question word follows the greeting: "hi all, what did Thorley say"."""
    spoken = [word.text for word in words(message)]
    rest = (word for word in spoken if word not in small_talk("greeting") and word not in _ADDRESSED)
    return next(rest, "") in _QUESTION_WORDS


_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|third|quarter|percent)s?\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:{'|'.join(MONTH_NUMBERS)})\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:1[5-9]|20)\d\d\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b(?:yesterday|today|tomorrow)\b"
    r"|\b(?:week|month|year|morning|evening|night)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|from|outside|inside|across|on) (?:the )?[A-Z]")
_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|due to|as a result|reason|why|after|amid|over|given|to)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
_HOLDS = {
    Wanted.NUMBER: _NUMBER,
    Wanted.DATE: _DATE,
    Wanted.PLACE: _PLACE,
    Wanted.REASON: _REASON,
    Wanted.WHO: _NAME,
}


def holds(text: str, kind: Wanted) -> bool | None:
    """Whether a text has what such a question wants (a number, a date, ...).

    None where nothing special is wanted.
    """
    pattern = _HOLDS.get(kind)
    return bool(pattern.search(text)) if pattern else None
