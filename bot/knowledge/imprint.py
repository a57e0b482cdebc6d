"""What of an entry is recalled where it changes once it was shown: kept as hashes, never as words."""

from __future__ import annotations

from enum import StrEnum

from bot.knowledge.items import Item
from bot.text import sha256_of

_LENGTH = 12
"""Hexadecimal digits of a trait's hash: two versions of an entry are alike by chance once in 10^14."""


class Trait(StrEnum):
    """A part of an entry that nobody may be left with in an old form; context and role are none.

    CORRECTION is what editors say of its being corrected or superseded, DISPUTE of its being disputed.
    """

    WORDS = "words"
    SPEAKER = "speaker"
    DATE = "date"
    CORRECTION = "correction"
    DISPUTE = "dispute"


def imprint(item: Item) -> str:
    """The entry's traits as they are shown, a hash each. White space is no part of the words."""
    traits = (
        " ".join(item.text.split()),
        item.speaker,
        item.published,
        (item.corrected, item.superseded_by),
        item.disputed,
    )
    return ".".join(sha256_of(str(trait))[:_LENGTH] for trait in traits)


def differing(old: str, new: str) -> tuple[Trait, ...]:
    """The traits in which two imprints differ; all of them where one is of another form."""
    before, after = old.split("."), new.split(".")
    if len(before) != len(after):
        return tuple(Trait)
    return tuple(trait for trait, one, other in zip(Trait, before, after, strict=False) if one != other)
