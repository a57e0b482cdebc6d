"""Makes the shipped pointer: the lower layers of e5-small-v2, tuned on who spoke in articles.

    python -m training.tune_pointer e5-small-v2.jar --data DIR --by-hand FILE --out FOLDER [--without FOLD]

The package is named in training/jar.py. DIR and FILE are those of training/attribution.py: many articles
marked by a parser, which are learned from first, and some decided by hand, then mixed two to one with the
others. With --without, the articles decided by hand whose number leaves that rest, divided by three, are kept
out. --tuned takes up a network that has learned from the first already (it is written to --keep). Needs the
extra "training" and some forty minutes on two cores. FOLDER gets model.onnx and PROVENANCE.json;
the licence lies there already, and the word pieces lie in a folder beside it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from benchmarks.json_lines import read_lines
from training.graph import pointing
from training.jar import Jar, read_jar
from training.pointing import (
    BATCH,
    Example,
    PointerNetwork,
    Teacher,
    examples_of,
    family_names,
    tune,
)
from training.shipping import sha256, write_model

DEPTH = 8
"""Layers of the twelve that are kept: with them the file stays under 30 MB."""

STEPS, RATE, WARM = 320, 8e-5, 25
"""How the first is learned: two windows of three once."""

HAND_STEPS, HAND_RATE, HAND_WARM = 90, 3e-5, 15
"""How the second is: each window decided by hand some one and a half times."""

BY_HAND_OF_THREE = 2
"""Of three windows of the second so many are decided by hand."""

FOLDS = 3
SEED = 0


def of_both_kinds(by_hand: Sequence[Example], marked: Sequence[Example], windows: int) -> list[Example]:
    """So many examples, each of both kinds as rarely twice as it goes."""
    chance = random.Random(SEED)
    wanted = windows * BY_HAND_OF_THREE // 3
    own: list[Example] = []
    while len(own) < wanted:
        own += chance.sample(by_hand, len(by_hand))
    return own[:wanted] + chance.choices(marked, k=windows - wanted)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the marked articles, then from both kinds, and write the model's folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the jar of the published weights")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--by-hand", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--without", type=int, choices=range(FOLDS), metavar="FOLD")
    parser.add_argument("--tuned", type=Path, metavar="FILE", help="what --keep wrote: the first is learned")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the network that learned the first")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of the first (default: %(default)s)")
    parser.add_argument("--hand-steps", type=int, default=HAND_STEPS, help="of the second (%(default)s)")
    args = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    jar = read_jar(args.package)
    source = args.data / "train.jsonl.gz"
    marked = [*read_lines(source)]
    decided = [one for n, one in enumerate(read_lines(args.by_hand)) if n % FOLDS != args.without]
    model = PointerNetwork(jar.arrays(), DEPTH)
    tokenizer = Tokenizer.from_str(jar.tokenizer.decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    names = sorted({name for article in (*marked, *decided) for name in family_names(article)})
    teacher = Teacher(tokenizer, names, SEED)
    examples = [*examples_of(marked)]
    if args.tuned:
        model.load_state_dict(torch.load(args.tuned))
    else:
        tune(model, teacher.batches(examples, args.steps), rate=RATE, warm=WARM)
    if args.keep:
        torch.save(model.state_dict(), args.keep)
    both = of_both_kinds([*examples_of(decided)], examples, args.hand_steps * BATCH)
    tune(model, teacher.batches(both, args.hand_steps), rate=HAND_RATE, warm=HAND_WARM)
    weights = model.arrays()
    told = record(jar, args.without, [source, args.by_hand])
    write_model(args.out, pointing(weights), weights, jar.tokenizer, told)


def record(jar: Jar, kept_out: int | None, data: Sequence[Path]) -> dict[str, object]:
    """What the provenance record says of the weights and of what they were tuned on."""
    return {
        "model": f"intfloat/e5-small-v2, the lowest {DEPTH} of 12 layers",
        "licence": "MIT",
        "sources": [jar.source()],
        "made_by": "training/tune_pointer.py",
        "kept_out": kept_out,
        "data": {f"{path.resolve().parent.name}/{path.name}": sha256(path.read_bytes()) for path in data},
    }


if __name__ == "__main__":
    main()
