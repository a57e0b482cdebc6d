"""The index as it stood at one moment: all that the engine reads comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

import tantivy
from pydantic_core import to_json

from bot.answering.index.schema import PLAIN, STEMMED
from bot.answering.model import Item, Mention, Record
from bot.text.words import folded

FREQUENCIES = 20_000
"""Terms whose frequency is remembered: a question asks for some dozens a few hundred times; 4 MB."""
BEGINNINGS = 40
"""Beginnings whose words are remembered, for misspelt words: some 20 MB for the whole of an archive's."""
_NO_LIMIT = 1_000_000
"""Items of one article or statements of one person: more than any has."""


class Clause(NamedTuple):
    """A term that a document should have in a field; `boost` multiplies what it adds to the BM25 score."""

    field: str
    term: str
    boost: float = 1.0


class Hit(NamedTuple):
    """A document found: its score and its address in this snapshot."""

    score: float
    address: tantivy.DocAddress


class Days(NamedTuple):
    """First and last day of publication, both included; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


ALL_DAYS = Days()


class Named(NamedTuple):
    """A person found by name: the key, and in how many articles and quotes."""

    person: str
    articles: int
    quotes: int


def plain_terms(text: str) -> list[str]:
    """The words of a text as the index has them in its fields of names and vocabulary."""
    return PLAIN.analyze(text)


def stemmed_terms(text: str) -> list[str]:
    """The stems of a text's words as the index has them in its fields of text."""
    return STEMMED.analyze(text)


