"""A question's words as terms to look up: repaired where misspelt, weighed by how rare they are."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from bot.answering.question import spelling
from bot.answering.question.compound import compounds_in
from bot.answering.question.english import english_stems
from bot.answering.question.lexicon import chat_spellings, plain_words
from bot.answering.question.spelling import WordReading
from bot.names import conflict, first_names, is_given_name
from bot.replies import Repair
from bot.search import Snapshot, plain_terms, stemmed_terms
from bot.text import Word, fold, verbs, words

_TAIL = re.compile(r"[’'ʼ](s|t|d|ll|re|ve|m)?$", re.IGNORECASE)
_LONGEST_TAIL = 3
_BEFORE_NAMES = frozenset(
    tuple(words.split())
    for words in ("did", "does", "do", "has", "had", "by", "who is", "who was", "who's", "according to")
)
"""Words before a name that somebody asks about."""
SHOUTED = 4
"""Words from which a question that has capitals alone is a headline or shouted, and they mark no names."""
UNKNOWN_WEIGHT = 1.0
"""Weight of a word that the knowledge does not have: as much as one that stands in a single item."""


@dataclass(frozen=True)
class Term:
    """One word of a question.

    `typed` as it was typed; `word` as read (repaired, in lower case but for an abbreviation that would be
    a plain word); `stems` what is searched for, the likeliest reading first; `weight` from 0 (in every item)
    to 1 (in one item or none); `topical` false for words that only carry the question; `capital` whether it
    was typed like a name inside the sentence, where not every word was. `place` is the typed word's number in
    the question, which its parts share; `gap` is what stands between the typed word and the one before.
    `compound` is the form of a word that is looked for whole, such as "C#"; `split` that it was typed in one
    with the next or the one before: "newyork".
    """

    typed: str
    word: str
    stems: tuple[str, ...]
    weight: float
    known: bool
    topical: bool
    capital: bool
    place: int = 0
    gap: str = ""
    compound: str = ""
    split: bool = False

    @property
    def repaired(self) -> bool:
        """Whether the word is read otherwise than it, or this part of it, was typed."""
        if self.compound or self.split:
            return False
        parts = _owner_terms(self.typed)
        return self.word != "".join(parts) and self.word not in parts


def terms_of(question: str, snapshot: Snapshot) -> tuple[Term, ...]:
    """The question's words in their order, each once for every place where it stands."""
    found: list[Term] = []
    spoken = words(question)
    marks_names = len(spoken) < SHOUTED or any(question[word.start].islower() for word in spoken)
    whole = compounds_in(question, snapshot)
    end = 0
    for number, word in enumerate(spoken):
        if word.start < end:
            continue
        compound = whole.get(word.start)
        typed = question[word.start : compound.end if compound else word.end]
        capital = marks_names and typed[:1].isupper() and (number > 0 or typed[1:2].isupper())
        gap, end = question[end : word.start], word.start + len(typed)
        if compound:
            read = [_compound(typed, compound.text, capital, snapshot)]
        else:
            named = _is_named(spoken, number, typed, snapshot)
            parts = _owner_terms(typed)
            read = [one for part in parts for one in _read(typed, part, capital, snapshot, named=named)]
        found.extend(replace(term, place=number, gap=gap) for term in read)
    return tuple(found)


def _is_named(spoken: Sequence[Word], number: int, typed: str, snapshot: Snapshot) -> bool:
    """Whether a word stands where somebody is named: "did … say", "… said", "by …", "…'s", "Keith …"."""
    before = tuple(word.text for word in spoken[max(0, number - 2) : number])
    after = tuple(word.text for word in spoken[number + 1 : number + 2])
    if before[-1:] in _BEFORE_NAMES or before[-2:] in _BEFORE_NAMES or owner_of(typed) != typed:
        return True
    if before and _is_part_of_name(before[-1], snapshot):
        return True
    return bool(after) and after[0] in verbs("saying") | verbs("say") | verbs("tell") | verbs("question")


def _is_part_of_name(word: str, snapshot: Snapshot) -> bool:
    """Whether a word is a name and little else: a given one, or one of the knowledge and not English."""
    if word in plain_words():
        return False
    stems = stemmed_terms(word)
    known = snapshot.frequency("name", word) > 0 and bool(stems) and stems[0] not in english_stems()
    return known or is_given_name(word)


class Reading(NamedTuple):
    """A typed word and how it is read, where that is otherwise."""

    typed: str
    read: str


def readings_of(terms: Sequence[Term]) -> list[Reading]:
    """The words of a question that are read otherwise than they were typed, each whole."""
    found: list[Reading] = []
    for _, parts in groupby(terms, key=lambda term: term.place):
        word = tuple(parts)
        if any(term.repaired for term in word):
            read = " ".join(term.word for term in word)
            found.append(Reading(word[0].typed, read))
    return found


