"""Labels of interviews, hearings, briefings: "ROE:", "Q:", "The Spokesman:", "Ann Roe (Orlow North):"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.names import TITLES
from bot.text import by_kind, rows_of

LABELLED_PARAGRAPHS = 3
"""A transcript has at least so many labelled paragraphs, unless a question is answered by another label."""
TURNS = 2
"""Somebody speaks at least so often."""
LABELLED_SHARE = 0.4
"""Share of its paragraphs from which on a text is a transcript as a whole: what has no label goes on then."""

_CAPS = r"[A-Z][A-Z.’'\-]+(?: [A-Z0-9][A-Z.’'\-]*){0,3}"
_WORD = r"[^\W\d_a-z][\w.’'\-]*"
_NAME = rf"(?:The |the )?{_WORD}(?: (?:{_WORD}|of|the|for|and|de|van|von|bin|al|\d)){{0,5}}"
_CODE = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?[\])]?"
_ROLE = r",[ \t]+[A-Z][A-Z0-9 .&’'/()-]{1,60}"
_MORE = rf"(?:[ \t]*[(\[][^()\[\]\n]{{1,60}}[)\]]|{_ROLE}){{0,4}}"
_LABEL = re.compile(
    rf"^[ \t]*(?:{_CODE}[ \t]*(?:[-–—|][ \t]*)?)?(?:(?P<asks>[QA])[.:]"
    rf"|(?P<label>{_CAPS}|{_NAME})(?P<more>{_MORE}):|(?P<timed>{_CAPS}|{_NAME})[ \t]+{_CODE}[ \t]*$)"
    r"(?:[ \t]+(?P<said>\S.*))?[ \t]*$",
    re.MULTILINE,
)
"""A label may stand behind a time code, have one behind it instead of a colon, and a role in capitals."""
TIME_CODE = re.compile(_CODE)
"""When in a recording something was said: "00:01:05", "(1:05)"."""
TALK_SHARE = 0.3
"""Share of the turns that ask or speak of "I", "we" or "you": lists of votes, scores and places have none."""

_USED = re.compile(r"\w+(?:[.’'-]+\w+)*")
_PLAIN = re.compile(r"\w+")
_AMID = re.compile(rf"[^\n.?!]\s(?=(?P<part>[^\W\d_a-z]\w*)\b(?!:))(?=(?P<name>{_WORD})\b(?!:))")
"""A word with a capital in the midst of a sentence, and what of it is one without apostrophe and hyphen."""

_TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)\b")
_LOWER = re.compile(r"\b[a-z]{4,}")
_SENTENCE = re.compile(r"[.?!…][\"”’)\]]*$")
_CODE_ALONE = re.compile(rf"\W*{_CODE}\W*$")
_AROUND = re.compile(r"(?P<before>\W*)(?:.*\w)?(?P<behind>\W*)")
_END = re.compile(
    r"\W*(?:(?:this|the) (?:interview|conversation|transcript|briefing)\b.*\b(?:edited|condensed|ended)\b"
    r"|(?:reporting|editing|additional reporting|transcript|transcribed|interview) by\b|©|\(c\)|end\b\W*$)",
    re.IGNORECASE,
)


class Turn(NamedTuple):
    """What somebody says: characters `start` to `end`; `label` is who, `more` what stands in brackets behind.

    The label begins `at`. `continues`: a further paragraph of the turn before.
    """

    label: str
    more: str
    at: int
    start: int
    end: int
    continues: bool = False


class _Labelled(NamedTuple):
    """A paragraph that begins with a label; `start` and `end` are those of what follows it, if anything."""

    at: int
    label: str
    more: str
    said: str
    start: int
    end: int

    @property
    def capitals(self) -> bool:
        return len(self.label) > 1 and self.label.isupper()


def turns_of(text: str, *, labelled: bool = False) -> list[Turn]:
    """The turns of a transcript in the text, in its order; none where the labels are no speakers'.

    `labelled`: it is known that they are.
    """
    found = [label for match in _LABEL.finditer(text) if _may_speak(label := _labelled(match))]
    distinct = {label.label: label for label in found}
    alone = {name for name, label in distinct.items() if _says_nothing_alone(label)}
    used = _used_words(text) if alone else frozenset()
    common = {name for name in alone if name.lower() in used or f"{name.lower()}s" in used}
    found = [label for label in found if label.label not in common]
    capitals = [label for label in found if label.capitals]
    if _enough(capitals) and not _enough([label for label in found if not label.capitals]):
        # Beside names in capitals other words before a colon are what the page says.
        found = [label for label in found if label.capitals or len(label.label) == 1]
    told = (_enough(found) and _talks(found) and _are_named(found, text)) or _answered(found)
    if not found:
        return []
    return _with_further(text, found, whole=labelled) if labelled or told else []


def _labelled(match: re.Match[str]) -> _Labelled:
    label = match["asks"] or match["label"] or match["timed"]
    start = match.start("said") if match["said"] else match.end()
    end = match.end("said") if match["said"] else match.end()
    return _Labelled(match.start(), label, (match["more"] or "").strip(), match["said"] or "", start, end)


def _says_nothing_alone(label: _Labelled) -> bool:
    """Whether only the text tells if somebody is called so: by a single word that is no office."""
    words = label.label.split()
    known = labels()["asks"] | labels()["answers"] | TITLES
    return not label.capitals and len(words) == 1 and words[0].lower() not in known


def _used_words(text: str) -> frozenset[str]:
    """The words of a text, whole and part by part: a label that is among them ("Theory") is nobody's."""
    found: set[str] = set()
    for word in _USED.findall(text):
        found.add(word)
        found.update(_PLAIN.findall(word))
    return frozenset(found)


