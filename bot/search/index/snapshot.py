"""The index as it stood at one moment: all that the engine reads comes through here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, cast

import tantivy

from bot.knowledge import CollectionRules, Item, PersonMention, Record, find_item
from bot.names import Mention, Register, is_bare
from bot.search.backend import Asked, Hit, NamedPerson, named_people, whose
from bot.search.index.codec import (
    Stored,
    decode_former,
    decode_item,
    decode_listed,
    decode_mention,
    decode_record,
)
from bot.search.index.queries import Must, Queries, kept_to
from bot.search.index.sight import Sight
from bot.search.query import ALL_DAYS, Days, Filter, Query, QueryClause
from bot.search.scope import Scope

FREQUENCIES = 20_000
"""Terms whose frequency is remembered: a question asks for some dozens a few hundred times; 4 MB."""
BEGINNINGS = 40
"""Beginnings whose words are remembered, for misspelt words: some 20 MB for the whole of an archive's."""
SPEAKERS = 4_000
"""Speakers of whom it is remembered which person they are: those of some hundred questions; 1 MB."""
SIGHTS = 32
"""Views that are remembered: servers and channels that see the same have one in common. Each counts a few
megabytes in an archive, and makes its own register of persons."""
SPARE = 15
"""Spellings read beyond those asked for: some of them are one person's."""
_NO_LIMIT = 1_000_000
"""Items of one article or statements of one person: more than any has."""

_Scored = tuple[float, tantivy.DocAddress]
"""A document found: its score, or its day where it was asked for by day, and where it is in the index."""


