"""Vectors in 8 bits a number: as they are kept, and as they are read again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.models import DIMENSIONS

PACKED = np.dtype([("scale", "<f4"), ("whole", "i1", DIMENSIONS)])
"""A vector as `pack` writes it."""

Vectors = NDArray[np.float32]


def pack(vectors: Vectors) -> list[bytes]:
    """Each row as 8-bit integers behind their scale, a 32-bit float."""
    rows = np.empty(len(vectors), dtype=PACKED)
    rows["scale"] = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12) / 127
    rows["whole"] = np.rint(vectors / rows["scale"][:, None])
    return [row.tobytes() for row in rows]


def unpack(packed: bytes) -> Vectors:
    """The rows that `pack` wrote, one after the other; each number within half a step of its row."""
    rows = np.frombuffer(packed, dtype=PACKED)
    vectors: Vectors = rows["whole"].astype(np.float32)
    vectors *= rows["scale"][:, None]
    return vectors
