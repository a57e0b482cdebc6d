"""What is looked for, in OpenSearch's query language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from bot.search.index.queries import plain_terms
from bot.search.index.schema import HELD
from bot.search.index.sight import Sight
from bot.search.query import Days, Filter, Phrase, Query, QueryClause

Clause = dict[str, Any]
EVERYTHING: Clause = {"match_all": {}}
_EXPANSIONS = 1_000
"""Words that one typed with a slip may stand for."""
SHORTEST = 4
"""Letters of a typed word from which on a slip is forgiven."""


def term(field: str, value: str | int) -> Clause:
    """Documents that have the term."""
    return {"term": {field: {"value": value}}}


def terms(field: str, values: Iterable[str]) -> Clause:
    """Documents that have one of the terms."""
    return {"terms": {field: list(values)}}


def weighted(clause: QueryClause) -> Clause:
    """Documents that have the clause's term; it adds to the score by its boost."""
    return {"term": {clause.field: {"value": clause.term, "boost": clause.boost}}}


def some(clauses: Iterable[Clause]) -> Clause:
    """Documents that have some of these; each adds to the score."""
    wanted = list(clauses)
    return {"bool": {"should": wanted, "minimum_should_match": 1}} if wanted else {"match_none": {}}


def most(clauses: Iterable[QueryClause]) -> Clause:
    """Documents that have some of the clauses' terms; each adds to the score."""
    return some(weighted(clause) for clause in clauses)


def kept_to(query: Clause, filters: Sequence[Clause]) -> Clause:
    """The query kept to documents that pass all filters, its scores unchanged."""
    return {"bool": {"must": [query], "filter": list(filters)}} if filters else query


def of(query: Query) -> Clause:
    """Items that have all of a query, and nothing that it is to be without."""
    musts = [most(clauses) for clauses in query.words]
    musts += [_phrase(phrase) for phrase in query.phrases]
    nots = [term(clause.field, clause.term) for clause in query.without]
    nots += [_phrase(phrase) for phrase in query.without_phrases]
    return {"bool": {"must": musts or [EVERYTHING], "must_not": nots, "filter": [term("doc", "item")]}}


def _phrase(phrase: Phrase) -> Clause:
    if len(phrase) == 1:
        return term("words", phrase[0])
    return {"match_phrase": {"words": " ".join(phrase)}}


def filters(
    people: Iterable[str] = (), sources: Iterable[str] = (), days: Days | None = None
) -> list[Clause]:
    """What finds items of some people (by the keys of spellings), sources and days."""
    people, sources = list(people), list(sources)
    kept: list[Clause] = []
    if people:
        kept += [terms("person", people), term("doc", "item")]
    if sources:
        kept.append(terms("source", sources))
    if days:
        first = days.since.toordinal() if days.since else 1
        last = days.until.toordinal() if days.until else date.max.toordinal()
        kept.append({"range": {"day": {"gte": first, "lte": last}}})
    return kept


def of_filter(kept: Filter) -> list[Clause]:
    """What a filter, with the keys of all spellings, keeps items to."""
    return filters(*kept)


def dated() -> Clause:
    """Documents that have a day."""
    return {"range": {"day": {"gte": 1}}}


def typed(field: str, words: str) -> list[Clause]:
    """Clauses for words that somebody is typing: a slip in a longer word is forgiven, the last may go on."""
    written = plain_terms(words)
    return [_typed(field, word, unfinished=place == len(written)) for place, word in enumerate(written, 1)]


def _typed(field: str, word: str, *, unfinished: bool) -> Clause:
    slips = len(word) >= SHORTEST
    if unfinished:
        if slips:
            return {"regexp": {field: {"value": f"({'|'.join(_slips(word))}).*"}}}
        return {"prefix": {field: {"value": word}}}
    if slips:
        return {"fuzzy": {field: {"value": word, "fuzziness": 1, "max_expansions": _EXPANSIONS}}}
    return term(field, word)


def _slips(word: str) -> Iterator[str]:
    """Patterns of a word as it is, and with a letter too few, too many, another, or two in wrong order."""
    yield word
    for place in range(len(word)):
        before, after = word[:place], word[place + 1 :]
        yield f"{before}{after}"
        yield f"{before}.{after}"
        yield f"{before}.{word[place:]}"
        if after:
            yield f"{before}{after[0]}{word[place]}{after[1:]}"


def hidden(sight: Sight, embargoes: Collection[str]) -> Iterator[Clause]:
    """What finds all that is hidden from a sight, each a part of it; `embargoes` are all that there are."""
    for folder, inside in sight.folders:
        others = [term("folder", other) for other in inside]
        yield {"bool": {"must": [term("folder", folder) if folder else EVERYTHING], "must_not": others}}
    if sight.embargoes:
        yield terms("embargo", sorted(sight.embargoes))
        over = sorted(set(embargoes) - sight.embargoes)
        yield {"bool": {"must": [term("way", HELD)], "must_not": [terms("way", over)] if over else []}}


def outside(generation: int) -> list[Clause]:
    """What finds documents that a generation does not have: nearly none, so that it costs nothing."""
    return [{"range": {"to": {"lte": generation}}}, {"range": {"from": {"gt": generation}}}]
