"""VectorView in meaning over one snapshot: its items' vectors, made in the background."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models import ENCODER, Encoder
from bot.search.backend import Hit, Snapshot
from bot.search.vectors.cache import VectorCache
from bot.search.vectors.form import sentence_of
from bot.search.vectors.store import MOST_TEXTS, Questions, VectorStore

COMPLETE = 0.98
"""Share of the items that must have vectors before meaning takes part: below it the others would starve."""

Vector = NDArray[np.float32]


class Models:
    """The encoder and its cache on disk, shared by all snapshots; loads on first use."""

    def __init__(self, folder: Path, encoder: Path = ENCODER) -> None:
        self.encoder = Encoder(encoder)
        self.cache = VectorCache(folder, self.encoder.identity())


class VectorView:
    """The vectors of one snapshot's items."""

    def __init__(
        self,
        snapshot: Snapshot,
        models: Models,
        *,
        before: VectorView | None = None,
        place: Path | None = None,
    ) -> None:
        """`before` is the view of the last snapshot: vectors of unchanged items are carried over from it.

        :param place: where several processes share the vectors; see `VectorStore`.
        """
        self._models = models
        self._snapshot = snapshot
        self._hits = snapshot.every_item() if snapshot.items <= MOST_TEXTS else []
        sentences = snapshot.numbers("sentence", self._hits)
        theirs: VectorStore | None = before._store if before else None
        self._store: VectorStore = VectorStore(
            sentences, self._sentences_at, models.encoder, models.cache, before=theirs, place=place
        )
        self._places = {hit.key: place for place, hit in enumerate(self._hits)}
        self._among: NDArray[np.bool_] | None = None

    def seen_in(self, snapshot: Snapshot) -> VectorView:
        """The vectors of those items alone that a scope's view of the same snapshot has."""
        seen = copy(self)
        seen._among = np.zeros(len(self._hits), dtype=np.bool_)
        if self._hits:
            seen._among[[self._places[hit.key] for hit in snapshot.every_item()]] = True
        return seen

    @property
    def file(self) -> Path | None:
        """Where other processes can read the vectors, too."""
        return self._store.file

    @property
    def ready(self) -> bool:
        """Whether the items have their vectors, so that meaning can take part."""
        return 0 < self._store.total <= self._store.done / COMPLETE

    @property
    def made(self) -> tuple[int, int]:
        """Vectors made, and items that are to have one."""
        total = self._store.total if self._among is None else int(self._among.sum())
        return self._store.made(self._among), total

    def fill(self, questions: Questions) -> None:
        """Begin to make the missing vectors in the background, standing aside for questions."""
        self._store.fill(questions)

    def wait(self) -> None:
        """Return when all vectors are made."""
        self._store.wait()

    def close(self) -> None:
        """Stop making vectors; those made are kept on disk."""
        self._store.close()

    def vector(self, question: str) -> Vector:
        """The question's vector, of length 1."""
        vector: Vector = self._models.encoder.encode([question])[0]
        return vector

    def nearest(self, question: Vector, count: int) -> list[Hit]:
        """The items nearest in meaning, nearest first; the score is the cosine."""
        places, cosines = self._store.closest(question, count, self._among)
        return [
            Hit(float(cosine), self._hits[place].key) for place, cosine in zip(places, cosines, strict=True)
        ]

    def cosines(self, question: Vector, hits: Sequence[Hit]) -> list[float]:
        """The cosine of each of these items."""
        places = [self._places[hit.key] for hit in hits]
        return [float(cosine) for cosine in self._store.cosines(question, places)]

    def _sentences_at(self, places: Sequence[int]) -> list[str]:
        return [sentence_of(item) for item in self._snapshot.load([self._hits[place] for place in places])]
