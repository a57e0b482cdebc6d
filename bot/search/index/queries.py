"""What is looked for, as the index's queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import tantivy

from bot.search.index.schema import PLAIN, STEMMED
from bot.search.query import ALL_DAYS, Days, Phrase, Query, QueryClause
from bot.text import encodable, forms_in

Must = tuple[tantivy.Occur, tantivy.Query]


def plain_terms(text: str) -> list[str]:
    """The words of a text as the index has them in its fields of names and vocabulary."""
    return PLAIN.analyze(encodable(text))


def stemmed_terms(text: str) -> list[str]:
    """The stems of a text's words as the index has them in its fields of text."""
    return STEMMED.analyze(encodable(text))


def terms_in(text: str) -> frozenset[str]:
    """What terms of a question are matched with: the stems of a text's words, and its compounds' forms."""
    return forms_in(text).union(stemmed_terms(text))


class Queries:
    """Makes queries of one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def term(self, field: str, term: str | int) -> tantivy.Query:
        """Documents that have the term."""
        wanted = encodable(term) if isinstance(term, str) else term
        return tantivy.Query.term_query(self._schema, field, wanted)

    def all(self, *terms: tuple[str, str | int]) -> tantivy.Query:
        """Documents that have every term, each given with its field."""
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self.term(f, t)) for f, t in terms])

    def most(self, clauses: Iterable[QueryClause]) -> tantivy.Query:
        """Documents that have some of the clauses' terms; each adds to the score."""
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.boost_query(self.term(c.field, c.term), c.boost))
                for c in clauses
            ]
        )

    def of(self, query: Query) -> tantivy.Query:
        """Items that have all of a query, and nothing that it is to be without."""
        musts = [self.most(clauses) for clauses in query.words]
        musts += [self._phrase(phrase) for phrase in query.phrases]
        nots = [self.term(clause.field, clause.term) for clause in query.without]
        nots += [self._phrase(phrase) for phrase in query.without_phrases]
        return tantivy.Query.boolean_query(
            [
                *((tantivy.Occur.Must, one) for one in musts or [self.term("doc", "item")]),
                *((tantivy.Occur.MustNot, one) for one in nots),
            ]
        )

    def _phrase(self, phrase: Phrase) -> tantivy.Query:
        if len(phrase) == 1:
            return self.term("words", phrase[0])
        return tantivy.Query.phrase_query(self._schema, "words", [encodable(term) for term in phrase])

    def typed(self, field: str, words: str) -> list[Must]:
        """Clauses for words that somebody is typing: a typing error in a longer word is forgiven."""
        terms = plain_terms(words)
        clauses = []
        for place, term in enumerate(terms):
            distance = 0 if len(term) < 4 else 1
            last = place == len(terms) - 1
            query = tantivy.Query.fuzzy_term_query(self._schema, field, term, distance=distance, prefix=last)
            clauses.append((tantivy.Occur.Must, query))
        return clauses

    def within(
        self,
        query: tantivy.Query,
        person: Sequence[str] = (),
        days: Days = ALL_DAYS,
        *,
        quotes_only: bool = False,
    ) -> tantivy.Query:
        """The query kept to some people's quotes or to some days, its scores unchanged."""
        kept = self.filters(person, days=days)
        if quotes_only:
            kept.append(self.term("quote", 1))
        return kept_to(query, kept) if kept else query

    def filters(
        self, person: Sequence[str] = (), sources: Sequence[str] = (), days: Days = ALL_DAYS
    ) -> list[tantivy.Query]:
        """What finds items of some people, sources and days, or articles of some sources and days."""
        kept: list[tantivy.Query] = []
        if person:
            kept += [self.any_of("person", person), self.term("doc", "item")]
        if sources:
            kept.append(self.any_of("source", sources))
        if days:
            first = days.since.toordinal() if days.since else 1
            last = days.until.toordinal() if days.until else date.max.toordinal()
            kept.append(
                tantivy.Query.range_query(
                    self._schema, "day", tantivy.FieldType.Unsigned, lower_bound=first, upper_bound=last
                )
            )
        return kept

    def any_of(self, field: str, terms: Iterable[str]) -> tantivy.Query:
        """Documents that have one of the terms."""
        return tantivy.Query.term_set_query(self._schema, field, [encodable(term) for term in terms])


def kept_to(query: tantivy.Query, filters: Iterable[tantivy.Query]) -> tantivy.Query:
    """The query kept to documents that pass all filters, its scores unchanged."""
    musts = [(tantivy.Occur.Must, tantivy.Query.const_score_query(one, 0.0)) for one in filters]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *musts])
