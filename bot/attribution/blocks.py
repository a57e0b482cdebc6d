"""Speech that stands without marks: block quotes ("> ..."), and posts behind a handle ("Roe (@roe): ...")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.attribution.stretches import Stretches
from bot.text import Family, Quotation, words

# Share of a block's words within marks from which it is a text with quotations, and no quotation itself.
MARKED_SHARE = 0.4

_LINE = re.compile(r"^[^\n]+$", re.MULTILINE)
# ">>> " quotes all that follows, as on Discord.
_SIGN = re.compile(r"[ \t]*(?P<all>>>>[ \t]+)?(?:>[ \t]?)*")
_SIGNATURE = re.compile(r"\s*(?:[—–―-]{1,2})\s*\w")
_POST = re.compile(
    r"[ \t]*(?:RT[ \t]+)?(?:[^\W\d_][^\n@:“”\"]{0,40}[ \t]\(?)?@\w{2,20}\)?(?:[ \t]+on[ \t]+\w+)?:[ \t]+"
    r"(?=[^\s“\"‘'«„])"
)


class Block(NamedTuple):
    """A line without marks that is speech: its sign or label begins at `open`, what was said at `start`."""

    open: int
    start: int
    end: int
    continues: bool = False


def with_blocks(text: str, marked: Sequence[Quotation]) -> list[Quotation]:
    """The quotations in marks, and the lines that are speech by their sign or label; none within another."""
    opens = [one.open for one in marked]
    blocks = [
        *(
            block
            for run in _runs(text)
            if _is_speech(text, run, _within(marked, opens, run))
            for block in run
        ),
        *(post for post in _posts(text) if not _opens_in(opens, post)),
    ]
    covered = Stretches.of((block.open, block.end) for block in blocks)
    kept = [one for one in marked if not covered.holds(one.open)]
    found = [
        Quotation(block.start, block.end, block.start, block.end, Family.DOUBLE, continues=block.continues)
        for block in blocks
    ]
    return sorted([*found, *kept], key=lambda one: one.open)


def _runs(text: str) -> Iterator[list[Block]]:
    """The lines of each block quote, without a signature below what was said; a blank line ends it."""
    run: list[Block] = []
    last, to_the_end = 0, False
    for line in _LINE.finditer(text):
        sign = _SIGN.match(line.group())
        to_the_end = to_the_end or bool(sign and sign["all"])
        quoted = to_the_end or bool(sign and ">" in sign.group())
        if run and (not quoted or (text.count("\n", last, line.start()) > 1 and not to_the_end)):
            yield run
            run = []
        start = line.start() + (sign.end() if sign else 0)
        said = text[start : line.end()].rstrip()
        if quoted and said and not (run and _SIGNATURE.match(said)):
            run.append(Block(line.start(), start, start + len(said), bool(run)))
        last = line.end()
    if run:
        yield run


def _within(marked: Sequence[Quotation], opens: Sequence[int], run: Sequence[Block]) -> Sequence[Quotation]:
    """The quotations in marks that open in the lines; `opens` has where each of them does, in order."""
    said = Stretches.of((block.start, block.end) for block in run)
    among = marked[bisect_left(opens, run[0].open) : bisect_left(opens, run[-1].end)]
    return [one for one in among if said.holds(one.open)]


def _opens_in(opens: Sequence[int], post: Block) -> bool:
    """Whether a quotation in marks opens in a post or its label."""
    return bisect_left(opens, post.open) < bisect_left(opens, post.end)


def _is_speech(text: str, run: Sequence[Block], inside: Sequence[Quotation]) -> bool:
    """Whether a block is what somebody said: a pasted text with quotations of its own is none."""
    told = sum(len(words(text[one.start : one.end])) for one in inside)
    whole = sum(len(words(text[block.start : block.end])) for block in run)
    return whole > 0 and told < MARKED_SHARE * whole


def _posts(text: str) -> Iterator[Block]:
    for line in _LINE.finditer(text):
        label = _POST.match(line.group())
        if label:
            start = line.start() + label.end()
            yield Block(line.start(), start, start + len(text[start : line.end()].rstrip()))
