"""The vectors of a snapshot: filled in the background, the same wherever they came from."""

import threading
from pathlib import Path

import numpy as np
import pytest

from bot.models.encoder import Encoder
from bot.search.vectors import store as vectors_module
from bot.search.vectors.cache import VectorCache
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


def filled(encoder: Encoder, cache: VectorCache) -> VectorStore:
    store = VectorStore(TEXTS, encoder, cache)
    store.fill(Questions())
    assert store.wait(60)
    return store


def test_nothing_is_found_before_the_first_vector(encoder: Encoder, cache: VectorCache) -> None:
    store = VectorStore(TEXTS, encoder, cache)
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
    second = VectorStore(TEXTS, encoder, cache)
    assert second.done == second.total
    question = encoder.encode(["Why are loaves dearer?"])[0]
    everywhere = range(len(TEXTS))
    assert np.array_equal(first.cosines(question, everywhere), second.cosines(question, everywhere))


def test_filling_stands_aside_for_a_question(encoder: Encoder, cache: VectorCache) -> None:
    store, questions = VectorStore(TEXTS, encoder, cache), Questions()
    released = threading.Event()
    with questions.asked():
        waiter = threading.Thread(target=lambda: (questions.wait_until_quiet(60), released.set()))
        waiter.start()
        assert not released.wait(0.05)
    assert released.wait(60)
    waiter.join()
    store.fill(questions)
    assert store.wait(60)


def test_closing_keeps_what_is_done(encoder: Encoder, cache: VectorCache) -> None:
    store = VectorStore(TEXTS, encoder, cache)
    store.fill(Questions())
    store.close()
    assert VectorStore(TEXTS, encoder, cache).done == store.done


def test_too_many_texts_get_no_vectors(
    encoder: Encoder, cache: VectorCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "MOST_TEXTS", 4)
    store = VectorStore(TEXTS, encoder, cache)
    question = encoder.encode(["Which building collapsed?"])[0]
    assert (store.done, store.total) == (0, 0)
    assert store.closest(question, 3)[0].size == 0
    assert store.cosines(question, [4]).tolist() == [0]
    store.fill(Questions())
    assert store.wait(1)


def test_without_its_model_the_store_stays_empty_and_says_so(
    tmp_path: Path, cache: VectorCache, caplog: pytest.LogCaptureFixture
) -> None:
    store = VectorStore(TEXTS, Encoder(tmp_path), cache)
    store.fill(Questions())
    assert not store.wait(60)
    assert "without closeness in meaning" in caplog.text
