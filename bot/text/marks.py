"""Quotation marks: which words of a text stand between them.

Reads straight ("so"), curly (“so”), doubled single (''so''), low („so“), single (‘so’, 'so') and guillemet
(«so», »so«) marks. Marks of one family close each other, since papers mix them; a quotation that runs over
several paragraphs opens anew with each and is given as one piece a paragraph. Nothing here asks who speaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """Marks that may open and close each other."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: characters `start` to `end` of the text, the marks not among them.

    `open` and `close` are the same with the marks. `closed` is false where the closing mark is missing;
    the quotation then ends with its paragraph. `continues` tells that it carries on the one before
    it, from the paragraph above.
    """

    start: int
    end: int
    open: int
    close: int
    family: Family
    closed: bool = True
    continues: bool = False

    @property
    def unmarked(self) -> bool:
        """Whether it has no marks at all: a line that is speech by what stands before it."""
        return (self.open, self.close) == (self.start, self.end)


class _Role(StrEnum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: Family
    role: _Role


@dataclass(frozen=True, slots=True)
class _Open:
    mark: _Mark
    continues: bool


_MARK = re.compile(r"''|``|’’|‘‘|,,(?=\w)|[\"“”„‟«»‹›‘’‚']|&quot;")
_GUILLEMETS = {"«": _Role.OPENS, "‹": _Role.OPENS, "»": _Role.CLOSES, "›": _Role.CLOSES}
_SINGLES = frozenset("‘’‚'")
_LEANING = {"“": _Role.OPENS, "„": _Role.OPENS, "‟": _Role.OPENS, "``": _Role.OPENS, "‘‘": _Role.OPENS}
_LEANING |= {",,": _Role.OPENS, "”": _Role.CLOSES, "’’": _Role.CLOSES}
# Words whose first letters an apostrophe stands for: it opens no quotation.
_ELIDED = re.compile(r"(?:em|til|cause|bout|tis|twas|round|n|s|t|d|ll|re|ve|m|\d\ds?)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{-–—/:…")
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0)]}.,;:!?-–—/…")
# Whether a single mark is an apostrophe is told by so many marks behind it.
MARKS_AHEAD = 40
_PARAGRAPH = re.compile(r"[^\n]+")


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of the text in their order; those inside another one are part of it.

    A line is a paragraph. Never raises; a text without marks has none.
    """
    found: list[Quotation] = []
    pending: Family | None = None
    for line in _PARAGRAPH.finditer(text):
        if not line.group().strip():
            continue
        pieces = list(_in_paragraph(text, line.start(), line.end(), pending))
        found.extend(pieces)
        pending = pieces[-1].family if pieces and not pieces[-1].closed else None
    return [piece for piece in found if text[piece.start : piece.end].strip()]


