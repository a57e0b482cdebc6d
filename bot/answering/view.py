"""What a question is answered from: one snapshot of the knowledge with all that belongs to it."""

from __future__ import annotations

from typing import NamedTuple

from bot.answering.question.understand import Question
from bot.answering.ranking.pool import IN_MEANING, Pool, gather
from bot.search.index.snapshot import Snapshot
from bot.search.vectors.nearness import Nearness
from bot.verify import IndexSource


class View(NamedTuple):
    """A snapshot, its quotes to check, the vectors of its items; a question sees one view, whole."""

    snapshot: Snapshot
    said: IndexSource
    nearness: Nearness | None

    def pool(self, asked: Question) -> Pool:
        """The short list of candidates of a question, with what the encoder says of them."""
        if not self.nearness or not self.nearness.ready:
            return Pool(asked, gather(asked, self.snapshot), self.snapshot)
        vector = self.nearness.vector(asked.read_as)
        candidates = gather(asked, self.snapshot, self.nearness.nearest(vector, IN_MEANING))
        cosine = self.nearness.cosines(vector, [candidate.hit for candidate in candidates])
        return Pool(asked, candidates, self.snapshot, cosine=cosine)
