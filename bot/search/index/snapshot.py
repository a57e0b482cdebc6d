"""The index as it stood at one moment: all that the engine reads comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

import tantivy

from bot.knowledge.items import Item, Mention, Record, find_item
from bot.search.index.codec import decode_item, decode_mention, decode_record
from bot.search.index.queries import ALL_DAYS, Clause, Days, Queries, kept_to
from bot.text.words import folded

FREQUENCIES = 20_000
"""Terms whose frequency is remembered: a question asks for some dozens a few hundred times; 4 MB."""
BEGINNINGS = 40
"""Beginnings whose words are remembered, for misspelt words: some 20 MB for the whole of an archive's."""
_NO_LIMIT = 1_000_000
"""Items of one article or statements of one person: more than any has."""


class Hit(NamedTuple):
    """A document found: its score and its address in this snapshot."""

    score: float
    address: tantivy.DocAddress


class Named(NamedTuple):
    """A person found by name: the key, and in how many articles and quotes."""

    person: str
    articles: int
    quotes: int


class Snapshot:
    """One searcher over the whole knowledge: it keeps its view while the index changes behind it."""

    def __init__(self, index: tantivy.Index) -> None:
        self._queries = Queries(index.schema)
        self._searcher = index.searcher()
        self._frequency = lru_cache(FREQUENCIES)(self._searcher.doc_freq)
        self._beginning = lru_cache(BEGINNINGS)(self._read_beginning)
        self.articles = self._count(self._queries.term("doc", "article"))
        # All that is neither article nor person: counting the items themselves takes 20 ms in an archive.
        self.items = (
            self._searcher.num_docs - self.articles - self._count(self._queries.term("doc", "person"))
        )
        self.newest = self._newest()

    # Counting

    @cached_property
    def quotes(self) -> int:
        """How many of the items are quotes."""
        return self._count(self._queries.term("quote", 1))

    @cached_property
    def people(self) -> int:
        """How many people there are, within some percent where they are many thousands."""
        return int(self._searcher.cardinality(self._queries.term("doc", "person"), "person"))

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
        wanted = list(clauses)
        if not wanted:
            return []
        query = self._queries.within(self._queries.most(wanted), person, days, quotes_only=quotes_only)
        return self._search(query, limit)

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        """The quotes, or the facts, whose text has most of the stems, best BM25 score first.

        With `every`, only those that have all of them.
        """
        occur = tantivy.Occur.Must if every else tantivy.Occur.Should
        terms = [(occur, self._queries.term("text", stem)) for stem in stems]
        if not terms:
            return []
        kept = [self._queries.term("quote", int(quotes)), self._queries.term("doc", "item")]
        return self._search(kept_to(tantivy.Query.boolean_query(terms), kept), limit)

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        """What these people (by key) said, newest first, undated last; the score is the day."""
        query = self._queries.within(tantivy.Query.all_query(), person, days, quotes_only=True)
        found = self._searcher.search(query, limit, count=False, order_by_field="day", offset=offset)
        return [Hit(float(score), address) for score, address in found.hits]

    def article_items(self, article: str) -> list[Item]:
        """All items of an article: its quotes, then its facts, each in their order."""
        query = self._queries.all(("doc", "item"), ("article", article))
        return sorted(
            self.load(self._search(query, _NO_LIMIT)), key=lambda item: (item.kind == "fact", item.index)
        )

    def entry(self, key: str) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more."""
        article, _, _ = key.rpartition("#")
        return find_item(self.article_items(article), key)

    def every_item(self) -> list[Hit]:
        """All items; only for knowledge small enough to be held at once."""
        return self._search(self._queries.term("doc", "item"), max(1, self.items))

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
        hits = self._search(self._queries.all(("doc", "article"), ("article", article)), 1)
        return decode_record(self._payload(hits[0].address)) if hits else None

    def records(self, words: str = "", *, offset: int = 0, limit: int = 25) -> list[Record]:
        """Articles, newest first; with `words`, those whose titles have them, the last one unfinished."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, self._queries.term("doc", "article")),
                *self._queries.typed("heading", words),
            ]
        )
        found = self._searcher.search(query, limit, count=False, order_by_field="day", offset=offset)
        return [decode_record(self._payload(address)) for _, address in found.hits]

    def sources(self) -> int:
        """Of how many sources the articles are, as far as it is known."""
        found = self._searcher.aggregate(
            self._queries.term("doc", "article"), {"s": {"terms": {"field": "source", "size": _NO_LIMIT}}}
        )
        return sum(1 for bucket in found["s"]["buckets"] if bucket["key"])

    def oldest(self) -> date | None:
        """The day of the oldest article; None where none has a date."""
        dated = self._queries.within(self._queries.term("doc", "article"), (), Days(since=date.min))
        day = self._searcher.aggregate(dated, {"first": {"min": {"field": "day"}}})["first"]["value"]
        return date.fromordinal(int(day)) if day else None

    # People

    def people_of(self, article: str) -> list[Mention]:
        """The people of an article, as it has them."""
        hits = self._search(self._queries.all(("doc", "person"), ("article", article)), _NO_LIMIT)
        return [decode_mention(self._payload(hit.address)) for hit in hits]

    def named(self, clauses: Sequence[Clause], limit: int) -> list[Named]:
        """People that have all the clauses' terms in name or role, those of most articles first."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._queries.term(c.field, c.term)) for c in clauses]
            + [(tantivy.Occur.Must, self._queries.term("doc", "person"))]
        )
        return self._people(query, limit)

    def speakers(self, words: str = "", *, limit: int = 25) -> list[Named]:
        """People, most quoted first; with `words`, those whose names have them, the last one unfinished."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._queries.term("doc", "person")), *self._queries.typed("name", words)]
        )
        return self._people(query, limit)

    def mentions(self, person: str, limit: int = 25) -> list[Mention]:
        """A person (by key) as the newest articles that name them have them."""
        query = self._queries.all(("doc", "person"), ("person", person))
        found = self._searcher.search(query, limit, count=False, order_by_field="day")
        return [decode_mention(self._payload(address)) for _, address in found.hits]

    def mentions_like(self, clauses: Sequence[Clause], limit: int) -> list[tuple[float, Mention]]:
        """Mentions of people that have some of the clauses' terms, best BM25 score first."""
        query = kept_to(self._queries.most(clauses), [self._queries.term("doc", "person")])
        hits = self._search(query, limit)
        return [(hit.score, decode_mention(self._payload(hit.address))) for hit in hits]

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
        query = self._queries.within(self._queries.term("doc", "article"), (), Days(since=date.min))
        found = self._searcher.search(query, 1, count=False, order_by_field="day").hits
        return date.fromordinal(int(found[0][0])) if found else None

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
        return decode_item(kept["payload"][0], kept["text"][0], place)

    def _payload(self, address: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(address)["payload"][0])