class _Stack:
    """The marks that are open, the outermost first, and how many of each family."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self._count = dict.fromkeys(Family, 0)

    def has(self, family: Family) -> bool:
        """Whether a mark of the family is open."""
        return self._count[family] > 0

    def push(self, mark: _Mark, *, continues: bool) -> None:
        self.open.append(_Open(mark, continues))
        self._count[mark.family] += 1

    def closed(self, family: Family) -> _Open:
        """Take off the innermost mark of the family, which is open, and all within it."""
        while True:
            last = self.open.pop()
            self._count[last.mark.family] -= 1
            if last.mark.family is family:
                return last


def _in_paragraph(text: str, start: int, end: int, pending: Family | None) -> Iterator[Quotation]:
    """The outermost quotations of one paragraph; `pending` is the family left open by the one above."""
    marks = list(_marks(text, start, end))
    stack = _Stack()
    last_end = start
    begins = end - len(text[start:end].lstrip())
    for position, mark in enumerate(marks):
        if _closes(stack, marks, position, text):
            opened = stack.closed(mark.family)
            if not stack.open:
                yield _between(opened, mark)
                last_end = mark.end
        elif mark.role is _Role.CLOSES:
            first = last_end == start and not stack.open
            lost = first and pending is mark.family
            inches = text[mark.start] == '"' and text[mark.start - 1].isdigit()
            if lost or (first and mark.family is Family.DOUBLE and not inches):
                yield Quotation(start, mark.start, start, mark.end, mark.family, continues=lost)
                last_end = mark.end
        elif mark.role is _Role.OPENS or not stack.has(mark.family):
            # A mark inside a quotation of its own family opens another only if it can do nothing else.
            stack.push(mark, continues=mark.start <= begins and pending is mark.family)
    if stack.open and stack.open[0].mark.family is not Family.SINGLE:
        yield from _unclosed(stack.open, text, end)


def _between(opened: _Open, mark: _Mark) -> Quotation:
    first = opened.mark
    return Quotation(first.end, mark.start, first.start, mark.end, first.family, continues=opened.continues)


def _unclosed(stack: list[_Open], text: str, end: int) -> Iterator[Quotation]:
    """Quotations without a closing mark: each ends where the next opens, the last with the paragraph."""
    same = [opened for opened in stack if opened.mark.family is stack[0].mark.family]
    ends = [opened.mark.start for opened in same[1:]] + [end]
    for opened, stop in zip(same, ends, strict=True):
        first = opened.mark
        inner = first.end + len(text[first.end : stop].rstrip())
        yield Quotation(
            first.end, inner, first.start, inner, first.family, closed=False, continues=opened.continues
        )


def _closes(stack: _Stack, marks: list[_Mark], position: int, text: str) -> bool:
    mark = marks[position]
    if mark.role is _Role.OPENS or not stack.has(mark.family):
        return False
    if mark.family is Family.SINGLE and text[mark.start - 1 : mark.start] in ("s", "S", "z"):
        return not _ends_later(marks[position + 1 : position + 1 + MARKS_AHEAD], text)
    return True


def _ends_later(later: list[_Mark], text: str) -> bool:
    """Whether a better closing single mark follows: the one after "Clintons" may be an apostrophe only."""
    for mark in later:
        if mark.family is not Family.SINGLE or mark.role is _Role.OPENS:
            return False
        if text[mark.start - 1] in ".,?!…":
            return True
    return False


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        sign = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if sign in _GUILLEMETS:
            yield _Mark(match.start(), match.end(), Family.GUILLEMET, _guillemet_role(sign, before, after))
        elif sign in _SINGLES:
            role = _single_role(sign, before, after, text, match.end())
            if role is not None:
                yield _Mark(match.start(), match.end(), Family.SINGLE, role)
        else:
            role = _double_role(sign, before, after)
            if role is not None:
                yield _Mark(match.start(), match.end(), Family.DOUBLE, role)


def _guillemet_role(sign: str, before: str, after: str) -> _Role:
    """What a guillemet does: as in French, unless it leans on a word as German (»so«) has it."""
    closes = not before.isspace() and before not in _BEFORE_OPENING and not after.isalnum()
    if _GUILLEMETS[sign] is _Role.OPENS:
        return _Role.CLOSES if closes else _Role.OPENS
    opens = before in _BEFORE_OPENING and not after.isspace() and after not in ".,;:!?)]}"
    return _Role.OPENS if opens else _Role.CLOSES


def _double_role(sign: str, before: str, after: str) -> _Role | None:
    """What a double mark does; none if it stands for inches."""
    could_open = before in _BEFORE_OPENING and not after.isspace()
    could_close = not before.isspace() and before not in "([{" and not after.isalnum()
    if sign in _LEANING:
        leaning = _LEANING[sign]
        if leaning is _Role.CLOSES and before.isspace() and could_open and after.isalnum():
            return _Role.OPENS
        if sign == "“" and could_close and not could_open and after in _AFTER_CLOSING:
            return _Role.CLOSES
        return leaning
    if could_open == could_close:
        return _Role.EITHER
    return _Role.OPENS if could_open else _Role.CLOSES


def _single_role(sign: str, before: str, after: str, text: str, at: int) -> _Role | None:
    """What a single mark does; none if it is an apostrophe."""
    if before.isalnum() and after.isalnum():
        return None
    starts = before in _BEFORE_OPENING or before in "\"“”‘'"
    if starts and not after.isspace() and after not in ".,;:!?":
        elided = _ELIDED.match(text, at)
        return None if elided else _Role.OPENS
    if sign != "‚" and not before.isspace() and not after.isalnum():
        return _Role.CLOSES
    return None
