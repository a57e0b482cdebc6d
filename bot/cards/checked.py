"""All quotations of a text, checked: one entry each, with its line, and how many of each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.cards.card import Block, Card, CardStyle, Line, LineKind, line
from bot.cards.found import place_spans, shortened
from bot.cards.language import _, ngettext
from bot.cards.remark import remark_lines
from bot.cards.verdict import difference_line, outcome_name, reach_sentence, verdict_sentence
from bot.replies import Change, Outcome, Verdict
from bot.verify.quoted import quoted

WRONG = (Outcome.ALTERED, Outcome.MISATTRIBUTED)
"""Verdicts that an editor must act on."""
QUOTATION_LENGTH = 100
"""Characters of a quotation that are enough to find it by, beside its line."""
DIFFERENCES_NAMED = 3


class Checked(NamedTuple):
    """A quotation's verdict, and the line of the text that it begins on (from 1; 0 where none is shown)."""

    line: int
    verdict: Verdict


def check_text(text: str, verify: Callable[[str, str | None], Verdict]) -> list[Checked]:
    """All quotations of a text, checked with whoever it gives as the speaker.

    A statement in several pieces ("...," he said, "...") is one quotation if it was said in one go, else each
    piece is checked for itself: what stands between them is a sign that they may have been apart.
    """
    checked: list[Checked] = []
    for one in quoted(text):
        whole = verify(one.text, one.speaker)
        if len(one.pieces) == 1 or whole.verdict is Outcome.GENUINE:
            checked.append(Checked(one.line, whole))
        else:
            checked += [Checked(one.line, verify(piece, one.speaker)) for piece in one.pieces]
    return checked


def is_wrong(checked: Sequence[Checked]) -> bool:
    """Whether a quotation among them is altered or misattributed."""
    return any(one.verdict.verdict in WRONG for one in checked)


def checked_card(checked: Sequence[Checked]) -> Card:
    """The report on a text: every quotation in its order, then the count."""
    if not checked:
        return Card(title=_("No quotations"), blocks=(Block(lines=(line(_("No quotation was found.")),)),))
    style = CardStyle.ERROR if is_wrong(checked) else CardStyle.GOOD
    blocks = tuple(Block(lines=tuple(_lines(one))) for one in checked)
    unknown = [one.verdict for one in checked if one.verdict.verdict is Outcome.UNKNOWN]
    footer = " ".join((_count(checked), *(reach_sentence(verdict) for verdict in unknown[:1])))
    return Card(title=_title(len(checked)), style=style, blocks=blocks, footer=footer, total=len(checked))


def _title(count: int) -> str:
    return ngettext("{count} quotation checked", "{count} quotations checked", count)


def _count(checked: Sequence[Checked]) -> str:
    counts = Counter(one.verdict.verdict for one in checked)
    return ", ".join(f"{outcome_name(one)}: {counts[one]}" for one in Outcome if counts[one]) + "."


def _lines(one: Checked) -> Iterator[Line]:
    verdict = one.verdict
    name = outcome_name(verdict.verdict)
    head = _("Line {line}: {verdict}", line=one.line, verdict=name) if one.line else name
    yield line(head, LineKind.HEADING)
    yield line(shortened(verdict.quotation, QUOTATION_LENGTH), LineKind.QUOTATION)
    yield line(verdict_sentence(verdict), LineKind.TEXT)
    if not verdict.matches:
        return
    best = verdict.matches[0]
    told = [part for part in best.differences if part.change is not Change.JOINED]
    yield from (difference_line(part) for part in told[:DIFFERENCES_NAMED])
    yield from (each for each in remark_lines(verdict.remarks) if each.kind is LineKind.WARNING)
    yield Line(spans=place_spans(best.item), kind=LineKind.DETAIL)
