"""Common English words: a word that is one of them was probably meant, even where the knowledge lacks it."""

import json
from functools import cache

from bot.models import ENCODER, TOKENIZER, words_of
from bot.search import stemmed_terms

SHORTEST = 3
"""Letters; shorter entries of the models' vocabulary are pieces of words."""


@cache
def english_stems() -> frozenset[str]:
    """Stems of the whole words in the models' vocabulary, some 20,000.

    Empty where the models' files are missing: spelling then has the knowledge's words alone.
    """
    try:
        vocabulary = json.loads((words_of(ENCODER) / TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    except OSError:
        return frozenset()
    whole = [word for word in vocabulary if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    return frozenset(stemmed_terms(" ".join(whole)))
