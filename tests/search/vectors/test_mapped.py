"""Vectors that several processes share in a file: one makes them, the others read them as they come."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.models.encoder import Encoder
from bot.search import EVERYTHING, Followed, Search
from bot.search.vectors.cache import VectorCache
from bot.search.vectors.form import sentence_key
from bot.search.vectors.mapped import made_in, opened
from bot.search.vectors.store import Questions, VectorStore
from tests.search.vectors.test_store import TEXTS, cache, encoder

__all__ = ["cache", "encoder"]


def store_at(place: Path, encoder: Encoder, cache: VectorCache, texts: list[str] = TEXTS) -> VectorStore:
    keys = [sentence_key(text) for text in texts]
    return VectorStore(keys, lambda places: [texts[each] for each in places], encoder, cache, place=place)


def test_what_one_makes_the_others_read_as_it_comes(
    tmp_path: Path, encoder: Encoder, cache: VectorCache
) -> None:
    maker = store_at(tmp_path, encoder, cache)
    assert maker.file
    reader = store_at(maker.file, encoder, cache)
    assert reader.file == maker.file
    assert (maker.done, reader.done) == (0, 0)
    maker.fill(Questions())
    assert maker.wait(60)
    assert reader.done == len(TEXTS)
    asked = encoder.encode(["Who was hurt by the lighthouse?"])[0]
    (places, cosines), (same_places, same_cosines) = maker.closest(asked, 3), reader.closest(asked, 3)
    assert places.tolist() == same_places.tolist()
    assert cosines.tolist() == same_cosines.tolist()
    with pytest.raises(ValueError, match="read-only"):
        reader._vectors[0] = 1


def test_without_the_file_or_with_that_of_other_sentences_each_has_its_own(
    tmp_path: Path, encoder: Encoder, cache: VectorCache, caplog: pytest.LogCaptureFixture
) -> None:
    maker = store_at(tmp_path, encoder, cache)
    maker.fill(Questions())
    assert maker.wait(60)
    assert maker.file
    other = store_at(maker.file, encoder, cache, [*TEXTS[:-1], "The bakers said nothing."])
    assert (other.file, other.done) == (None, len(TEXTS) - 1)
    maker.file.unlink()
    own = store_at(maker.file, encoder, cache)
    assert (own.file, own.done) == (None, len(TEXTS))
    assert caplog.text.count("Vectors cannot be shared between processes") == 2


def test_former_files_go_and_who_has_one_reads_on(tmp_path: Path) -> None:
    keys = np.arange(3, dtype=np.int64)
    former, arrays = made_in(tmp_path, keys)
    reader = opened(former, keys)
    arrays.vectors[:] = 0.5
    made_in(tmp_path, keys)
    assert not former.exists()
    assert len(list(tmp_path.iterdir())) == 1
    assert (reader.vectors == 0.5).all()


def test_a_search_shares_its_vectors_beside_its_index_while_it_is_open(
    newsroom: Path, tmp_path: Path
) -> None:
    with Search.open(newsroom, index=tmp_path / "index", shared=True) as search:
        search.wait_for_vectors()
        view = search.view()
        assert view.vectors
        assert view.vectors.parent == view.folder
        followed = Followed()
        followed.follow(view)
        here, there = search.corpus(EVERYTHING).vectors, followed.corpus(EVERYTHING).vectors
        assert here
        assert there
        question = here.vector("who wants to sleep?")
        assert there.nearest(question, 5) == here.nearest(question, 5)
    assert not list((tmp_path / "index").rglob("*.map"))
