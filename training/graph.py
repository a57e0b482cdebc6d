"""Writes a BERT encoder as an ONNX graph and quantises it to 8-bit integers.

The graph is written node by node rather than traced, so that it holds the fused operators that onnxruntime
runs fastest on a CPU (its `com.microsoft` domain) and takes nothing but named arrays: a checkpoint in the
naming of the `transformers` library. Architecture: Devlin et al., 2019, https://arxiv.org/abs/1810.04805.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Weights = Mapping[str, np.ndarray]

OPSET = 17
"""The lowest ONNX version with LayerNormalization, so that old releases of onnxruntime read the file."""

LAYER_NORM_EPSILON = 1e-12
"""BERT's own, from the checkpoint's config.json."""

WORDS = "embeddings.word_embeddings.weight"
PLACES = "embeddings.position_embeddings.weight"
SEGMENTS = "embeddings.token_type_embeddings.weight"

HEAD_SIZE = 32
"""Columns of one attention head in e5-small-v2 (384 columns in 12 heads)."""


class _Writer:
    """Collects nodes and constants of one graph."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        value = np.asarray(self.weights[name], dtype=np.float32)
        return self.constant(name, value.T if transposed else value)

    def node(self, operator: str, inputs: list[str], out: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [out], out, "", domain, **attributes))
        return out

    def dense(self, source: str, prefix: str) -> str:
        product = self.node(
            "MatMul", [source, self.weight(f"{prefix}.weight", transposed=True)], f"{prefix}.product"
        )
        return self.node("Add", [product, self.weight(f"{prefix}.bias")], f"{prefix}.out")

    def skip_norm(self, source: str, skip: str, prefix: str) -> str:
        """Adds two streams and normalises the sum."""
        inputs = [source, skip, self.weight(f"{prefix}.weight"), self.weight(f"{prefix}.bias")]
        return self.node(
            "SkipLayerNormalization",
            inputs,
            f"{prefix}.out",
            domain="com.microsoft",
            epsilon=LAYER_NORM_EPSILON,
        )


def layers(weights: Weights) -> int:
    """How many encoder layers the checkpoint has."""
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))


def word_table(weights: Weights) -> tuple[np.ndarray, np.ndarray]:
    """The word table as 8-bit rows (pieces, columns) with a scale each (pieces, 1); it ships apart, once."""
    table = np.asarray(weights[WORDS], dtype=np.float32)
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)


def _embedding(writer: _Writer) -> str:
    """Words as they come from the table, plus places; all text is of the first kind of segment."""
    places = np.asarray(writer.weights[PLACES], dtype=np.float32)
    kinds = np.asarray(writer.weights[SEGMENTS], dtype=np.float32)
    rows = writer.constant("places", places + kinds[:1])
    shape = writer.node("Shape", ["attention_mask"], "places.shape")
    one = writer.constant("places.one", np.array([1], dtype=np.int64))
    length = writer.node("Gather", [shape, one], "places.length")
    zero = writer.constant("places.zero", np.array([0], dtype=np.int64))
    used = writer.node("Slice", [rows, zero, length, zero], "places.used")
    first = writer.constant("places.first", np.array([0], dtype=np.int64))
    placed = writer.node("Unsqueeze", [used, first], "places.out")
    return writer.skip_norm("words", placed, "embeddings.LayerNorm")


def _layer(writer: _Writer, source: str, number: int) -> str:
    prefix = f"encoder.layer.{number}"
    parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
    joined = np.concatenate(
        [np.asarray(writer.weights[f"{part}.weight"], dtype=np.float32) for part in parts]
    )
    bias = np.concatenate([np.asarray(writer.weights[f"{part}.bias"], dtype=np.float32) for part in parts])
    inputs = [
        source,
        writer.constant(f"{prefix}.attention.weight", joined.T),
        writer.constant(f"{prefix}.attention.bias", bias),
        "mask",
    ]
    heads = joined.shape[1] // HEAD_SIZE
    seen = writer.node("Attention", inputs, f"{prefix}.attention", domain="com.microsoft", num_heads=heads)
    seen = writer.dense(seen, f"{prefix}.attention.output.dense")
    seen = writer.skip_norm(seen, source, f"{prefix}.attention.output.LayerNorm")
    wide = writer.dense(seen, f"{prefix}.intermediate.dense")
    wide = writer.node("Gelu", [wide], f"{prefix}.gelu", domain="com.microsoft")
    narrow = writer.dense(wide, f"{prefix}.output.dense")
    return writer.skip_norm(narrow, seen, f"{prefix}.output.LayerNorm")


