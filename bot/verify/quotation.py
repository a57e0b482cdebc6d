"""The quotation that is asked about, read once: its words, an editor's signs in it, and ways to read both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.verify.pattern import Piece, Sign, pieces
from bot.verify.reading import TextReading, letters_of, read, read_known
from bot.verify.signs import WRITTEN_AS_SIGNS, with_fewer_signs


@dataclass(frozen=True)
class ClaimedQuotation:
    """A text that somebody is said to have said, and who; `speaker` is None where nobody is named."""

    text: str
    speaker: str | None
    reading: TextReading
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, text: str, speaker: str | None) -> ClaimedQuotation:
        return cls(text, (speaker or "").strip() or None, read(text), pieces(text))

    @property
    def length(self) -> int:
        """Words of the quotation."""
        return len(self.reading.words)

    def may_stand_in(self, text: str) -> bool:
        """Whether a text may have the words as they stand: a quick test before the exact one."""
        return self._needle in letters_of(text)

    def readings(self, known: str) -> Iterator[tuple[tuple[Piece, ...], TextReading]]:
        """Ways to read the quotation and a known text, the strictest first.

        Signs such as "%" may be left out, as any mark may; and where the known text has brackets or dots of
        its own, the words alone decide.
        """
        yield self.pieces, read_known(known)
        plain = (Piece(Sign.WORDS, 0, len(self.text), self.reading),)
        if self.pieces != plain:
            yield plain, read_known(known)
        yield from ((self.pieces, reading) for reading in with_fewer_signs(known))

    @cached_property
    def _needle(self) -> str:
        """Letters that every text with these words must have in a row."""
        stretches = [""]
        for piece in self.pieces:
            stretches.append("")
            for word in piece.reading.folded if piece.sign is Sign.WORDS else ():
                if word in WRITTEN_AS_SIGNS or word.startswith("0."):
                    stretches.append("")
                else:
                    stretches[-1] += word
        return letters_of(max(stretches, key=len))
