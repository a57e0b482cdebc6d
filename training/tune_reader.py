"""Makes the reader: a published encoder of meaning, taught to read a question and a passage together.

    python -m training.short_lists DIR --out FILE
    python -m training.tune_reader e5-small-v2.jar --lists FILE [--lists FILE ...] --state FILE \\
        --out FOLDER [--without FOLD] [--steps N] [--start FILE]

The package is named in training/jar.py; each FILE is a data folder's. What has been learned is written to
the state every 50 steps: the same call again goes on from there. With --start, the learning begins at another
run's state, more gently, to take up further data. With --without, the questions of that fold are kept out.
Needs the extra "training" and some 60 minutes on two cores for 1,000 steps. The record beside the model names
the lists' hashes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bot.models.reader import MAX_TOKENS
from training.checkpoint import sha256
from training.cross_encoder import CrossEncoder, Learning, seeded
from training.examples import FOLDS
from training.graph import Weights, quantise, reading
from training.jar import Jar, read_jar
from training.quantise import write_provenance
from training.reading import batches, read_lists

QUESTIONS = 4
"""Questions a step."""
PASSAGES = 7
"""Passages of each: hard ones are worth more than many."""
STEPS = 1_000
FROZEN = 4
"""Lowest of twelve layers that stay as published: a seventh of the time is spared."""
AGAIN = 0.6
"""Share of the highest rate with which a finished reader goes on learning from more."""
SEED = 17
SEGMENTS, PLACES = "embeddings.token_type_embeddings.weight", "embeddings.position_embeddings.weight"


def write_reader(folder: Path, weights: Weights, tokenizer: bytes, record: dict[str, object]) -> None:
    """Writes a reader's folder: the graph in 8 bits, the tokenizer and the provenance record."""
    folder.mkdir(parents=True, exist_ok=True)
    quantise(reading(_as_read(weights)), folder / "model.onnx")
    (folder / "tokenizer.json").write_bytes(tokenizer)
    write_provenance(folder, record)


def _as_read(weights: Weights) -> dict[str, Any]:
    """The weights with the places that are read and one kind of segment.

    Question and passage were read as one text while learning.
    """
    kinds = np.array(weights[SEGMENTS])
    kinds[1:] = kinds[0]
    return {**weights, SEGMENTS: kinds, PLACES: weights[PLACES][:MAX_TOKENS]}


def _record(package: Jar, lists: Sequence[Path], steps: int, kept_out: int | None) -> dict[str, object]:
    return {
        "model": "intfloat/e5-small-v2, taught to read question and passage together",
        "licence": "MIT",
        "sources": [package.source()],
        "made_by": "training/tune_reader.py",
        "steps": steps,
        "kept_out": kept_out,
        "data": {path.name: sha256(path.read_bytes()) for path in lists},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the lists, or go on, and write the model's folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the jar of the published weights")
    parser.add_argument("--lists", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--state", type=Path, required=True, metavar="FILE", help="where learning is kept")
    parser.add_argument("--start", type=Path, metavar="FILE", help="a finished run's state to begin at")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--without", type=int, choices=range(FOLDS), metavar="FOLD")
    options = parser.parse_args(arguments)
    package = read_jar(options.package)
    chance = seeded(SEED)
    model = CrossEncoder(package.arrays(), package.tokenizer, frozen=FROZEN)
    if options.start:
        model.load_state_dict(torch.load(options.start)["model"])
    lists = read_lists(options.lists, without=options.without)
    learning = Learning(model, options.steps, options.state, share=AGAIN if options.start else 1.0)
    learning.run(batches(lists, QUESTIONS, PASSAGES, chance))
    record = _record(package, options.lists, options.steps, options.without)
    write_reader(options.out, model.arrays(), package.tokenizer, record)


if __name__ == "__main__":
    main()
