"""Which spellings may be one person, pair by pair, brought up to date for the changed ones only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from bot.names.forms import blocks_of, forms_of, may_be_one
from bot.names.kinds import speaker_kind
from bot.names.known import SpeakerKind, Spelling

Keys = Sequence[str]


@dataclass(frozen=True)
class Near:
    """The spellings of persons, by key, and how they come near each other.

    `blocks` maps what such pairs share to spellings; `pairs` a spelling to those that it may be one with,
    itself among them, where there are any; `surnames` each word that somebody may be called by as by a
    surname to their spellings; `bare` has the spellings that are a surname alone, or one behind initials, and
    that surname; `persons` are all of them that read like a person's.
    """

    blocks: Mapping[str, Keys] = field(default_factory=dict)
    pairs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    surnames: Mapping[str, Keys] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    def changed(
        self, gone: Mapping[str, Spelling], came: Mapping[str, Spelling], now: Mapping[str, Spelling]
    ) -> Near:
        """The same without the spellings that are `gone`, then with those that `came`; `now` are all."""
        if not gone and not came:
            return self
        edit = _Edit(self, now)
        for key, spelling in gone.items():
            edit.take(key, spelling)
        for key, spelling in came.items():
            if speaker_kind(spelling.name) is SpeakerKind.PERSON:
                edit.give(key, spelling)
        return Near(edit.blocks, edit.pairs, edit.surnames, edit.bare, frozenset(edit.persons))

    def kept(self) -> dict[str, object]:
        """All of it as lists and mappings, to be kept: taking names apart is the longest part of a start."""
        pairs = {key: sorted(others) for key, others in self.pairs.items()}
        return {
            "blocks": self.blocks,
            "pairs": pairs,
            "surnames": self.surnames,
            "bare": self.bare,
            "persons": sorted(self.persons),
        }

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Self:
        """What was kept. Raises LookupError or TypeError for anything else."""
        pairs = {key: frozenset(others) for key, others in kept["pairs"].items()}
        return cls(kept["blocks"], pairs, kept["surnames"], kept["bare"], frozenset(kept["persons"]))


class _Edit:
    def __init__(self, near: Near, now: Mapping[str, Spelling]) -> None:
        self.now = now
        self.blocks = dict(near.blocks)
        self.pairs = dict(near.pairs)
        self.surnames = dict(near.surnames)
        self.bare = dict(near.bare)
        self.persons = set(near.persons)

    def take(self, key: str, spelling: Spelling) -> None:
        for other in self.pairs.pop(key, frozenset()) - {key}:
            left = self.pairs[other] - {key}
            if len(left) > 1:
                self.pairs[other] = left
            else:
                del self.pairs[other]
        _take(self.blocks, blocks_of(spelling.name), key)
        _take(self.surnames, surnames_of(spelling), key)
        self.bare.pop(key, None)
        self.persons.discard(key)

    def give(self, key: str, spelling: Spelling) -> None:
        name = spelling.name
        self.persons.add(key)
        blocks = blocks_of(name)
        for other in {other for block in blocks for other in self.blocks.get(block, ())}:
            if may_be_one(name, self.now[other].name):
                self.pairs[key] = self.pairs.get(key, frozenset((key,))) | {other}
                self.pairs[other] = self.pairs.get(other, frozenset((other,))) | {key}
        _give(self.blocks, blocks, key)
        _give(self.surnames, surnames_of(spelling), key)
        surname = next((form.surname for form in forms_of(name) if form.bare and not form.regal), "")
        if surname:
            self.bare[key] = surname


def surnames_of(spelling: Spelling) -> frozenset[str]:
    """All words by which somebody may be called as by a surname: those of the name and of whole aliases."""
    aliases = (alias for alias in spelling.aliases if speaker_kind(alias) is SpeakerKind.PERSON)
    forms = [form for alias in aliases for form in forms_of(alias) if form.given and not form.bare]
    return frozenset(
        word for form in (*forms_of(spelling.name), *forms) if not form.regal for word in form.surnames
    )


def _take(table: dict[str, Keys], words: Iterable[str], key: str) -> None:
    for word in words:
        left = tuple(one for one in table.get(word, ()) if one != key)
        if left:
            table[word] = left
        else:
            table.pop(word, None)


def _give(table: dict[str, Keys], words: Iterable[str], key: str) -> None:
    for word in words:
        table[word] = (*table.get(word, ()), key)