class Snapshot:
    """One searcher over the whole knowledge: it keeps its view while the index changes behind it."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._frequency = lru_cache(FREQUENCIES)(self._searcher.doc_freq)
        self._beginning = lru_cache(BEGINNINGS)(self._read_beginning)
        self.articles = self._count(self._term("doc", "article"))
        # All that is neither article nor person: counting the items themselves takes 20 ms in an archive.
        self.items = self._searcher.num_docs - self.articles - self._count(self._term("doc", "person"))
        self.newest = self._newest()

    # Counting

    @cached_property
    def quotes(self) -> int:
        """How many of the items are quotes."""
        return self._count(self._term("quote", 1))

    @cached_property
    def people(self) -> int:
        """How many people there are, within some percent where they are many thousands."""
        return int(self._searcher.cardinality(self._term("doc", "person"), "person"))

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a field has the term."""
        return self._frequency(field, term)

    def words_beginning(self, prefix: str) -> Sequence[str]:
        """The words of names, then of items, that begin so, each once; they are remembered."""
        return self._beginning(prefix)

    def _read_beginning(self, prefix: str) -> list[str]:
        found = (self._searcher.terms_with_prefix(field, prefix) for field in ("name", "words"))
        return list(dict.fromkeys(word for terms in found for word, _ in terms))

    # Items

    def find(
        self,
        clauses: Iterable[Clause],
        limit: int,
        *,
        person: Sequence[str] = (),
        days: Days = ALL_DAYS,
        quotes_only: bool = False,
    ) -> list[Hit]:
        """The items that have most of the clauses' terms, best BM25 score first.

        `person` keeps to what one of these people (by key) said, `days` to articles of these days.
        """
        should = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(c.field, c.term), c.boost))
            for c in clauses
        ]
        if not should:
            return []
        query = tantivy.Query.boolean_query(should)
        return self._search(self._within(query, person, days, quotes_only), limit)

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        """The quotes, or the facts, whose text has most of the stems, best BM25 score first.

        With `every`, only those that have all of them.
        """
        occur = tantivy.Occur.Must if every else tantivy.Occur.Should
        terms = [(occur, self._term("text", stem)) for stem in stems]
        if not terms:
            return []
        kept = tantivy.Query.const_score_query(self._term("quote", int(quotes)), 0.0)
        items = tantivy.Query.const_score_query(self._term("doc", "item"), 0.0)
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.boolean_query(terms)),
                (tantivy.Occur.Must, kept),
                (tantivy.Occur.Must, items),
            ]
        )
        return self._search(query, limit)

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        """What these people (by key) said, newest first, undated last; the score is the day."""
        query = self._within(tantivy.Query.all_query(), person, days, quotes_only=True)
        found = self._searcher.search(query, limit, count=False, order_by_field="day", offset=offset)
        return [Hit(float(score), address) for score, address in found.hits]

    def article_items(self, article: str) -> list[Item]:
        """All items of an article: its quotes, then its facts, each in their order."""
        query = self._all(("doc", "item"), ("article", article))
        return sorted(
            self.load(self._search(query, _NO_LIMIT)), key=lambda item: (item.kind == "fact", item.index)
        )

    def every_item(self) -> list[Hit]:
        """All items; only for knowledge small enough to be held at once."""
        return self._search(self._term("doc", "item"), max(1, self.items))

    def load(self, hits: Iterable[Hit]) -> list[Item]:
        """The items at these addresses."""
        found = list(hits)
        return [
            self._item(hit.address, place)
            for hit, place in zip(found, self.numbers("place", found), strict=True)
        ]

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        """A number field ("day", "shelf", "place", "quote") of these documents, 0 where absent."""
        values = self._searcher.fast_field_values(field, [hit.address for hit in hits])
        return [int(value or 0) for value in values]

    # Articles

    def record(self, article: str) -> Record | None:
        """What is kept of the article with this id."""
        hits = self._search(self._all(("doc", "article"), ("article", article)), 1)
        return Record.model_validate_json(self._payload(hits[0].address)) if hits else None

    def records(self, words: str = "", *, offset: int = 0, limit: int = 25) -> list[Record]:
        """Articles, newest first; with `words`, those whose titles have them, the last one unfinished."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._term("doc", "article")), *self._typed("heading", words)]
        )
        found = self._searcher.search(query, limit, count=False, order_by_field="day", offset=offset)
        return [Record.model_validate_json(self._payload(address)) for _, address in found.hits]

    def sources(self) -> int:
        """Of how many sources the articles are, as far as it is known."""
        found = self._searcher.aggregate(
            self._term("doc", "article"), {"s": {"terms": {"field": "source", "size": _NO_LIMIT}}}
        )
        return sum(1 for bucket in found["s"]["buckets"] if bucket["key"])

    def oldest(self) -> date | None:
        """The day of the oldest article; None where none has a date."""
        dated = self._within(self._term("doc", "article"), (), Days(since=date.min), quotes_only=False)
        day = self._searcher.aggregate(dated, {"first": {"min": {"field": "day"}}})["first"]["value"]
        return date.fromordinal(int(day)) if day else None

    # People

    def people_of(self, article: str) -> list[Mention]:
        """The people of an article, as it has them."""
        hits = self._search(self._all(("doc", "person"), ("article", article)), _NO_LIMIT)
        return [Mention.model_validate_json(self._payload(hit.address)) for hit in hits]

    def named(self, clauses: Sequence[Clause], limit: int) -> list[Named]:
        """People that have all the clauses' terms in name or role, those of most articles first."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._term(c.field, c.term)) for c in clauses]
            + [(tantivy.Occur.Must, self._term("doc", "person"))]
        )
        return self._people(query, limit)

    def speakers(self, words: str = "", *, limit: int = 25) -> list[Named]:
        """People, most quoted first; with `words`, those whose names have them, the last one unfinished."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._term("doc", "person")), *self._typed("name", words)]
        )
        return self._people(query, limit)

    def mentions(self, person: str, limit: int = 25) -> list[Mention]:
        """A person (by key) as the newest articles that name them have them."""
        query = self._all(("doc", "person"), ("person", person))
        found = self._searcher.search(query, limit, count=False, order_by_field="day")
        return [Mention.model_validate_json(self._payload(address)) for _, address in found.hits]

    def mentions_like(self, clauses: Sequence[Clause], limit: int) -> list[tuple[float, Mention]]:
        """Mentions of people that have some of the clauses' terms, best BM25 score first."""
        should = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(c.field, c.term), c.boost))
            for c in clauses
        ]
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.boolean_query(should)),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(self._term("doc", "person"), 0.0)),
            ]
        )
        hits = self._search(query, limit)
        return [(hit.score, Mention.model_validate_json(self._payload(hit.address))) for hit in hits]

    @staticmethod
    def key_of(name: str) -> str:
        """The key under which a name stands in the index."""
        return folded(name)

    # Inside

    def _count(self, query: tantivy.Query) -> int:
        found = self._searcher.aggregate(query, {"n": {"value_count": {"field": "day"}}})
        return int(found["n"]["value"])

    def _newest(self) -> date | None:
        """The day of the newest article; None where none has a date."""
        query = self._within(self._term("doc", "article"), (), Days(since=date.min), quotes_only=False)
        found = self._searcher.search(query, 1, count=False, order_by_field="day").hits
        return date.fromordinal(int(found[0][0])) if found else None

    def _term(self, field: str, term: str | int) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term)

    def _all(self, *terms: tuple[str, str | int]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self._term(f, t)) for f, t in terms])

    def _typed(self, field: str, words: str) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """Clauses for words that somebody is typing: a typing error in a longer word is forgiven."""
        terms = plain_terms(words)
        clauses = []
        for place, term in enumerate(terms):
            distance = 0 if len(term) < 4 else 1
            last = place == len(terms) - 1
            query = tantivy.Query.fuzzy_term_query(self._schema, field, term, distance=distance, prefix=last)
            clauses.append((tantivy.Occur.Must, query))
        return clauses

    def _within(
        self, query: tantivy.Query, person: Sequence[str], days: Days, quotes_only: bool
    ) -> tantivy.Query:
        """The query kept to some people's quotes or to some days, its scores unchanged."""
        kept: list[tantivy.Query] = []
        if person:
            kept.append(tantivy.Query.term_set_query(self._schema, "person", list(person)))
            kept.append(self._term("doc", "item"))
        if quotes_only:
            kept.append(self._term("quote", 1))
        if days:
            first = days.since.toordinal() if days.since else 1
            last = days.until.toordinal() if days.until else date.max.toordinal()
            kept.append(
                tantivy.Query.range_query(
                    self._schema, "day", tantivy.FieldType.Unsigned, lower_bound=first, upper_bound=last
                )
            )
        if not kept:
            return query
        filters = [(tantivy.Occur.Must, tantivy.Query.const_score_query(one, 0.0)) for one in kept]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *filters])

    def _search(self, query: tantivy.Query, limit: int) -> list[Hit]:
        return [Hit(*hit) for hit in self._searcher.search(query, limit, count=False).hits]

    def _people(self, query: tantivy.Query, limit: int) -> list[Named]:
        found = self._searcher.aggregate(
            query,
            {
                "people": {
                    "terms": {"field": "person", "size": limit, "order": {"quotes": "desc"}},
                    "aggs": {"quotes": {"sum": {"field": "quotes"}}},
                }
            },
        )
        return [
            Named(bucket["key"], bucket["doc_count"], int(bucket["quotes"]["value"]))
            for bucket in found["people"]["buckets"]
        ]

    def _item(self, address: tantivy.DocAddress, place: int) -> Item:
        kept = self._searcher.doc(address)
        shown, text = kept["payload"][0], to_json(kept["text"][0])
        return Item.model_validate_json(b'%b,"index":%d,"text":%b}' % (shown[:-1], place, text))

    def _payload(self, address: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(address)["payload"][0])