def _are_named(found: Sequence[_Labelled], text: str) -> bool:
    """Whether a label names somebody: by several words, an office, or a name that the text has elsewhere."""
    alone = {label.label for label in found if _says_nothing_alone(label)}
    if any(label.label not in alone for label in found):
        return True
    return any(alone.intersection(_written(match)) for match in _AMID.finditer(text))


def _written(match: re.Match[str]) -> tuple[str, str, str]:
    """A name in the midst of a sentence, without what makes it somebody's, and its first part alone."""
    name = match["name"]
    return name, name[:-2] if name.endswith(("’s", "'s")) else name, match["part"]


def _talks(found: Sequence[_Labelled]) -> bool:
    """Whether what follows the labels reads like talk: people ask, and say "I", "we" and "you"."""
    said = [label.said for label in found if label.said]
    return sum(_TALK.search(each) is not None for each in said) >= TALK_SHARE * len(said)


def _enough(found: Sequence[_Labelled]) -> bool:
    often = Counter(label.label for label in found)
    several = len(often) > 1 or all(label.capitals for label in found)
    return len(found) >= LABELLED_PARAGRAPHS and max(often.values()) >= TURNS and several


def _answered(found: Sequence[_Labelled]) -> bool:
    """Whether a question under one label is answered under another in the next paragraph."""
    return any(
        one.said.rstrip().endswith("?") and one.label != two.label and two.at - one.end <= 2
        for one, two in pairwise(found)
    )


def _may_speak(label: _Labelled) -> bool:
    """Whether somebody may be called so: "Note", "Price", "Monday" lead in something else.

    What follows a label is a sentence; in "Black Harbour: Storm Forever" it is the rest of a title.
    """
    words = label.label.lower().split()
    if words[0] in labels()["no"] or words[-1] in labels()["no"]:
        return False
    return not label.said or bool(_LOWER.search(label.said) or _SENTENCE.search(label.said))


@lru_cache(maxsize=1)
def labels() -> dict[str, frozenset[str]]:
    """Words of labels by what they say: `no` speaker, who `asks`, who `answers`."""
    return by_kind("bot.attribution", "labels.txt")


def _with_further(text: str, found: Sequence[_Labelled], *, whole: bool) -> list[Turn]:
    """The turns, with paragraphs that go on without a label where the text as a `whole` is a transcript."""
    beginning = {label.at: label for label in found}
    rows = [row for row in rows_of(text) if row.start() >= found[0].at]
    goes_on = whole or LABELLED_PARAGRAPHS <= len(found) >= LABELLED_SHARE * len(rows)
    turns: list[Turn] = []
    current: _Labelled | None = None
    begun = False
    for row in rows:
        if row.start() in beginning:
            current, begun = beginning[row.start()], False
            start, end = current.start, current.end
        else:
            start, end = row.end() - len(row.group().lstrip()), row.end()
        if current is None or start >= end or _is_stage(text[start:end]):
            continue
        # Behind the last label the page may speak again.
        behind = row.start() >= found[-1].at and not whole
        if _END.match(text, start, end) or (begun and (behind or not goes_on)):
            current = None
            continue
        last = start + len(text[start:end].rstrip())
        at = start if begun else current.at
        turns.append(Turn(current.label, current.more, at, start, last, continues=begun))
        begun = True
    return turns


def _is_stage(row: str) -> bool:
    """Whether a row only says what happens: "(Laughter.)", or when."""
    around = _AROUND.fullmatch(row)
    if around is None:
        return False
    opens = min((at for at in map(around["before"].find, "([") if at >= 0), default=-1)
    closes = max(map(around["behind"].rfind, ")]"))
    alone = around["before"] == row
    bracketed = opens >= 0 and (closes >= 0 if not alone else max(map(row.rfind, ")]")) > opens)
    return bracketed or _CODE_ALONE.match(row) is not None
