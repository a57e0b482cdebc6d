"""What a model's folder ships: its graph, its licence, and a record of where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnx

from bot.models.words import ROWS, SCALES, TOKENIZER, words_of
from training.graph import Weights, quantise, word_table

PROVENANCE = "PROVENANCE.json"
TOOLS = ("numpy", "onnx", "onnxruntime")


def sha256(content: bytes) -> str:
    """The hash that records name contents by, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def write_model(
    folder: Path, graph: onnx.ModelProto, weights: Weights, tokenizer: bytes, record: Mapping[str, object]
) -> None:
    """Writes a model's folder, and beside it the word pieces that it shares with the others.

    :param record: what the provenance record says besides the tools and the files.
    :raises ValueError: the word pieces beside it are those of another model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    quantise(graph, folder / "model.onnx")
    _write_provenance(folder, record)
    _write_words(words_of(folder), weights, tokenizer, record)


def _write_words(folder: Path, weights: Weights, tokenizer: bytes, record: Mapping[str, object]) -> None:
    rows, scales = word_table(weights)
    if (folder / ROWS).is_file():
        if not np.array_equal(np.load(folder / ROWS), rows):
            raise ValueError(f"{folder} holds the word pieces of another model; write to another folder")
        return
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / ROWS, rows)
    np.save(folder / SCALES, scales)
    (folder / TOKENIZER).write_bytes(tokenizer)
    told = {name: record[name] for name in ("licence", "sources") if name in record}
    _write_provenance(folder, {"model": "the word table, which no model changed"} | told)


def _write_provenance(folder: Path, record: Mapping[str, object]) -> None:
    """The given record, the tools' versions and the files' hashes."""
    tools = {tool: version(tool) for tool in TOOLS}
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": sha256(path.read_bytes())}
        for path in sorted(folder.iterdir())
        if path.name != PROVENANCE
    }
    whole = dict(record) | {"tools": tools, "files": files}
    (folder / PROVENANCE).write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
