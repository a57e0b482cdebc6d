"""The index as it stood at one generation: all that the engine reads comes through here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from bot.knowledge import CollectionRules, Item, PersonMention, Record, find_item
from bot.names import Mention, is_bare
from bot.search.backend import Asked, Hit, NamedPerson, named_people, whose
from bot.search.index.codec import decode_former, decode_item, decode_listed, decode_mention, decode_record
from bot.search.index.queries import plain_terms
from bot.search.index.sight import Sight
from bot.search.opensearch import queries
from bot.search.opensearch.connection import Body, Connection
from bot.search.opensearch.counts import Counts
from bot.search.opensearch.errors import SearchAwayError
from bot.search.opensearch.form import FURTHEST, NUMBERS, SHOWN
from bot.search.opensearch.kept_names import mentions_kept, people_called
from bot.search.opensearch.names import Names
from bot.search.opensearch.queries import Clause, kept_to, term, terms
from bot.search.opensearch.shelf import Shelf, ids, numbers_of, stored
from bot.search.query import ALL_DAYS, Days, Filter, Query, QueryClause
from bot.search.scope import Scope

SIGHTS = 32
"""Views that are remembered: servers and channels that see the same have one in common."""
SHOWN_AT_ONCE = 500
"""Documents that are read whole where they are found; of more, the numbers alone."""
REMEMBERED = 1_000
"""Articles, records and persons whose look-ups are remembered: those of some hundred questions."""
SPARE = 15
"""Spellings read beyond those asked for: some of them are one person's."""
MOST = 10_000
"""Items or people of one article: more than any has."""
BY_DAY: list[Body] = [{"day": "desc"}, {"serial": "asc"}]
BY_DAY_BACK: list[Body] = [{"day": "asc"}, {"serial": "asc"}]


