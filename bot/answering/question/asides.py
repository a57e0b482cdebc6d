"""What a message says beside its question, to whoever reads it, of which nothing can be known.

"Can somebody describe the new flag, radio listeners can't see it": the words behind the comma lean on the
question and are no part of it, however much they look like its topic.
"""

from __future__ import annotations

import re

LONGEST = 9
"""Words of an aside at most."""
SHORTEST = 4
"""Words that must be left of the question."""
_LAST = re.compile(
    r"^(?P<asked>.+?[^\s,;(–—.!?…-])(?P<mark>\s*[,;(–—]\s*|\s+-+\s+|(?P<end>[.!?…]+)\s+)(?P<beside>[^,;.!?…]+)[.!?…)\W]*$",
    re.DOTALL,
)
_TO_ANYBODY = re.compile(
    r"^(?:(?:does|do|did|has|have|can|could)\s+)?(?:any|some)(?:one|body)\b", re.IGNORECASE
)
_OWN = re.compile(r"\b(?:I(?=\s)|I['’](?:m|ve|d|ll)|me|we|we['’](?:re|ve|d|ll)|us)(?=\s|$)")
_LEANS = re.compile(r"\w\s+\w+\s+(?:it|that|one|them)$", re.IGNORECASE)
_TAKES_UP = re.compile(r"\b(?:it|that|this|them|his|her|hers|their)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^(?:and|or|but|nor|so|if|whether|because|since|as|while|when|after|before|although|though|despite|until"
    r"|unless|than|with|without|in|on|at|of|for|to|from|by|about|over|under|according|including|such|like|not"
    r"|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must|won['’]t|didn['’]t"
    r"|give|show|tell|quote|list|name|find|send|explain|describe|remind|all|both|each|every|\w+ing)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|each|both|rest|latest|newest|first|last)\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<=\s)[A-HJ-Z]\w|(?<=\s)I\w|\d")
"""Names and figures inside of what is said, "I'm" and "I" not among them."""
_PICTURES = re.compile(r"[\U0001F000-\U0001FFFF\u2600-\u27BF\uFE0F\u200D]+")


def without_aside(question: str) -> str:
    """A question without what is said beside it at its end; all of it where nothing is.

    An aside speaks of whoever writes ("..., I need it for class"), asks anybody to remember it ("..., anyone
    recall that?") or takes up what was asked with its last word ("..., our readers can't see it"). It names
    nobody, has no figure and asks nothing of its own.
    """
    found = _LAST.match(_PICTURES.sub(" ", question).strip())
    if found is None:
        return question
    beside = found["beside"].strip()
    asked = found["asked"]
    if len(beside.split()) > LONGEST or len(asked.split()) < SHORTEST or not _is_aside(beside):
        return question
    return asked + ((found["end"] or "") if "?" in (found["end"] or "") else "?" if "?" in question else "")


def _is_aside(beside: str) -> bool:
    if _ALL.search(beside) or _NAMES.search(beside):
        return False
    if _TO_ANYBODY.match(beside):
        return len(beside.split()) == 1 or bool(_TAKES_UP.search(beside))
    if _GOES_ON.match(beside) or _ASKS.search(beside):
        return False
    return bool(_OWN.search(beside) or _LEANS.search(beside))