def _sum(writer: _Writer, source: str) -> tuple[str, str, str]:
    """The sum over the tokens, with their mask and its axis."""
    mask = writer.node("Cast", ["attention_mask"], "pool.mask", to=TensorProto.FLOAT)
    axis = writer.constant("pool.axis", np.array([2], dtype=np.int64))
    column = writer.node("Unsqueeze", [mask, axis], "pool.column")
    kept = writer.node("Mul", [source, column], "pool.kept")
    along = writer.constant("pool.along", np.array([1], dtype=np.int64))
    total = writer.node("ReduceSum", [kept, along], "pool.total", keepdims=0)
    return total, mask, along


def _sentence(writer: _Writer, source: str) -> str:
    total, *_ = _sum(writer, source)
    # The sum points where the mean does, and only the direction is kept.
    return writer.node("LpNormalization", [total], "sentence", axis=1, p=2)


def _inputs(weights: Weights) -> list[onnx.ValueInfoProto]:
    columns = int(np.asarray(weights[PLACES]).shape[1])
    return [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["batch", "tokens", columns]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "tokens"]),
    ]


def bert(weights: Weights) -> onnx.ModelProto:
    """The whole encoder but for its word table, in 32 bits.

    :param weights: arrays named as in `transformers`' BertModel, without its pooler.
    :returns: a checked model; inputs `words` (batch, tokens, columns), the rows of the word table, and the
        int64 `attention_mask` (batch, tokens), and as `sentence` (batch, columns) the mean over the last
        layer's tokens, scaled to length 1.
    """
    writer = _Writer(weights)
    return _model(writer, _sentence(writer, _hidden(writer)), "columns")


def pointing(weights: Weights) -> onnx.ModelProto:
    """The same with scores for each token in place of a vector for all of them.

    :param weights: besides those of `bert`, `head.weight` (kinds, columns) and `head.bias` (kinds,).
    :returns: a checked model with the same inputs, and as `scores` (batch, tokens, kinds) the last layer's
        tokens by the head.
    """
    writer = _Writer(weights)
    column = writer.constant("head.column", np.asarray(weights["head.weight"], dtype=np.float32).T)
    # A Gemm stays in full precision: few columns are no work, and their rounding would be the result's.
    rows = writer.constant("head.flat", np.array([-1, weights["head.weight"].shape[1]], dtype=np.int64))
    flat = writer.node("Reshape", [_hidden(writer), rows], "head.rows")
    product = writer.node("Gemm", [flat, column, writer.weight("head.bias")], "head.scores")
    kinds = writer.constant("head.kinds", np.array(weights["head.bias"].shape, dtype=np.int64))
    tokens = writer.node("Shape", ["attention_mask"], "head.tokens")
    shape = writer.node("Concat", [tokens, kinds], "head.shape", axis=0)
    return _model(writer, writer.node("Reshape", [product, shape], "scores"), "tokens", "kinds")


def reading(weights: Weights) -> onnx.ModelProto:
    """The same with one score for the whole text.

    :param weights: besides those of `bert`, `head.weight` (1, columns) and `head.bias` (1,).
    :returns: a checked model with the same inputs, and as `score` (batch, 1) the mean over the last layer's
        tokens by the head.
    """
    writer = _Writer(weights)
    total, mask, along = _sum(writer, _hidden(writer))
    count = writer.node("ReduceSum", [mask, along], "pool.count", keepdims=1)
    mean = writer.node("Div", [total, count], "pool.mean")
    column = writer.weight("head.weight", transposed=True)
    return _model(writer, writer.node("Gemm", [mean, column, writer.weight("head.bias")], "score"), "scores")


def _hidden(writer: _Writer) -> str:
    """The last layer's tokens."""
    writer.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    hidden = _embedding(writer)
    for number in range(layers(writer.weights)):
        hidden = _layer(writer, hidden, number)
    return hidden


def _model(writer: _Writer, out: str, *columns: str) -> onnx.ModelProto:
    graph = helper.make_graph(
        writer.nodes,
        "bert",
        _inputs(writer.weights),
        [helper.make_tensor_value_info(out, TensorProto.FLOAT, ["batch", *columns])],
        list(writer.constants.values()),
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(model)
    return model


def quantise(model: onnx.ModelProto, target: Path, *, reduce_range: bool = True) -> None:
    """Writes the model with the matrices of its layers as 8-bit integers, a scale for each column.

    :param reduce_range: keep 7 of the 8 bits, so that processors without VNNI instructions, whose 16-bit sums
        would overflow, give the same answers as those that have them.
    """
    quantize_dynamic(
        model,
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
