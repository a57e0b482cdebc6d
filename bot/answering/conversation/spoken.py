"""The words of a turn as they are compared with small words: an abbreviation in capitals is none of these."""

from __future__ import annotations

from bot.answering.question.lexicon import abbreviations
from bot.text import fold, words


def spoken(message: str) -> list[str]:
    """The words of a message in lower case, but for abbreviations: "IT", "US", or "WHO" within it.

    Where all is in capitals, none is an abbreviation.
    """
    shouted = not any(letter.islower() for letter in message)
    read = []
    for place, word in enumerate(words(message)):
        typed = message[word.start : word.end]
        plain = shouted or typed not in abbreviations() or (typed == "WHO" and place == 0)
        read.append(fold(word.text) if plain else typed)
    return read
