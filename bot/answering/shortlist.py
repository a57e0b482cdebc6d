"""The short list of candidates for a question: by words, people, days and, with vectors, by meaning."""

from __future__ import annotations

import numpy as np

from bot.answering.question.understand import Question
from bot.answering.ranking.pool import IN_MEANING, Pool, gather
from bot.search import Corpus
from bot.text import step

OWN = 0.5
"""Share of a turn's own words in what is compared in meaning, beside the turn written out."""
MOST_HERE = 200
"""Entries of the article talked of that are read, whatever the searches find: all of most articles."""


def shortlist(asked: Question, corpus: Corpus) -> Pool:
    """The candidates, before ranking, with what the encoder says of each."""
    with step("search"):
        return _shortlist(asked, corpus)


def _shortlist(asked: Question, corpus: Corpus) -> Pool:
    snapshot, vectors = corpus.snapshot, corpus.vectors
    here = snapshot.of_article(asked.over.article)[:MOST_HERE] if asked.over and asked.over.article else []
    if not vectors or not vectors.ready:
        return Pool(asked, gather(asked, snapshot, here=here), snapshot)
    vector = vectors.vector(asked.read_as)
    if asked.over and asked.over.read != asked.text:
        both = OWN * vectors.vector(asked.text) + (1 - OWN) * vector
        vector = both / np.linalg.norm(both)
    candidates = gather(asked, snapshot, vectors.nearest(vector, IN_MEANING), here)
    cosine = vectors.cosines(vector, [candidate.hit for candidate in candidates])
    return Pool(asked, candidates, snapshot, cosine=cosine)
