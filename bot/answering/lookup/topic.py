"""Items that have the words of a topic, whatever they may answer: so is found what somebody follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.knowledge import Item
from bot.search import Days, Hit, QueryClause, Snapshot, plain_terms, stemmed_terms

BEGINNING = 4
"""Letters from which a word stands for longer ones, too: "harb" for "harbour", but never "us" for "used"."""
LONGER = 200
"""Words of the vocabulary that a beginning stands for at most; a beginning of more is no topic."""
READ = 20_000
"""Items whose days are compared: more than have any but the commonest words of a large archive; 30 ms."""
RECENT = timedelta(days=90)
"""Where a word is in more items than that, those of the last quarter are read."""
DEPTH = 5
"""Items looked into for each one that is wanted: those that have the rarest word of a topic alone."""
_STEMMED = ("text", "context", "title")


def find_by_topic(topic: str, snapshot: Snapshot, limit: int) -> Iterator[Item]:
    """The items that have all words of a topic, newest first, undated last; `limit` of them at most."""
    hits = _newest_first(topic, snapshot)[: limit * DEPTH]
    found = 0
    for start in range(0, len(hits), limit):
        for item in snapshot.load(hits[start : start + limit]):
            if found < limit and matches_topic(item, topic):
                found += 1
                yield item


def matches_topic(item: Item, topic: str) -> bool:
    """Whether text, context, title or speaker of an item have every word of a topic, in whatever form."""
    said = f"{item.text} {item.context} {item.title} {item.speaker}"
    stems, plain = set(stemmed_terms(said)), set(plain_terms(said))
    wanted = list(zip(plain_terms(topic), stemmed_terms(topic), strict=True))
    return bool(wanted) and all(stem in stems or _begins(word, plain) for word, stem in wanted)


def _begins(word: str, said: set[str]) -> bool:
    return word in said or (len(word) >= BEGINNING and any(each.startswith(word) for each in said))


def _newest_first(topic: str, snapshot: Snapshot) -> list[Hit]:
    """The items that have the rarest word of a topic."""
    clauses = [_clauses(word, snapshot) for word in plain_terms(topic)]
    if not clauses:
        return []
    rarest = min(
        clauses, key=lambda each: sum(snapshot.frequency(clause.field, clause.term) for clause in each)
    )
    hits = snapshot.find(rarest, READ)
    if len(hits) == READ and snapshot.newest:
        hits = snapshot.find(rarest, READ, days=Days(since=snapshot.newest - RECENT))
    days = snapshot.numbers("day", hits)
    return [hit for _, hit in sorted(zip(days, hits, strict=True), key=lambda pair: -pair[0])]


def _clauses(word: str, snapshot: Snapshot) -> list[QueryClause]:
    """Where an item may have a word, or a longer one that begins so and that texts or names have."""
    longer = snapshot.words_beginning(word)[:LONGER] if len(word) >= BEGINNING else []
    stems = {stem for each in (word, *longer) for stem in stemmed_terms(each)}
    return [
        *(QueryClause(field, stem) for stem in stems for field in _STEMMED),
        *(QueryClause("speaker", each) for each in {word, *longer}),
    ]
