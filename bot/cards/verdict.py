"""A verdict on a quotation: the sentence, both texts with their differences marked, and what else to know.

What the quotation has too much is marked ADDED, what it leaves out LOST; each is told in words, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.cards import card
from bot.cards.amendments import amendment_lines, withdrawn_sentence
from bot.cards.card import Block, Card, CardStyle, Line, Span, TextStyle, line
from bot.cards.dates import days
from bot.cards.found import detail_lines, item_actions, item_lines, words_line
from bot.cards.language import _, ngettext
from bot.cards.remark import remark_lines
from bot.replies import (
    Change,
    DifferenceKind,
    Item,
    Match,
    Outcome,
    Reason,
    RemarkKind,
    Segment,
    Verdict,
)

_STYLES = {
    Outcome.GENUINE: CardStyle.GOOD,
    Outcome.ALTERED: CardStyle.ERROR,
    Outcome.MISATTRIBUTED: CardStyle.ERROR,
    Outcome.UNKNOWN: CardStyle.UNKNOWN,
    Outcome.WITHDRAWN: CardStyle.ERROR,
}
# Differences named in words; more are to be seen in the texts themselves.
DIFFERENCES_NAMED = 5


def verdict_card(verdict: Verdict) -> Card:
    """All that is known of a quotation."""
    blocks = [Block(lines=(*note_lines(verdict), line(verdict_sentence(verdict), card.LineKind.TEXT)))]
    shown = [match for match in verdict.matches if not match.item.withdrawn]
    if not verdict.answered:
        blocks += _nearest(verdict)
    elif _is_joined(verdict):
        blocks += [_beside(match) for match in verdict.matches]
    elif shown:
        blocks += [_beside(verdict.matches[0])]
    else:
        blocks += [_place_of(match) for match in verdict.matches]
    told = Block(lines=tuple(remark_lines(verdict.remarks)))
    if verdict.reservation:
        # A reader must not take a cut quotation for a plain yes: what was cut comes before the words.
        blocks.insert(1, told)
    elif told.lines:
        blocks.append(told)
    best = shown[0].item if shown else None
    return Card(
        title=verdict_name(verdict),
        style=verdict_style(verdict),
        blocks=tuple(blocks),
        footer="" if verdict.answered else reach_sentence(verdict),
        actions=item_actions(best) if best else (),
    )


def verdict_style(verdict: Verdict) -> CardStyle:
    """The card's temper: genuine words that are cut, or that editors doubt, or under a name that nobody here
    has, are no plain yes, and no fault."""
    if verdict.reservation or verdict.doubted or _of_the_name(verdict):
        return CardStyle.UNSURE
    return _STYLES[verdict.verdict]


def note_lines(verdict: Verdict) -> Iterator[Line]:
    """What editors said later of the words that decide the verdict: it comes before the verdict itself."""
    if verdict.answered:
        items = (match.item for match in verdict.matches if not match.item.withdrawn)
        yield from (each for item in list(items)[:1] for each in amendment_lines(item, _newer(verdict)))


def _newer(verdict: Verdict) -> Item | None:
    """The entry that holds in the place of a superseded one, where that is known."""
    told = (remark for remark in verdict.remarks if remark.kind is RemarkKind.SUPERSEDED)
    return next((match.item for remark in told for match in remark.matches), None)


def verdict_sentence(verdict: Verdict) -> str:
    """The verdict in one sentence."""
    return _SENTENCES[verdict.verdict](verdict)


def _genuine(verdict: Verdict) -> str:
    return " ".join(part for part in (_said(verdict), _of_the_name(verdict)) if part)


def _said(verdict: Verdict) -> str:
    best = verdict.matches[0]
    if verdict.reservation:
        name = best.item.speaker
        return _("{speaker} said these words, but not only these. See what is missing:", speaker=name)
    if best.differences:
        return _("{speaker} said this; a word or two is only written differently.", speaker=best.item.speaker)
    return _("{speaker} said this, in these words.", speaker=best.item.speaker)


def _of_the_name(verdict: Verdict) -> str:
    """What is to be said of a name that nobody here has, or that may be the speaker's."""
    for remark in verdict.remarks:
        match remark.kind:
            case RemarkKind.NAME_UNKNOWN:
                return _("I don't know the name given here, {named}.", named=verdict.speaker)
            case RemarkKind.PERHAPS_MEANT:
                return _("I can't tell whether {named} is the same person.", named=verdict.speaker)
    return ""


