"""Which entries are the same statement: the same words, or what another paper printed a little otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge import Item
from bot.names import name_key
from bot.text import folded

FEWEST = 8
"""Words from which a quote may be the same though not word for word: few words are said twice by chance."""
SHINGLE = 4
"""Words in a row that two such quotes have in common: only these are compared."""
LONG = 5
"""Letters from which a word may have one more or less: "harbor", but not "cant" for "can"."""
_FILLERS = frozenset(
    ("a", "an", "the", "that", "and", "so", "well", "uh", "um", "er", "oh", "okay", "now", "then")
)
"""Words that one paper prints and another leaves out without a change of what was said."""

Words = tuple[str, ...]


def statements_in(items: Sequence[Item]) -> list[list[int]]:
    """The places of entries, those of one statement together, in the order in which the first ones come.

    Facts, and quotes of one article, are one statement only where they have the same words.
    """
    groups: dict[int, list[int]] = {}
    firsts: dict[tuple[str, Words], list[int]] = {}
    for place, item in enumerate(items):
        if item.digest in groups:
            groups[item.digest].append(place)
            continue
        words = _words(item)
        other = next(
            (near for near in _near(item, words, firsts) if _is_same(items[groups[near][0]], item, words)),
            None,
        )
        if other is not None:
            groups[other].append(place)
            continue
        groups[item.digest] = [place]
        for shingle in _shingles(words):
            firsts.setdefault((_surname(item), shingle), []).append(item.digest)
    return list(groups.values())


def _near(item: Item, words: Words, firsts: dict[tuple[str, Words], list[int]]) -> dict[int, None]:
    """The statements (by digest) of the same speaker that have words in a row with this one."""
    surname = _surname(item)
    return dict.fromkeys(near for shingle in _shingles(words) for near in firsts.get((surname, shingle), ()))


def _is_same(one: Item, other: Item, words: Words) -> bool:
    return one.article != other.article and _differ_little(_words(one), words)


def _differ_little(one: Words, other: Words) -> bool:
    """Whether two texts, fillers left out, differ in a letter more or less of long words alone, if at all.

    So there is no number, negation or verb of which they have another: whoever said the one said the other.
    """
    return len(one) == len(other) and all(
        mine == theirs or _letter_apart(*sorted((mine, theirs), key=len))
        for mine, theirs in zip(one, other, strict=True)
    )


def _letter_apart(short: str, long: str) -> bool:
    """Whether a word is another one without one of its letters."""
    if len(short) < LONG or len(long) != len(short) + 1 or not long.isalpha():
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _words(item: Item) -> Words:
    """The words of a quote that may be the same as another, fillers left out; none of a fact or short one."""
    said = folded(item.text).split() if item.kind == "quote" else ()
    words = tuple(word for word in said if word not in _FILLERS)
    return words if len(words) >= FEWEST else ()


def _shingles(words: Words) -> set[Words]:
    return {words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)}


def _surname(item: Item) -> str:
    """By what a speaker is called at least: two spellings of a name have it in common."""
    return name_key(item.speaker).rpartition(" ")[2]
