"""Three versions of a text in one: what an editor changed stays, what is new comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_Stretch = tuple[int, int, int, int, int, int]
"""Lines that all three have: where they begin and end in the base, in the edited and in the new version."""


def merged(base: Sequence[str], edited: Sequence[str], new: Sequence[str]) -> list[str]:
    """The lines of `new` with what was changed from `base` to `edited`; where both changed, `edited` holds.

    The way of diff3 (Khanna, Kunal and Pierce 2007): between lines that are the same in all three, a stretch
    that one side left as it was is taken from the other; of one that both changed, what only one did.
    """
    result: list[str] = []
    at_base = at_edited = at_new = 0
    for b, b_end, e, e_end, n, _ in (*_shared(base, edited, new), _behind(base, edited, new)):
        was, mine, theirs = base[at_base:b], edited[at_edited:e], new[at_new:n]
        result += _stretch(was, mine, theirs)
        result += edited[e:e_end]
        at_base, at_edited, at_new = b_end, e_end, n + b_end - b
    return result


def _stretch(was: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """What takes the place of `was`: both changes where they are of different lines, else `mine`."""
    changes = sorted(
        (start, end, list(side[at:to]))
        for side in (mine, theirs)
        for tag, start, end, at, to in SequenceMatcher(None, was, side, autojunk=False).get_opcodes()
        if tag != "equal"
    )
    if any(after[0] < before[1] or after[0] == before[0] for before, after in pairwise(changes)):
        return list(mine) if list(mine) != list(was) else list(theirs)
    result, place = list[str](), 0
    for start, end, lines in changes:
        result += [*was[place:start], *lines]
        place = end
    return [*result, *was[place:]]


def _behind(base: Sequence[str], edited: Sequence[str], new: Sequence[str]) -> _Stretch:
    return len(base), len(base), len(edited), len(edited), len(new), len(new)


def _shared(base: Sequence[str], edited: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    mine = SequenceMatcher(None, base, edited, autojunk=False).get_matching_blocks()
    theirs = SequenceMatcher(None, base, new, autojunk=False).get_matching_blocks()
    one = two = 0
    while one < len(mine) and two < len(theirs):
        a, b = mine[one], theirs[two]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield (
                start, end, a.b + start - a.a, a.b + end - a.a, b.b + start - b.a, b.b + end - b.a,
            )  # fmt: skip
        if a.a + a.size < b.a + b.size:
            one += 1
        else:
            two += 1
