"""What turns of a conversation look like that point at what was shown, want more of it, or correct it.

Patterns are of English, over the message's words in lower case without what is said around them; see `plain`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.answering.conversation.aspects import aspect_of
from bot.replies import Aspect
from bot.text import fold, words

_BEFORE = re.compile(r"^(?:(?:and|but|or|so|ok|okay|well|also|then|please|sorry|hm+|oh|ah|yes|no) )*")
_AFTER = re.compile(r"(?: (?:please|pls|again|exactly|though|then|anyway|by the way|btw|thanks|thank you))*$")
_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4,
    "5th": 4, "other": 1, "next": 1, "last": -1,
}  # fmt: skip
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"
_ENTRY = r"(?:one|quot(?:e|ation)|answer|statement|result|entry|item|passage|of (?:them|those|these))"
_POINTER = re.compile(
    rf"(?:the )?{_ORDINAL} {_ENTRY}(?: of (?:them|those|these))?"
    r"|(?:number|no|nr|answer) (?P<number>\d{1,2})\b"
)
_WHOLE_POINTER = re.compile(rf"(?:the )?(?:{_ORDINAL}|(?P<number>\d{{1,2}}))")
_SHOWING = re.compile(
    r"(?:(?:show|give|tell|read|quote|take|open|see|want|mean|meant|what|how|about|is|me|us|i|to|and|then|that"
    r"|in full)\b ?)+"
)
_WANT = r"(?:(?:show|tell|give)(?: me| us)? |any |anything |something |what |some )*"
_OTHERS = r"(?:more|else|others?|go on|continue|next|another|keep going|the rest)"
_MORE = re.compile(
    rf"{_WANT}{_OTHERS}(?: (?:ones?|quotes?|statements?|answers?|of (?:them|those|it|that)|about (?:it|that)"
    r"|like (?:that|it)))?"
)
_AGAIN = re.compile(
    r"(?:repeat|say|show|tell)(?: (?:that|it|me|the answer|your answer|please))*|once more|one more time"
    r"|come again|again|pardon|what was that"
)
_ELSE = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay)\b\W*)*(?P<asks>what|who)\s+(?:else|more)\b(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NO = r"(?:no|nope|nah|not really|oops|sorry|wait|actually|hm+|er+|uh|argh|rather|well)"
_NOT_THAT = re.compile(
    rf"^\W*(?P<no>(?:{_NO}\b[\s,.!;:–—-]*)*)"
    r"(?:not\s+(?P<dropped>[^,.;:–—]+?)\s*(?:[,.;:–—]+|\bbut\b)\s*)?(?:(?:but|rather)\s+)?"
    r"(?P<meant>i\s+(?:mean|meant|asked\s+for|wanted)\s+|make\s+(?:that|it)\s+)?(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BUT_NOT = re.compile(r"^(?P<rest>[^?]{2,60}?),?\s+not\s+(?P<dropped>[^?,]{2,40})\W*$", re.IGNORECASE)


class Pointed(NamedTuple):
    """An entry of the list shown: its place (from 0; -1 the last), and what is asked about it."""

    place: int
    aspect: Aspect | None = None


class Correction(NamedTuple):
    """What was meant instead, and the words that are taken back."""

    rest: str
    dropped: str = ""


def plain(message: str) -> str:
    """The message's words in lower case, without those of politeness around them."""
    said = " ".join(fold(word.text) for word in words(re.sub("['’]", "", message)))
    return _AFTER.sub("", _BEFORE.sub("", said))


def place_in_list(message: str, shown: int) -> Pointed | None:
    """Which of the entries shown a message points at; None where it points at none, or at one not shown."""
    said = plain(message)
    whole = _WHOLE_POINTER.fullmatch(said)
    found = whole or _POINTER.search(said)
    if found is None:
        return None
    rest = f"{said[: found.start()]}that{said[found.end() :]}"
    aspect = None if whole else aspect_of(rest)
    if not (whole or aspect or _SHOWING.fullmatch(rest)):
        return None
    place = int(found["number"]) - 1 if found["number"] else _ORDINALS[found["ordinal"]]
    return Pointed(place, aspect) if shown and -1 <= place < shown else None


def is_more(message: str) -> bool:
    """Whether others of the same are wanted, whatever they are about."""
    return bool(_MORE.fullmatch(plain(message)))


def is_again(message: str) -> bool:
    """Whether what was shown is to be shown once more: "repeat that"."""
    return bool(_AGAIN.fullmatch(plain(message)))


def more_about(message: str) -> str:
    """What more is wanted of: "what did she say" of "what else did she say"; empty for others."""
    found = _ELSE.match(message)
    return f"{found['asks']}{found['rest']}".strip() if found else ""


def corrected(message: str) -> Correction | None:
    """What a message says was meant: "no, the harbour mistress", "not Roe, her deputy"; None for others."""
    found = _NOT_THAT.match(message)
    if found and (found["no"].strip() or found["dropped"] or found["meant"]):
        return Correction(found["rest"].strip(), (found["dropped"] or "").strip())
    instead = _BUT_NOT.match(message)
    return Correction(instead["rest"].strip(), instead["dropped"].strip()) if instead else None