class OpenSearchSnapshot:
    """One generation of an index, as a scope sees it: it stays so while others are written.

    A `bot.search.backend.Snapshot`, whose page says what each look-up does.
    """

    _kept = Filter()

    def __init__(
        self,
        connection: Connection,
        index: str,
        generation: int,
        names: Names,
        rules: Callable[[], CollectionRules],
    ) -> None:
        """`rules` gives those of the moment: who may see what is looked up when it is asked."""
        self._connection = connection
        self.index = index
        self.generation = generation
        self.names = names
        self.register = names.register
        self._rules = rules
        self._shelf = Shelf(connection, index)
        self._whole: OpenSearchSnapshot = self
        self._seen_as = lru_cache(SIGHTS)(self._limited)
        self._look(Sight())

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        hidden = list(queries.hidden(sight, self._embargoes)) if sight else []
        self._outside = [*queries.outside(self.generation), *hidden]
        self._counts = Counts(self._searches, self.names, limited=bool(sight))
        self._article = lru_cache(REMEMBERED)(self._read_article)
        self._record_of = lru_cache(REMEMBERED)(self._read_record)
        self._people_in = lru_cache(REMEMBERED)(self._read_people)
        self._said: dict[tuple[str, str], str] = {}

    def seen_by(self, scope: Scope) -> OpenSearchSnapshot:
        whole = self._whole
        if scope.everything:
            return whole
        sight = Sight.of(scope, whole._rules(), whole._embargoes)
        return whole._seen_as(sight) if sight else whole

    def _limited(self, sight: Sight) -> OpenSearchSnapshot:
        """The same generation without what is hidden; it is remembered, with all that it remembers itself."""
        limited = copy(self)
        limited._embargoes = self._embargoes
        limited._look(sight)
        limited.register = self.register.only(limited._mentioned())
        return limited

    @cached_property
    def _embargoes(self) -> tuple[str, ...]:
        """All embargoes, as they are written; of the whole, and over or not."""
        found: list[str] = []
        after: Body = {}
        while True:
            pages = {"size": MOST, "sources": [{"embargo": {"terms": {"field": "embargo"}}}]} | after
            query = self._kept_out({"exists": {"field": "embargo"}}, queries.outside(self.generation))
            body = {"size": 0, "query": query, "aggs": {"all": {"composite": pages}}}
            told = self._connection.search(self.index, body)["aggregations"]["all"]
            found += [bucket["key"]["embargo"] for bucket in told["buckets"]]
            if "after_key" not in told or len(told["buckets"]) < MOST:
                return tuple(sorted(found))
            after = {"after": told["after_key"]}

    def embargoes(self) -> Collection[datetime]:
        return [datetime.fromisoformat(each) for each in self._embargoes]

    def filtered(self, kept: Filter) -> OpenSearchSnapshot:
        if not kept:
            return self
        filtered = copy(self)
        filtered._kept = kept._replace(people=tuple(self._spellings(kept.people)))
        return filtered

    def _items(self, query: Clause) -> Clause:
        """The query kept to the filter's items: every look-up that finds items passes here."""
        return kept_to(query, queries.of_filter(self._kept)) if self._kept else query

    @staticmethod
    def _kept_out(query: Clause, outside: Sequence[Clause]) -> Clause:
        return {"bool": {"must": [query], "must_not": list(outside)}}

    def _seen(self, query: Clause) -> Clause:
        """The query kept to this generation and what the scope may see: every look-up passes here."""
        return self._kept_out(query, self._outside)

    def _mentioned(self) -> Iterator[Mention]:
        """Whom articles name that the scope may see."""
        found = self._connection.everything(self.index, self._seen(term("doc", "person")), SHOWN)
        for each in found:
            yield decode_listed(stored(each["_source"]), self._sight.embargoes)

    # Counting

    @property
    def articles(self) -> int:
        return self._counts.of_all.articles

    @property
    def items(self) -> int:
        return self._counts.of_all.items

    @property
    def quotes(self) -> int:
        """How many of the items are quotes."""
        return self._counts.of_all.quotes

    @property
    def people(self) -> int:
        """How many persons there are."""
        return self.register.people

    @property
    def newest(self) -> date | None:
        """The day of the newest article; None where none has a date."""
        return self._counts.of_all.newest

    def oldest(self) -> date | None:
        """The day of the oldest article; None where none has a date."""
        return self._counts.of_all.oldest

    def sources(self) -> int:
        """Of how many sources the articles are, as far as it is known."""
        return len(self.source_names())

    def source_names(self) -> Sequence[str]:
        """The sources of the articles, those with the most articles first."""
        return self._counts.of_all.sources

    def read_ahead(self, *texts: str) -> None:
        """Count in one round trip in how many documents the words of these texts stand."""
        self._counts.read_ahead(*texts)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a field has the term; in none where the scope may see none of them."""
        return self._counts.frequency(field, term)

    def words_beginning(self, prefix: str) -> Sequence[str]:
        """The words of names, then of items, that begin so, each once; they are remembered."""
        return self._counts.beginning(prefix)

    # Items

    def look_up(self, wanted: Sequence[Asked]) -> list[list[Hit]]:
        """Several look-ups in one round trip."""
        bodies = [(self._asked(one), one) for one in wanted]
        made = [body for body, _ in bodies if body]
        found = iter(self._found(made))
        return [next(found) if body else [] for body, _ in bodies]

    def _asked(self, one: Asked) -> Body | None:
        """The search that a look-up is; None where nothing can be found."""
        if one.clauses is not None and not one.clauses:
            return None
        said = queries.filters(self._spellings(one.person), days=one.days)
        if one.person and not said:
            return None
        if one.quotes_only or one.clauses is None:
            said.append(term("quote", 1))
        query = kept_to(queries.EVERYTHING if one.clauses is None else queries.most(one.clauses), said)
        order = BY_DAY if one.clauses is None else None
        return self._body(self._items(query), one.limit, one.offset, order)

    def find(
        self,
        clauses: Iterable[QueryClause],
        limit: int,
        *,
        person: Sequence[str] = (),
        days: Days = ALL_DAYS,
        quotes_only: bool = False,
    ) -> list[Hit]:
        """The items that have most of the clauses' terms, best BM25 score first."""
        return self.look_up([Asked(tuple(clauses), limit, tuple(person), days, quotes_only)])[0]

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        """What these people (by key) said, newest first, undated last; the score is the day."""
        return self.look_up([Asked(None, limit, tuple(person), days, offset=offset)])[0]

    def matching(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """The items that have all of a query, best BM25 score first, or newest first."""
        wanted = self._items(queries.of(query))
        return self._found([self._body(wanted, limit, offset, None if query.ranks else BY_DAY)])[0]

    def count(self, query: Query) -> int:
        """How many items have all of a query."""
        body = {"size": 0, "track_total_hits": True, "query": self._seen(self._items(queries.of(query)))}
        return int(self._searches([body])[0]["hits"]["total"]["value"])

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        """The quotes, or the facts, whose text has most of the stems, best BM25 score first."""
        wanted = [term("text", stem) for stem in stems]
        if not wanted:
            return []
        query = {"bool": {"must": wanted}} if every else queries.some(wanted)
        kept = [term("quote", int(quotes)), term("doc", "item")]
        return self._found([self._body(self._items(kept_to(query, kept)), limit)])[0]

    def article_items(self, article: str, *, withdrawn: bool = False) -> list[Item]:
        """All items of an article: its quotes, then its facts, each in their order."""
        return list(self._article(article, withdrawn))

    def _read_article(self, article: str, withdrawn: bool) -> tuple[Item, ...]:
        bodies = [self._body(self._of_article(article), MOST)]
        if withdrawn:
            bodies.append(self._body(self._of_article(article, "former"), MOST))
        found, *former = self._found(bodies)
        items = self.load(found)
        items += [item for item in map(self._former, ids(*former)) if item.withdrawn] if former else []
        return tuple(sorted(items, key=lambda item: (item.kind == "fact", item.index)))

    def of_article(self, article: str) -> list[Hit]:
        """All items of an article, in no order."""
        return self._found([self._body(self._items(self._of_article(article)), MOST)])[0]

    @staticmethod
    def _of_article(article: str, doc: str = "item") -> Clause:
        return {"bool": {"filter": [term("doc", doc), term("article", article)]}}

    def entry(self, key: str, *, withdrawn: bool = False) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more."""
        article, _, _ = key.rpartition("#")
        return find_item(self.article_items(article, withdrawn=withdrawn), key)

    def former(self, stems: Iterable[str], limit: int) -> list[Item]:
        """Entries of which former words (withdrawn, or before a correction) have some of the stems."""
        wanted = [term("former", stem) for stem in stems]
        if not wanted:
            return []
        return [self._former(name) for name in ids(self._found([self._body(queries.some(wanted), limit)])[0])]

    def every_item(self) -> list[Hit]:
        """All items; only for knowledge small enough to be held at once."""
        query = self._seen(self._items(term("doc", "item")))
        found = []
        for each in self._connection.everything(self.index, query, NUMBERS):
            self._shelf.put(each["_id"], each["_source"])
            found.append(Hit(1.0, each["_id"]))
        return found

    def load(self, hits: Iterable[Hit]) -> list[Item]:
        """The items found, in their order."""
        items = []
        for fields in self._shelf.whole(ids(hits)):
            item = decode_item(stored(fields), fields.get("place") or 0)
            if item.speaker and "person" in fields:
                self._said[item.speaker, item.article] = fields["person"]
            items.append(item)
        return items

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        """A number field of these documents, 0 where absent."""
        return self._shelf.numbers(ids(hits), field)

    # Articles

    def record(self, article: str) -> Record | None:
        """What is kept of the article with this id."""
        return self._record_of(article)

    def _read_record(self, article: str) -> Record | None:
        both = {"bool": {"filter": [terms("doc", ("article", "withdrawn")), term("article", article)]}}
        found = self._shelf.whole(ids(self._found([self._body(both, 2)])[0]))
        found.sort(key=lambda fields: str(fields["doc"]))
        return decode_record(stored(found[0]), self._sight.embargoes) if found else None

    def records(
        self, words: str = "", *, offset: int = 0, limit: int = 25, oldest_first: bool = False
    ) -> list[Record]:
        """Articles, newest first; with `words`, those whose titles have them, the last one unfinished."""
        kept = [term("doc", "article"), *queries.typed("heading", words)]
        kept += self._article_filters() if self._kept else []
        kept += [queries.dated()] if oldest_first else []
        order = BY_DAY_BACK if oldest_first else BY_DAY
        (found,) = self._found([self._body({"bool": {"filter": kept}}, limit, offset, order)])
        return [
            decode_record(stored(fields), self._sight.embargoes) for fields in self._shelf.whole(ids(found))
        ]

    def _article_filters(self) -> list[Clause]:
        """What finds the articles that have items of the filter: by whom, of which source, of which days."""
        people, sources, days = self._kept
        kept = queries.filters((), sources, days)
        if people:
            naming = {"bool": {"filter": [terms("person", people), term("doc", "person")]}}
            found = self._connection.everything(self.index, self._seen(naming), SHOWN)
            told = (decode_mention(stored(each["_source"]), self._sight.embargoes) for each in found)
            kept.append(terms("article", sorted({one.article for one in told if one.quotes})))
        return kept

    # People

    def people_of(self, article: str) -> list[PersonMention]:
        """The people of an article, as it has them."""
        return list(self._people_in(article))

    def _read_people(self, article: str) -> tuple[PersonMention, ...]:
        (found,) = self._found([self._body(self._of_article(article, "person"), MOST)])
        return tuple(map(self._mention, ids(found)))

    def person_of(self, speaker: str, article: str) -> str:
        """The key of the person whom a speaker's name means in an article; it is remembered."""
        if not is_bare(speaker):
            return whose(speaker, (), self.register)
        if not self._sight and (key := self._said.get((speaker, article))):
            return self.register.key(key)
        return whose(speaker, [mention.name for mention in self.people_of(article)], self.register)

    def named(self, clauses: Sequence[QueryClause], limit: int) -> list[NamedPerson]:
        """People that have all the clauses' terms in name or role, most quoted first."""
        called = [clause.term for clause in clauses if clause.field == "name"]
        try:
            return self._people([term(clause.field, clause.term) for clause in clauses], limit)
        except SearchAwayError:
            if len(called) < len(clauses):
                raise
            return people_called(called, self.register, limit)

    def speakers(self, words: str = "", *, limit: int = 25, persons_only: bool = False) -> list[NamedPerson]:
        """People, most quoted first; with `words`, those whose names have them, the last one unfinished.

        Where the search is down, they are looked for among the names that are kept, without slips.
        """
        try:
            return self._people(queries.typed("name", words), limit, persons_only=persons_only)
        except SearchAwayError:
            called = plain_terms(words)
            return people_called(called, self.register, limit, persons_only=persons_only, unfinished=True)

    def mentions(self, person: str, limit: int = 25) -> list[PersonMention]:
        """A person (by key) as the newest articles that name them have them.

        Where the search is down, as the names that are kept have them, without their articles.
        """
        kept = [terms("person", self._spellings([person])), term("doc", "person")]
        try:
            (found,) = self._found([self._body({"bool": {"filter": kept}}, limit, 0, BY_DAY)])
        except SearchAwayError:
            return mentions_kept(person, self.register)[:limit]
        return [self._mention(name) for name in ids(found)]

    def mentions_like(self, clauses: Sequence[QueryClause], limit: int) -> list[tuple[float, PersonMention]]:
        """Mentions of people that have some of the clauses' terms, best BM25 score first."""
        query = kept_to(queries.most(clauses), [term("doc", "person")])
        (found,) = self._found([self._body(query, limit)])
        return [(hit.score, self._mention(str(hit.key))) for hit in found]

    # Inside

    def _searches(self, bodies: Sequence[Body]) -> list[Body]:
        """Several searches; one that has what is `wanted` for a query is kept to what this sees."""
        made = [
            {**body, "query": self._seen(wanted)} if (wanted := body.pop("wanted", None)) else body
            for body in map(dict, bodies)
        ]
        return self._connection.searches(self.index, made)

    def _body(self, query: Clause, limit: int, offset: int = 0, order: list[Body] | None = None) -> Body:
        """A search for documents; a wide one reads their numbers alone."""
        # OpenSearch refuses a search that would read further.
        limit = max(0, min(limit, FURTHEST - offset))
        offset = offset if limit else 0
        body: Body = {"query": self._seen(query), "size": limit, "from": offset, "track_total_hits": False}
        if order:
            body["sort"] = order
        if limit <= SHOWN_AT_ONCE or limit == MOST:
            return body | {"_source": list(SHOWN)}
        return body | {"_source": False, "docvalue_fields": list(NUMBERS)}

    def _found(self, bodies: Sequence[Body]) -> list[list[Hit]]:
        """What searches find; the documents, or their numbers, are put on the shelf."""
        told = []
        for body, answer in zip(bodies, self._connection.searches(self.index, bodies), strict=True):
            hits = []
            for each in answer["hits"]["hits"]:
                fields = each["_source"] if "_source" in each else numbers_of(each.get("fields", {}))
                self._shelf.put(each["_id"], fields)
                score = each["sort"][0] if "sort" in body else each["_score"]
                hits.append(Hit(float(score), each["_id"]))
            told.append(hits)
        return told

    def _people(
        self, musts: Sequence[Clause], limit: int, *, persons_only: bool = False
    ) -> list[NamedPerson]:
        """Whoever has a spelling that the clauses find, each once, most quoted first."""
        size = limit + SPARE
        while True:
            keys = self._most_quoted([term("doc", "person"), *musts], size)
            found = named_people(keys, self.register, persons_only=persons_only)
            if len(found) >= limit or len(keys) < size:
                return found[:limit]
            size *= 4

    def _most_quoted(self, filters: Sequence[Clause], size: int) -> list[str]:
        """The keys of the spellings that are found, those with the most quotes there first."""
        spellings: dict[str, Any] = {"field": "person", "size": size, "order": {"quotes": "desc"}}
        people = {"terms": spellings, "aggs": {"quotes": {"sum": {"field": "quotes"}}}}
        query = self._seen({"bool": {"filter": list(filters)}})
        (found,) = self._searches([{"size": 0, "query": query, "aggs": {"people": people}}])
        return [bucket["key"] for bucket in found["aggregations"]["people"]["buckets"]]

    def _spellings(self, people: Sequence[str]) -> list[str]:
        """The keys of all spellings of these people."""
        return list(dict.fromkeys(key for one in people for key in self.register.spellings(one)))

    def _former(self, name: str) -> Item:
        return decode_former(stored(self._shelf.whole([name])[0]))

    def _mention(self, name: str) -> PersonMention:
        return decode_mention(stored(self._shelf.whole([name])[0]), self._sight.embargoes)
