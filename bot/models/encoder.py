"""Sentences as vectors: texts that mean nearly the same point in nearly the same direction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models.runtime import MODELS, THREADS, Runtime

DIMENSIONS = 384
"""Columns of a vector of e5-small-v2."""

MAX_TOKENS = 128
"""Tokens of a text that are read; few sentences have more."""

ENCODER = MODELS / "encoder"


class Encoder:
    """The shipped sentence encoder: e5-small-v2, tuned by `training/tune_encoder.py`, in 8-bit integers.

    Wang et al., 2022, https://arxiv.org/abs/2212.03533. Loads on first use; threads may share one.

    :param threads: texts encoded at once.
    """

    def __init__(self, folder: Path = ENCODER, *, threads: int = THREADS) -> None:
        self._runtime = Runtime(folder, max_tokens=MAX_TOKENS, threads=threads)

    def identity(self) -> str:
        """Names the vectors: another model, whose vectors cannot be compared with these, has another name.

        :raises ModelError: the model's file is missing.
        """
        return self._runtime.identity()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, (n, 384); the product of two is their cosine, -1 to 1.

        A text's vector depends on nothing but the text.

        :raises ModelError: the model's files are missing or damaged.
        """
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        return np.stack(self._runtime.run(texts))