class TantivySnapshot:
    """One searcher over the knowledge, as a scope sees it: it keeps its view while the index changes.

    A `bot.search.backend.Snapshot`, whose page says what each look-up does.
    """

    _kept = Filter()

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        register: Register,
        rules: Callable[[], CollectionRules],
    ) -> None:
        """`rules` gives those of the moment: who may see what is looked up when it is asked."""
        self._searcher = searcher
        self._schema = schema
        self._rules = rules
        self._whole: TantivySnapshot = self
        self._seen_as = lru_cache(SIGHTS)(self._limited)
        self.register = register
        self._look(Sight())

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        self._queries = Queries(self._schema)
        self._hidden = [(tantivy.Occur.MustNot, each) for each in sight.hidden(self._schema, self._embargoes)]
        self._frequency = lru_cache(FREQUENCIES)(self._read_frequency)
        self._beginning = lru_cache(BEGINNINGS)(self._read_beginning)
        self._person_of = lru_cache(SPEAKERS)(self._read_person_of)
        self.articles = self._count(self._queries.term("doc", "article"))
        self.items = self._count_items()
        self.newest = self._newest()

    def seen_by(self, scope: Scope) -> TantivySnapshot:
        whole = self._whole
        sight = Sight.of(scope, whole._rules(), whole._embargoes)
        return whole._seen_as(sight) if sight else whole

    def _limited(self, sight: Sight) -> TantivySnapshot:
        """The same moment without what is hidden; it is remembered, with all that it remembers itself."""
        limited = copy(self)
        limited._embargoes = self._embargoes
        limited.__dict__.pop("quotes", None)
        limited._look(sight)
        limited.register = self.register.only(limited._mentioned())
        return limited

    @cached_property
    def _embargoes(self) -> tuple[str, ...]:
        """All embargoes, as they are written; of the whole, and over or not."""
        found = self._searcher.aggregate(
            tantivy.Query.all_query(), {"all": {"terms": {"field": "embargo", "size": _NO_LIMIT}}}
        )
        return tuple(sorted(bucket["key"] for bucket in found["all"]["buckets"]))

    def embargoes(self) -> Collection[datetime]:
        return [datetime.fromisoformat(each) for each in self._embargoes]

    def filtered(self, kept: Filter) -> TantivySnapshot:
        if not kept:
            return self
        filtered = copy(self)
        filtered._kept = kept._replace(people=tuple(self._spellings(kept.people)))
        return filtered

    def _items(self, query: tantivy.Query) -> tantivy.Query:
        """The query kept to the filter's items: every look-up that finds items passes here."""
        return kept_to(query, self._queries.filters(*self._kept)) if self._kept else query

    def _seen(self, query: tantivy.Query) -> tantivy.Query:
        """The query kept to what the scope may see, its scores unchanged: every look-up passes here."""
        if not self._hidden:
            return query
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *self._hidden])

    def _mentioned(self) -> list[Mention]:
        """Whom articles name that the scope may see."""
        found = self._search(self._queries.term("doc", "person"), _NO_LIMIT)
        return [decode_listed(self._stored(address), self._sight.embargoes) for _, address in found]

    # Counting

    @cached_property
    def quotes(self) -> int:
        """How many of the items are quotes."""
        return self._count(self._queries.term("quote", 1))

    @property
    def people(self) -> int:
        """How many persons there are."""
        return self.register.people

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a field has the term; in none where the scope may see none of them."""
        return self._frequency(field, term)

    def _read_frequency(self, field: str, term: str) -> int:
        found = self._searcher.doc_freq(field, term)
        return found if found and self._has(field, term) else 0

    def words_beginning(self, prefix: str) -> Sequence[str]:
        """The words of names, then of items, that begin so, each once; they are remembered."""
        return self._beginning(prefix)

    def _read_beginning(self, prefix: str) -> list[str]:
        found = (self._searcher.terms_with_prefix(field, prefix) for field in ("name", "words"))
        words = dict.fromkeys(word for terms in found for word, _ in terms)
        return [word for word in words if self._is_seen(word)]

    def _is_seen(self, word: str) -> bool:
        """Whether a word of names or items stands in any that the scope may see."""
        return any(self._has(field, word) for field in ("name", "words"))

    def _has(self, field: str, term: str) -> bool:
        """Whether a document that the scope may see has the term, which some document has."""
        return not self._hidden or bool(self._search(self._queries.term(field, term), 1))

    def read_ahead(self, *texts: str) -> None:
        """The index is here: each look-up is made when it is asked for."""

    # Items

    def look_up(self, wanted: Sequence[Asked]) -> list[list[Hit]]:
        """Several look-ups, one after the other."""
        return [
            self.statements(one.person, one.limit, days=one.days, offset=one.offset)
            if one.clauses is None
            else self.find(
                one.clauses, one.limit, person=one.person, days=one.days, quotes_only=one.quotes_only
            )
            for one in wanted
        ]

    def matching(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """The items that have all of a query, best BM25 score first, or newest first."""
        wanted = self._items(self._queries.of(query))
        if not query.ranks:
            return _hits(self._newest_first(wanted, limit, offset))
        return _hits(self._search(wanted, limit, offset))

    def count(self, query: Query) -> int:
        """How many items have all of a query."""
        return self._count(self._items(self._queries.of(query)))

    def find(
        self,
        clauses: Iterable[QueryClause],
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
        spellings = self._spellings(person)
        query = self._queries.within(self._queries.most(wanted), spellings, days, quotes_only=quotes_only)
        return _hits(self._search(self._items(query), limit))

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        """The quotes, or the facts, whose text has most of the stems, best BM25 score first.

        With `every`, only those that have all of them.
        """
        occur = tantivy.Occur.Must if every else tantivy.Occur.Should
        terms = [(occur, self._queries.term("text", stem)) for stem in stems]
        if not terms:
            return []
        kept = [self._queries.term("quote", int(quotes)), self._queries.term("doc", "item")]
        return _hits(self._search(self._items(kept_to(tantivy.Query.boolean_query(terms), kept)), limit))

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        """What these people (by key) said, newest first, undated last; the score is the day."""
        everything = tantivy.Query.all_query()
        query = self._queries.within(everything, self._spellings(person), days, quotes_only=True)
        return _hits(self._newest_first(self._items(query), limit, offset))

    def article_items(self, article: str, *, withdrawn: bool = False) -> list[Item]:
        """All items of an article: its quotes, then its facts, each in their order.

        `withdrawn` adds those that were taken back.
        """
        found = self.load(_hits(self._search(self._of_article(article), _NO_LIMIT)))
        if withdrawn:
            former = self._queries.all(("doc", "former"), ("article", article))
            found += [item for item in self._formers(former, _NO_LIMIT) if item.withdrawn]
        return sorted(found, key=lambda item: (item.kind == "fact", item.index))

    def of_article(self, article: str) -> list[Hit]:
        """All items of an article, in no order."""
        return _hits(self._search(self._items(self._of_article(article)), _NO_LIMIT))

    def _of_article(self, article: str) -> tantivy.Query:
        return self._queries.all(("doc", "item"), ("article", article))

    def entry(self, key: str, *, withdrawn: bool = False) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more.

        `withdrawn` finds it even where it was taken back.
        """
        article, _, _ = key.rpartition("#")
        return find_item(self.article_items(article, withdrawn=withdrawn), key)

    def former(self, stems: Iterable[str], limit: int) -> list[Item]:
        """Entries of which former words (withdrawn, or before a correction) have some of the stems.

        Those that have most of them, and the rarest, come first.
        """
        terms = [(tantivy.Occur.Should, self._queries.term("former", stem)) for stem in stems]
        return self._formers(tantivy.Query.boolean_query(terms), limit) if terms else []

    def every_item(self) -> list[Hit]:
        """All items; only for knowledge small enough to be held at once."""
        return _hits(self._search(self._items(self._queries.term("doc", "item")), max(1, self.items)))

    def load(self, hits: Iterable[Hit]) -> list[Item]:
        """The items found, in their order."""
        found = list(hits)
        places = self.numbers("place", found)
        return [decode_item(self._stored(_address(hit)), n) for hit, n in zip(found, places, strict=True)]

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        """A number field of these documents, 0 where absent."""
        values = self._searcher.fast_field_values(field, [_address(hit) for hit in hits])
        return [int(value or 0) for value in values]

    # Articles

    def record(self, article: str) -> Record | None:
        """What is kept of the article with this id."""
        found = self._search(self._queries.all(("doc", "article"), ("article", article)), 1)
        found = found or self._search(self._queries.all(("doc", "withdrawn"), ("article", article)), 1)
        return self._record(found[0][1]) if found else None

    def records(
        self, words: str = "", *, offset: int = 0, limit: int = 25, oldest_first: bool = False
    ) -> list[Record]:
        """Articles, newest first; with `words`, those whose titles have them, the last one unfinished."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, self._queries.term("doc", "article")),
                *self._queries.typed("heading", words),
            ]
        )
        query = kept_to(query, self._article_filters()) if self._kept else query
        if oldest_first:
            dated = self._queries.within(query, (), Days(since=date.min))
            found = self._by_day(dated, limit, offset, tantivy.Order.Asc)
        else:
            found = self._newest_first(query, limit, offset)
        return [self._record(address) for _, address in found]

    def _article_filters(self) -> list[tantivy.Query]:
        """What finds the articles that have items of the filter: by whom, of which source, of which days."""
        people, sources, days = self._kept
        filters = self._queries.filters((), sources, days)
        if people:
            naming = kept_to(self._queries.any_of("person", people), [self._queries.term("doc", "person")])
            found = (self._mention(address) for _, address in self._search(naming, _NO_LIMIT))
            filters.append(self._queries.any_of("article", (one.article for one in found if one.quotes)))
        return filters

    def sources(self) -> int:
        """Of how many sources the articles are, as far as it is known."""
        return len(self.source_names())

    def source_names(self) -> Sequence[str]:
        """The sources of the articles, those with the most articles first."""
        found = self._aggregate(
            self._queries.term("doc", "article"), {"s": {"terms": {"field": "source", "size": _NO_LIMIT}}}
        )
        return [bucket["key"] for bucket in found["s"]["buckets"] if bucket["key"]]

    def oldest(self) -> date | None:
        """The day of the oldest article; None where none has a date."""
        dated = self._queries.within(self._queries.term("doc", "article"), (), Days(since=date.min))
        day = self._aggregate(dated, {"first": {"min": {"field": "day"}}})["first"]["value"]
        return date.fromordinal(int(day)) if day else None

    # People

    def people_of(self, article: str) -> list[PersonMention]:
        """The people of an article, as it has them."""
        found = self._search(self._queries.all(("doc", "person"), ("article", article)), _NO_LIMIT)
        return [self._mention(address) for _, address in found]

    def person_of(self, speaker: str, article: str) -> str:
        """The key of the person whom a speaker's name means in an article; it is remembered."""
        return self._person_of(speaker, article if is_bare(speaker) else "")

    def _read_person_of(self, speaker: str, article: str) -> str:
        people = [mention.name for mention in self.people_of(article)] if article else ()
        return whose(speaker, people, self.register)

    def named(self, clauses: Sequence[QueryClause], limit: int) -> list[NamedPerson]:
        """People that have all the clauses' terms in name or role, most quoted first."""
        return self._people(
            [(tantivy.Occur.Must, self._queries.term(c.field, c.term)) for c in clauses], limit
        )

    def speakers(self, words: str = "", *, limit: int = 25, persons_only: bool = False) -> list[NamedPerson]:
        """People, most quoted first; with `words`, those whose names have them, the last one unfinished."""
        return self._people(self._queries.typed("name", words), limit, persons_only=persons_only)

    def mentions(self, person: str, limit: int = 25) -> list[PersonMention]:
        """A person (by key) as the newest articles that name them have them."""
        spellings = tantivy.Query.term_set_query(self._schema, "person", self._spellings([person]))
        found = self._newest_first(kept_to(spellings, [self._queries.term("doc", "person")]), limit)
        return [self._mention(address) for _, address in found]

    def mentions_like(self, clauses: Sequence[QueryClause], limit: int) -> list[tuple[float, PersonMention]]:
        """Mentions of people that have some of the clauses' terms, best BM25 score first."""
        query = kept_to(self._queries.most(clauses), [self._queries.term("doc", "person")])
        found = self._search(query, limit)
        return [(score, self._mention(address)) for score, address in found]

    # Inside

    def _count_items(self) -> int:
        if self._hidden:
            return self._count(self._queries.term("doc", "item"))
        # All that is nothing else: counting the items themselves takes 20 ms in an archive.
        others = sum(self._count(self._queries.term("doc", doc)) for doc in ("person", "former", "withdrawn"))
        return self._searcher.num_docs - self.articles - others

    def _count(self, query: tantivy.Query) -> int:
        return int(self._aggregate(query, {"n": {"value_count": {"field": "day"}}})["n"]["value"])

    def _newest(self) -> date | None:
        """The day of the newest article; None where none has a date."""
        query = self._queries.within(self._queries.term("doc", "article"), (), Days(since=date.min))
        found = self._newest_first(query, 1)
        return date.fromordinal(int(found[0][0])) if found else None

    def _search(self, query: tantivy.Query, limit: int, offset: int = 0) -> list[_Scored]:
        left = self._left(offset)
        if not left:
            return []
        found = self._searcher.search(self._seen(query), min(limit, left), count=False, offset=offset)
        return cast(list[_Scored], found.hits)

    def _newest_first(self, query: tantivy.Query, limit: int, offset: int = 0) -> list[_Scored]:
        """What the query finds by the days of publication, which are the scores."""
        return self._by_day(query, limit, offset, tantivy.Order.Desc)

    def _by_day(self, query: tantivy.Query, limit: int, offset: int, order: tantivy.Order) -> list[_Scored]:
        left = self._left(offset)
        if not left:
            return []
        found = self._searcher.search(
            self._seen(query), min(limit, left), count=False, order_by_field="day", offset=offset, order=order
        )
        return cast(list[_Scored], found.hits)

    def _left(self, offset: int) -> int:
        """How many documents there are at most from an offset on.

        A search takes the memory for all that it might find before it begins: one for a billion entries would
        end the program.
        """
        return max(0, int(self._searcher.num_docs) - offset)

    def _aggregate(self, query: tantivy.Query, what: dict[str, Any]) -> dict[str, Any]:
        return cast(dict[str, Any], self._searcher.aggregate(self._seen(query), what))

    def _people(self, musts: Sequence[Must], limit: int, *, persons_only: bool = False) -> list[NamedPerson]:
        """Whoever has a spelling that the clauses find, each once, most quoted first."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, self._queries.term("doc", "person")), *musts]
        )
        size = limit + SPARE
        while True:
            keys = self._most_quoted(query, size)
            found = named_people(keys, self.register, persons_only=persons_only)
            if len(found) >= limit or len(keys) < size:
                return found[:limit]
            size *= 4

    def _most_quoted(self, query: tantivy.Query, size: int) -> list[str]:
        """The keys of the spellings that the query finds, those with the most quotes there first."""
        terms = {"field": "person", "size": size, "order": {"quotes": "desc"}}
        found = self._aggregate(
            query, {"people": {"terms": terms, "aggs": {"quotes": {"sum": {"field": "quotes"}}}}}
        )
        return [bucket["key"] for bucket in found["people"]["buckets"]]

    def _spellings(self, people: Sequence[str]) -> list[str]:
        """The keys of all spellings of these people."""
        return list(dict.fromkeys(key for one in people for key in self.register.spellings(one)))

    def _formers(self, query: tantivy.Query, limit: int) -> list[Item]:
        return [decode_former(self._stored(address)) for _, address in self._search(query, limit)]

    def _record(self, address: tantivy.DocAddress) -> Record:
        return decode_record(self._stored(address), self._sight.embargoes)

    def _mention(self, address: tantivy.DocAddress) -> PersonMention:
        return decode_mention(self._stored(address), self._sight.embargoes)

    def _stored(self, address: tantivy.DocAddress) -> Stored:
        return cast(Stored, self._searcher.doc(address))


def _hits(found: Iterable[_Scored]) -> list[Hit]:
    return [Hit(float(score), (address.segment_ord, address.doc)) for score, address in found]


def _address(hit: Hit) -> tantivy.DocAddress:
    return tantivy.DocAddress(*cast(tuple[int, int], hit.key))
