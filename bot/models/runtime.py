"""Loads a shipped model: its word pieces and its graph, on first use, once for all threads.

The one module that imports onnxruntime, since it must be kept quiet first: from 1.29 on it keeps a device
number in the user's cache and sends usage reports to its maker, unless it is told not to.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bot.models.errors import ModelError, existing
from bot.models.words import ROWS, SCALES, TOKENIZER, Words, words_of
from bot.text import encodable

# Read by the library's start, so set before its import; processes started from this one inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

# Older releases lack it; on Linux the variable alone decides.
if hasattr(onnxruntime, "disable_telemetry_events"):
    onnxruntime.disable_telemetry_events()

MODELS = Path(__file__).parent / "files"
"""Where the shipped models lie, one folder each, with licence, provenance and hashes."""

MODEL = "model.onnx"

Stamp = tuple[int, int]

_LOADING = threading.Lock()

THREADS = 2
"""Texts worked on at once: the two cores that the product is made for."""


class Runtime:
    """One model, run a text at a time on each thread.

    Texts are never batched: 8-bit graphs scale a whole batch by its largest number, so that a text's result
    would depend on its neighbours. One text on each core is as fast as a batch on both, and always the same.
    """

    def __init__(self, folder: Path, *, max_tokens: int, threads: int = THREADS) -> None:
        self.folder = folder
        self._max_tokens = max_tokens
        self._threads = threads
        self._loaded: _Loaded | None = None

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        """The graph's first output for each text or pair of texts, in their order.

        :raises ModelError: the model's files are missing or cannot be read.
        """
        return self.run_pieces([encoding.ids for encoding in self.pieces(texts)])

    def pieces(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Encoding]:
        """The word pieces of each text or pair of texts, with those that open and close a text.

        :raises ModelError: the word pieces are missing or cannot be read.
        """
        return self._load().tokenizer.encode_batch([_encodable(text) for text in texts])

    def run_pieces(self, rows: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
        """The graph's first output for each row of pieces, given by their numbers in the vocabulary.

        :raises ModelError: the model's files are missing or cannot be read.
        """
        loaded = self._load()
        if len(rows) == 1:
            return [loaded.infer(rows[0])]
        return list(loaded.pool.map(loaded.infer, rows))

    def identity(self) -> str:
        """The model file's SHA-256: it changes whenever the model's results do.

        :raises ModelError: the file is missing.
        """
        path = existing(self.folder / MODEL)
        return _identity(path, _stamp(path))

    def _load(self) -> _Loaded:
        if self._loaded is None:
            files = (
                self.folder / MODEL,
                *(words_of(self.folder) / name for name in (TOKENIZER, ROWS, SCALES)),
            )
            with _LOADING:
                self._loaded = _load(self.folder, self._max_tokens, self._threads, tuple(map(_stamp, files)))
        return self._loaded


@dataclass(frozen=True)
class _Loaded:
    """What a model is run with."""

    words: Words
    session: onnxruntime.InferenceSession
    pool: ThreadPoolExecutor

    @property
    def tokenizer(self) -> Tokenizer:
        return self.words.tokenizer

    def infer(self, row: Sequence[int]) -> NDArray[np.float32]:
        inputs = {
            "words": self.words.look_up(row)[np.newaxis],
            "attention_mask": np.ones((1, len(row)), dtype=np.int64),
        }
        result: NDArray[np.float32] = self.session.run(None, inputs)[0][0]
        return result


@lru_cache(maxsize=8)
def _load(folder: Path, max_tokens: int, threads: int, _stamps: tuple[Stamp, ...]) -> _Loaded:
    """What is the same for all who run one model in this process, as long as its files stay the same."""
    words = Words(words_of(folder))
    words.tokenizer.enable_truncation(max_tokens)
    pool = ThreadPoolExecutor(threads, thread_name_prefix=folder.name)
    return _Loaded(words, _session(folder / MODEL), pool)


@lru_cache(maxsize=8)
def _identity(path: Path, _of: Stamp) -> str:
    with path.open("rb") as model:
        return hashlib.file_digest(model, "sha256").hexdigest()


def _stamp(path: Path) -> Stamp:
    """When a file was written, in ns, and its length in bytes."""
    found = existing(path).stat()
    return found.st_mtime_ns, found.st_size


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(existing(path)), options, providers=["CPUExecutionProvider"])
    except ModelError:
        raise
    except Exception as error:  # the library's errors share no narrower base
        raise ModelError(path, f"the model cannot be read ({error})") from error


def _encodable(text: str | tuple[str, str]) -> str | tuple[str, str]:
    return encodable(text) if isinstance(text, str) else (encodable(text[0]), encodable(text[1]))
