"""Roles compared by their words: "the RNC chair" is the "chairwoman of the Republican National Committee"."""

from __future__ import annotations

import re

from bot.names.offices import equal_phrases, offices
from bot.text import words

LONGEST_PHRASE = 3
"""Words of the longest phrase that is looked up in the shipped list."""

_PHRASES = re.compile(r"[;,]|\band\b")
_LINKS = frozenset(
    ("of", "for", "at", "in", "to", "on", "from", "with", "under", "who", "whose", "that", "by")
)
_ARTICLES = frozenset(("the", "a", "an"))
_SMALL = _LINKS | _ARTICLES | {"and", "his", "her", "its", "their"}
_PAST = frozenset(("former", "ex", "late", "once", "previous", "then"))
_BESIDE = frozenset(("shadow", "deputy", "vice"))
"""Words that make another office of one: a shadow minister is not the minister."""
_SHORT = frozenset(("minister", "secretary", "spokesman", "spokeswoman", "spokesperson"))
"""Offices that are short for another one, too: the deputy trade minister may be "the minister"."""


def role_fits(given: str, role: str) -> bool:
    """Whether the description `given` says nothing that the `role` does not say, and names the same office.

    The office is the last word before "of", "for" and the like, so that "Ted Cruz" is not "wife of Ted Cruz".
    "Former" must stand in both or in neither: who was president is not the president. So must "shadow",
    "deputy" and "vice", but where the description is short for any minister.
    """
    asked = _read(given)
    office = _office(asked)
    if not office:
        return False
    wanted = set(asked) - _SMALL
    everything = _read(role)
    for phrase in _PHRASES.split(role):
        said = _read(phrase)
        if not _same_office(office, _office(said)) or bool(_PAST & wanted) != bool(_PAST & set(said)):
            continue
        if (_BESIDE & wanted) != (_BESIDE & set(said)) and not (wanted <= _SHORT):
            continue
        if all(_says(word, everything, role) for word in wanted - _PAST - {office}):
            return True
    return False


def _same_office(one: str, other: str) -> bool:
    """One word, or two of one group in the shipped list of offices: "defence chief", "defence secretary"."""
    return one == other or (other,) in offices().get((one,), ())


def _says(word: str, said: list[str], role: str) -> bool:
    return word in said or (word.isalpha() and len(word) > 1 and word in _acronyms(role))


def _acronyms(role: str) -> set[str]:
    """First letters of every run of capitalised words: "Republican National Committee" gives "rnc"."""
    runs = re.findall(r"(?:[A-Z]\w*\s?)+", role)
    return {"".join(part[0] for part in run.split()).lower() for run in runs if len(run.split()) > 1}


def _office(said: list[str]) -> str:
    cut = next((n for n, word in enumerate(said) if word in _LINKS), len(said))
    return said[cut - 1] if cut else ""


def _read(text: str) -> list[str]:
    """Folded words, a possessive's s cut off, with words for one office or country made one."""
    said = [word.text for word in words(re.sub(r"['’]s\b", "", text)) if word.text not in _ARTICLES]
    read: list[str] = []
    while said:
        size, kept = _longest(said)
        read.extend(kept)
        said = said[size:]
    return read


def _longest(said: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many of the first words are one phrase of the shipped list, and the phrase that is kept for it."""
    for size in range(min(LONGEST_PHRASE, len(said)), 0, -1):
        kept = equal_phrases().get(tuple(said[:size]))
        if kept:
            return size, kept
    return 1, (said[0],)
