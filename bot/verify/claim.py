"""A question that asks whether a quotation is genuine: the quotation, and whose it is said to be."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.text import verbs

SHORTEST = 2
"""Words between marks from which they are taken for the quotation that is asked about."""

_MARKED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]"
    r"|(?<!\w)['‘]((?:[^'‘’]|(?<=\w)['’](?=\w))+)['’](?!\w)"
)
_SAY = rf"(?:{'|'.join(sorted(verbs('claim')))})"
_REALLY = r"(?:(?:really|actually|ever|just|once|in fact)\s+)*"
_ASKS = re.compile(
    r"\b(?:is|was)\s+(?:it|that|this)\s+" + _REALLY + r"(?:true|right|correct|real|a\s+fact)\b"
    r"|^\W*(?:did|has|have)\b"
    r"|\b(?:genuine|authentic|misquoted|made\s+up|invented|verbatim)\b"
    r"|\breal\s+(?:quote|quotation)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(rf"(?<!\s)\s+{_REALLY}{_SAY}\b\W*+(?:that\b)?\W*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[?!;:]")
_ASKS_ABOUT = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?:why|when|where|how|what)\b", re.IGNORECASE)
"""What asks something else of words that it takes for said: "why did Roe say “...”?"."""
_LEAD = re.compile(
    r"^.*\b(?:true|right|correct|fact|that|if|whether|did|does|has|have|had|really)\s+", re.IGNORECASE
)
_AFTER = re.compile(
    rf"^\W*(?:(?:is|was)\s+)?(?:{_SAY}\s+)?(?:by|from)\s+(?P<by>[^?!.,;]+)"
    rf"|^\W*{_SAY}\s+(?P<said>[^?!.,;]+)"
    rf"|^\W*+(?P<name>[^?!.,;]+?)(?<!\s)\s+{_REALLY}{_SAY}\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<!\s)\s+(?:genuine|authentic|real|true|verbatim|made\s+up|invented)\W*$", re.IGNORECASE
)
_NOBODY = frozenset(
    ("he", "she", "they", "it", "who", "anybody", "anyone", "somebody", "someone", "quote", "the")
)


class Claim(NamedTuple):
    """A quotation to be checked, and the speaker that the question names, if any."""

    quotation: str
    speaker: str | None


def claim_of(question: str) -> Claim | None:
    """What "did Roe really say “…”?" or "is “…” by Roe genuine?" asks to be checked; None for others.

    Only words between quotation marks are checked letter for letter: "did Roe say that …" is a question of
    sense.
    """
    marked = max(_MARKED.finditer(question), key=lambda found: len(found.group()), default=None)
    if marked is None:
        return None
    quotation = next(words for words in marked.groups() if words is not None).strip()
    before, after = question[: marked.start()], question[marked.end() :]
    told = (
        _told_before(before) is not None and question.rstrip().endswith("?") and not _ASKS_ABOUT.match(before)
    )
    if len(quotation.split()) < SHORTEST or not (told or _ASKS.search(f"{before} … {after}")):
        return None
    return Claim(quotation, _name_before(before) or _name_after(after))


def _told_before(text: str) -> str | None:
    """What stands in the last clause before "said" at the end of a text; None where that is not its end."""
    said = _SAID_BEFORE.search(text)
    return (_CLAUSE.split(text[: said.start()])[-1] or None) if said else None


def _name_before(text: str) -> str | None:
    named = _told_before(text)
    return _somebody(_LEAD.sub("", named)) if named else None


def _name_after(text: str) -> str | None:
    named = _AFTER.search(text)
    return _somebody(named["by"] or named["said"] or named["name"]) if named else None


def _somebody(name: str) -> str | None:
    """The name, unless it is a pronoun or empty; "who said" asks for a name and gives none."""
    kept = _TAIL.sub("", name).strip(" \t\n,.–—-\"'")
    return None if not kept or kept.lower() in _NOBODY else kept
