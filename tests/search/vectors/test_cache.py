"""Vectors kept on disk: found again, by several, after any accident."""

import multiprocessing
import threading
from multiprocessing.synchronize import Event
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bot.models.encoder import DIMENSIONS
from bot.search.vectors import cache as cache_module
from bot.search.vectors.cache import VectorCache, Vectors, pack, unpack


def unit(rows: int, seed: int = 1) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def texts(count: int) -> list[str]:
    return [f"Sentence number {number}." for number in range(count)]


@given(arrays.arrays(np.float32, (3, DIMENSIONS), elements=st.floats(-1, 1, width=32)))
def test_packing_moves_no_number_by_more_than_half_a_step(vectors: Vectors) -> None:
    steps = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12) / 127
    assert (np.abs(unpack(b"".join(pack(vectors))) - vectors) <= steps * 0.5001).all()


def test_what_was_put_is_got_by_its_text(tmp_path: Path) -> None:
    vectors = unit(5)
    VectorCache(tmp_path / "deep" / "vectors", "one").put(texts(5), vectors)
    again = VectorCache(tmp_path / "deep" / "vectors", "one")
    found, known = again.get([texts(5)[3], "never seen", texts(5)[0], texts(5)[3]])
    assert known.tolist() == [True, False, True, True]
    assert not found[1].any()
    cosines = (found[[0, 2, 3]] * vectors[[3, 0, 3]]).sum(axis=1)
    assert (cosines > 0.998).all()


def test_another_encoder_finds_nothing(tmp_path: Path) -> None:
    VectorCache(tmp_path / "vectors", "one").put(texts(2), unit(2))
    assert not VectorCache(tmp_path / "vectors", "two").get(texts(2))[1].any()
    assert not list((tmp_path / "vectors").iterdir()), "vectors of the other encoder are of no more use"
    VectorCache(tmp_path / "vectors", "two").put(texts(2), unit(2))
    assert VectorCache(tmp_path / "vectors", "two").get(texts(2))[1].all()


def test_a_folder_deleted_under_way_is_made_again(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors", "one")
    cache.put(texts(2), unit(2))
    rmtree(tmp_path / "vectors")
    cache.put(texts(3)[2:], unit(1))
    assert VectorCache(tmp_path / "vectors", "one").get(texts(3))[1].tolist() == [False, False, True]


@given(cut=st.floats(0, 1), junk=st.binary(max_size=40), flipped=st.floats(0, 1, exclude_max=True))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_loses_vectors_but_never_gives_a_wrong_one(
    cut: float, junk: bytes, flipped: float
) -> None:
    vectors = unit(60)
    with TemporaryDirectory() as folder:
        VectorCache(Path(folder), "one").put(texts(60), vectors)
        (path,) = Path(folder).iterdir()
        content = bytearray(path.read_bytes())
        content[int(len(content) * flipped)] ^= 0x40
        path.write_bytes(content[: int(len(content) * cut)] + junk)
        cache = VectorCache(Path(folder), "one")
        found, known = cache.get(texts(60))
        assert ((found[known] * vectors[known]).sum(axis=1) > 0.998).all()
        assert known.sum() >= int(60 * cut) - 1
        cache.put(texts(60), vectors)
        assert VectorCache(Path(folder), "one").get(texts(60))[1].all()


def test_a_folder_grown_too_large_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    VectorCache(tmp_path, "one").put(texts(50), unit(50))
    monkeypatch.setattr(cache_module, "MOST_BYTES", 1000)
    assert not VectorCache(tmp_path, "one").get(texts(50))[1].any()
    assert not list(tmp_path.iterdir())


def test_files_of_many_runs_are_joined(tmp_path: Path) -> None:
    for text in texts(cache_module.MOST_FILES + 1):
        VectorCache(tmp_path, "one").put([text], unit(1))
    assert VectorCache(tmp_path, "one").get(texts(cache_module.MOST_FILES + 1))[1].all()
    assert len(list(tmp_path.iterdir())) == 1
    assert VectorCache(tmp_path, "one").get(texts(cache_module.MOST_FILES + 1))[1].all()


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = VectorCache(tmp_path / "file" / "vectors", "one")
    assert not cache.get(texts(1))[1].any()
    cache.put(texts(1), unit(1))
    assert cache.get(texts(1))[1].all(), "kept in memory"


def test_threads_share_one_cache(tmp_path: Path) -> None:
    cache, vectors = VectorCache(tmp_path / "vectors", "one"), unit(80)
    parts = [slice(start, start + 20) for start in range(0, 80, 20)]
    threads = [threading.Thread(target=cache.put, args=(texts(80)[part], vectors[part])) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert VectorCache(tmp_path / "vectors", "one").get(texts(80))[1].all()


def _write_for_ever(path: Path, written: Event) -> None:
    cache = VectorCache(path, "one")
    while True:
        cache.put(texts(300), unit(300))
        written.set()


def test_a_process_killed_while_it_writes_leaves_a_sound_file(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    written = spawn.Event()
    writer = spawn.Process(target=_write_for_ever, args=(tmp_path / "vectors", written))
    writer.start()
    assert written.wait(60)
    writer.kill()
    writer.join()
    found, known = VectorCache(tmp_path / "vectors", "one").get(texts(300))
    assert known.all()
    assert ((found * unit(300)).sum(axis=1) > 0.998).all()
