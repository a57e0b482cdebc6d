"""A quotation beside single items of the knowledge: the same words, nearly the same, or a part of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from bot.knowledge.items import Item
from bot.names import Identity, NameMatch, fits_best
from bot.replies import Attribution, Change, DifferenceKind, Match, Segment
from bot.verify.closest import Near
from bot.verify.compare import aligned_segments, exact_segments
from bot.verify.pattern import Piece, Sign, find, pieces
from bot.verify.reading import Reading, letters_of, read, read_known
from bot.verify.sentences import sentence_around
from bot.verify.source import QuoteSource

_WRITTEN_AS_SIGNS = {"percent", "per", "cent", "and", "$", "€", "£", "¥", "₹"}


class Matcher:
    """One quotation, and the speaker given for it, compared with one item after the other."""

    def __init__(self, source: QuoteSource, quotation: str, speaker: str | None) -> None:
        self.source = source
        self.text = quotation
        self.speaker = (speaker or "").strip() or None
        self.pieces = pieces(quotation)
        self.reading = read(quotation)
        self._degrees: dict[Identity, NameMatch] = {}

    @property
    def length(self) -> int:
        """Words of the quotation."""
        return len(self.reading.words)

    def exact(self, item: Item) -> Match | None:
        """The item if it has all the words in their order."""
        return self._exact_in(item, item.text) if self._needle in letters_of(item.text) else None

    def exact_in_passage(self, item: Item) -> Match | None:
        """The item if the passage that it is part of has all the words in their order."""
        if not self._runs_over(item):
            return None
        passage = self.source.passage(item)
        return self._exact_in(item, " ".join(part.text for part in passage)) if len(passage) > 1 else None

    def _runs_over(self, item: Item) -> bool:
        """Whether the quotation may begin in this quote and go on in the next, or the other way round."""
        ours, theirs = self.reading.folded, read_known(item.text).folded
        begins = any(ours[:size] == theirs[-size:] for size in range(1, min(len(ours), len(theirs)) + 1))
        return item.continues or begins

    def near(self, near: Near) -> Match:
        """The item with the differences marked."""
        segments = aligned_segments(self.reading, self.pieces, near.reading, near.pairs, near.shared)
        return self._match(near.item, segments, near.reading.text, near.closeness)

    def joined(self, near: Near) -> Match:
        """One of several quotes that were run together: its own words, between the ones of the others."""
        run = near.shared[0]
        words = self.reading.words
        start = words[run.given].start if run.given else 0
        end = words[run.given + run.size].start if run.given + run.size < len(words) else len(self.text)
        known = near.reading.words[run.known].start, near.reading.words[run.known + run.size - 1].end
        parts = (
            Segment(change=Change.JOINED, given=self.text[:start], kind=DifferenceKind.JOIN),
            Segment(change=Change.SAME, given=self.text[start:end], known=near.reading.text[slice(*known)]),
            Segment(change=Change.JOINED, given=self.text[end:], kind=DifferenceKind.JOIN),
        )
        return self._match(
            near.item, tuple(part for part in parts if part.given), near.reading.text, near.closeness
        )

    def _exact_in(self, item: Item, text: str) -> Match | None:
        for pieces_, quote in self._readings(text):
            found = find(pieces_, quote)
            if found:
                segments = exact_segments(self.reading, pieces_, found, quote)
                return self._match(item, segments, text, 1.0)
        return None

    def _readings(self, text: str) -> Iterator[tuple[tuple[Piece, ...], Reading]]:
        """Ways to read quotation and quote, the strictest first.

        Signs such as "%" may be left out, as any mark may; and where the quote has brackets or dots of its
        own, the words alone decide.
        """
        spoken = read_known(text)
        yield self.pieces, spoken
        if len(self.pieces) > 1 or self.pieces[:1] != self._plain:
            yield self._plain, spoken
        if len(read_known(text, "").words) < len(spoken.words):
            for signs in ("%&", "$&", ""):
                yield self.pieces, read_known(text, signs)

    @cached_property
    def _needle(self) -> str:
        """Letters that every text with these words must have in a row: a quick test before the exact one."""
        stretches = [""]
        for piece in self.pieces:
            stretches.append("")
            for word in piece.reading.folded if piece.sign is Sign.WORDS else ():
                if word in _WRITTEN_AS_SIGNS or word.startswith("0."):
                    stretches.append("")
                else:
                    stretches[-1] += word
        return letters_of(max(stretches, key=len))

    @cached_property
    def _plain(self) -> tuple[Piece, ...]:
        return (Piece(Sign.WORDS, 0, len(self.text), self.reading),)

    def _match(self, item: Item, segments: tuple[Segment, ...], text: str, close: float) -> Match:
        known = "".join(segment.known for segment in segments)
        start = max(text.find(known), 0)
        first, last = sentence_around(text, start, start + len(known))
        degree = self._degree(item)
        return Match(
            item=item,
            closeness=close,
            segments=segments,
            speaker_matches=None if degree is None else bool(degree),
            degree=degree,
            sentence=text[first:last].strip(),
        )

    def _degree(self, item: Item) -> NameMatch | None:
        """How well the speaker given fits the item's; None where there is nothing to compare."""
        if self.speaker is None or item.kind == "fact":
            return None
        known = self.source.identity(item)
        if known not in self._degrees:
            self._degrees[known] = fits_best(self.speaker, known, self._namesakes)
        return self._degrees[known]

    def attribution(self, best: Match | None) -> Attribution:
        """Whether the speaker given is the best match's; a name that nobody has contradicts nothing."""
        if self.speaker is None:
            return Attribution.NOT_NAMED
        if best is None or best.speaker_matches is None:
            return Attribution.NOT_RESOLVED
        if best.speaker_matches:
            return Attribution.AGREES
        return Attribution.CONTRADICTED if self.source.knows(self.speaker) else Attribution.NOT_RESOLVED

    @cached_property
    def _namesakes(self) -> tuple[Identity, ...]:
        return tuple(self.source.namesakes(self.speaker or ""))
