"""The short list of candidates for a question: by words, people, days and, with vectors, by meaning."""

from __future__ import annotations

from bot.answering.question.understand import Question
from bot.answering.ranking.pool import IN_MEANING, Pool, gather
from bot.search import Corpus


def shortlist(asked: Question, corpus: Corpus) -> Pool:
    """The candidates, before ranking, with what the encoder says of each."""
    snapshot, vectors = corpus.snapshot, corpus.vectors
    if not vectors or not vectors.ready:
        return Pool(asked, gather(asked, snapshot), snapshot)
    vector = vectors.vector(asked.read_as)
    candidates = gather(asked, snapshot, vectors.nearest(vector, IN_MEANING))
    cosine = vectors.cosines(vector, [candidate.hit for candidate in candidates])
    return Pool(asked, candidates, snapshot, cosine=cosine)
