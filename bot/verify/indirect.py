"""What a text says that somebody said, without marks: "Roe said the tram is slow", "according to Roe, …"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.text import quotations, sentences, verbs, words

SHORTEST = 2
"""Words from which something is claimed: "Roe said so" claims nothing that can be looked up."""
LONGEST = 600
"""Letters of a sentence that is looked at: four lines of a newspaper's, and read in no time."""
NAME = 8
"""Words of a name or description, at most."""

_LEAD = r"^\W*(?:(?:so|and|but|apparently|now|wow|btw|hey|fyi|breaking|well|today|yesterday|just in)\b\W*)*"
_WHO = r"(?P<who>[^\W\d_][^,;:?!“”\"()\n]{0,80}?)"
_NOT = r"(?:(?:did|does|do|has|have|had)(?:\s+not|n['’]t)?\s+|never\s+)*"
_ADVERB = r"(?:(?:also|just|once|already|even|now|then|again|later|never|not|\w+ly)\s+)*"
_TOLD = r"(?:(?:the|a|an|his|her|their|our|my)\s+)?\w+"
_WHEN = r"(?:\s+(?:on|in|at|last|this|during|after|before|yesterday|today|earlier)\b[^,.;:]{0,40}?)?"
_DAY = (
    r"(?:\s+(?:on\s+\w+day|yesterday|today|tonight|earlier|recently|(?:last|this)\s+"
    r"(?:night|morning|afternoon|evening|week|weekend|month|year|\w+day)))?"
)
_NO_CLAIM = re.compile(
    r"(?:about|on|of|to|anything|something|nothing|everything|so|yes|no|hello|goodbye|why|how|who|whether|if)\b",
    re.IGNORECASE,
)
"""Behind "Roe said": what says of what, to whom or that, but not what."""
_THEY = frozenset(("he", "she", "they"))
_NOBODY = frozenset(
    (
        "i", "we", "you", "it", "this", "that", "who", "what", "which", "when", "where", "why", "how",
        "nobody", "everybody", "everyone", "someone", "somebody", "anyone", "anybody", "one", "people",
        "some", "many", "did", "does", "has", "have", "is", "are", "was", "were", "if", "as",
    )
)  # fmt: skip
"""Words with which no name or description begins."""


class IndirectClaim(NamedTuple):
    """What somebody is said to have said, on which line (from 1); `speaker` is as the text names them.

    It is empty where the text only has "he", "she" or "they" and nobody was named before. `labelled` is what
    stands behind a colon, which may be no name: "Roe: the tram is slow", "Update: the tram is slow".
    """

    speaker: str
    words: str
    line: int
    labelled: bool = False


def claims_in(text: str) -> list[IndirectClaim]:
    """All that a text gives somebody without marks, in its order. A question claims nothing. Never raises.

    "She" is whoever was named last for something.
    """
    found: list[IndirectClaim] = []
    for number, line in enumerate(text.splitlines(), start=1):
        for sentence in sentences(line):
            claim = _claim(sentence, number)
            if claim is not None and not claim.speaker and found:
                claim = claim._replace(speaker=found[-1].speaker)
            if claim is not None:
                found.append(claim)
    return found


def _claim(sentence: str, line: int) -> IndirectClaim | None:
    if len(sentence) > LONGEST or sentence.endswith("?") or any(True for _ in quotations(sentence)):
        return None
    for pattern in _patterns():
        found = pattern.match(sentence)
        if found is None or not _may_speak(found["who"]) or _NO_CLAIM.match(found["words"]):
            continue
        if len(words(found["words"])) >= SHORTEST:
            who, labelled = found["who"].strip(" ."), "label" in found.groupdict()
            said = found["words"].strip(" ,.;:!")
            return IndirectClaim("" if who.lower() in _THEY else who, said, line, labelled)
    return None


def _may_speak(who: str) -> bool:
    first = who.split(maxsplit=1)[0].lower() if who.split() else ""
    return bool(first) and first not in _NOBODY and len(who.split()) <= NAME


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The likeliest first: with "that", without it, "according to", and with the speaker at the end."""
    say = "|".join(sorted(verbs("claim") - verbs("tell")))
    tell = "|".join(sorted(verbs("tell")))
    every = "|".join(sorted(verbs("claim") | verbs("say") | verbs("saying") | verbs("question")))
    begins = rf"{_LEAD}{_WHO}\s+{_NOT}{_ADVERB}"
    who_last = r"(?P<who>[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){0,5})"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{begins}(?:{every})\b(?:\s+{_TOLD})?{_WHEN}\s+that\s+(?P<words>.+)$",
            rf"{begins}(?:{say})\b{_DAY}\s*[:,]?\s*(?P<words>.+)$",
            rf"{begins}(?:{tell})\b\s+{_TOLD}{_DAY}\s*[:,]?\s*(?P<words>.+)$",
            rf"^\W*{who_last}(?P<label>:)\s+(?P<words>.+)$",
            rf"{_LEAD}according\s+to\s+{_WHO},\s*(?P<words>.+)$",
            rf"^\W*(?P<words>.+?),?\s+according\s+to\s+{who_last}\W*$",
            rf"^\W*(?P<words>.+),\s+(?:{say})\s+{who_last}\W*$",
            rf"^\W*(?P<words>.+),\s+{who_last}\s+{_NOT}{_ADVERB}(?:{say})\b{_WHEN}\W*$",
        )
    )
