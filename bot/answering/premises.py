"""What a question takes for given and its answer tells otherwise: another year, place or number of a thing.

"How long did the 2018 strike last?" is not answered by how long the one of 2014 did, however well all the
rest fits; nor is what has happened by what was to happen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from bot.answering.question.english import english_stems
from bot.answering.question.lexicon import abbreviations, plain_words
from bot.answering.question.understand import Question
from bot.knowledge import Item, date_of
from bot.replies import Differing, Differs, Wanted
from bot.search import Snapshot, stemmed_terms, terms_in
from bot.text import MONTH_NUMBERS, fold

LOOKED_AT = 5
"""Items that are looked at for how a word is written that a question has in small letters."""
SHORT = 4
"""Letters up to which a name may be short for a longer one: "Dem", "Cali"."""
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_ASKED_YEAR = re.compile(
    rf"(?:^|\b(?:in|of|since|during|from|by|the|after|before|until|till|around|early|late|mid|and|or)[\s-]+"
    rf"|['’]s?\s+){_YEAR}",
    re.IGNORECASE,
)
_TOLD_YEAR = re.compile(rf"(?<![\d.,$€£]){_YEAR}")
_NUMBERED = re.compile(
    r"\b(?P<thing>[^\W\d_][\w'’.]{0,30}[^\W\d_])(?P<gap>[\s-])(?P<number>\d{1,4})\b(?!%|[.,]\d)"
)
_KINDS = frozenset(
    (
        "act", "article", "chapter", "class", "clause", "district", "episode", "flight", "game", "gate",
        "grade", "group", "level", "lot", "match", "part", "phase", "platform", "resolution", "room", "round",
        "route", "rule", "season", "section", "stage", "step", "terminal", "track", "unit", "ward", "zone",
    )
)  # fmt: skip
"""Things that bear a number of their own, however they are written."""
# Words and names have an end, so that a long text without one takes no longer than its length.
_NAME = r"[A-Z][\w'’.-]{0,30}(?:\s+[A-Z][\w'’.-]{0,30}){0,4}"
_TOLD_PLACE = re.compile(rf"\b(?:in|of|from)\s+(?:the\s+)?(?P<name>{_NAME})")
_SMALL = r"[a-z][\w'’-]{2,30}(?=\W*$|[,;.?!]|\s+(?P<next>[a-z]+))"
_ASKED_PLACE = re.compile(rf"\b(?:in|of)\s+(?:(?:the\s+)?(?P<name>{_NAME})|(?P<small>{_SMALL}))")
_HEAD = r"(?P<head>[^\W\d_][\w'’-]{1,30})"
_WHOLE = (
    rf"\b{_HEAD}\s+(?P<by>in|of|at|against|with|for|to)\s+(?:(?:the\s+)?(?P<name>{_NAME})|(?P<small>{_SMALL}))",
    rf"\b(?P<name>{_NAME}?)['’]s?\s+{_HEAD}",
)
_WHOLES = tuple(map(re.compile, _WHOLE))
"""A thing and what it belongs to: "the harbours of Velden", "Velden's harbours"."""
_EVERYWHERE = frozenset(
    ("america", "american", "americans", "us", "usa", "states", "united", "stateside", "nationwide")
)
"""Words for one country that news writes in many ways, and leaves out where it is at home."""
_EARLIER = re.compile(
    r"\b(?:an?|the|one)\s+(?:earlier|previous|prior|preceding)\s+(?P<what>[^\W\d_]{3,})", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:earlier|previous|previously|prior|preceding|before|last|first|ago|once|history)\b", re.IGNORECASE
)
_ALL = re.compile(
    r"\b(?:all|each|both|every one)\s+(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?(?P<who>[\w-]+s)\b(?!['’])",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:will|would|did|does|do|has|have|had|is|are|was|were|can|could|must|may)(?:\s+not|n['’]t)\s+"
    r"(?:have\s+to\s+|be\s+|been\s+)?(?P<verb>[a-z]{3,})",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|nor|nobody|none|neither|without|cannot|un\w+|instead|only|rather|few)\b|n['’]t\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:already|so far|by now|to date|(?:has|have|had) (?!to\b)(?:\w+ )?\w+(?:ed|en|ne))\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were) (?:to|due to|expected to|set to|going to)|plans? to)\b",
    re.IGNORECASE,
)
_HAS_COME = re.compile(
    r"\b(?:already|has|have|had|did|so far)\b(?! to\b)|\b(?!need|exceed)\w{3,}ed\b", re.IGNORECASE
)


def differing(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """What an entry tells of, where that is another thing of its kind than the question names; else None."""
    ways = (_other_year, _other_number, _other_place, _an_earlier, _one_of_all, _not_so)
    return next((differs for way in ways if (differs := way(asked, found, snapshot))), None)


def _told(found: Item) -> str:
    return f"{found.text} {found.context} {found.role}"


def _other_year(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """A year of the question that is neither the passage's nor its article's, where the passage has one."""
    years = {match["year"] for match in _ASKED_YEAR.finditer(asked.read_as)}
    told = [match["year"] for match in _TOLD_YEAR.finditer(_told(found))]
    day = date_of(found.published)
    known = {
        *told,
        *(match["year"] for match in _TOLD_YEAR.finditer(found.title)),
        str(day.year if day else ""),
    }
    if not years or not told or not years.isdisjoint(known):
        return None
    return Differs(asked=min(years), told=told[0])


def _other_number(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """A numbered thing, "Meteo-4", of which the passage has another number only."""
    for thing, number, typed in _numbered(asked.read_as):
        for text in (_told(found), found.title):
            written = {its: words for other, its, words in _numbered(text) if other == thing}
            if number in written:
                return None
            if written:
                return Differs(asked=typed, told=next(iter(written.values())))
    return None


def _numbered(text: str) -> Iterator[tuple[str, str, str]]:
    """Each numbered thing: its word's stem, its number, and how it is written."""
    for match in _NUMBERED.finditer(text):
        thing = fold(match["thing"])
        named = match["gap"] == "-" or match["thing"][0].isupper() or thing in _KINDS
        stems = stemmed_terms(thing)
        if named and stems and thing not in plain_words() and thing not in MONTH_NUMBERS:
            yield stems[0], match["number"], match.group()


