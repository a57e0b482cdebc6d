"""The sentence encoder with its shipped files."""

import hashlib
import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from bot.models.encoder import DIMENSIONS, ENCODER, Encoder
from bot.models.errors import ModelError
from bot.models.runtime import MODELS
from bot.models.words import WORDS

SHARED = ("tokenizer.json", "rows.npy", "scales.npy")
TEXTS = [
    "The treaty was signed in Tokyo on Monday.",
    "On Monday, Japan's capital saw the agreement concluded.",
    "Nobody likes wet socks.",
    "",
    "Ω ≈ ça va? 日本 " * 60,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_vectors_have_length_one_and_the_promised_shape(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_in_gives_nothing_out(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_a_text_has_the_same_vector_in_any_company(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(together[::-1], encoder.encode(TEXTS[::-1]))


def test_same_meaning_is_closer_than_other_meaning(encoder: Encoder) -> None:
    signed, concluded, socks = encoder.encode(TEXTS[:3])
    assert signed @ concluded > 0.5 > signed @ socks


def test_threads_share_one_encoder() -> None:
    encoder = Encoder()
    expected = Encoder().encode(TEXTS)
    results: list[bool] = []
    threads = [
        threading.Thread(target=lambda: results.append(np.array_equal(encoder.encode(TEXTS), expected)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 4


@pytest.mark.parametrize("name", ["encoder/model.onnx", *(f"{WORDS}/{name}" for name in SHARED)])
def test_a_missing_or_damaged_file_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    for folder in (ENCODER, MODELS / WORDS):
        (tmp_path / folder.name).mkdir()
        for path in folder.iterdir():
            (tmp_path / folder.name / path.name).symlink_to(path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=r"missing.*install it again: pip") as caught:
        Encoder(tmp_path / "encoder").encode(["x"])
    assert caught.value.path == tmp_path / name
    (tmp_path / name).write_text("{}")
    with pytest.raises(ModelError, match="cannot be read"):
        Encoder(tmp_path / "encoder").encode(["x"])


def test_a_word_table_of_another_shape_is_named(tmp_path: Path) -> None:
    (tmp_path / "encoder").symlink_to(ENCODER)
    shutil.copytree(MODELS / WORDS, tmp_path / WORDS)
    np.save(tmp_path / WORDS / "scales.npy", np.ones(3, dtype=np.float32))
    with pytest.raises(ModelError, match="they have 1 dimension"):
        Encoder(tmp_path / "encoder").encode(["x"])


@pytest.mark.parametrize("folder", sorted(MODELS.iterdir()), ids=lambda folder: folder.name)
def test_shipped_files_are_those_of_their_provenance_record(folder: Path) -> None:
    record = json.loads((folder / "PROVENANCE.json").read_text())
    shipped = {path.name for path in folder.iterdir()} - {"PROVENANCE.json"}
    assert shipped == set(record["files"]) >= {"LICENSE"}
    for name, entry in record["files"].items():
        content = (folder / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


def test_shipped_models_keep_to_their_size() -> None:
    sizes = {path: path.stat().st_size for path in MODELS.rglob("*") if path.is_file()}
    assert sum(sizes.values()) <= 90_000_000
    assert max(sizes.values()) <= 30_000_000


def test_halves_of_characters_are_read_as_unknown_ones(encoder: Encoder) -> None:
    halves, unknown = encoder.encode(["The ferry \udcff sank.", "The ferry \N{REPLACEMENT CHARACTER} sank."])
    assert (halves == unknown).all()
