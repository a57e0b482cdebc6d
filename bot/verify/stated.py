"""A message that only says what somebody said: “...,” Roe said. It is pasted to have the words checked."""

from __future__ import annotations

import re

from bot.text import verbs, words
from bot.verify.claim import SHORTEST
from bot.verify.text import Draft

_ASKS = re.compile(
    r"\?|^\W*(?:do|does|is|are|was|were|has|have|had|can|could|will|would|should|if|explain|find|show|tell|give"
    r"|list|search|check|verify|compare|summari[sz]e|please)\b"
    r"|\b(?:who|whom|what|when|where|why|how)\s+(?:did|do|does|has|have|had|was|were)\b"
    r"|\b(?:did|why|wonder|whether)\b|:\s*$",
    re.IGNORECASE,
)
"""What asks something, so that what is said in marks is only what it asks about."""
_SPEAKS_OF = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|how|everything|anything|all|more|lines?|quotes?|quotations?|words"
    r"|remarks?|comments?|statements?|reactions?|responses?|context|need|want|looking|people|pull)\b",
    re.IGNORECASE,
)
"""What stands before the words of a message that looks for something: "everything that Roe said on “...”"."""
_SAYS = re.compile(rf"\b(?:{'|'.join(sorted(verbs('claim')))})\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*[–—(-]\W*\w")


def states_quotation(message: str) -> bool:
    """Whether a message is a sentence, or more, with words in marks and who said them, and asks nothing.

    "Roe said “...”", "“...,” said Roe", "Roe: “...”" and "“...” – Roe" do.
    """
    quoted = Draft(message).quotations
    if not any(one.spoken and one.said_by and len(words(one.text)) >= SHORTEST for one in quoted):
        return False
    told = message
    for one in quoted:
        for piece in one.pieces:
            told = told.replace(piece, "\0", 1)
    before, *behind = told.split("\0")
    if _ASKS.search(told) or _SPEAKS_OF.search(before):
        return False
    labelled = before.strip(" \t\n\"“„«'‘>").endswith(":")
    return labelled or bool(_SAYS.search(told) or (not words(before) and _SIGNED.search(behind[0])))