def _misattributed(verdict: Verdict) -> str:
    return _(
        "The words are genuine, but {speaker} said them, not {named}.",
        speaker=verdict.matches[0].item.speaker,
        named=verdict.speaker,
    )


def _altered(verdict: Verdict) -> str:
    if _is_joined(verdict):
        names = ", ".join(dict.fromkeys(match.item.speaker for match in verdict.matches))
        return _("Words of several quotes ({names}) were run together.", names=names)
    speaker = verdict.matches[0].item.speaker
    if not speaker:
        return _("The article does not say it in these words.")
    return _("{speaker} did not say it in these words.", speaker=speaker)


def _withdrawn(verdict: Verdict) -> str:
    return next(withdrawn_sentence(m.item.withdrawn) for m in verdict.matches if m.item.withdrawn)


def _unknown(verdict: Verdict) -> str:
    return _reason(verdict.reason)


_SENTENCES: dict[Outcome, Callable[[Verdict], str]] = {
    Outcome.GENUINE: _genuine,
    Outcome.ALTERED: _altered,
    Outcome.MISATTRIBUTED: _misattributed,
    Outcome.UNKNOWN: _unknown,
    Outcome.WITHDRAWN: _withdrawn,
}


def reach_sentence(verdict: Verdict) -> str:
    """How far "not known" reaches: "Not in 1,240 articles from 14 sources, 3 March to 20 November."."""
    reach = verdict.reach
    articles = ngettext("{count} article", "{count} articles", reach.articles)
    sources = ngettext("{count} source", "{count} sources", reach.sources)
    found = _("{articles} from {sources}", articles=articles, sources=sources) if reach.sources else articles
    when = days(reach.first, reach.latest)
    if not when:
        return _("Searched: {what}.", what=found)
    return _("Searched: {what}, {when}.", what=found, when=when)


def difference_line(segment: Segment) -> Line:
    """One difference in words: "Changed (a number): “271” instead of “270”"."""
    about = _about(segment.kind)
    given, known = _bare(segment.given), _bare(segment.known)
    return line(_told(segment, about, given, known), card.LineKind.BULLET)


def _bare(text: str) -> str:
    """Words without the marks that end a stretch."""
    return text.strip().rstrip(",.;:—–-").strip()


def _told(segment: Segment, about: str, given: str, known: str) -> str:
    if segment.change is Change.MOVED:
        return _("Moved: “{words}”", words=given or known)
    if segment.kind is DifferenceKind.SPELLING:
        return _("Written differently: “{given}” instead of “{known}”", given=given, known=known)
    if segment.change is Change.BRACKET and known:
        return _(
            "Changed inside brackets{about}: “{given}” instead of “{known}”",
            about=about,
            given=given,
            known=known,
        )
    if not known:
        return _("Added{about}: “{given}”", about=about, given=given)
    if not given:
        return _("Left out{about}: “{known}”", about=about, known=known)
    return _("Changed{about}: “{given}” instead of “{known}”", about=about, given=given, known=known)


def _about(kind: DifferenceKind | None) -> str:
    return {
        DifferenceKind.NUMBER: _(" (a number)"),
        DifferenceKind.NAME: _(" (a name)"),
        DifferenceKind.NEGATION: _(" (a negation)"),
        DifferenceKind.PRONOUN: _(" (who is meant)"),
        DifferenceKind.MODAL: _(" (will, would, can, must)"),
        DifferenceKind.COMPARISON: _(" (a comparison)"),
    }.get(kind or DifferenceKind.WORD, "")


