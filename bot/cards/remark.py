"""Remarks beside a verdict, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.cards.amendments import withdrawn_sentence
from bot.cards.card import Line, LineKind, Span, line
from bot.cards.language import _, ngettext
from bot.cards.places import place_spans
from bot.replies import Item, Match, Remark, RemarkKind, Speech

# More places than these are counted, not named: three lines on a phone.
PLACES_NAMED = 3


def remark_lines(remarks: Iterable[Remark]) -> Iterator[Line]:
    """The lines of each remark: warnings for what turns the meaning, none for what the verdict says."""
    for remark in remarks:
        warning = _warning(remark)
        if warning:
            yield line(f"{warning} “{remark.matches[0].sentence}”", LineKind.WARNING)
        else:
            yield from _lines(remark)


def _warning(remark: Remark) -> str:
    words = remark.segment.known.strip() if remark.segment else ""
    return {
        RemarkKind.NEGATION_LEFT_OUT: _("The excerpt leaves out a negation from the same sentence:"),
        RemarkKind.CONDITION_LEFT_OUT: _("The excerpt leaves out a condition from the same sentence:"),
        RemarkKind.DENIAL_LEFT_OUT: _("The excerpt leaves out a doubt or denial from the same sentence:"),
        RemarkKind.LIMIT_LEFT_OUT: _("The excerpt leaves out what limits it, “{words}”:", words=words),
        RemarkKind.MARK_LEFT_OUT: _("A symbol, such as “%” or a currency sign, is left out:"),
    }.get(remark.kind, "")


def _lines(remark: Remark) -> Iterator[Line]:
    match remark.kind:
        case RemarkKind.EARLIEST:
            yield _placed(_("Earliest known: "), remark.matches)
        case RemarkKind.CARRIED:
            yield _placed(_("Also published by: "), remark.matches)
        case RemarkKind.WORDED_OTHERWISE:
            yield _placed(_("In other words: “{words}” ", words=_known(remark)), remark.matches)
        case RemarkKind.ARTICLE_WORDS:
            yield _placed(_("An article uses these words itself: "), remark.matches)
        case RemarkKind.EDITED:
            yield line(_edited(remark), LineKind.HINT)
        case RemarkKind.SPEAKER:
            name = remark.matches[0].item.speaker
            yield line(_("I took the name to mean {name}.", name=name), LineKind.HINT)
        case RemarkKind.SPEECH:
            yield from (line(told, LineKind.HINT) for told in _manner(remark.matches[0].item))
        case RemarkKind.WITHDRAWN:
            yield from map(_withdrawn, remark.matches)
        case RemarkKind.SUPERSEDED if remark.matches:
            yield _placed(_("Newer: “{words}” ", words=remark.matches[0].item.text), remark.matches)


def _manner(item: Item) -> Iterator[str]:
    """How the words reached the page, where that bears on their letters."""
    if item.speech is Speech.TRANSLATED:
        yield _("The words that are known are a translation.")
    if item.speech is Speech.POST:
        yield _("The words were posted, not spoken.")
    if item.speech is Speech.TRANSCRIPT:
        yield _("The words that are known are from a transcript.")
    if item.via:
        yield _("These words are known only through {name}.", name=item.via)


def _withdrawn(match: Match) -> Line:
    """That the words were taken back where they stood as somebody's."""
    told = withdrawn_sentence(match.item.withdrawn) if match.item.withdrawn else ""
    spans = [Span(text=f"{told} "), *place_spans(match.item)]
    return Line(spans=tuple(spans), kind=LineKind.WARNING)


def _known(remark: Remark) -> str:
    return "".join(part.known for part in remark.matches[0].segments).strip()


def _edited(remark: Remark) -> str:
    given = remark.segment.given.strip() if remark.segment else ""
    known = remark.segment.known.strip() if remark.segment else ""
    if known:
        return _("{given} was inserted by an editor; the original has “{known}”.", given=given, known=known)
    return _("{given} was added by an editor.", given=given)


def _placed(text: str, matches: tuple[Match, ...]) -> Line:
    spans = [Span(text=text)]
    for number, match in enumerate(matches[:PLACES_NAMED]):
        spans += [Span(text="; ")] if number else []
        spans += place_spans(match.item)
    rest = len(matches) - PLACES_NAMED
    if rest > 0:
        spans.append(Span(text=ngettext("; and {count} other article", "; and {count} other articles", rest)))
    return Line(spans=tuple(spans), kind=LineKind.DETAIL)
