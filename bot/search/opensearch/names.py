"""What every bot keeps in memory of the index: who is who, and in how many documents each word stands.

It is written with the index, whole when that is built and, with each later generation, what changed.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pydantic_core import from_json, to_json

from bot.names import Near, Register, Spelling
from bot.search.index.generation import NOBODY, entries_of
from bot.search.index.roll import read_spelling, written_spelling
from bot.search.opensearch.form import COUNTED, SPELLED

PART = "part"
"""What a document is that has a part of it."""
AT_ONCE = 50_000
"""Names, or words, in one part: a megabyte or two."""


@dataclass
class Changed:
    """What a generation changes: spellings by key (None: gone), counts by word, and `people.yaml`.

    `near` is what is kept of the register beside the spellings, written with a whole index alone.
    """

    spellings: Mapping[str, Spelling | None] = field(default_factory=dict)
    words: Mapping[str, list[int]] = field(default_factory=dict)
    people: str | None = None
    near: Near | None = None

    def parts(self, generation: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The documents that have it, with their ids."""
        contents = [
            *({"spellings": part} for part in _parted(_written(self.spellings))),
            *({"words": part} for part in _parted(dict(self.words))),
            *([{"people": self.people}] if self.people is not None else []),
            *([{"near": self.near.kept()}] if self.near else []),
        ]
        for number, content in enumerate(contents):
            packed = b64encode(zlib.compress(to_json(content), 6)).decode()
            fields = {"doc": PART, "generation": generation, "packed": packed}
            yield f"{PART}-{generation}-{number}", fields | {"from": generation, "serial": number}


class Names:
    """Who is who, and the counts of words, as of one generation. Never changes; `after` gives another one."""

    def __init__(self, register: Register, words: Mapping[str, list[int]]) -> None:
        self.register = register
        self._words = words
        self._sorted: list[str] | None = None

    @classmethod
    def of(cls, parts: Iterable[Mapping[str, Any]]) -> Names:
        """What all the parts of an index say, whatever their order."""
        generations = _by_generation(parts)
        if not generations:
            return cls(Register.of({}), {})
        whole = generations[0]
        spellings = {key: one for key, one in whole.spellings.items() if one}
        entries = entries_of(whole.people or NOBODY)
        register = Register(spellings, entries, whole.near) if whole.near else Register.of(spellings, entries)
        return cls(register, whole.words)._after_all(generations[1:])

    def following(self, parts: Iterable[Mapping[str, Any]]) -> Names:
        """The same after the generations that these parts are of."""
        return self._after_all(_by_generation(parts))

    def _after_all(self, generations: Sequence[Changed]) -> Names:
        names = self
        for changed in generations:
            names = names.after(changed)
        return names

    def after(self, changed: Changed, register: Register | None = None) -> Names:
        """The same after another generation; `register` where whoever wrote it has it already."""
        if register is None:
            entries = None if changed.people is None else entries_of(changed.people)
            told = changed.spellings or entries is not None
            register = self.register.changed(changed.spellings, entries) if told else self.register
        words = self._words
        if changed.words:
            added = {
                word: [had + by for had, by in zip(words.get(word, _NONE), counts, strict=True)]
                for word, counts in changed.words.items()
            }
            words = {word: counts for word, counts in {**words, **added}.items() if any(counts)}
        return Names(register, words)

    def count(self, name: str, word: str) -> int:
        """In how many documents a counted field has a word."""
        return self._words.get(word, _NONE)[COUNTED.index(name)]

    def beginning(self, prefix: str) -> list[str]:
        """The words of names, then of items, that begin so, each once."""
        if self._sorted is None:
            self._sorted = sorted(self._words)
        start = bisect_left(self._sorted, prefix)
        found = []
        for word in islice(self._sorted, start, None):
            if not word.startswith(prefix):
                break
            if any(self.count(name, word) for name in SPELLED):
                found.append(word)
        named = [word for word in found if self.count("name", word)]
        return list(dict.fromkeys((*named, *found)))


_NONE = [0] * len(COUNTED)


def _written(spellings: Mapping[str, Spelling | None]) -> dict[str, str | None]:
    return {key: written_spelling(one) if one else None for key, one in spellings.items()}


def _parted(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    everything = list(whole.items())
    for start in range(0, len(everything), AT_ONCE):
        yield dict(everything[start : start + AT_ONCE])


def _by_generation(parts: Iterable[Mapping[str, Any]]) -> list[Changed]:
    """What the parts say, generation by generation."""
    kept: dict[int, list[dict[str, Any]]] = {}
    for part in parts:
        kept.setdefault(part["generation"], []).append(from_json(zlib.decompress(b64decode(part["packed"]))))
    return [_changed(contents) for _, contents in sorted(kept.items())]


def _changed(contents: Iterable[Mapping[str, Any]]) -> Changed:
    """What the parts of one generation say."""
    spellings: dict[str, Spelling | None] = {}
    words: dict[str, list[int]] = {}
    people, near = None, None
    for content in contents:
        for key, value in content.get("spellings", {}).items():
            spellings[key] = read_spelling(from_json(value)) if value else None
        words.update(content.get("words", {}))
        people = content.get("people", people)
        near = Near.of_kept(content["near"]) if "near" in content else near
    return Changed(spellings, words, people, near)