def _other_place(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """A place or owner, "in Sorland", where the passage has another one.

    Either of the same thing, "the harbours of Velden"; or of any, where the whole article does not have the
    one that is asked about.
    """
    people = {fold(asked.terms[at].typed) for one in asked.people for at in range(one.first, one.last)}
    of_things = defaultdict(list)
    for thing, owner in _owned(_told(found)):
        if owner[0].isupper():
            of_things[thing].append(owner)
    anywhere = [match["name"] for match in _TOLD_PLACE.finditer(f"{found.text} {found.context}")]
    for thing, owner in _owned(asked.read_as):
        others = of_things[thing]
        if others and not _shares(owner, " ".join(others)) and _is_place(owner, people, snapshot):
            return Differs(asked=owner, told=others[0])
    for match in _ASKED_PLACE.finditer(asked.read_as):
        name = _named(match)
        if anywhere and name and not _stands_in(name, found, snapshot) and _is_place(name, people, snapshot):
            return Differs(asked=name, told=anywhere[0].rstrip(".,"))
    return None


def _owned(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each thing that is in or of something, its stem and how it is joined, and the name of that."""
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _WHOLES):
        parts = match.groupdict(default="")
        name = _named(match) if "by" in parts else parts["name"]
        if name:
            yield (_stem(parts["head"]), parts.get("by", "of")), name.rstrip(".,")


def _named(match: re.Match[str]) -> str:
    """What something is in or of; a word in small letters only where no other goes with it."""
    joined = match["small"] and match["next"] and match["next"] not in plain_words()
    return "" if joined else (match["name"] or match["small"]).rstrip(".,")


def _stem(word: str) -> str:
    stems = stemmed_terms(word)
    return stems[0] if stems and fold(word) not in plain_words() else word


def _shares(name: str, text: str) -> bool:
    """Whether a text has a part of a name, or a word that it is short for."""
    has, parts = terms_in(text), terms_in(name)
    short = tuple(part for part in parts if len(part) <= SHORT)
    return not has.isdisjoint(parts) or any(word.startswith(short) for word in has if short)


def _stands_in(name: str, found: Item, snapshot: Snapshot) -> bool:
    """Whether a name, or a part of it, stands anywhere in an entry's article."""
    if _shares(name, f"{_told(found)} {found.speaker} {found.title} {found.source}"):
        return True
    people = (f"{one.name} {one.role}" for one in snapshot.people_of(found.article))
    items = (f"{one.text} {one.context} {one.speaker}" for one in snapshot.article_items(found.article))
    return any(_shares(name, text) for text in chain(people, items))


def _is_place(name: str, people: set[str], snapshot: Snapshot) -> bool:
    """Whether words of a question name something that has no other name, and is nobody of the question."""
    parts = [fold(part) for part in re.findall(r"[^\W_]+", name.removesuffix("'s").removesuffix("’s"))]
    known = abbreviations().keys() | MONTH_NUMBERS.keys() | _EVERYWHERE | people | plain_words()
    if not parts or any(part in known or len(part) < 3 for part in parts):
        return False
    return name[0].isupper() or all(_is_written_large(part, snapshot) for part in parts)


def _is_written_large(word: str, snapshot: Snapshot) -> bool:
    """Whether the knowledge writes a word with a capital alone; or does not have it, nor has English."""
    stems = stemmed_terms(word)
    items = snapshot.load(snapshot.alike(stems, LOOKED_AT, quotes=False))
    if not items:
        return bool(stems) and stems[0] not in english_stems()
    written = [
        each
        for one in items
        for each in re.findall(rf"(?<=\w )\b{re.escape(word)}\b", one.text, re.IGNORECASE)
    ]
    return bool(written) and all(each[0].isupper() for each in written)


def _an_earlier(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """An earlier one of what is asked about, "an earlier strike"."""
    years = [match["year"] for match in _ASKED_YEAR.finditer(asked.read_as)]
    if _BEFORE.search(asked.read_as) or any(year in found.text for year in years):
        return None
    for match in _EARLIER.finditer(found.text):
        if _shares(match["what"], asked.read_as):
            return Differs(asked=f"the {match['what']}", told=match.group().lower())
    return None


def _one_of_all(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """Whose words an entry is, where those of all who hold an office are asked for, "all the ministers"."""
    for match in _ALL.finditer(asked.read_as) if found.speaker else ():
        if _shares(match["who"], found.role):
            return Differs(kind=Differing.ONE, asked=match.group().strip(), told=found.speaker)
    return None


def _not_so(asked: Question, found: Item, snapshot: Snapshot) -> Differs | None:
    """Whether it is asked what has happened and told what was to come; or asked what is not, told what is."""
    if found.speaker:
        return None
    happened = _HAPPENED.search(asked.read_as) and not _HAS_COME.search(found.text)
    if happened and _TO_COME.search(found.text):
        return Differs(kind=Differing.TO_COME)
    # "Why didn't they go?" is answered by what kept them.
    denied = asked.wanted is not Wanted.REASON and _DENIED.search(asked.read_as)
    if denied and not _DENIES.search(found.text) and _shares(denied["verb"], found.text):
        return Differs(kind=Differing.OPPOSITE)
    return None
