"""Points from words between marks to whoever spoke them: a share for each piece of the text around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from bot.models.runtime import MODELS, THREADS, Runtime

POINTER = MODELS / "pointer"

MOST_PIECES = 192
"""Word pieces of a window, those around it and the run included; 19 windows of 20 have fewer."""

BEHIND_AT_LEAST = 70
"""Of these so many are kept for the text behind the run where the text before it would take all."""

PLACES = 512
"""Pieces that the tokenizer may give for a part before the nearest are taken: what BERT has places for."""


class Side(IntEnum):
    """What a piece of a window belongs to; the run itself is never pointed at."""

    BEFORE = 0
    BEHIND = 1
    RUN = 2
    NOBODY = 3
    ELSEWHERE = 4


KINDS = {Side.BEFORE: 0, Side.BEHIND: 0, Side.RUN: 0, Side.NOBODY: 1, Side.ELSEWHERE: 2}
"""Which of the graph's scores a piece has: as a name of the speaker, as "nobody said it", as "elsewhere"."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words between marks (`run`, without them) and the text on both sides of them."""

    before: str
    run: str
    behind: str


class Piece(NamedTuple):
    """A word piece of a window: characters `start` to `end` of its side."""

    side: Side
    start: int
    end: int


class Share(NamedTuple):
    """How much of the whole points to characters `start` to `end` of a side, 0 to 1."""

    side: Side
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where a window points: to nobody, to somebody named elsewhere, to its pieces; all sum to 1."""

    nobody: float
    elsewhere: float
    shares: tuple[Share, ...]


def laid_out(before: Encoding, run: Encoding, behind: Encoding) -> tuple[list[int], list[Piece]]:
    """A window's pieces by their numbers in the vocabulary and what each is, the nearest `MOST_PIECES`.

    Each part comes with the piece that opens a text and the one that closes it. Of the window, the first
    stands for "nobody said it", the last for "named elsewhere".
    """
    opens, closes = before.ids[0], before.ids[-1]
    ahead, inside, after = (_own(part) for part in (before, run, behind))
    room = MOST_PIECES - 2 - len(inside)
    after = after[: max(BEHIND_AT_LEAST, room - len(ahead))]
    ahead = ahead[max(0, len(ahead) - (room - len(after))) :]
    ids = [opens, *(number for number, _ in (*ahead, *inside, *after)), closes]
    pieces = [
        Piece(Side.NOBODY, 0, 0),
        *(Piece(Side.BEFORE, *place) for _, place in ahead),
        *(Piece(Side.RUN, 0, 0) for _ in inside),
        *(Piece(Side.BEHIND, *place) for _, place in after),
        Piece(Side.ELSEWHERE, 0, 0),
    ]
    return ids, pieces


def _own(part: Encoding) -> list[tuple[int, tuple[int, int]]]:
    """A part's own pieces and where each stands in it."""
    return [*zip(part.ids, part.offsets, strict=True)][1:-1]


def parts(window: Window) -> tuple[str, str, str]:
    """The three texts of a window as they are cut into pieces, the run between its marks."""
    return window.before, f"« {window.run} »", window.behind


class Pointer:
    """The shipped pointer: the lower layers of e5-small-v2, tuned, in 8-bit integers.

    E5: Wang et al., 2022, https://arxiv.org/abs/2212.03533; pointing by a softmax over the pieces of the
    input: Vinyals et al., 2015, https://arxiv.org/abs/1506.03134. Loads on first use; threads may share one.

    :param threads: windows read at once.
    """

    def __init__(self, folder: Path = POINTER, *, threads: int = THREADS) -> None:
        self._runtime = Runtime(folder, max_tokens=PLACES, threads=threads)

    def point(self, windows: Sequence[Window]) -> list[Pointed]:
        """Where each window points, in their order.

        :raises ModelError: the model's files are missing or damaged.
        """
        if not windows:
            return []
        cut = iter(self._runtime.pieces([part for window in windows for part in parts(window)]))
        rows = [laid_out(*three) for three in zip(cut, cut, cut, strict=True)]
        scores = self._runtime.run_pieces([ids for ids, _ in rows])
        return [_pointed(pieces, row) for (_, pieces), row in zip(rows, scores, strict=True)]


@cache
def shipped_pointer() -> Pointer:
    """The one that ships with the program, the same for all who ask."""
    return Pointer()


def _pointed(pieces: Sequence[Piece], scores: NDArray[np.float32]) -> Pointed:
    allowed = np.array([piece.side is not Side.RUN for piece in pieces])
    kinds = [KINDS[piece.side] for piece in pieces]
    each = scores[np.arange(len(pieces)), kinds]
    powers = np.where(allowed, np.exp(each - each[allowed].max()), 0.0)
    shares = powers / powers.sum()
    return Pointed(float(shares[0]), float(shares[-1]), tuple(_stretches(pieces, shares)))


def _stretches(pieces: Sequence[Piece], shares: NDArray[np.float64]) -> Iterator[Share]:
    for piece, share in zip(pieces, shares.tolist(), strict=True):
        if piece.side in (Side.BEFORE, Side.BEHIND):
            yield Share(*piece, share)
