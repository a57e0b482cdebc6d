"""What editors said later of an entry or article: corrected, withdrawn, superseded, disputed; a line each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.card import Line, LineKind, Span, line
from bot.cards.dates import day
from bot.cards.language import _
from bot.cards.places import place_spans
from bot.replies import Correction, Dispute, Found, Item, Place, Summary, Withdrawal


def amendment_lines(item: Item | Summary, newer: Place | None = None) -> Iterator[Line]:
    """What must be known of what is shown, what speaks against it as a warning.

    `newer` is what holds in its place, where the item does not say so itself.
    """
    if item.withdrawn:
        yield line(withdrawn_sentence(item.withdrawn), LineKind.WARNING)
    if item.corrected:
        yield line(corrected_sentence(item.corrected), LineKind.HINT)
    newer = (item.newer if isinstance(item, Found | Summary) else None) or newer
    if item.superseded_by:
        yield _superseded(newer)
    elif newer:
        yield Line(spans=(Span(text=_("Older. Newer: ")), *place_spans(newer)), kind=LineKind.WARNING)
    if item.disputed:
        yield _disputed(item.disputed)


def corrected_sentence(corrected: Correction) -> str:
    """ "Corrected on 3 May 2031: We gave the price wrongly." """
    if corrected.date and corrected.note:
        return _("Corrected on {day}: {note}", day=day(corrected.date), note=corrected.note)
    if corrected.date:
        return _("Corrected on {day}.", day=day(corrected.date))
    return _("Corrected: {note}", note=corrected.note) if corrected.note else _("This was corrected.")


def withdrawn_sentence(withdrawn: Withdrawal) -> str:
    """ "Withdrawn on 3 May 2031: She did not say it." """
    if withdrawn.date and withdrawn.note:
        return _("Withdrawn on {day}: {note}", day=day(withdrawn.date), note=withdrawn.note)
    if withdrawn.date:
        return _("Withdrawn on {day}.", day=day(withdrawn.date))
    return _("Withdrawn: {note}", note=withdrawn.note) if withdrawn.note else _("This was withdrawn.")


def _superseded(newer: Place | None) -> Line:
    """That it holds no longer, and where that stands which does, and whose words it is, if that is known."""
    if newer is None:
        return line(_("This no longer holds: something newer has taken its place."), LineKind.WARNING)
    speaker = f"{newer.speaker} · " if isinstance(newer, Item) and newer.speaker else ""
    spans = (Span(text=_("This no longer holds. Newer: ") + speaker), *place_spans(newer))
    return Line(spans=spans, kind=LineKind.WARNING)


def _disputed(disputed: Dispute) -> Line:
    """Who disputes what, with a link to it where one is known."""
    told = _("Disputed: {note}", note=disputed.note) if disputed.note else _("This is disputed.")
    link = (Span(text=" "), Span(text=_("Read the objection"), url=disputed.url)) if disputed.url else ()
    return Line(spans=(Span(text=told), *link), kind=LineKind.WARNING)
