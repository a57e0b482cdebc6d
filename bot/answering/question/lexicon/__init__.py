"""Small shipped lists about how people ask: chat spellings, offices, words that carry no topic."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def _lines(name: str) -> Iterator[list[str]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split()


@cache
def chat_spellings() -> dict[str, str]:
    """How a word is typed in a chat, and what it reads as."""
    return {line[0]: line[1] for line in _lines("chat.txt")}


@cache
def plain_words() -> frozenset[str]:
    """Words that say nothing of what a question is about."""
    return frozenset(word for line in _lines("plain.txt") for word in line)


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations that are no plain words in capitals, and what they stand for."""
    return {line[0]: " ".join(line[1:]) for line in _lines("abbreviations.txt")}


@cache
def small_talk(kind: str) -> frozenset[str]:
    """Words of small talk: "laugh", "greeting" or "everyday" ones."""
    return frozenset(word for first, *line in _lines("smalltalk.txt") if first == kind for word in line)
