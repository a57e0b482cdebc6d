"""The vectors of a snapshot: filled in the background, the same wherever they came from."""

import hashlib
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.models.encoder import Encoder
from bot.search.vectors import store as vectors_module
from bot.search.vectors.cache import VectorCache
from bot.search.vectors.form import sentence_key
from bot.search.vectors.packing import Vectors, pack
from bot.search.vectors.store import Questions, VectorStore

TEXTS = [
    "The harbour of Port Alder was closed after the storm.",
    "Nobody was hurt when the old lighthouse fell.",
    "The mayor promised a new sea wall by spring.",
    "The mayor promised a new sea wall by spring.",
    "Bakers complained about the price of flour.",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def cache(tmp_path: Path, encoder: Encoder) -> VectorCache:
    return VectorCache(tmp_path / "vectors", encoder.identity())


def store_of(
    texts: Sequence[str], encoder: Encoder, cache: VectorCache, before: VectorStore | None = None
) -> VectorStore:
    keys = [sentence_key(text) for text in texts]
    return VectorStore(keys, lambda places: [texts[place] for place in places], encoder, cache, before=before)


def filled(encoder: Encoder, cache: VectorCache) -> VectorStore:
    store = store_of(TEXTS, encoder, cache)
    store.fill(Questions())
    assert store.wait(60)
    return store


def write_former(folder: Path, encoder: str, texts: Sequence[str], vectors: Vectors) -> None:
    """A file as earlier versions wrote it."""
    folder.mkdir()
    seed = hashlib.blake2b(encoder.encode(), digest_size=16).digest()
    keys = [hashlib.blake2b(text.encode(), digest_size=16, key=seed).digest() for text in texts]
    rows = zip(keys, pack(vectors), strict=True)
    content = b"".join(
        key + row + zlib.crc32(row, zlib.crc32(key)).to_bytes(4, "little") for key, row in rows
    )
    (folder / f"{seed[:4].hex()}-0.vectors").write_bytes(content)


def test_nothing_is_found_before_the_first_vector(encoder: Encoder, cache: VectorCache) -> None:
    store = store_of(TEXTS, encoder, cache)
    question = encoder.encode(["What fell down?"])[0]
    assert (store.done, store.total) == (0, len(TEXTS))
    assert store.closest(question, 3)[0].size == 0
    assert not store.cosines(question, [0, 1]).any()


def test_the_closest_texts_come_first(encoder: Encoder, cache: VectorCache) -> None:
    store = filled(encoder, cache)
    question = encoder.encode(["Which building collapsed?"])[0]
    places, cosines = store.closest(question, 3)
    assert places[0] == 1
    assert cosines.tolist() == sorted(cosines, reverse=True)
    np.testing.assert_allclose(store.cosines(question, places.tolist()), cosines, atol=1e-6)
    assert store.closest(question, 99)[0].size == len(TEXTS)
    assert store.cosines(question, []).shape == (0,)


def test_a_second_start_finds_the_same_vectors_at_once(encoder: Encoder, cache: VectorCache) -> None:
    first = filled(encoder, cache)
    second = store_of(TEXTS, encoder, cache)
    assert second.done == second.total
    question = encoder.encode(["Why are loaves dearer?"])[0]
    everywhere = range(len(TEXTS))
    assert np.array_equal(first.cosines(question, everywhere), second.cosines(question, everywhere))


def test_filling_stands_aside_for_a_question(encoder: Encoder, cache: VectorCache) -> None:
    store, questions = store_of(TEXTS, encoder, cache), Questions()
    released = threading.Event()
    with questions.asked():

        def wait() -> None:
            questions.wait_until_quiet(60)
            released.set()

        waiter = threading.Thread(target=wait)
        waiter.start()
        assert not released.wait(0.05)
    assert released.wait(60)
    waiter.join()
    store.fill(questions)
    assert store.wait(60)


def test_a_reload_carries_over_what_stayed_and_encodes_what_came(
    encoder: Encoder, cache: VectorCache, tmp_path: Path
) -> None:
    first = filled(encoder, cache)
    empty = VectorCache(tmp_path / "elsewhere", encoder.identity())
    later = [TEXTS[3], "A new sentence came in.", TEXTS[2], TEXTS[0]]
    second = store_of(later, encoder, empty, before=first)
    question = encoder.encode(["Who promised a wall?"])[0]
    carried, before = second.cosines(question, [0, 2, 3]), first.cosines(question, [3, 2, 0])
    assert (second.done, second.total) == (3, 4)
    assert np.array_equal(carried, before)
    second.fill(Questions())
    assert second.wait(60)


def test_a_reload_of_everything_or_nothing_carries_nothing_over(
    encoder: Encoder, cache: VectorCache, tmp_path: Path
) -> None:
    empty = VectorCache(tmp_path / "elsewhere", encoder.identity())
    assert store_of(["Another sentence."], encoder, empty, before=filled(encoder, cache)).done == 0
    assert store_of(TEXTS, encoder, empty, before=store_of(TEXTS, encoder, empty)).done == 0
    assert store_of([], encoder, empty, before=filled(encoder, cache)).total == 0


def test_vectors_of_the_former_format_are_taken_over(encoder: Encoder, tmp_path: Path) -> None:
    write_former(tmp_path / "vectors", encoder.identity(), TEXTS, encoder.encode(TEXTS))
    store = store_of(TEXTS, encoder, VectorCache(tmp_path, encoder.identity()))
    assert store.done == store.total
    assert not (tmp_path / "vectors").exists()
    assert store_of(TEXTS, encoder, VectorCache(tmp_path, encoder.identity())).done == store.total


def test_closing_keeps_what_is_done(encoder: Encoder, cache: VectorCache) -> None:
    store = store_of(TEXTS, encoder, cache)
    store.fill(Questions())
    store.close()
    assert store_of(TEXTS, encoder, cache).done == store.done


def test_too_many_texts_get_no_vectors(
    encoder: Encoder, cache: VectorCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "MOST_TEXTS", 4)
    store = store_of(TEXTS, encoder, cache)
    question = encoder.encode(["Which building collapsed?"])[0]
    assert (store.done, store.total) == (0, 0)
    assert store.closest(question, 3)[0].size == 0
    assert store.cosines(question, [4]).tolist() == [0]
    store.fill(Questions())
    assert store.wait(1)


def test_without_its_model_the_store_stays_empty_and_says_so(
    tmp_path: Path, cache: VectorCache, caplog: pytest.LogCaptureFixture
) -> None:
    store = store_of(TEXTS, Encoder(tmp_path), cache)
    store.fill(Questions())
    assert not store.wait(60)
    assert "without closeness in meaning" in caplog.text


def test_only_texts_that_may_be_seen_are_found(encoder: Encoder, cache: VectorCache) -> None:
    store = filled(encoder, cache)
    question = encoder.encode(["Which building collapsed?"])[0]
    among = np.ones(len(TEXTS), dtype=np.bool_)
    among[1] = False
    places, _ = store.closest(question, 99, among)
    assert sorted(places.tolist()) == [place for place in range(len(TEXTS)) if place != 1]
    assert store.made(among) == len(TEXTS) - 1