def repairs_of(terms: Sequence[Term]) -> tuple[Repair, ...]:
    """The words that are told as repaired: a plural that is read as its singular is none."""
    repairs = {
        one.typed: Repair(typed=owner_of(one.typed), read=one.read)
        for one in readings_of(terms)
        if one.typed.lower() not in (one.read, f"{one.read}s")
    }
    return tuple(repairs.values())


def owner_of(word: str) -> str:
    """A word without the end that an apostrophe sets off: "Thorley" of "Thorley’s"."""
    # No tail is longer; each of a thousand parts of one endless word asks for its own.
    return word[:-_LONGEST_TAIL] + _TAIL.sub("", word[-_LONGEST_TAIL:])


@lru_cache(maxsize=1024)
def _owner_terms(typed: str) -> tuple[str, ...]:
    """The words of a typed word without such an end; once for all parts of an endless one."""
    return tuple(plain_terms(owner_of(typed)))


def rarity(count: int, items: int) -> float:
    """Weight of a word in `count` of `items` items: its inverse document frequency, scaled to 0..1."""
    most = math.log(1 + items)
    return max(0.0, math.log((1 + items) / (1 + count)) / most) if most else 0.0


def _stem(word: str) -> str:
    """What a word is looked for by; itself where it is longer than any that the index has."""
    return next(iter(stemmed_terms(word)), word)


def _compound(typed: str, form: str, capital: bool, snapshot: Snapshot) -> Term:
    """A word that is looked for whole; "covid19" also as "covid", and "U.K." also as "UK"."""
    plain = fold(form)
    letters = plain.rstrip("0123456789")
    stems: tuple[str, ...]
    if form.isalpha() and plain not in plain_words():
        word, stems = plain, (_stem(plain), form)
    elif letters.isalpha() and len(letters) >= spelling.SHORTEST:
        word, stems = plain, (form, _stem(letters))
    else:
        word, stems = form, (form,)
    count = max(snapshot.frequency("compound", form), snapshot.frequency("text", stems[0]))
    weight = rarity(count, snapshot.items) if count else UNKNOWN_WEIGHT
    return Term(typed, word, stems, weight, count > 0, topical=True, capital=capital, compound=form)


def _read(typed: str, part: str, capital: bool, snapshot: Snapshot, *, named: bool) -> list[Term]:
    part = _owner(part, snapshot)
    stem = _stem(part)
    if _known(part, stem, snapshot):
        return [_term(typed, part, (stem,), capital, snapshot)]
    if part.endswith("in") and _known(part + "g", _stem(part + "g"), snapshot):
        return [_term(typed, part + "g", tuple(stemmed_terms(part + "g")), capital, snapshot)]
    readings = _readings(part, stem in english_stems(), named, snapshot)
    if not readings:
        return [_term(typed, part, (stem,), capital, snapshot)]
    best = readings[0]
    if len(best.words) > 1:
        split = [_term(typed, word, tuple(stemmed_terms(word)), capital, snapshot) for word in best.words]
        return [replace(term, split=True) for term in split]
    stems = dict.fromkeys(_stem(reading.words[0]) for reading in readings)
    return [_term(typed, best.words[0], tuple(stems), capital, snapshot)]


def _readings(part: str, english: bool, named: bool, snapshot: Snapshot) -> list[WordReading]:
    """What a word that the knowledge lacks was meant to be.

    A real word is a name only where one is called for: "what did gold say?", but not "about gold".
    A given name is no other given name: who types Joan does not mean John.
    """
    if english and not named and part not in chat_spellings():
        return []
    found = spelling.readings(part, snapshot, english=english)
    if part not in first_names():
        return found
    return [each for each in found if not conflict(part, each.words[0])]


def _owner(word: str, snapshot: Snapshot) -> str:
    """The name in a possessive without its apostrophe: "clintons" is "clinton" where no name ends so.

    A plain word is none: "this" is not what is Thi's.
    """
    owner = word[:-1]
    bare = word.endswith("s") and len(owner) > 2 and snapshot.frequency("name", word) == 0
    bare = bare and word not in plain_words()
    named = bare and snapshot.frequency("name", owner) >= snapshot.frequency("words", word)
    return owner if named and snapshot.frequency("name", owner) > 0 else word


def _known(word: str, stem: str, snapshot: Snapshot) -> bool:
    return spelling.known(word, snapshot) or snapshot.frequency("text", stem) > 0


def _term(typed: str, word: str, stems: tuple[str, ...], capital: bool, snapshot: Snapshot) -> Term:
    count = max(snapshot.frequency("text", stems[0]), snapshot.frequency("words", word))
    known = count > 0 or snapshot.frequency("name", word) > 0
    weight = rarity(count, snapshot.items) if known else UNKNOWN_WEIGHT
    return Term(typed, word, stems, weight, known, word not in plain_words(), capital)
