"""The check itself: from a quotation and the knowledge to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.knowledge.items import Item, published_key
from bot.knowledge.model import Speech
from bot.replies import Change, Match, Outcome, Reason, Verdict
from bot.verify.closest import Near, left_over, nearest, stitched
from bot.verify.matching import Matcher
from bot.verify.near import telling
from bot.verify.reading import read, read_known
from bot.verify.remarks import remarks
from bot.verify.source import QuoteSource

SHORTLIST = 30
"""Candidates that are compared; the right one stands among the first few unless thousands are alike."""
QUERY_WORDS = 40
"""Words of one search; a longer quotation is searched for in stretches of this length."""
MOST_QUERIES = 6
"""Stretches of a long quotation that are searched for: its beginning, its end, and some between."""
LONG_ENOUGH = 6
"""Words from which a quotation tells by itself where it is from."""
SHORT = 4
"""Words below which a quotation tells nothing unless it is a whole quote or its speaker's."""
CLOSE = 0.6
"""Share of a quotation's words, weighted, from which it is an altered form of a quote. Measured: altered ones
lie above .62, other people's words on the same matter below .57."""
CLOSE_IN_STEP = 0.5
"""The same where words were changed one for one, and three or more that tell something are left."""
OUT_OF_STEP = 0.1
"""Share of words added or left out up to which the others count as changed one for one."""
CLOSE_ALONE = 0.75
"""The same where hardly a word tells anything by itself."""
CLOSE_SHORT = 0.8
"""The same for quotations of fewer than `LONG_ENOUGH` words, where little is alike by chance."""
VERY_CLOSE = 0.85
"""Closeness from which this quote is meant, even where an article has the very words."""
SHOWN_NEAR = 0.3
"""Closeness from which the nearest quote of an unknown quotation is worth showing."""
KNOWN_PART = 8
"""Words in a row from a quote that make a quotation an altered form of it, whatever was put around them."""
WHOLE = 0.9
"""Share of a quote's words that do the same: a whole quote with a clause put in."""
PASSAGES = 10
"""Candidates of which the passage around them is read, too."""
MOST_SHOWN = 10
"""Matches in a verdict."""


def verify(source: QuoteSource, quotation: str, speaker: str | None = None) -> Verdict:
    """Whether the quotation's words are known, in this order, and as whose. Takes any text."""
    asked = Matcher(source, quotation, speaker)
    if not asked.reading.words:
        return _unknown(asked, Reason.NO_WORDS)
    quotes = _candidates(asked, "quote")
    exact = [match for item in quotes if (match := asked.exact(item))] or _in_passages(asked, quotes)
    said = [match for match in exact if _verbatim(match.item) and not match.differences]
    if said:
        return _known(asked, said, quotes)
    return _not_exact(asked, exact, quotes)


def _known(asked: Matcher, said: list[Match], quotes: Sequence[Item]) -> Verdict:
    matches = sorted(said, key=_order)
    if not _tells(asked, matches[0]):
        return _unknown(asked, Reason.TOO_SHORT, matches)
    outcome = Outcome.MISATTRIBUTED if matches[0].speaker_matches is False else Outcome.GENUINE
    return _verdict(asked, outcome, matches, _variants(asked, matches, quotes))


def _not_exact(asked: Matcher, exact: list[Match], quotes: Sequence[Item]) -> Verdict:
    """No known quote has the words as they stand: altered, an article's own, or unknown."""
    direct = [item for item in quotes if _verbatim(item)]
    hidden = {(match.item.article, match.item.index): match for match in exact if match.differences}
    near = nearest(asked.reading, [item for item in direct if (item.article, item.index) not in hidden])
    matches = sorted(
        [*hidden.values(), *map(asked.near, near)], key=lambda m: (-round(m.closeness, 2), _order(m))
    )
    close = [match for match in matches if _is_close(asked, match)]
    own_words = _in_facts(asked)
    if not (close and close[0].closeness >= VERY_CLOSE):
        reported = [match for match in exact if not match.differences]
        if reported:
            return _unknown(asked, Reason.INDIRECT, reported)
        if own_words:
            return _unknown(asked, Reason.ARTICLE_WORDS, own_words)
        parts = _stitched(asked, direct, near)
        if parts:
            return _verdict(asked, Outcome.ALTERED, parts)
    if close:
        return _verdict(asked, Outcome.ALTERED, close, own_words)
    return _unknown(asked, _why_unknown(asked), near_match=matches[0] if matches else None)


def _stitched(asked: Matcher, items: Sequence[Item], near: Sequence[Near]) -> list[Match]:
    """The quotes that the quotation was put together from; what the nearest leaves open is searched for."""
    left = left_over(asked.reading, near[0]) if near else None
    if left is None:
        return []
    others = [item for item in _search(asked, *left, "quote") if _verbatim(item)]
    everything = {(item.article, item.index): item for item in (*items, *others)}
    return [asked.joined(part) for part in stitched(asked.reading, list(everything.values()))]


def _in_passages(asked: Matcher, quotes: Sequence[Item]) -> list[Match]:
    """A quotation may run over the attribution in the middle of a speech, from one quote into the next."""
    likely = quotes[:PASSAGES]
    return [match for item in likely if (match := asked.exact_in_passage(item))][:1]


