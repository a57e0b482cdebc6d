"""The knowledge as another process answers from it: opened as that one names it, and never written."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import cast

from bot.knowledge import CollectionRules
from bot.models import ENCODER
from bot.search.corpus import Corpus
from bot.search.index.generation import DAMAGE, UnusableError
from bot.search.index.seals import DamagedError, is_panic
from bot.search.index.tantivy_generation import TantivyGeneration, commit_in
from bot.search.scope import Scope
from bot.search.sights import SIGHTS, seen_in
from bot.search.vectors.view import Models, VectorView
from bot.search.view import View


class MovedOnError(Exception):
    """What another process answers from cannot be opened here, or not any more: the index has moved on."""


class Followed:
    """Gives out the knowledge as the last view that was followed has it. For one thread.

    :param encoder: the folder of the model that compares sentences in meaning; None: they are not compared.
    """

    def __init__(self, encoder: Path | None = ENCODER) -> None:
        self._encoder = encoder
        self._models: Models | None = None
        self._generation: TantivyGeneration | None = None
        self._rules = CollectionRules.nobody()
        self._view: View | None = None
        self._live: Corpus | None = None
        self._seen_in = lru_cache(SIGHTS)(seen_in)

    def follow(self, view: View) -> None:
        """Answer from what a view names from now on.

        :raises MovedOnError: it cannot be opened.
        """
        before, self._view = self._view, None
        # Who may see what holds at once, whatever becomes of the rest.
        self._rules = view.rules
        if before is None or not view.same_knowledge(before):
            self._open(view)
        self._view = view

    @property
    def follows(self) -> bool:
        """Whether it answers from the view that it was told of last."""
        return self._view is not None

    @contextmanager
    def asked(self, scope: Scope) -> Iterator[Corpus]:
        """A corpus for the answering of one request.

        :raises DamagedError: the index is damaged.
        """
        try:
            yield self.corpus(scope)
        except BaseException as error:
            if is_panic(error):  # its class has no address at which another process could find it
                raise DamagedError(str(error)) from None
            raise

    def corpus(self, scope: Scope) -> Corpus:
        """The knowledge as this scope may see it.

        :raises MovedOnError: there is none, or the last one that was to be followed could not be.
        """
        if self._live is None or not self.follows:
            raise MovedOnError("nothing is followed")
        return self._seen_in(self._live, cast(Hashable, self._live.snapshot.seen_by(scope)))

    def _open(self, view: View) -> None:
        try:
            generation = self._generation_at(view.folder)
            snapshot = generation.snapshot(lambda: self._rules)
            # Who is who is read beside the index: of the same moment, where nothing was written meanwhile.
            found = {generation.commit, commit_in(view.folder)}
        except (*DAMAGE, UnusableError) as error:
            raise MovedOnError(str(error)) from error
        if found != {view.commit}:
            raise MovedOnError(f"{view.folder} was written since")
        vectors = None
        if self._encoder:
            self._models = self._models or Models(view.folder.parent, self._encoder)
            before = self._live.vectors if self._live and view.vectors is None else None
            vectors = VectorView(snapshot, self._models, before=before, place=view.vectors)
        self._seen_in.cache_clear()
        self._live = Corpus(snapshot, vectors)

    def _generation_at(self, folder: Path) -> TantivyGeneration:
        """The index in a folder, brought up to date."""
        open_already = self._generation
        if open_already and open_already.folder == folder and open_already.writable:
            open_already.refresh()
            return open_already
        if open_already:
            open_already.close()
        self._generation = None
        self._generation = TantivyGeneration.open(folder)
        return self._generation