def verdict_name(verdict: Verdict) -> str:
    """The verdict in a few words, with what takes something back of it."""
    if verdict.reservation:
        return _("Genuine, but cut")
    return outcome_name(verdict.verdict)


def outcome_name(outcome: Outcome) -> str:
    """The verdict in a word or two."""
    return {
        Outcome.GENUINE: _("Genuine"),
        Outcome.ALTERED: _("Altered"),
        Outcome.MISATTRIBUTED: _("Misattributed"),
        Outcome.UNKNOWN: _("Not known"),
        Outcome.WITHDRAWN: _("Withdrawn"),
    }[outcome]


def _reason(reason: Reason | None) -> str:
    return {
        Reason.NO_WORDS: _("There are no words to check."),
        Reason.TOO_SHORT: _("Too short to verify: anyone might have said this."),
        Reason.SCRIPT: _("This script has no spaces between words, so I cannot check it word by word."),
        Reason.ARTICLE_WORDS: _("Not a quote: this wording is the article's own."),
        Reason.INDIRECT: _("Only known as indirect speech, so the exact wording can't be checked."),
    }.get(reason or Reason.NOT_FOUND, _("No such quote is known, which does not mean that it is false."))


def _is_joined(verdict: Verdict) -> bool:
    return any(part.change is Change.JOINED for match in verdict.matches[:1] for part in match.segments)


def _beside(match: Match) -> Block:
    """The quotation and the known words, one below the other, and the differences in words."""
    if not match.differences:
        return item_lines(match.item, words_line(match.item), *detail_lines(match.item, amended=False))
    lines = [
        line(_("The quotation:"), card.LineKind.DETAIL),
        Line(spans=tuple(_given(match.segments)), kind=card.LineKind.QUOTATION),
        line(_("What is known:"), card.LineKind.DETAIL),
        Line(spans=tuple(_known(match.segments)), kind=card.LineKind.QUOTATION),
        *detail_lines(match.item, amended=False),
    ]
    named = [part for part in match.differences if part.change is not Change.JOINED]
    lines += [difference_line(part) for part in named[:DIFFERENCES_NAMED]]
    return item_lines(match.item, *lines)


def _place_of(match: Match) -> Block:
    """Who had the words that were withdrawn, and where, without the words."""
    heading = line(_("It was published here:"), card.LineKind.DETAIL)
    return Block(lines=(heading, *detail_lines(match.item, amended=False)))


def _given(segments: Iterable[Segment]) -> Iterator[Span]:
    for part in segments:
        yield from _span(part.given, TextStyle.ADDED if part.kind else TextStyle.PLAIN)


def _known(segments: Iterable[Segment]) -> Iterator[Span]:
    for part in segments:
        yield from _span(part.known, TextStyle.LOST if part.kind else TextStyle.PLAIN)


def _span(text: str, style: TextStyle) -> Iterator[Span]:
    """The words in the style, and the blanks after them without."""
    words = text.rstrip()
    if words:
        yield Span(text=words, style=style)
    if text[len(words) :]:
        yield Span(text=text[len(words) :])


def nearest_lines(verdict: Verdict) -> Iterator[Line]:
    """Where the words of an unknown quotation stand, or what comes nearest to them; nothing for others."""
    near = verdict.nearest
    if near is None:
        return
    heading = _("Where it appears:") if near.closeness == 1 else _("The closest match:")
    yield line(heading, card.LineKind.DETAIL)
    yield words_line(near.item)
    yield from detail_lines(near.item)


def _nearest(verdict: Verdict) -> Iterator[Block]:
    near = verdict.nearest
    if near:
        yield item_lines(near.item, *nearest_lines(verdict))
