"""The full name that a shorter one is short for: "Ann Roe" for "Roe", "Fennmoor Harbour Board" for "FHB"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.attribution import lexicon as lex
from bot.attribution.mentions import Mention
from bot.names import LINKING, first_names
from bot.text import fold

# After so many sentences without a mention "Roe" means whoever of that name was mentioned since.
FORGOTTEN = 20

_SMALL = frozenset(["of", "on", "for", "and", "the", "in", "to", "a", "an"])

Key = tuple[str, ...]
"""A name's words, folded."""


@dataclass(slots=True)
class FullName:
    """A name of several words: how it is written, how often, for whom."""

    name: str
    count: int = 0
    organisation: bool = False
    gender: str = ""


def name_key(name: str) -> Key:
    """The name's words folded, a hyphenated one being a single word, without "Jr." and its like."""
    folded = (fold(word.strip(".,")) for word in name.split())
    return tuple(word for word in folded if word and word not in lex.NAME_SUFFIXES)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The full names that a word may be short for: all, the first of the best, and when each was named.

    `named` has the sentence of each naming in order.
    """

    fitting: Collection[Key]
    best: Collection[Key]
    first: Key
    named: list[tuple[int, Key]] = field(default_factory=list)


class FullestNames:
    """The full names of an article, asked for each of its mentions in their order; the first is preferred."""

    def __init__(self, full: Mapping[Key, FullName]) -> None:
        self._full = full
        self._order = {key: place for place, key in enumerate(full)}
        self._by_word: defaultdict[str, list[Key]] = defaultdict(list)
        self._person: dict[str, Key] = {}
        self._longer: dict[Key, Key] = {}
        for key, entry in full.items():
            if name_key(entry.name) == key:
                for word in _short_forms(key, entry):
                    self._by_word[word].append(key)
            if entry.organisation:
                self._add_parts(key)
            elif key[0] in first_names():
                self._person.setdefault(key[-1], key)
        self._meant: defaultdict[str, dict[tuple[bool, bool, str], _Meant | None]] = defaultdict(dict)
        self._named: defaultdict[str, list[tuple[int, Key]]] = defaultdict(list)

    def of(self, key: Key, mention: Mention) -> Key:
        """The key of the fullest name that this one is short for."""
        if len(key) == 1:
            found = self._of_word(key[0], mention)
        elif self._full[key].organisation:
            # "Daily News" is "York Daily News", the longest organisation that begins or ends so.
            found = self._longer.get(key, key)
        else:
            found = self._read_right(name_key(self._full[key].name))
        self._note(found, mention.sentence)
        return found

    def _add_parts(self, key: Key) -> None:
        for count in range(1, len(key)):
            for part in (key[:count], key[-count:]):
                if part not in self._longer or len(key) > len(self._longer[part]):
                    self._longer[part] = key

    def _read_right(self, key: Key) -> Key:
        """ "Post Roe" and "Mom Meets Roe" are misread names: they mean Ann Roe if the article has her."""
        if key[0] in first_names() or sum(word not in LINKING for word in key) < 3:
            return key
        return self._person.get(key[-1], key)

    def _of_word(self, word: str, mention: Mention) -> Key:
        """Of "Ann Roe" and "Ben Roe" the one named first is the article's "Roe", unless long forgotten."""
        kind = (mention.person, bool(mention.title), mention.gender)
        known = self._meant[word]
        if kind not in known:
            known[kind] = self._possible(word, mention)
        meant = known[kind]
        if meant is None:
            return (word,)
        latest = meant.named[-1][0] if meant.named else 0
        recent: set[Key] = set()
        for sentence, key in reversed(meant.named):
            if latest - sentence > FORGOTTEN:
                break
            recent.add(key)
        return min(
            (key for key in recent if key in meant.best), key=self._order.__getitem__, default=meant.first
        )

    def _possible(self, word: str, mention: Mention) -> _Meant | None:
        fitting = [key for key in self._by_word[word] if _short_for(word, key, self._full[key], mention)]
        if not fitting:
            return None
        grades = {key: (key[-1] == word, key[0] in first_names()) for key in fitting}
        top = max(grades.values())
        best = {key: None for key in fitting if grades[key] == top}
        everyone = frozenset(fitting)
        named = [(sentence, key) for sentence, key in self._named[word] if key in everyone]
        return _Meant(everyone, best.keys(), next(iter(best)), named)

    def _note(self, key: Key, sentence: int) -> None:
        """Keep that a name was mentioned, for the words that may be short for it."""
        if key not in self._full:
            return
        for word in _short_forms(key, self._full[key]):
            self._named[word].append((sentence, key))
            for meant in self._meant[word].values():
                if meant is not None and key in meant.fitting:
                    meant.named.append((sentence, key))


def _short_forms(key: Key, entry: FullName) -> dict[str, None]:
    initials = ["".join(word[0] for word in key if word not in _SMALL)] if entry.organisation else []
    return dict.fromkeys((key[-1], key[0], *initials))


def _short_for(word: str, key: Key, entry: FullName, mention: Mention) -> bool:
    if entry.organisation:
        initials = "".join(w[0] for w in key if w not in _SMALL)
        company = word == key[0] and key[-1] in lex.COMPANY_WORDS and word not in first_names()
        return (word in (key[-1], initials) or company) and not mention.person
    if mention.title and entry.gender and mention.gender and entry.gender != mention.gender:
        return False
    return word == key[-1] or (word == key[0] and word in first_names() and not mention.title)
