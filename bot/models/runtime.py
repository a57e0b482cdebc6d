"""Loads a shipped model: its tokenizer and its graph, on first use, once for all threads.

The one module that imports onnxruntime, since it must be kept quiet first: from 1.29 on it keeps a device
number in the user's cache and sends usage reports to its maker, unless it is told not to.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bot.models.errors import ModelError

# Read by the library's start, so set before its import; processes started from this one inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

# Older releases lack it.
if hasattr(onnxruntime, "disable_telemetry_events"):
    onnxruntime.disable_telemetry_events()

MODELS = Path(__file__).parent / "files"
"""Where the shipped models lie, one folder each, with licence, provenance and hashes."""

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"

THREADS = 2
"""Texts worked on at once: the two cores that the product is made for."""


# A text's pieces by their numbers in the vocabulary, and which of two texts each belongs to.
_Row = tuple[Sequence[int], Sequence[int]]


class Runtime:
    """One model, run a text at a time on each thread.

    Texts are never batched: 8-bit graphs scale a whole batch by its largest number, so that a text's result
    would depend on its neighbours. One text on each core is as fast as a batch on both, and always the same.
    """

    def __init__(self, folder: Path, *, max_tokens: int, threads: int = THREADS) -> None:
        self.folder = folder
        self._max_tokens = max_tokens
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Tokenizer, onnxruntime.InferenceSession, ThreadPoolExecutor] | None = None

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        """The graph's first output for each text or pair of texts, in their order.

        :raises ModelError: the model's files are missing or cannot be read.
        """
        tokenizer, _, _ = self._load()
        encodings = tokenizer.encode_batch(list(texts))
        return self._each([(encoding.ids, encoding.type_ids) for encoding in encodings])

    def pieces(self, texts: Sequence[str]) -> list[Encoding]:
        """Each text's word pieces, with those that open and close a text.

        :raises ModelError: the tokenizer is missing or cannot be read.
        """
        tokenizer, _, _ = self._load()
        return tokenizer.encode_batch(list(texts))

    def run_pieces(self, rows: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
        """The graph's first output for each row of pieces, given by their numbers in the vocabulary.

        :raises ModelError: the model's files are missing or cannot be read.
        """
        return self._each([(row, [0] * len(row)) for row in rows])

    def _each(self, rows: Sequence[_Row]) -> list[NDArray[np.float32]]:
        _, session, pool = self._load()
        if len(rows) == 1:
            return [_infer(session, rows[0])]
        return list(pool.map(lambda row: _infer(session, row), rows))

    def identity(self) -> str:
        """The model file's SHA-256: it changes whenever the model's results do.

        :raises ModelError: the file is missing.
        """
        with _existing(self.folder / MODEL).open("rb") as model:
            return hashlib.file_digest(model, "sha256").hexdigest()

    def _load(self) -> tuple[Tokenizer, onnxruntime.InferenceSession, ThreadPoolExecutor]:
        with self._lock:
            if self._loaded is None:
                pool = ThreadPoolExecutor(self._threads, thread_name_prefix=self.folder.name)
                self._loaded = (self._tokenizer(), self._session(), pool)
            return self._loaded

    def _tokenizer(self) -> Tokenizer:
        path = _existing(self.folder / TOKENIZER)
        try:
            tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
        except Exception as error:  # the library raises nothing narrower
            raise ModelError(path, f"the tokenizer cannot be read ({error})") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._max_tokens)
        return tokenizer

    def _session(self) -> onnxruntime.InferenceSession:
        path = _existing(self.folder / MODEL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's errors share no narrower base
            raise ModelError(path, f"the model cannot be read ({error})") from error


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ModelError(path, "the file is missing")
    return path


def _infer(session: onnxruntime.InferenceSession, row: _Row) -> NDArray[np.float32]:
    ids, segments = row
    inputs = {
        "input_ids": np.array([ids], dtype=np.int64),
        "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
        "token_type_ids": np.array([segments], dtype=np.int64),
    }
    result: NDArray[np.float32] = session.run(None, inputs)[0][0]
    return result
