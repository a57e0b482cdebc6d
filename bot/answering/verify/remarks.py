"""What is said beside a verdict, and the verdict itself, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.model import Item
from bot.answering.names import NameMatch
from bot.answering.verify.dates import age, in_words
from bot.answering.verify.model import (
    Change,
    Kind,
    Match,
    Outcome,
    Reach,
    Reason,
    Remark,
    RemarkKind,
    Segment,
)
from bot.answering.verify.reading import Reading
from bot.answering.verify.sentences import left_out, signs_left_out
from bot.knowledge.model import Speech

_LEFT_OUT = {
    RemarkKind.NEGATION_LEFT_OUT: "a negation",
    RemarkKind.CONDITION_LEFT_OUT: "a condition",
    RemarkKind.DENIAL_LEFT_OUT: "a denial or a doubt",
}
_SPEECH = {
    Speech.TRANSLATED: "The words are a translation.",
    Speech.POST: "The words were written in a post, not spoken.",
    Speech.TRANSCRIPT: "The words are from a transcript.",
    Speech.INDIRECT: "Known as indirect speech only: the sense is given, the words may be another's.",
}
_REASONS = {
    Reason.NO_WORDS: "There are no words to check.",
    Reason.TOO_SHORT: "Too short to tell: so few words may be anybody's.",
    Reason.ARTICLE_WORDS: "No known quote has these words; they are an article's own.",
    Reason.INDIRECT: "Known as indirect speech only, so that the words themselves cannot be confirmed.",
}
_NAMED = {
    Kind.NUMBER: "a number",
    Kind.NAME: "a name",
    Kind.NEGATION: "a negation",
    Kind.PRONOUN: "who is meant",
    Kind.MODAL: "what will, would, can or must be",
    Kind.COMPARISON: "more or less",
}
_READ_AS = {NameMatch.MISSPELT, NameMatch.FIRST, NameMatch.INITIALS, NameMatch.ROLE}


def headline(
    outcome: Outcome, reason: Reason | None, matches: Sequence[Match], speaker: str | None, reach: Reach
) -> str:
    """The verdict in one or two sentences."""
    if outcome is Outcome.UNKNOWN:
        return _unknown(reason, reach)
    best = matches[0]
    if outcome is Outcome.GENUINE:
        return f"Genuine: {best.item.speaker} said so, in these words."
    if outcome is Outcome.MISATTRIBUTED:
        return f"Misattributed: the words are genuine, but {best.item.speaker} said them, not {speaker}."
    gravest = best.differences[0] if best.differences else None
    if gravest and gravest.change is Change.JOINED:
        speakers = " and ".join(dict.fromkeys(match.item.speaker for match in matches))
        return f"Altered: words of {len(matches)} quotes ({speakers}) were run together."
    return f"Altered: {best.item.speaker} did not say it in these words. {_what_changed(gravest)}".strip()


def remarks(
    outcome: Outcome, given: Reading, speaker: str | None, matches: Sequence[Match], variants: Sequence[Match]
) -> tuple[Remark, ...]:
    """The remarks on the best match, then those on where else the words stand."""
    if not matches:
        return ()
    best = matches[0]
    found = [] if any(s.change is Change.JOINED for s in best.segments) else _of_the_excerpt(best, given)
    if best.item.speech is not Speech.DIRECT:
        found.append(Remark(kind=RemarkKind.SPEECH, text=_SPEECH[best.item.speech], match=best))
    if best.item.via:
        found.append(Remark(kind=RemarkKind.SPEECH, text=f"Known through {best.item.via}.", match=best))
    if speaker and best.degree in _READ_AS:
        text = f"“{speaker}” was read as {best.item.speaker}."
        found.append(Remark(kind=RemarkKind.SPEAKER, text=text, match=best))
    if outcome in {Outcome.GENUINE, Outcome.MISATTRIBUTED}:
        found.extend(_elsewhere(matches))
    found.extend(_others(best, variants))
    return tuple(found)


def _of_the_excerpt(best: Match, given: Reading) -> list[Remark]:
    known = "".join(segment.known for segment in best.segments)
    start = best.sentence.find(known)
    found: list[Remark] = []
    if best.item.kind == "quote" and start >= 0:
        for kind in left_out(best.sentence, start, start + len(known), best.segments):
            text = f"The excerpt leaves out {_LEFT_OUT[kind]} of its own sentence: “{best.sentence}”"
            found.append(Remark(kind=kind, text=text, match=best))
    if best.closeness == 1 and signs_left_out(given, known):
        text = f"A sign of the quote is left out: “{known.strip()}”"
        found.append(Remark(kind=RemarkKind.MARK_LEFT_OUT, text=text, match=best))
    brackets = [segment for segment in best.segments if segment.change is Change.BRACKET]
    found.extend(Remark(kind=RemarkKind.EDITED, text=_edited(segment), match=best) for segment in brackets)
    return found


def _edited(segment: Segment) -> str:
    given = segment.given.strip()
    known = segment.known.strip()
    return (
        f"{given} is an editor's; the quote has “{known}”." if known else f"{given} was added by an editor."
    )


def _elsewhere(matches: Sequence[Match]) -> list[Remark]:
    """Which article had the words first, and which others carry them."""
    dated = sorted((match for match in matches if match.item.published), key=lambda m: age(m.item.published))
    articles = dict.fromkeys(match.item.article for match in matches)
    if len(articles) < 2:
        return []
    found = []
    if dated:
        text = f"The earliest known article with these words: {_place(dated[0].item)}."
        found.append(Remark(kind=RemarkKind.EARLIEST, text=text, match=dated[0]))
    first = (dated or list(matches))[0].item.article
    places: dict[str, str] = {}
    for match in matches:
        if match.item.article != first:
            places.setdefault(match.item.article, _place(match.item))
    text = f"Also carried by {'; '.join(places.values())}."
    return [*found, Remark(kind=RemarkKind.CARRIED, text=text)]


def _others(best: Match, variants: Sequence[Match]) -> list[Remark]:
    found = []
    for match in variants:
        if match.item.kind == "fact":
            text = f"The words stand as an article's own: {_place(match.item)}."
            found.append(Remark(kind=RemarkKind.ARTICLE_WORDS, text=text, match=match))
        else:
            text = f"Worded otherwise in {_place(match.item)}: {_what_changed(match.differences[0])}"
            found.append(Remark(kind=RemarkKind.WORDED_OTHERWISE, text=text, match=match))
    return found


def _place(item: Item) -> str:
    named = f"“{item.title}”" + (f", {item.source}" if item.source else "")
    return f"{named} ({in_words(item.published)})" if item.published else named


def _what_changed(segment: Segment | None) -> str:
    """The gravest difference in words."""
    if segment is None:
        return ""
    given, known = segment.given.strip(), segment.known.strip()
    about = f" ({_NAMED[segment.kind]})" if segment.kind in _NAMED else ""
    if segment.change is Change.MOVED:
        return f"Words were moved: “{given or known}”."
    if segment.kind is Kind.SPELLING:
        return f"Written otherwise: “{given}” for “{known}”."
    if not known:
        return f"Added{about}: “{given}”."
    if not given:
        return f"Left out{about}: “{known}”."
    return f"Changed{about}: “{given}” for “{known}”."


def _unknown(reason: Reason | None, reach: Reach) -> str:
    if reason in _REASONS:
        return f"Unknown. {_REASONS[reason]}"
    return f"Unknown: no such quote is known, which does not make it false: {in_reach(reach)}."


def in_reach(reach: Reach) -> str:
    """What was searched: "not in 1,240 articles of 14 sources, 3 March 2031 to 20 November 2031"."""
    articles = f"{reach.articles:,} article" + ("s" if reach.articles != 1 else "")
    sources = f" of {reach.sources:,} source" + ("s" if reach.sources != 1 else "") if reach.sources else ""
    days = [in_words(reach.first), in_words(reach.latest)]
    dates = "" if not days[0] else f", {days[0]}" if days[0] == days[1] else f", {days[0]} to {days[1]}"
    return f"not in {articles}{sources}{dates}"
