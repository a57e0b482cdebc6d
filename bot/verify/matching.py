"""A quotation beside single items of the knowledge: the same words, nearly the same, or a part of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.knowledge import Item
from bot.names import Identity, NameMatch, fits_best, is_person
from bot.replies import Attribution, Change, DifferenceKind, Match, Remark, RemarkKind, Segment
from bot.text import sentence_around
from bot.verify.closest import Near, StitchedPart
from bot.verify.compare import Stretch, aligned_stretches, exact_stretches
from bot.verify.naming import may_mean, tells_nobody
from bot.verify.pattern import find
from bot.verify.quotation import ClaimedQuotation
from bot.verify.reading import read_known
from bot.verify.source import Meant, QuoteSource


class Compared(NamedTuple):
    """An item beside the quotation, and the words of each of its segments."""

    match: Match
    stretches: tuple[Stretch, ...]


class Matcher:
    """Compares one quotation with the items of one source, one after the other."""

    def __init__(self, asked: ClaimedQuotation, source: QuoteSource) -> None:
        self.asked = asked
        self.source = source
        self._degrees: dict[Identity, NameMatch] = {}

    def exact(self, item: Item) -> Compared | None:
        """The item if it has all the words in their order."""
        return self._exact_in(item, item.text) if self.asked.may_stand_in(item.text) else None

    def exact_in_passage(self, item: Item) -> Compared | None:
        """The item if the passage that it is part of has all the words in their order."""
        if not self._runs_over(item):
            return None
        passage = self.source.passage(item)
        return self._exact_in(item, " ".join(part.text for part in passage)) if len(passage) > 1 else None

    def near(self, near: Near) -> Compared:
        """The item with the differences marked."""
        asked = self.asked
        found = aligned_stretches(asked.reading, asked.pieces, near.reading, near.pairs, near.shared)
        return self._compared(near.item, found, near.reading.text, near.closeness)

    def joined(self, part: StitchedPart) -> Match:
        """One of several quotes that were run together: its own words, between the ones of the others."""
        text, words, run = self.asked.text, self.asked.reading.words, part.run
        start = words[run.given].start if run.given else 0
        end = words[run.given + run.size].start if run.given + run.size < len(words) else len(text)
        known = part.reading.words[run.known].start, part.reading.words[run.known + run.size - 1].end
        segments = (
            Segment(change=Change.JOINED, given=text[:start], kind=DifferenceKind.JOIN),
            Segment(change=Change.SAME, given=text[start:end], known=part.reading.text[slice(*known)]),
            Segment(change=Change.JOINED, given=text[end:], kind=DifferenceKind.JOIN),
        )
        return self._match(part.item, [one for one in segments if one.given], part.reading.text, part.share)

    def attribution(self, matches: Sequence[Match]) -> Attribution:
        """Whether the speaker given is the best match's; contradicted only by a known somebody else."""
        given = self.asked.speaker
        if given is None:
            return Attribution.NOT_NAMED
        if not matches or matches[0].speaker_matches is None:
            return Attribution.NOT_RESOLVED
        if matches[0].speaker_matches:
            return Attribution.AGREES
        if not self._resolved(matches) or any(self._may_be_meant(given, each.item) for each in matches):
            return Attribution.NOT_RESOLVED
        return Attribution.CONTRADICTED

    def name_remark(self, matches: Sequence[Match]) -> Iterator[Remark]:
        """Why the name given neither agrees with whoever said the words nor contradicts them."""
        if self.asked.speaker and matches and self.attribution(matches) is Attribution.NOT_RESOLVED:
            known = self._resolved(matches)
            kind = RemarkKind.PERHAPS_MEANT if known else RemarkKind.NAME_UNKNOWN
            yield Remark(kind=kind, matches=tuple(matches[:1]))

    def _resolved(self, matches: Sequence[Match]) -> bool:
        """Whether the name given is anybody's: known, or a full name in the matches' articles."""
        given = self.asked.speaker or ""
        return not tells_nobody(given) and (self._known or self._is_full_name_in(matches))

    @cached_property
    def _known(self) -> bool:
        return self.source.knows(self.asked.speaker or "")

    def _is_full_name_in(self, matches: Sequence[Match]) -> bool:
        given = self.asked.speaker or ""
        full = len(given.split()) > 1 and is_person(given)
        return full and any(self.source.has_name(match.item.article, given) for match in matches)

    def _may_be_meant(self, given: str, item: Item) -> bool:
        return may_mean(given, self.source.identity(item), item, self.source)

    def _runs_over(self, item: Item) -> bool:
        """Whether the quotation may begin in this quote and go on in the next, or the other way round."""
        ours, theirs = self.asked.reading.folded, read_known(item.text).folded
        begins = any(ours[:size] == theirs[-size:] for size in range(1, min(len(ours), len(theirs)) + 1))
        return item.continues or begins

    def _exact_in(self, item: Item, text: str) -> Compared | None:
        for pieces, quote in self.asked.readings(text):
            found = find(pieces, quote)
            if found:
                stretches = exact_stretches(self.asked.reading, pieces, found, quote)
                return self._compared(item, stretches, text, 1.0)
        return None

    def _compared(self, item: Item, stretches: tuple[Stretch, ...], text: str, close: float) -> Compared:
        return Compared(self._match(item, [one.segment for one in stretches], text, close), stretches)

    def _match(self, item: Item, segments: Sequence[Segment], text: str, close: float) -> Match:
        known = "".join(segment.known for segment in segments)
        start = max(text.find(known), 0)
        first, last = sentence_around(text, start, start + len(known))
        degree = self._degree(item)
        return Match(
            item=item,
            closeness=close,
            segments=tuple(segments),
            speaker_matches=None if degree is None else bool(degree),
            degree=degree,
            sentence=text[first:last].strip(),
        )

    def _degree(self, item: Item) -> NameMatch | None:
        """How well the speaker given fits the item's; None where there is nothing to compare."""
        if self.asked.speaker is None or item.kind == "fact":
            return None
        known = self.source.identity(item)
        if known not in self._degrees:
            fit = fits_best(self.asked.speaker, known, self._namesakes)
            self._degrees[known] = fit or self._resolved_to(item)
        return self._degrees[known]

    def _resolved_to(self, item: Item) -> NameMatch:
        """How well the name fits whoever the register knows as the item's speaker; NONE: somebody else.

        An office fits on the article's day or not at all: `fits_best` has looked at that.
        """
        meant = self._meant
        named = meant.fit is not NameMatch.ROLE and self.source.key(item) in meant.keys
        return meant.fit if named else NameMatch.NONE

    @cached_property
    def _meant(self) -> Meant:
        return self.source.meant(self.asked.speaker or "")

    @cached_property
    def _namesakes(self) -> tuple[Identity, ...]:
        return tuple(self.source.namesakes(self.asked.speaker or ""))
