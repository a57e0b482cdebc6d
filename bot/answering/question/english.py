"""Common English words: a word that is one of them was probably meant, even where the knowledge lacks it."""

import json
from functools import cache

from bot.models import ENCODER
from bot.search import stemmed_terms

SHORTEST = 3
"""Letters; shorter entries of the encoder's vocabulary are pieces of words."""


@cache
def english_stems() -> frozenset[str]:
    """Stems of the whole words in the sentence encoder's vocabulary, some 20,000.

    Empty where the encoder's files are missing: spelling then has the knowledge's words alone.
    """
    try:
        vocabulary = json.loads((ENCODER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    except OSError:
        return frozenset()
    whole = [word for word in vocabulary if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    return frozenset(stemmed_terms(" ".join(whole)))
