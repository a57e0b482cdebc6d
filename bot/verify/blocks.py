"""The steps from a quote to a quotation, put together to what a reader sees as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from bot.replies import Change
from bot.verify.align import Pair, Step
from bot.verify.near import Run
from bot.verify.numbers import is_currency, is_number
from bot.verify.reading import TextReading
from bot.verify.spelling import same_writing

SHORTEST_MOVED = 3
"""Words in a row from which they were moved, rather than left out here and added there."""
MOST_BESIDE = 3
"""Words of the quote beside the quotation's edge that belong to a change there: "It's" is "It is", "$5m" is
"five million dollars"."""


class Block(NamedTuple):
    """Neighbouring steps of one sort: SAME, MOVED, or CHANGED for everything else."""

    label: Change
    pairs: tuple[Pair, ...]

    @property
    def given(self) -> list[int]:
        """The words of the quotation in it."""
        return [pair.given for pair in self.pairs if pair.step is not Step.SKIP]

    @property
    def known(self) -> list[int]:
        """The words of the quote in it."""
        return [pair.known for pair in self.pairs if pair.step is not Step.ADD]


def blocks(
    quotation: TextReading, quote: TextReading, pairs: Sequence[Pair], shared: Iterable[Run]
) -> list[Block]:
    """All blocks in the order of the texts."""
    ours, theirs = _moved(pairs, shared)
    found = _with_amounts(list(_of_one_sort(_unpaired(pairs, ours, theirs), ours, theirs)), quotation, quote)
    if found:
        found[0] = _completed(found[0], quotation, quote, before=True)
        found[-1] = _completed(found[-1], quotation, quote, before=False)
    return found


def _moved(pairs: Sequence[Pair], shared: Iterable[Run]) -> tuple[Set[int], Set[int]]:
    """The words of both texts that stand elsewhere in the other."""
    same = {pair.given for pair in pairs if pair.step is Step.SAME}
    kept = {pair.known for pair in pairs if pair.step is Step.SAME}
    moved = [
        (range(run.given, run.given + run.size), range(run.known, run.known + run.size))
        for run in shared
        if run.size >= SHORTEST_MOVED
    ]
    moved = [(ours, theirs) for ours, theirs in moved if same.isdisjoint(ours) and kept.isdisjoint(theirs)]
    return {at for ours, _ in moved for at in ours}, {at for _, theirs in moved for at in theirs}


def _of_one_sort(pairs: Iterable[Pair], ours: Set[int], theirs: Set[int]) -> Iterator[Block]:
    block: list[Pair] = []
    last: Change | None = None
    for pair in pairs:
        label = Change.CHANGED
        if pair.step is Step.SAME:
            label = Change.SAME
        elif (pair.step is Step.ADD and pair.given in ours) or (
            pair.step is Step.SKIP and pair.known in theirs
        ):
            label = Change.MOVED
        broken = label is Change.MOVED and block and block[-1].step is not pair.step
        if block and last and (label is not last or broken):
            yield Block(last, tuple(block))
            block = []
        block.append(pair)
        last = label
    if block and last:
        yield Block(last, tuple(block))


def _unpaired(pairs: Iterable[Pair], ours: Set[int], theirs: Set[int]) -> Iterator[Pair]:
    """A moved word was not swapped for the one it happens to stand beside: such a pair is taken apart."""
    for pair in pairs:
        if pair.step is Step.SWAP and (pair.given in ours or pair.known in theirs):
            yield Pair(Step.ADD, pair.given, pair.known)
            yield Pair(Step.SKIP, pair.given + 1, pair.known)
        else:
            yield pair


def _with_amounts(found: Sequence[Block], quotation: TextReading, quote: TextReading) -> list[Block]:
    """An amount goes with the currency that changed beside it: "$5 million" is "5 million dollars"."""
    joined: list[Block] = []
    for at, block in enumerate(found):
        label = block.label
        beside = (*joined[-1:], *found[at + 1 : at + 2])
        if label is Change.SAME and all(is_number(quotation.folded[word]) for word in block.given):
            currency = any(_has_currency(one, quotation, quote) for one in beside)
            label = Change.CHANGED if currency else label
        if joined and label is joined[-1].label is Change.CHANGED:
            joined[-1] = Block(label, (*joined[-1].pairs, *block.pairs))
        else:
            joined.append(Block(label, block.pairs))
    return joined


def _has_currency(block: Block, quotation: TextReading, quote: TextReading) -> bool:
    if block.label is not Change.CHANGED:
        return False
    ours = [quotation.folded[at] for at in block.given]
    return any(map(is_currency, (*ours, *(quote.folded[at] for at in block.known))))


def _completed(block: Block, quotation: TextReading, quote: TextReading, *, before: bool) -> Block:
    """The block at an edge with the quote's words beside it that make it the same in another writing."""
    if block.label is not Change.CHANGED or not block.given:
        return block
    given = [quotation.written[at] for at in block.given]
    first = block.known[0] if block.known else block.pairs[0].known
    end = block.known[-1] + 1 if block.known else first
    for more in range(1, MOST_BESIDE + 1):
        wider = range(first - more, end) if before else range(first, end + more)
        if wider.start < 0 or wider.stop > len(quote.words):
            break
        if same_writing(given, [quote.written[at] for at in wider]):
            new = range(first - more, first) if before else range(end, end + more)
            edge = block.given[0] if before else block.given[-1] + 1
            skips = tuple(Pair(Step.SKIP, edge, at) for at in new)
            return Block(block.label, (*skips, *block.pairs) if before else (*block.pairs, *skips))
    return block
