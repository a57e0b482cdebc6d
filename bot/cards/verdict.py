"""A verdict on a quotation: the sentence, both texts with their differences marked, and what else to know.

What the quotation has too much is marked ADDED, what it leaves out LOST; each is told in words, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.cards import card
from bot.cards.card import Block, Card, Line, Mark, Span, Tone, line
from bot.cards.dates import days
from bot.cards.found import detail_lines, item_actions, words_line
from bot.cards.language import say, say_many
from bot.cards.remark import remark_lines
from bot.replies import Change, DifferenceKind, Match, Outcome, Reason, Segment, Verdict

_TONES = {
    Outcome.GENUINE: Tone.GOOD,
    Outcome.ALTERED: Tone.ERROR,
    Outcome.MISATTRIBUTED: Tone.ERROR,
    Outcome.UNKNOWN: Tone.UNKNOWN,
}
# Differences named in words; more are to be seen in the texts themselves.
DIFFERENCES_NAMED = 5


def verdict_card(verdict: Verdict) -> Card:
    """All that is known of a quotation."""
    blocks = [Block(lines=(line(verdict_sentence(verdict), card.Kind.TEXT),))]
    if verdict.verdict is Outcome.UNKNOWN:
        blocks += _nearest(verdict)
    elif _is_joined(verdict):
        blocks += [_beside(match) for match in verdict.matches]
    else:
        blocks += [_beside(verdict.matches[0])]
    lines = tuple(remark_lines(verdict.remarks))
    if lines:
        blocks.append(Block(lines=lines))
    best = verdict.matches[0].item if verdict.matches else None
    return Card(
        title=outcome_name(verdict.verdict),
        tone=_TONES[verdict.verdict],
        blocks=tuple(blocks),
        footer=reach_sentence(verdict) if verdict.verdict is Outcome.UNKNOWN else "",
        actions=item_actions(best) if best else (),
    )


def verdict_sentence(verdict: Verdict) -> str:
    """The verdict in one sentence."""
    if verdict.verdict is Outcome.UNKNOWN:
        return _reason(verdict.reason)
    best = verdict.matches[0]
    speaker = best.item.speaker
    if verdict.verdict is Outcome.GENUINE:
        return say("{speaker} said this, in these words.", speaker=speaker)
    if verdict.verdict is Outcome.MISATTRIBUTED:
        return say(
            "The words are genuine, but {speaker} said them, not {named}.",
            speaker=speaker,
            named=verdict.speaker,
        )
    if _is_joined(verdict):
        names = ", ".join(dict.fromkeys(match.item.speaker for match in verdict.matches))
        return say("Words of several quotes ({names}) were run together.", names=names)
    return say("{speaker} did not say it in these words.", speaker=speaker)


def reach_sentence(verdict: Verdict) -> str:
    """How far "not known" reaches: "Not in 1,240 articles of 14 sources, 3 March to 20 November."."""
    reach = verdict.reach
    articles = say_many("{count} article", "{count} articles", reach.articles)
    sources = say_many("{count} source", "{count} sources", reach.sources)
    found = say("{articles} of {sources}", articles=articles, sources=sources) if reach.sources else articles
    when = days(reach.first, reach.latest)
    if not when:
        return say("Searched: {what}.", what=found)
    return say("Searched: {what}, {when}.", what=found, when=when)


def difference_line(segment: Segment) -> Line:
    """One difference in words: "Changed (a number): “271” for “270”"."""
    about = _about(segment.kind)
    given, known = _bare(segment.given), _bare(segment.known)
    return line(_told(segment, about, given, known), card.Kind.BULLET)


def _bare(text: str) -> str:
    """Words without the marks that end a stretch."""
    return text.strip().rstrip(",.;:—–-").strip()


def _told(segment: Segment, about: str, given: str, known: str) -> str:
    if segment.change is Change.MOVED:
        return say("Moved: “{words}”", words=given or known)
    if segment.kind is DifferenceKind.SPELLING:
        return say("Written otherwise: “{given}” for “{known}”", given=given, known=known)
    if segment.change is Change.BRACKET and known:
        return say(
            "Turned by a bracket{about}: “{given}” for “{known}”", about=about, given=given, known=known
        )
    if not known:
        return say("Added{about}: “{given}”", about=about, given=given)
    if not given:
        return say("Left out{about}: “{known}”", about=about, known=known)
    return say("Changed{about}: “{given}” for “{known}”", about=about, given=given, known=known)


def _about(kind: DifferenceKind | None) -> str:
    return {
        DifferenceKind.NUMBER: say(" (a number)"),
        DifferenceKind.NAME: say(" (a name)"),
        DifferenceKind.NEGATION: say(" (a negation)"),
        DifferenceKind.PRONOUN: say(" (who is meant)"),
        DifferenceKind.MODAL: say(" (will, would, can, must)"),
        DifferenceKind.COMPARISON: say(" (more or less)"),
    }.get(kind or DifferenceKind.WORD, "")


def outcome_name(outcome: Outcome) -> str:
    """The verdict in a word or two."""
    return {
        Outcome.GENUINE: say("Genuine"),
        Outcome.ALTERED: say("Altered"),
        Outcome.MISATTRIBUTED: say("Misattributed"),
        Outcome.UNKNOWN: say("Not known"),
    }[outcome]


def _reason(reason: Reason | None) -> str:
    return {
        Reason.NO_WORDS: say("There are no words to check."),
        Reason.TOO_SHORT: say("Too short to tell: so few words may be anybody's."),
        Reason.ARTICLE_WORDS: say("No known quote has these words; they are an article's own."),
        Reason.INDIRECT: say("Known as reported speech only: the sense is known, the words are not."),
    }.get(reason or Reason.NOT_FOUND, say("No such quote is known, which does not mean that it is false."))


def _is_joined(verdict: Verdict) -> bool:
    return any(part.change is Change.JOINED for match in verdict.matches[:1] for part in match.segments)


def _beside(match: Match) -> Block:
    """The quotation and the known words, one below the other, and the differences in words."""
    if not match.differences:
        return Block(lines=(words_line(match.item), *detail_lines(match.item)), key=match.item.key)
    lines = [
        line(say("The quotation:"), card.Kind.DETAIL),
        Line(spans=tuple(_given(match.segments)), kind=card.Kind.QUOTATION),
        line(say("What is known:"), card.Kind.DETAIL),
        Line(spans=tuple(_known(match.segments)), kind=card.Kind.QUOTATION),
        *detail_lines(match.item),
    ]
    named = [part for part in match.differences if part.change is not Change.JOINED]
    lines += [difference_line(part) for part in named[:DIFFERENCES_NAMED]]
    return Block(lines=tuple(lines), key=match.item.key)


def _given(segments: Iterable[Segment]) -> Iterator[Span]:
    for part in segments:
        yield from _span(part.given, Mark.ADDED if part.kind else Mark.PLAIN)


def _known(segments: Iterable[Segment]) -> Iterator[Span]:
    for part in segments:
        yield from _span(part.known, Mark.LOST if part.kind else Mark.PLAIN)


def _span(text: str, mark: Mark) -> Iterator[Span]:
    """The words with the mark, and the blanks after them without."""
    words = text.rstrip()
    if words:
        yield Span(text=words, mark=mark)
    if text[len(words) :]:
        yield Span(text=text[len(words) :])


def _nearest(verdict: Verdict) -> Iterator[Block]:
    near = verdict.nearest
    if near is None:
        return
    heading = say("There:") if near.closeness == 1 else say("The nearest that is known:")
    lines = (line(heading, card.Kind.DETAIL), words_line(near.item), *detail_lines(near.item))
    yield Block(lines=lines, key=near.item.key)
