"""The word pieces that all shipped networks share: how a text is cut into them and a row of numbers for each.

The networks come from one published model, e5-small-v2, and none of them changed its word table, so that it
ships once, in 8-bit integers with a scale for each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.models.errors import ModelError, existing

WORDS = "words"
"""The folder's name beside those of the networks that it belongs to."""
TOKENIZER = "tokenizer.json"
ROWS, SCALES = "rows.npy", "scales.npy"


class Words:
    """The word pieces in a folder: `TOKENIZER`, `ROWS` (pieces, columns) of int8 and `SCALES` (pieces, 1).

    :raises ModelError: a file is missing or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.tokenizer = _tokenizer(folder / TOKENIZER)
        self._rows, self._scales = _array(folder / ROWS), _array(folder / SCALES)

    def look_up(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The rows of pieces given by their numbers in the vocabulary, (pieces, columns)."""
        picked: NDArray[np.float32] = self._rows[numbers].astype(np.float32) * self._scales[numbers]
        return picked


def words_of(network: Path) -> Path:
    """The folder of the word pieces that a network's folder stands beside."""
    return network.parent / WORDS


def _tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_str(existing(path).read_text(encoding="utf-8"))
    except ModelError:
        raise
    except Exception as error:  # the library raises nothing narrower
        raise ModelError(path, f"the tokenizer cannot be read ({error})") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _array(path: Path) -> NDArray[np.float32]:
    """A table (pieces, columns), whatever kind of numbers it is stored in."""
    try:
        array: NDArray[np.float32] = np.load(existing(path), mmap_mode="r")
    except (ValueError, OSError, EOFError) as error:
        raise ModelError(path, f"the numbers cannot be read ({error})") from error
    if array.ndim != 2:
        raise ModelError(path, f"the numbers cannot be read (they have {array.ndim} dimensions)")
    return array
