"""Makes the reader: a published encoder of meaning, taught to read a question and a passage together.

    python -m training.short_lists DIR --out FILE
    python -m training.tune_reader e5-small-v2.jar --lists FILE [--lists FILE ...] --state FILE \\
        --out FOLDER [--start FILE --again FILE] [--without FOLD ...] [--steps N]

The package is named in training/jar.py; each FILE is a data folder's. What has been learned is written to
the state every 50 steps: the same call again goes on from there. With --start, it begins where another
learning came to, whose lists are those of --again: of these every twentieth question is learned from again.
With --without, the questions and articles of those folds are kept out. Needs the extra "training" and a
minute on a GPU or an hour or two on two cores. The record beside the model names the lists' hashes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bot.models.reader import MAX_TOKENS
from training.cross_encoder import PACES, CrossEncoder, Learning, Pace, seeded
from training.device import device
from training.examples import FOLDS
from training.graph import PLACES, Weights, reading
from training.jar import Jar, read_jar
from training.reading import batches, read_lists
from training.shipping import sha256, write_model

ROUNDS = 2
"""How often each question is learned from."""
GOES_ON = 250
"""Steps, but one round at most, where it goes on from another learning."""
AGAIN = 20
"""Of what was learned from before, every so manyth question is learned from again."""
SEED = 17


def _as_read(weights: Weights) -> dict[str, np.ndarray]:
    """The weights with the places that are read."""
    return {**weights, PLACES: weights[PLACES][:MAX_TOKENS]}


def _record(
    package: Jar, lists: Sequence[Path], steps: int, pace: Pace, kept_out: Sequence[int]
) -> dict[str, object]:
    return {
        "model": "intfloat/e5-small-v2, taught to read question and passage together",
        "licence": "MIT",
        "sources": [package.source()],
        "made_by": "training/tune_reader.py",
        "steps": steps,
        "pace": asdict(pace),
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
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--steps", type=int, help=f"default: {ROUNDS} rounds; going on, {GOES_ON} or one")
    parser.add_argument("--start", type=Path, metavar="FILE", help="the state of what was learned before")
    parser.add_argument("--again", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument(
        "--without", type=int, action="append", default=[], choices=range(FOLDS), metavar="FOLD"
    )
    options = parser.parse_args(arguments)
    package = read_jar(options.package)
    chance = seeded(SEED)
    model = CrossEncoder(package.arrays(), package.tokenizer)
    lists = read_lists(options.lists, without=options.without)
    lists += read_lists(options.again, every=AGAIN)
    pace = PACES[device().type]
    round_of = max(1, len(lists) // pace.questions)
    steps = options.steps or (min(GOES_ON, round_of) if options.start else ROUNDS * round_of)
    learning = Learning(model, steps, options.state, pace, start=options.start)
    learning.run(batches(lists, pace.questions, pace.passages, chance))
    record = _record(package, [*options.again, *options.lists], steps, pace, options.without)
    weights = _as_read(model.arrays())
    write_model(options.out, reading(weights), weights, package.tokenizer, record)


if __name__ == "__main__":
    main()
