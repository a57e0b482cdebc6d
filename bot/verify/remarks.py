"""What is to be known beside a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge import Speech, published_key
from bot.names import NameMatch
from bot.replies import Change, Match, Outcome, Remark, RemarkKind, Segment, Verdict
from bot.verify.omissions import OMITTED, omissions, without
from bot.verify.reading import TextReading
from bot.verify.signs import signs_left_out

_GUESSED = {NameMatch.MISSPELT, NameMatch.FIRST, NameMatch.INITIALS, NameMatch.ROLE}
"""Degrees at which the reader should see whom a name was taken for."""


def remarks(
    outcome: Outcome, given: TextReading, matches: Sequence[Match], variants: Sequence[Match]
) -> tuple[Remark, ...]:
    """The remarks on the best match, then those on where else the words stand."""
    if not matches:
        return ()
    best = matches[0]
    found = [*_of_the_excerpt(best, given), *_of_the_speech(best)]
    if outcome in {Outcome.GENUINE, Outcome.MISATTRIBUTED}:
        found.extend(_elsewhere(matches))
    for match in variants:
        own = match.item.kind == "fact"
        kind = RemarkKind.ARTICLE_WORDS if own else RemarkKind.WORDED_OTHERWISE
        found.append(Remark(kind=kind, matches=(match,)))
    return tuple(found)


def beside(verdict: Verdict, others: Sequence[str]) -> Verdict:
    """The verdict on one piece of a quotation, beside its `others`: what stands in them is not left out."""
    if not any(remark.kind in OMITTED for remark in verdict.remarks):
        return verdict
    kept = (remark for remark in verdict.remarks if remark.kind not in OMITTED)
    left_out = _left_out(verdict.matches[0], verdict.quotation, others)
    return verdict.model_copy(update={"remarks": (*left_out, *kept)})


def _left_out(best: Match, quotation: str, others: Sequence[str] = ()) -> Iterable[Remark]:
    """What the excerpt leaves out of its own sentence, and does not stand in the `others` beside it."""
    known = _known(best)
    start = best.sentence.find(known)
    joined = any(segment.change is Change.JOINED for segment in best.segments)
    if best.item.kind == "quote" and not joined and start >= 0:
        end = start + len(known.rstrip())
        sentence = without(best.sentence, others, start, end)
        for kind, words in omissions(quotation, sentence, start, end, best.segments):
            yield Remark(kind=kind, matches=(best,), segment=Segment(change=Change.LOST, known=words))


def _known(best: Match) -> str:
    return "".join(segment.known for segment in best.segments)


def _of_the_excerpt(best: Match, given: TextReading) -> Iterable[Remark]:
    """What the excerpt leaves out of its own sentence, and what an editor put into it."""
    known = _known(best)
    yield from _left_out(best, given.text)
    if best.closeness == 1 and signs_left_out(given, known):
        yield Remark(kind=RemarkKind.MARK_LEFT_OUT, matches=(best,))
    for segment in best.segments:
        if segment.change is Change.BRACKET:
            yield Remark(kind=RemarkKind.EDITED, matches=(best,), segment=segment)


def _of_the_speech(best: Match) -> Iterable[Remark]:
    if best.item.kind == "quote" and (best.item.speech is not Speech.DIRECT or best.item.via):
        yield Remark(kind=RemarkKind.SPEECH, matches=(best,))
    if best.degree in _GUESSED:
        yield Remark(kind=RemarkKind.SPEAKER, matches=(best,))


def _elsewhere(matches: Sequence[Match]) -> Iterable[Remark]:
    """Which article had the words first, and which others carry them; nothing where only one has them."""
    once: dict[str, Match] = {}
    for match in sorted(matches, key=lambda match: published_key(match.item.published)):
        once.setdefault(match.item.article, match)
    first, *others = once.values()
    if not others:
        return
    if first.item.published:
        yield Remark(kind=RemarkKind.EARLIEST, matches=(first,))
    yield Remark(kind=RemarkKind.CARRIED, matches=tuple(others))
