"""The vectors of a snapshot's sentences: searched at once, completed in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models import Encoder, ModelError
from bot.search.vectors.cache import VectorCache
from bot.search.vectors.mapped import Arrays, MapError, made_in, opened
from bot.search.vectors.packing import Vectors, pack, unpack

MOST_TEXTS = 60_000
"""Texts above which no vectors are made: these take 92 MB of memory, 10 ms a search, and some four
minutes to encode once on two cores. Beyond that an archive's words find enough, and memory is dear."""

CHUNK = 8
"""Texts encoded between two looks for a waiting question: some 25 ms."""

KEEP = 256
"""Texts encoded between two writes to disk: what a killed process has to do again."""

PATIENCE = 1.0
"""Seconds that filling stands aside at a time: under questions without a pause it still comes to its end."""

log = logging.getLogger(__name__)


class Questions:
    """Counts the questions being answered, so that work in the background can stand aside for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Around the answering of one question."""
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def wait_until_quiet(self, timeout: float) -> bool:
        """Return once no question is being answered, or after `timeout` seconds; whether it is quiet."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, timeout)


class VectorStore:
    """Vectors of sentences, by their place in a list. Safe to use from several threads.

    What `before` or the cache has is there at once; `fill` starts a thread that encodes the rest. More than
    MOST_TEXTS sentences get no vectors at all.
    """

    def __init__(  # noqa: PLR0913 -- what may be left out, each by its name
        self,
        sentences: Sequence[int],
        read: Callable[[Sequence[int]], Sequence[str]],
        encoder: Encoder,
        cache: VectorCache,
        *,
        before: VectorStore | None = None,
        place: Path | None = None,
    ) -> None:
        """`sentences` are keys as `sentence_key` makes them, `read` gives the texts at some places.

        :param before: the store whose vectors are carried over: only what is new is looked up on disk.
        :param place: a folder for a file in which other processes read the vectors, or such a file, whose
            vectors others make; where it cannot be used, this process has its own.
        """
        self._sentences = np.array(sentences if len(sentences) <= MOST_TEXTS else (), dtype=np.int64)
        self._read = read
        self._encoder = encoder
        self._cache = cache
        self.file: Path | None = None
        """Where others can read the vectors, too."""
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._vectors, self._ready = self._mapped(place) or Arrays.empty(len(self._sentences))
        if self.file and self.file == place:
            return
        if before:
            self._carry_over(before)
        self._look_up()
        missing = np.flatnonzero(~self._ready).tolist()
        if missing and cache.has_former:
            cache.adopt(dict(zip(self._sentences[missing].tolist(), read(missing), strict=True)))
            self._look_up()

    @property
    def done(self) -> int:
        """How many texts have their vector."""
        return int(self._ready.sum())

    @property
    def total(self) -> int:
        """How many texts have or will have a vector; 0 where vectors are not made at all."""
        return len(self._sentences)

    def fill(self, questions: Questions) -> None:
        """Starts to encode the missing texts in the background, standing aside for questions."""
        if self._thread is None and not self._ready.all():
            self._thread = threading.Thread(target=self._fill, args=(questions,), name="vectors", daemon=True)
            self._thread.start()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until `fill` is done, at most `timeout` seconds; tells whether every text has its vector."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self.done == self.total

    def close(self) -> None:
        """Stops `fill` after the texts at hand; what is encoded is kept on disk."""
        self._closing.set()
        self.wait()

    def cosines(self, question: Vectors, places: Sequence[int]) -> Vectors:
        """Closeness in meaning of the texts at the given places, -1 to 1; 0 for those without a vector yet.

        :param question: a vector of length 1, as `Encoder.encode` gives it.
        """
        if not self.total:
            return np.zeros(len(places), dtype=np.float32)
        result: Vectors = self._vectors[np.asarray(places, dtype=np.intp)] @ question
        return result

    def made(self, among: NDArray[np.bool_] | None = None) -> int:
        """How many texts, among these places, have their vector."""
        return int(self._among(among).sum())

    def closest(
        self, question: Vectors, count: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.intp], Vectors]:
        """Places and cosines of the `count` texts closest in meaning, closest first.

        :param among: whether each place may be found; all where None.

        Texts that have no vector yet are left out.
        """
        ready = self._among(among)
        everywhere = np.where(ready, self._vectors @ question, -np.inf)
        count = min(count, int(ready.sum()))
        if count == 0:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
        places = np.argpartition(-everywhere, count - 1)[:count]
        places = places[np.lexsort((places, -everywhere[places]))]
        return places, everywhere[places].astype(np.float32)

    def _among(self, places: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        """Which texts have their vector, of these places."""
        return self._ready if places is None else self._ready & places

    def _mapped(self, place: Path | None) -> Arrays | None:
        """The vectors in a file for several processes; None where there is none."""
        if place is None or not self.total:
            return None
        try:
            if not place.is_dir():
                arrays, self.file = opened(place, self._sentences), place
            else:
                self.file, arrays = made_in(place, self._sentences)
        except (MapError, OSError) as error:
            log.warning("Vectors cannot be shared between processes; each has its own (%s).", error)
            return None
        return arrays

    def _carry_over(self, before: VectorStore) -> None:
        """Take the vectors of the sentences that both have."""
        theirs = np.flatnonzero(before._ready)
        if not theirs.size:
            return
        theirs = theirs[np.argsort(before._sentences[theirs])]
        known = before._sentences[theirs]
        at = np.minimum(np.searchsorted(known, self._sentences), len(known) - 1)
        self._ready[:] = known[at] == self._sentences
        self._vectors[self._ready] = before._vectors[theirs[at[self._ready]]]

    def _look_up(self) -> None:
        missing = np.flatnonzero(~self._ready)
        if missing.size:
            self._vectors[missing], self._ready[missing] = self._cache.get(self._sentences[missing].tolist())

    def _fill(self, questions: Questions) -> None:
        missing = np.flatnonzero(~self._ready)
        try:
            for start in range(0, len(missing), KEEP):
                part = missing[start : start + KEEP]
                done = self._encode(part, questions)
                self._cache.put(self._sentences[done].tolist(), self._vectors[done])
                if self._closing.is_set():
                    return
        except ModelError as error:
            log.warning("answers do without closeness in meaning: %s", error)

    def _encode(self, places: NDArray[np.intp], questions: Questions) -> NDArray[np.intp]:
        """Encodes the texts at these places until it is done or closing; the places that were done."""
        for start in range(0, len(places), CHUNK):
            questions.wait_until_quiet(PATIENCE)
            if self._closing.is_set():
                return places[:start]
            chunk = places[start : start + CHUNK]
            vectors = self._encoder.encode(self._read(chunk.tolist()))
            # As they are read from disk, so that answers are the same before and after a restart.
            self._vectors[chunk] = unpack(b"".join(pack(vectors)))
            self._ready[chunk] = True
        return places
