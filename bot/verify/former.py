"""The check with what editors took back: former words prove nothing, and say so.

The quotation is checked twice: against what holds, and against the former words alone, with the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from bot.knowledge import Item
from bot.names import Identity
from bot.replies import (
    Change,
    Coverage,
    DifferenceKind,
    Found,
    Match,
    Outcome,
    Reason,
    Remark,
    RemarkKind,
    Segment,
    Verdict,
)
from bot.search import person_key
from bot.verify import check
from bot.verify.closest import nearest
from bot.verify.matching import Matcher
from bot.verify.quotation import ClaimedQuotation
from bot.verify.source import Meant, QuoteSource

READ = 30
"""Entries with former words that are compared: as many as candidates of the check itself."""
_STANDS = (Outcome.GENUINE, Outcome.MISATTRIBUTED)
"""Verdicts on words that are known as they stand."""
_WORDS_KNOWN = (Reason.ARTICLE_WORDS, Reason.INDIRECT)
"""Reasons of an unknown quotation of which the words themselves are known as they stand."""


def verify(source: QuoteSource, quotation: str, speaker: str | None = None) -> Verdict:
    """Whether the quotation's words are known, in this order, and as whose. Takes any text.

    Words of a withdrawn entry are `withdrawn`, those of an entry that was corrected since are `altered`, with
    the correction's remark first: even where another article still carries them as the same person's.
    """
    found = check.verify(source, quotation, speaker)
    entries = source.former(quotation, READ)
    if entries:
        former = _FormerWords(source, entries)
        found = _Reconsidered(found, check.verify(former, quotation, speaker), former).verdict()
    cut = [remark for remark in found.remarks if remark.kind.is_reservation]
    others = [remark for remark in found.remarks if not remark.kind.is_reservation]
    return found.model_copy(update={"remarks": (*cut, *_doubts(found, source), *others)})


class _FormerWords:
    """A source that has nothing but the former words of some entries; for all else it is the real one."""

    def __init__(self, source: QuoteSource, entries: Iterable[Item]) -> None:
        self.source = source
        self._entries = list(entries)

    def entry(self, item: Item) -> Item:
        """The entry as it is now, of one that this source gave."""
        return next(one for one in self._entries if _place(one) == _place(item))

    def candidates(self, text: str, kind: Literal["quote", "fact"], limit: int) -> Sequence[Item]:
        return [one for entry in self._entries if entry.kind == kind for one in _as_before(entry)]

    def passage(self, item: Item) -> Sequence[Item]:
        return (item,)

    def identity(self, item: Item) -> Identity:
        return self.source.identity(item)

    def namesakes(self, name: str) -> Iterable[Identity]:
        return self.source.namesakes(name)

    def key(self, item: Item) -> str:
        return self.source.key(item)

    def meant(self, name: str) -> Meant:
        return self.source.meant(name)

    def knows(self, name: str) -> bool:
        return self.source.knows(name)

    def has_name(self, article: str, name: str) -> bool:
        return self.source.has_name(article, name)

    def former(self, text: str, limit: int) -> Sequence[Item]:
        return ()

    def successor(self, item: Item) -> Item | None:
        return None

    def entries(self) -> int:
        return self.source.entries()

    def entries_with(self, word: str) -> int:
        return self.source.entries_with(word)

    def reach(self) -> Coverage:
        return self.source.reach()


def _as_before(entry: Item) -> Iterator[Item]:
    """The entry with each of its former words as its text."""
    if entry.withdrawn:
        yield entry
    if entry.corrected and entry.corrected.was.strip():
        yield entry.model_copy(update={"text": entry.corrected.was})


def _place(item: Item) -> tuple[str, str, int]:
    return item.article, item.kind, item.index


class _Reconsidered:
    """A verdict on what holds beside one on former words: which of both counts."""

    def __init__(self, found: Verdict, old: Verdict, former: _FormerWords) -> None:
        self._found = found
        self._old = old
        self._former = former

    def verdict(self) -> Verdict:
        """The one that counts."""
        found, old = self._found, self._old
        if not old.matches or not (old.answered or old.reason in _WORDS_KNOWN):
            return found
        entry = self._former.entry(old.matches[0].item)
        if found.verdict in _STANDS:
            return self._beside_what_stands(entry)
        return self._taken_back(entry) if self._exact or self._nearer else found

    @property
    def _exact(self) -> bool:
        """Whether the former words are the quotation's as they stand."""
        return self._old.verdict in _STANDS or self._old.reason in _WORDS_KNOWN

    @property
    def _nearer(self) -> bool:
        """Whether the former words are nearer to the quotation than all that holds."""
        if self._found.verdict is Outcome.UNKNOWN:
            return self._found.reason not in _WORDS_KNOWN
        return self._old.confidence > self._found.confidence

    def _beside_what_stands(self, entry: Item) -> Verdict:
        """Of words that stand elsewhere: what was taken back counts where it was the same person's."""
        found = self._found
        itself = any(_place(match.item) == _place(entry) for match in found.matches)
        if itself or not self._exact:
            return found
        if person_key(found.matches[0].item.speaker) == person_key(entry.speaker):
            return self._taken_back(entry, Remark(kind=RemarkKind.CARRIED, matches=found.matches))
        if found.verdict is Outcome.GENUINE:
            return found
        kind = RemarkKind.WITHDRAWN if entry.withdrawn else RemarkKind.CORRECTED
        remark = Remark(kind=kind, matches=(_pared(self._old.matches[0]),))
        return found.model_copy(update={"remarks": (remark, *found.remarks)})

    def _taken_back(self, entry: Item, *remarks: Remark) -> Verdict:
        """Nothing is shown of what was withdrawn but the words that the quotation has."""
        if entry.withdrawn:
            matches = tuple(_pared(match) for match in self._old.matches if match.item.withdrawn)
            return self._decided(Outcome.WITHDRAWN, matches, remarks)
        match = _beside(self._found.quotation, self._found.speaker, entry, self._former.source)
        remark = Remark(kind=RemarkKind.CORRECTED, matches=(match,))
        return self._decided(Outcome.ALTERED, (match,), (remark, *remarks))

    def _decided(self, outcome: Outcome, matches: tuple[Match, ...], remarks: tuple[Remark, ...]) -> Verdict:
        sure = 1.0 if self._exact else self._old.confidence
        return self._found.model_copy(
            update={
                "answered": True,
                "confidence": sure,
                "answers": tuple(Found.of(match.item, score=sure, chance=sure) for match in matches),
                "verdict": outcome,
                "attribution": self._old.attribution,
                "matches": matches,
                "remarks": remarks,
                "reason": None,
                "nearest": None,
            }
        )


