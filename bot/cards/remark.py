"""Remarks beside a verdict, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.cards.card import Line, LineKind, Span, line
from bot.cards.found import place_spans
from bot.cards.language import _, ngettext
from bot.replies import Match, Remark, RemarkKind

# More places than these are counted, not named: three lines on a phone.
PLACES_NAMED = 3


def remark_lines(remarks: Iterable[Remark]) -> Iterator[Line]:
    """One line for each remark; what turns the meaning is a warning."""
    for remark in remarks:
        match remark.kind:
            case RemarkKind.NEGATION_LEFT_OUT:
                yield _warning(_("The excerpt leaves out a negation of its own sentence:"), remark)
            case RemarkKind.CONDITION_LEFT_OUT:
                yield _warning(_("The excerpt leaves out a condition of its own sentence:"), remark)
            case RemarkKind.DENIAL_LEFT_OUT:
                yield _warning(_("The excerpt leaves out a doubt or denial of its own sentence:"), remark)
            case RemarkKind.MARK_LEFT_OUT:
                yield _warning(_("A sign, such as “%” or a currency, is left out:"), remark)
            case RemarkKind.EARLIEST:
                yield _placed(_("Earliest known: "), remark.matches)
            case RemarkKind.CARRIED:
                yield _placed(_("Also carried by: "), remark.matches)
            case RemarkKind.WORDED_OTHERWISE:
                yield _placed(_("In other words: “{words}” ", words=_known(remark)), remark.matches)
            case RemarkKind.ARTICLE_WORDS:
                yield _placed(_("An article has the words as its own: "), remark.matches)
            case RemarkKind.EDITED:
                yield line(_edited(remark), LineKind.HINT)
            case RemarkKind.SPEAKER:
                name = remark.matches[0].item.speaker
                yield line(_("The name given was taken for {name}.", name=name), LineKind.HINT)
            case RemarkKind.SPEECH:
                # How the words reached the page stands beside the speaker's name.
                continue


def _warning(text: str, remark: Remark) -> Line:
    return line(f"{text} “{remark.matches[0].sentence}”", LineKind.WARNING)


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