def _in_facts(asked: Matcher) -> list[Match]:
    if asked.length < SHORT:
        return []
    found = [match for item in _candidates(asked, "fact") if (match := asked.exact(item))]
    return sorted(found, key=_order)


def _candidates(asked: Matcher, kind: Literal["quote", "fact"]) -> list[Item]:
    """Candidates for the quotation's stretches, each once, best first."""
    words = asked.reading.words
    starts = list(range(0, len(words), QUERY_WORDS))
    if len(starts) > MOST_QUERIES:
        step = (len(starts) - 1) / (MOST_QUERIES - 1)
        starts = [starts[round(step * number)] for number in range(MOST_QUERIES)]
    found: dict[tuple[str, int], Item] = {}
    for start in starts:
        for item in _search(asked, start, min(start + QUERY_WORDS, len(words)), kind):
            found.setdefault((item.article, item.index), item)
    return list(found.values())


def _search(asked: Matcher, first: int, end: int, kind: Literal["quote", "fact"]) -> Sequence[Item]:
    """Candidates for the quotation's words from `first` to `end`, the last one excluded."""
    words = asked.reading.words
    return asked.source.candidates(asked.text[words[first].start : words[end - 1].end], kind, SHORTLIST)


def _variants(asked: Matcher, matches: Sequence[Match], quotes: Sequence[Item]) -> list[Match]:
    """Other articles that carry the same statement in slightly other words."""
    if asked.length < LONG_ENOUGH:
        return []
    articles = {match.item.article for match in matches}
    others = [item for item in quotes if item.article not in articles and _verbatim(item)]
    near = (asked.near(one) for one in nearest(asked.reading, others, VERY_CLOSE))
    return [match for match in near if match.differences]


def _verbatim(item: Item) -> bool:
    return item.speech is not Speech.INDIRECT


def _order(match: Match) -> tuple[bool, bool, object, str, int]:
    """The speaker given first, then verbatim speech, the earliest, and the order of the files."""
    item = match.item
    indirect = item.speech is not Speech.DIRECT
    return (match.speaker_matches is False, indirect, published_key(item.published), item.article, item.index)


def _tells(asked: Matcher, match: Match) -> bool:
    """Whether so few words can be told from what anybody may say."""
    if asked.length >= LONG_ENOUGH:
        return True
    said = telling(asked.reading.folded)
    whole = len(read_known(match.item.text).words) == asked.length
    if match.speaker_matches is False:
        return said >= 2 and (whole or asked.length >= SHORT)
    if said and (whole or match.speaker_matches):
        return True
    return said >= 2 and asked.length > 2


def _is_close(asked: Matcher, match: Match) -> bool:
    """Whether the quotation is an altered form of this quote, and not just another one on the same matter."""
    if asked.length < SHORT:
        return False
    same = [read(s.given).folded for s in match.segments if s.change in {Change.SAME, Change.MOVED}]
    said = telling([word for stretch in same for word in stretch])
    if asked.length < LONG_ENOUGH:
        return said >= 2 and match.closeness >= CLOSE_SHORT
    if match.closeness >= CLOSE_ALONE or (said >= 2 and match.closeness >= CLOSE):
        return True
    if said >= 3 and match.closeness >= CLOSE_IN_STEP and _in_step(match):
        return True
    whole = len(read_known(match.item.text).words)
    contained = whole >= LONG_ENOUGH and sum(map(len, same)) >= WHOLE * whole
    return said >= 2 and (contained or max(map(len, same), default=0) >= KNOWN_PART)


def _in_step(match: Match) -> bool:
    """Whether words were changed one for one, hardly any added or left out: so does who bends a sentence."""
    sizes = [(len(read(s.given).words), len(read(s.known).words)) for s in match.segments]
    return sum(abs(given - known) for given, known in sizes) <= OUT_OF_STEP * sum(given for given, _ in sizes)


def _why_unknown(asked: Matcher) -> Reason:
    if asked.length < SHORT or (asked.length < LONG_ENOUGH and telling(asked.reading.folded) < 2):
        return Reason.TOO_SHORT
    return Reason.NOT_FOUND


def _verdict(
    asked: Matcher, outcome: Outcome, matches: Sequence[Match], variants: Sequence[Match] = ()
) -> Verdict:
    shown = tuple(matches[:MOST_SHOWN])
    return Verdict(
        verdict=outcome,
        attribution=asked.attribution(shown[0] if shown else None),
        quotation=asked.text,
        speaker=asked.speaker,
        matches=shown,
        remarks=remarks(outcome, asked.reading, shown, variants),
        reach=asked.source.reach(),
    )


def _unknown(
    asked: Matcher, reason: Reason, matches: Sequence[Match] = (), near_match: Match | None = None
) -> Verdict:
    near = matches[0] if matches else near_match
    worth_showing = near if near and near.closeness >= SHOWN_NEAR else None
    found = _verdict(asked, Outcome.UNKNOWN, matches)
    return found.model_copy(update={"reason": reason, "nearest": worth_showing})