def _pared(match: Match) -> Match:
    """The match with no more of its words than the quotation has."""
    same = [part.known.strip() for part in match.segments if part.change is Change.SAME]
    item = match.item.model_copy(update={"text": " … ".join(part for part in same if part)})
    return match.model_copy(update={"item": item, "segments": (), "sentence": ""})


def _beside(quotation: str, speaker: str | None, entry: Item, source: QuoteSource) -> Match:
    """The quotation beside an entry as it reads now, however far its words went from it."""
    matcher = Matcher(ClaimedQuotation.of(quotation, speaker), source)
    near = nearest(matcher.asked.reading, [entry])
    if near:
        return matcher.near(near[0]).match
    changed = Segment(change=Change.CHANGED, given=quotation, known=entry.text, kind=DifferenceKind.WORD)
    return Match(item=entry, closeness=0.0, segments=(changed,), sentence=entry.text)


def _doubts(found: Verdict, source: QuoteSource) -> Iterator[Remark]:
    """What editors say against words that are known: that others hold by now, that somebody disputes them."""
    superseded = next((match for match in found.matches if match.item.superseded_by), None)
    if superseded:
        newer = source.successor(superseded.item)
        shown = (Match(item=newer, closeness=0.0),) if newer else ()
        yield Remark(kind=RemarkKind.SUPERSEDED, matches=shown)
    disputed = next((match for match in found.matches if match.item.disputed), None)
    if disputed:
        yield Remark(kind=RemarkKind.DISPUTED, matches=(disputed,))
