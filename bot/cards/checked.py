"""All quotations of a text, checked: one entry each, with its line, and how many of each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.cards.card import Block, Card, CardStyle, Line, LineKind, line
from bot.cards.found import detail_lines, item_lines, shortened, words_line
from bot.cards.language import _, ngettext
from bot.cards.places import place_spans
from bot.cards.remark import remark_lines
from bot.cards.verdict import (
    difference_line,
    nearest_lines,
    note_lines,
    reach_sentence,
    verdict_name,
    verdict_sentence,
    verdict_style,
)
from bot.replies import Change, Checked, Claimed, Outcome, Report, Verdict

QUOTATION_LENGTH = 100
"""Characters of a quotation that are enough to find it by, beside its line."""
DIFFERENCES_NAMED = 3


def checked_card(report: Report, *, start: int = 0, count: int | None = None) -> Card:
    """The report on a text: every quotation in its order, then the count; else what it says without marks.

    With `count`, so many of the quotations (or statements without marks) from place `start` on. What nobody
    said by the text's own account, a title or a scare quote, is only counted.
    """
    if report.claims:
        return _claims_card(report, start, count or len(report.claims))
    checked = [one for one in report.quotations if one.spoken]
    shown = checked[start : start + (count or len(checked))]
    blocks = tuple(_block(one) for one in shown)
    if not checked:
        blocks = (Block(lines=(line(_("No quotation was found.")),)),)
    unknown = [one.verdict for one in checked if not one.verdict.answered]
    footer = [_count(checked)] if checked else []
    if len(shown) < len(checked):
        footer.append(_part(start, len(shown), len(checked)))
    footer += [reach_sentence(verdict) for verdict in unknown[:1]]
    silent = len(report.quotations) - len(checked)
    if silent:
        footer.append(_not_said(silent))
    footer += _unread(report)
    return Card(
        title=_title(len(checked)) if checked else _("No quotations"),
        style=_style(report, checked),
        blocks=blocks,
        footer=" ".join(footer),
        total=len(checked),
    )


def _part(start: int, shown: int, total: int) -> str:
    """Which of the quotations are shown; the counts are of all."""
    part = _("{first} to {last} of {total}", first=start + 1, last=start + shown, total=total)
    return _("Shown: {part}.", part=part)


def _claims_card(report: Report, start: int, count: int) -> Card:
    """What a text says without marks that somebody said, each with what comes nearest to it."""
    total, shown = len(report.claims), report.claims[start : start + count]
    title = ngettext("{count} statement looked up", "{count} statements looked up", total)
    certain = all(one.answered for one in report.claims)
    note = line(_("There are no quotation marks, so the exact words cannot be checked."), LineKind.HINT)
    place = [_part(start, len(shown), total)] if len(shown) < total else []
    return Card(
        title=title,
        style=CardStyle.ANSWER if certain else CardStyle.UNSURE,
        blocks=(Block(lines=(note,)), *map(_claim_block, shown)),
        footer=" ".join((*place, *_unread(report))),
        total=total,
    )


def _claim_block(one: Claimed) -> Block:
    found = _("This is known") if one.answered else _("Not sure") if one.nearest else _("Not known")
    claim = _("{speaker}: {words}", speaker=one.speaker, words=one.words)
    head = (line(_at(one.line, one.file, found), LineKind.HEADING), line(claim, LineKind.TEXT))
    if one.nearest is None:
        return Block(lines=head)
    return item_lines(one.nearest, *head, words_line(one.nearest), *detail_lines(one.nearest))


def _at(number: int, file: str | None, found: str) -> str:
    """Where something stands, and what was found of it."""
    if file:
        return _("{file}, line {line}: {verdict}", file=file, line=number, verdict=found)
    return _("Line {line}: {verdict}", line=number, verdict=found) if number else found


def _unread(report: Report) -> list[str]:
    names = ", ".join(report.unread)
    return [_("Not read, because not text or too large: {files}.", files=names)] if names else []


def _style(report: Report, checked: Sequence[Checked]) -> CardStyle:
    """Red where an editor must act, green where every quotation is as it should be."""
    if report.wrong:
        return CardStyle.ERROR
    if not checked:
        return CardStyle.ANSWER
    doubtful = {verdict_style(one.verdict) for one in checked} - {CardStyle.GOOD}
    return CardStyle.UNSURE if doubtful else CardStyle.GOOD


def _not_said(count: int) -> str:
    return ngettext(
        "{count} more in quotation marks looks like a title or a single word, and was not checked.",
        "{count} more in quotation marks look like titles or single words, and were not checked.",
        count,
    )


def _title(count: int) -> str:
    return ngettext("{count} quotation checked", "{count} quotations checked", count)


def _count(checked: Sequence[Checked]) -> str:
    """How many of each verdict; what is genuine but cut is no plain yes, and is counted apart."""
    kinds = sorted((one.verdict for one in checked), key=_rank)
    counts = Counter(verdict_name(verdict) for verdict in kinds)
    return " ".join(f"{name}: {count}." for name, count in counts.items())


def _rank(verdict: Verdict) -> tuple[int, bool]:
    return list(Outcome).index(verdict.verdict), bool(verdict.reservation)


def _block(one: Checked) -> Block:
    best = one.verdict.matches[0].item if one.verdict.matches else None
    return item_lines(best, *_lines(one)) if best else Block(lines=tuple(_lines(one)))


def _lines(one: Checked) -> Iterator[Line]:
    verdict = one.verdict
    yield line(_at(one.line, one.file, verdict_name(verdict)), LineKind.HEADING)
    yield line(shortened(verdict.quotation, QUOTATION_LENGTH), LineKind.QUOTATION)
    yield from note_lines(verdict)
    yield line(verdict_sentence(verdict), LineKind.TEXT)
    if not verdict.answered:
        yield from nearest_lines(verdict)
        return
    best = verdict.matches[0]
    told = [part for part in best.differences if part.change is not Change.JOINED]
    yield from (difference_line(part) for part in told[:DIFFERENCES_NAMED])
    yield from (each for each in remark_lines(verdict.remarks) if each.kind is LineKind.WARNING)
    yield Line(spans=place_spans(best.item), kind=LineKind.DETAIL)
