"""Vectors kept on disk: found again, by several, after any accident."""

import multiprocessing
import sqlite3
import threading
from multiprocessing.synchronize import Event
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bot.models.encoder import DIMENSIONS
from bot.search.vectors import cache as cache_module
from bot.search.vectors.cache import NAME, VectorCache
from bot.search.vectors.form import sentence_key
from bot.search.vectors.packing import Vectors, pack, unpack


def unit(rows: int, seed: int = 1) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSIONS))
    scaled: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return scaled


def sentences(count: int) -> list[int]:
    return [sentence_key(f"Sentence number {number}.") for number in range(count)]


@given(arrays.arrays(np.float32, (3, DIMENSIONS), elements=st.floats(-1, 1, width=32)))
def test_packing_moves_no_number_by_more_than_half_a_step(vectors: Vectors) -> None:
    steps = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12) / 127
    assert (np.abs(unpack(b"".join(pack(vectors))) - vectors) <= steps * 0.5001).all()


def test_what_was_put_is_got_by_its_sentence(tmp_path: Path) -> None:
    vectors = unit(5)
    VectorCache(tmp_path / "deep" / "index", "one").put(sentences(5), vectors)
    again = VectorCache(tmp_path / "deep" / "index", "one")
    never = sentence_key("never seen")
    found, known = again.get([sentences(5)[3], never, sentences(5)[0], sentences(5)[3]])
    assert known.tolist() == [True, False, True, True]
    assert not found[1].any()
    cosines = (found[[0, 2, 3]] * vectors[[3, 0, 3]]).sum(axis=1)
    assert (cosines > 0.998).all()


def test_more_than_one_statement_asks_for_is_got(tmp_path: Path) -> None:
    count = 2 * cache_module.AT_ONCE + 1
    VectorCache(tmp_path, "one").put(sentences(count), unit(count))
    assert VectorCache(tmp_path, "one").get(sentences(count))[1].all()


def test_another_encoder_finds_nothing_and_clears_the_table(tmp_path: Path) -> None:
    VectorCache(tmp_path, "one").put(sentences(2), unit(2))
    assert not VectorCache(tmp_path, "two").get(sentences(2))[1].any()
    assert not VectorCache(tmp_path, "one").get(sentences(2))[1].any(), "they are of no more use"
    VectorCache(tmp_path, "two").put(sentences(2), unit(2))
    assert VectorCache(tmp_path, "two").get(sentences(2))[1].all()


def test_a_folder_deleted_under_way_is_made_again(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "index", "one")
    cache.put(sentences(2), unit(2))
    rmtree(tmp_path / "index")
    cache.put(sentences(3)[2:], unit(1))
    assert VectorCache(tmp_path / "index", "one").get(sentences(3))[1].tolist() == [False, False, True]


@given(cut=st.floats(0, 1), junk=st.binary(max_size=40), flipped=st.floats(0, 1, exclude_max=True))
def test_a_damaged_file_loses_vectors_but_never_gives_a_wrong_one(
    cut: float, junk: bytes, flipped: float
) -> None:
    vectors = unit(60)
    with TemporaryDirectory() as folder:
        VectorCache(Path(folder), "one").put(sentences(60), vectors)
        path = Path(folder) / NAME
        content = bytearray(path.read_bytes())
        content[int(len(content) * flipped)] ^= 0x40
        path.write_bytes(content[: int(len(content) * cut)] + junk)
        cache = VectorCache(Path(folder), "one")
        found, known = cache.get(sentences(60))
        assert ((found[known] * vectors[known]).sum(axis=1) > 0.998).all()
        cache.put(sentences(60), vectors)
        found, known = cache.get(sentences(60))
        assert known.all()
        assert ((found * vectors).sum(axis=1) > 0.998).all()


def test_a_row_whose_bytes_changed_is_left_out(tmp_path: Path) -> None:
    VectorCache(tmp_path, "one").put(sentences(3), unit(3))
    with sqlite3.connect(tmp_path / NAME) as database:
        changed = (pack(unit(1, seed=2))[0], sentences(3)[1])
        database.execute("update vector set packed = ? where sentence = ?", changed)
    database.close()
    assert VectorCache(tmp_path, "one").get(sentences(3))[1].tolist() == [True, False, True]


def test_a_table_grown_too_large_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    VectorCache(tmp_path, "one").put(sentences(50), unit(50))
    monkeypatch.setattr(cache_module, "MOST_ROWS", 40)
    assert not VectorCache(tmp_path, "one").get(sentences(50))[1].any()


def test_files_of_the_former_format_are_read_once_and_removed(tmp_path: Path) -> None:
    copytree(Path(__file__).parent / "former", tmp_path / "vectors")
    lines = {sentence_key(line): line for line in ("The ferry sank.", "The harbour froze.", "Unknown.")}
    cache = VectorCache(tmp_path, "one")
    assert cache.has_former
    cache.adopt(lines)
    found, known = VectorCache(tmp_path, "one").get(list(lines))
    assert known.tolist() == [True, False, False], "the second row of the file is damaged"
    assert (found[:1] * unit(1, seed=7)).sum() > 0.998
    assert not (tmp_path / "vectors").exists()
    assert not cache.has_former


def test_files_of_the_former_format_of_another_encoder_are_removed(tmp_path: Path) -> None:
    copytree(Path(__file__).parent / "former", tmp_path / "vectors")
    lines = {sentence_key("The ferry sank."): "The ferry sank."}
    cache = VectorCache(tmp_path, "two")
    cache.adopt(lines)
    assert not cache.get(list(lines))[1].any()
    assert not (tmp_path / "vectors").exists()


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = VectorCache(tmp_path / "file" / "index", "one")
    assert not cache.get(sentences(1))[1].any()
    cache.put(sentences(1), unit(1))
    assert cache.get(sentences(1))[1].all(), "kept in memory"


def test_threads_share_one_cache(tmp_path: Path) -> None:
    cache, vectors = VectorCache(tmp_path, "one"), unit(80)
    parts = [slice(start, start + 20) for start in range(0, 80, 20)]
    threads = [
        threading.Thread(target=cache.put, args=(sentences(80)[part], vectors[part])) for part in parts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert VectorCache(tmp_path, "one").get(sentences(80))[1].all()


def _write_for_ever(path: Path, written: Event) -> None:
    cache = VectorCache(path, "one")
    while True:
        cache.put(sentences(300), unit(300))
        written.set()


def test_a_process_killed_while_it_writes_leaves_a_sound_file(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    written = spawn.Event()
    writer = spawn.Process(target=_write_for_ever, args=(tmp_path, written))
    writer.start()
    assert written.wait(60)
    writer.kill()
    writer.join()
    found, known = VectorCache(tmp_path, "one").get(sentences(300))
    assert known.all()
    assert ((found * unit(300)).sum(axis=1) > 0.998).all()
