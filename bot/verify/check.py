"""The check itself: from a quotation and the knowledge to a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge import Item, Speech, published_key
from bot.replies import (
    Attribution,
    DifferenceKind,
    Found,
    Match,
    Outcome,
    Reason,
    Verdict,
)
from bot.verify.candidates import candidates, search
from bot.verify.closest import Near, left_over, nearest, stitched
from bot.verify.enough import LONG_ENOUGH, SHORT, SHOWN_NEAR, VERY_CLOSE, is_altered, tells, why_unknown
from bot.verify.matching import Compared, Matcher
from bot.verify.quotation import ClaimedQuotation
from bot.verify.remarks import remarks
from bot.verify.scripts import is_unspaced
from bot.verify.source import QuoteSource

PASSAGES = 10
"""Candidates of which the passage around them is read, too."""
MOST_SHOWN = 10
"""Matches in a verdict."""


def verify(source: QuoteSource, quotation: str, speaker: str | None = None) -> Verdict:
    """Whether the quotation's words are known, in this order, and as whose. Takes any text."""
    matcher = Matcher(ClaimedQuotation.of(quotation, speaker), source)
    if not matcher.asked.length:
        return _unknown(matcher, Reason.NO_WORDS)
    quotes = candidates(matcher.asked, matcher.source, "quote")
    exact = [found for item in quotes if (found := matcher.exact(item))] or _in_passages(matcher, quotes)
    said = [one.match for one in exact if _verbatim(one.match.item) and not one.match.differences]
    if said:
        return _known(matcher, said, quotes)
    return _not_exact(matcher, exact, quotes)


def _known(matcher: Matcher, said: list[Match], quotes: Sequence[Item]) -> Verdict:
    matches = sorted(said, key=_order)
    accused = matcher.attribution(matches) is Attribution.CONTRADICTED
    if not tells(matcher.asked, matches, matcher.source, accused=accused):
        reason = Reason.SCRIPT if is_unspaced(matcher.asked.text) else Reason.TOO_SHORT
        return _unknown(matcher, reason, matches)
    outcome = Outcome.MISATTRIBUTED if accused else Outcome.GENUINE
    return _verdict(matcher, outcome, matches, _variants(matcher, matches, quotes))


def _not_exact(matcher: Matcher, exact: list[Compared], quotes: Sequence[Item]) -> Verdict:
    """No known quote has the words as they stand: altered, an article's own, or unknown."""
    direct = [item for item in quotes if _verbatim(item)]
    hidden = {_place(one.match.item): one for one in exact if one.match.differences}
    near = nearest(matcher.asked.reading, [item for item in direct if _place(item) not in hidden])
    compared = sorted([*hidden.values(), *map(matcher.near, near)], key=_nearest_first)
    otherwise = [_same_words(one.match) for one in compared if _is_written_otherwise(one.match)]
    if otherwise:
        return _known(matcher, otherwise, quotes)
    close = [one.match for one in compared if is_altered(matcher.asked, one, matcher.source, direct)]
    own_words = _in_facts(matcher)
    if not (close and close[0].closeness >= VERY_CLOSE):
        reported = [one.match for one in exact if not one.match.differences]
        if reported:
            return _unknown(matcher, Reason.INDIRECT, reported)
        if own_words:
            return _unknown(matcher, Reason.ARTICLE_WORDS, own_words)
        parts = _stitched(matcher, direct, near)
        if parts:
            return _verdict(matcher, Outcome.ALTERED, parts)
    if close:
        return _verdict(matcher, Outcome.ALTERED, close, own_words)
    return _unknown(matcher, why_unknown(matcher.asked), near_match=compared[0].match if compared else None)


def _stitched(matcher: Matcher, items: Sequence[Item], near: Sequence[Near]) -> list[Match]:
    """The quotes that the quotation was put together from; what the nearest leaves open is searched for."""
    left = left_over(matcher.asked.reading, near[0]) if near else None
    if left is None:
        return []
    others = [item for item in search(matcher.asked, matcher.source, *left, "quote") if _verbatim(item)]
    everything = {_place(item): item for item in (*items, *others)}
    return [matcher.joined(part) for part in stitched(matcher.asked.reading, list(everything.values()))]


def _in_passages(matcher: Matcher, quotes: Sequence[Item]) -> list[Compared]:
    """A quotation may run over the attribution in the middle of a speech, from one quote into the next."""
    likely = quotes[:PASSAGES]
    return [found for item in likely if (found := matcher.exact_in_passage(item))][:1]


def _in_facts(matcher: Matcher) -> list[Match]:
    if matcher.asked.length < SHORT:
        return []
    found = [
        one.match
        for item in candidates(matcher.asked, matcher.source, "fact")
        if (one := matcher.exact(item))
    ]
    return sorted(found, key=_order)


def _variants(matcher: Matcher, matches: Sequence[Match], quotes: Sequence[Item]) -> list[Match]:
    """Other articles that carry the same statement in slightly other words."""
    if matcher.asked.length < LONG_ENOUGH:
        return []
    articles = {match.item.article for match in matches}
    others = [item for item in quotes if item.article not in articles and _verbatim(item)]
    near = (matcher.near(one).match for one in nearest(matcher.asked.reading, others, VERY_CLOSE))
    return [match for match in near if match.differences]


def _verbatim(item: Item) -> bool:
    return item.speech is not Speech.INDIRECT


def _is_written_otherwise(match: Match) -> bool:
    """Whether all differences are ones of writing: a numeral for a word, a contraction, another spelling."""
    return _verbatim(match.item) and all(part.kind is DifferenceKind.SPELLING for part in match.differences)


def _same_words(match: Match) -> Match:
    return match.model_copy(update={"closeness": 1.0})


def _place(item: Item) -> tuple[str, int]:
    """Where the item stands: its article and its number there."""
    return item.article, item.index


def _nearest_first(one: Compared) -> tuple[float, tuple[bool, bool, object, str, int]]:
    return -round(one.match.closeness, 2), _order(one.match)


def _order(match: Match) -> tuple[bool, bool, object, str, int]:
    """The speaker given first, then verbatim speech, the earliest, and the order of the files."""
    item = match.item
    indirect = item.speech is not Speech.DIRECT
    return (match.speaker_matches is False, indirect, published_key(item.published), item.article, item.index)


def _verdict(
    matcher: Matcher, outcome: Outcome, matches: Sequence[Match], variants: Sequence[Match] = ()
) -> Verdict:
    shown = tuple(matches[:MOST_SHOWN])
    return Verdict(
        answered=outcome is not Outcome.UNKNOWN,
        confidence=shown[0].closeness if shown and outcome is not Outcome.UNKNOWN else 0.0,
        answers=tuple(Found.of(m.item, score=m.closeness, chance=m.closeness) for m in shown),
        verdict=outcome,
        attribution=matcher.attribution(shown),
        quotation=matcher.asked.text,
        speaker=matcher.asked.speaker,
        matches=shown,
        remarks=(*remarks(outcome, matcher.asked.reading, shown, variants), *matcher.name_remark(shown)),
        reach=matcher.source.reach(),
    )


def _unknown(
    matcher: Matcher, reason: Reason, matches: Sequence[Match] = (), near_match: Match | None = None
) -> Verdict:
    near = matches[0] if matches else near_match
    worth_showing = near if near and near.closeness >= SHOWN_NEAR else None
    found = _verdict(matcher, Outcome.UNKNOWN, matches)
    return found.model_copy(update={"reason": reason, "nearest": worth_showing})
