"""The look-ups of a snapshot over a list: slow and obvious, to check others against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from rapidfuzz.distance import OSA

from bot.knowledge import CollectionRules, is_called_collection, opens_at, rules_in
from bot.knowledge.amendments import AMENDMENTS, with_its_own
from bot.knowledge.cast import Cast, mentions
from bot.knowledge.items import Item, PersonMention, Record, date_of, find_item
from bot.knowledge.library import scan
from bot.knowledge.model import Article, Fact, Person, Quote
from bot.knowledge.reader import read
from bot.names import Register
from bot.search import (
    ALL_DAYS,
    Asked,
    Days,
    Filter,
    Hit,
    NamedPerson,
    Phrase,
    Query,
    QueryClause,
    Scope,
    Snapshot,
    plain_terms,
    stemmed_terms,
)
from bot.search.backend import named_people, whose
from bot.text import forms_in
from bot.text.fingerprint import article_hash

LEAD = 3
"""Facts that an article's record has."""


class Entry(NamedTuple):
    """What is stored of an item, an article or a person of an article, and its terms by field."""

    stored: Item | Record | PersonMention
    terms: dict[str, list[str]]
    numbers: dict[str, int]
    person: str = ""

    @property
    def day(self) -> int:
        return self.numbers["day"]


class Seen(NamedTuple):
    """An article in its file: as it was written, and as it is seen."""

    path: str
    whole: Article
    open: Article


class Former(Item):
    """An entry that is found by its former words."""


class WithdrawnRecord(Record):
    """What is kept of an article that was taken back."""


class BruteForce:
    """Every entry is looked at for every question."""

    def __init__(self, articles: Iterable[Seen]) -> None:
        self._seen = list(articles)
        self._rules = CollectionRules({})
        self._whole = self
        self._kept = Filter()
        self._entries = [entry for each in self._seen for entry in _entries_of(each)]
        self.register = Register.read(one for each in self._seen for one in mentions(each.open))

    @classmethod
    def of(cls, folder: Path) -> BruteForce:
        """The knowledge of a folder whose files have no errors."""
        found = scan(folder)
        paths = sorted(path for path in found.files if not is_called_collection(path))
        whole = cls(Seen(path, each, each) for path in paths for each in read(folder / path, path).articles)
        whole._rules = rules_in(folder, found, CollectionRules({}))
        return whole

    def seen_by(self, scope: Scope) -> Snapshot:
        whole = self._whole
        if scope.everything:
            return whole
        closed = self._rules.closed(scope.grants, scope.moment, scope.zone)
        shown = (each for each in whole._seen if not self._rules.is_closed(each.path, closed))
        opened = ((each, _opened(each.whole, scope)) for each in shown)
        seen = BruteForce(each._replace(open=article) for each, article in opened if article)
        seen._whole, seen._rules = whole, self._rules
        return seen

    def filtered(self, kept: Filter) -> Snapshot:
        filtered = copy(self)
        filtered._kept = kept
        return filtered

    def embargoes(self) -> Collection[datetime]:
        written: list[Article | Quote | Fact] = []
        for each in self._whole._seen:
            written += [each.whole, *each.whole.quotes, *each.whole.facts]
        return {one.embargo for one in written if one.embargo}

    # Counting

    @property
    def articles(self) -> int:
        return len(self._all(Record))

    @property
    def items(self) -> int:
        return len(self._all(Item))

    @property
    def quotes(self) -> int:
        return sum(entry.numbers["quote"] for entry in self._all(Item))

    @property
    def people(self) -> int:
        return sum(person.is_person for person in self.register)

    @property
    def newest(self) -> date | None:
        return max(self._days(), default=None)

    def oldest(self) -> date | None:
        return min(self._days(), default=None)

    def sources(self) -> int:
        return len(self.source_names())

    def source_names(self) -> list[str]:
        sources = Counter(entry.stored.source for entry in self._all(Record) if entry.stored.source)
        return [source for source, _ in sources.most_common()]

    def frequency(self, field: str, term: str) -> int:
        return sum(term in entry.terms.get(field, ()) for entry in self._entries)

    def words_beginning(self, prefix: str) -> list[str]:
        found = (
            sorted({word for entry in self._entries for word in entry.terms.get(field, ())})
            for field in ("name", "words")
        )
        return list(dict.fromkeys(word for words in found for word in words if word.startswith(prefix)))

    def read_ahead(self, *texts: str) -> None:
        pass

    # Items

    def look_up(self, wanted: Sequence[Asked]) -> list[list[Hit]]:
        return [
            self.statements(one.person, one.limit, days=one.days, offset=one.offset)
            if one.clauses is None
            else self.find(
                one.clauses, one.limit, person=one.person, days=one.days, quotes_only=one.quotes_only
            )
            for one in wanted
        ]

    def find(
        self,
        clauses: Iterable[QueryClause],
        limit: int,
        *,
        person: Sequence[str] = (),
        days: Days = ALL_DAYS,
        quotes_only: bool = False,
    ) -> list[Hit]:
        wanted = list(clauses)
        kept = [
            place
            for place in self._kept_places()
            if self._within(place, self._spellings(person), days, quotes_only=quotes_only)
        ]
        return self._best(wanted, kept, limit)

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        wanted = [QueryClause("text", stem) for stem in stems]
        kept = [place for place in self._kept_places() if self._entries[place].numbers["quote"] == quotes]
        if every:
            kept = [place for place in kept if all(self._has(place, clause) for clause in wanted)]
        return self._best(wanted, kept, limit)

    def matching(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        wanted = [clause for clauses in query.words for clause in clauses]
        hits = []
        for place in filter(lambda place: self._matches(place, query), self._kept_places()):
            score = sum(clause.boost for clause in wanted if self._has(place, clause))
            hits.append(Hit(score if query.ranks else float(self._entries[place].day), place))
        return sorted(hits, key=lambda hit: -hit.score)[offset : offset + limit]

    def count(self, query: Query) -> int:
        return sum(self._matches(place, query) for place in self._kept_places())

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        keys = self._spellings(person)
        kept = [place for place in self._kept_places() if self._within(place, keys, days, quotes_only=True)]
        kept.sort(key=lambda place: -self._entries[place].day)
        return [Hit(float(self._entries[place].day), place) for place in kept[offset : offset + limit]]

    def article_items(self, article: str, *, withdrawn: bool = False) -> list[Item]:
        kept = [*self._all(Item), *(self._all(Former) if withdrawn else ())]
        items = [Item(**entry.stored.model_dump()) for entry in kept if entry.stored.article == article]
        once = {(item.kind == "fact", item.index): item for item in items if withdrawn or not item.withdrawn}
        return [item for _, item in sorted(once.items(), key=lambda pair: pair[0])]

    def of_article(self, article: str) -> list[Hit]:
        places = self._kept_places()
        return [Hit(1.0, place) for place in places if self._entries[place].stored.article == article]

    def entry(self, key: str, *, withdrawn: bool = False) -> Item | None:
        article, _, _ = key.rpartition("#")
        return find_item(self.article_items(article, withdrawn=withdrawn), key)

    def former(self, stems: Iterable[str], limit: int) -> list[Item]:
        wanted = [QueryClause("former", stem) for stem in stems]
        hits = self._best(wanted, self._places(Former), limit)
        return [Item(**self._at(hit.key).stored.model_dump()) for hit in hits]

    def every_item(self) -> list[Hit]:
        return [Hit(1.0, place) for place in self._kept_places()]

    def load(self, hits: Iterable[Hit]) -> list[Item]:
        return [cast(Item, self._at(hit.key).stored) for hit in hits]

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        return [self._at(hit.key).numbers[field] for hit in hits]

    # Articles

    def record(self, article: str) -> Record | None:
        both = [*self._all(Record), *self._all(WithdrawnRecord)]
        found = (entry.stored for entry in both if entry.stored.article == article)
        return next((Record(**record.model_dump()) for record in found), None)

    def records(
        self, words: str = "", *, offset: int = 0, limit: int = 25, oldest_first: bool = False
    ) -> list[Record]:
        found = [entry for entry in self._kept_records() if _is_typed(words, entry.terms["heading"])]
        found.sort(key=lambda entry: -entry.day)
        if oldest_first:
            found = [entry for entry in reversed(found) if entry.day]
        return [cast(Record, entry.stored) for entry in found[offset : offset + limit]]

    # People

    def people_of(self, article: str) -> list[PersonMention]:
        return [entry.stored for entry in self._all(PersonMention) if entry.stored.article == article]

    def named(self, clauses: Sequence[QueryClause], limit: int) -> list[NamedPerson]:
        places = [
            place
            for place in self._places(PersonMention)
            if all(self._has(place, clause) for clause in clauses)
        ]
        return self._people([self._entries[place] for place in places], limit)

    def person_of(self, speaker: str, article: str) -> str:
        return whose(speaker, [mention.name for mention in self.people_of(article)], self.register)

    def speakers(self, words: str = "", *, limit: int = 25, persons_only: bool = False) -> list[NamedPerson]:
        entries = [entry for entry in self._all(PersonMention) if _is_typed(words, entry.terms["name"])]
        return self._people(entries, limit, persons_only=persons_only)

    def mentions(self, person: str, limit: int = 25) -> list[PersonMention]:
        found = sorted(
            (entry for entry in self._all(PersonMention) if entry.person in self._spellings([person])),
            key=lambda entry: -entry.day,
        )
        return [cast(PersonMention, entry.stored) for entry in found[:limit]]

    def mentions_like(self, clauses: Sequence[QueryClause], limit: int) -> list[tuple[float, PersonMention]]:
        hits = self._best(clauses, self._places(PersonMention), limit)
        return [(hit.score, cast(PersonMention, self._at(hit.key).stored)) for hit in hits]

    # Inside

    def _at(self, key: Hashable) -> Entry:
        return self._entries[cast(int, key)]

    def _places(self, kind: type) -> list[int]:
        return [place for place, entry in enumerate(self._entries) if type(entry.stored) is kind]

    def _kept_places(self) -> list[int]:
        people, sources, days = self._spellings(self._kept.people), self._kept.sources, self._kept.days
        return [
            place
            for place in self._places(Item)
            if self._within(place, people, days, quotes_only=False)
            and (not sources or cast(Item, self._entries[place].stored).source in sources)
        ]

    def _kept_records(self) -> Iterable[Entry]:
        people, sources, days = self._spellings(self._kept.people), self._kept.sources, self._kept.days
        theirs = {
            entry.stored.article
            for entry in self._all(PersonMention)
            if entry.person in people and entry.stored.quotes
        }
        for place in self._places(Record):
            record = cast(Record, self._entries[place].stored)
            by_them = not people or record.article in theirs
            of_them = not sources or record.source in sources
            if by_them and of_them and self._within(place, (), days, quotes_only=False):
                yield self._entries[place]

    def _matches(self, place: int, query: Query) -> bool:
        """Whether an item has all of a query."""
        return (
            all(any(self._has(place, clause) for clause in clauses) for clauses in query.words)
            and all(self._has_phrase(place, phrase) for phrase in query.phrases)
            and not any(self._has(place, clause) for clause in query.without)
            and not any(self._has_phrase(place, phrase) for phrase in query.without_phrases)
        )

    def _has_phrase(self, place: int, phrase: Phrase) -> bool:
        words = self._entries[place].terms["words"]
        return any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words)))

    def _all(self, kind: type) -> list[Any]:
        return [self._entries[place] for place in self._places(kind)]

    def _days(self) -> list[date]:
        days = (date_of(entry.stored.published) for entry in self._all(Record))
        return [day for day in days if day]

    def _has(self, place: int, clause: QueryClause) -> bool:
        return clause.term in self._entries[place].terms.get(clause.field, ())

    def _within(self, place: int, person: Sequence[str], days: Days, *, quotes_only: bool) -> bool:
        entry = self._entries[place]
        if (person and entry.person not in person) or (quotes_only and not entry.numbers["quote"]):
            return False
        if not days:
            return True
        first, last = days.since or date.min, days.until or date.max
        return first.toordinal() <= entry.day <= last.toordinal()

    def _best(self, clauses: Sequence[QueryClause], places: Sequence[int], limit: int) -> list[Hit]:
        """Those that have some of the clauses' terms; the score is the sum of the boosts of these."""
        hits = [
            Hit(sum(clause.boost for clause in clauses if self._has(place, clause)), place)
            for place in places
            if any(self._has(place, clause) for clause in clauses)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _people(
        self, entries: Iterable[Entry], limit: int, *, persons_only: bool = False
    ) -> list[NamedPerson]:
        keys = (entry.person for entry in entries)
        return named_people(keys, self.register, persons_only=persons_only)[:limit]

    def _spellings(self, people: Iterable[str]) -> list[str]:
        return [key for one in people for key in self.register.spellings(one)]


def _opened(article: Article, scope: Scope) -> Article | None:
    """The article without what is held back, and whom that alone names; None where nothing is left."""

    def is_over(embargo: datetime | None) -> bool:
        return embargo is None or opens_at(embargo, scope.zone) <= scope.moment

    entries: list[Quote | Fact] = [*article.quotes, *article.facts]
    left = [entry for entry in entries if is_over(entry.embargo)]
    hidden = [entry for entry in entries if not is_over(entry.embargo)]
    if not left or not is_over(article.embargo):
        return None
    kept = {
        "quotes": tuple(quote for quote in article.quotes if quote in left),
        "facts": tuple(fact for fact in article.facts if fact in left),
        "people": tuple(one for one in article.people if _names(left, one) or not _names(hidden, one)),
    }
    return article.model_copy(update=kept)


def _names(entries: Iterable[Quote | Fact], person: Person) -> bool:
    """Whether one of the entries is the person's, or has their surname."""
    surname = person.name.split()[-1]
    return any(
        surname in f"{entry.text} {entry.context}" or getattr(entry, "speaker", "") == person.name
        for entry in entries
    )


def _entries_of(seen: Seen) -> Iterable[Entry]:
    """The items keep the places that they have in the whole article."""
    left: list[Quote | Fact] = [*seen.open.quotes, *seen.open.facts]
    wanted = {(type(each), each.text) for each in left}
    for entry in _entries(seen.whole):
        item = entry.stored
        kind = Quote if isinstance(item, Item) and item.kind == "quote" else Fact
        if isinstance(item, Item) and (kind, item.text) in wanted:
            yield entry
    yield from (entry for entry in _entries(seen.open) if not isinstance(entry.stored, Item))


def _entries(article: Article) -> Iterable[Entry]:
    article = with_its_own(article)
    place = {"article": article.id, **article.model_dump(include={"title", "source", "author", "url"})}
    place["published"] = article.published
    heading = " ".join((article.title, *article.tags))
    day = date_of(article.published)
    shared = {"day": day.toordinal() if day else 0, "shelf": article_hash(article.id)}
    record = Record(
        **place,
        tags=article.tags,
        summary=article.summary,
        quotes=sum(1 for quote in article.quotes if not quote.withdrawn),
        facts=sum(1 for fact in article.facts if not fact.withdrawn),
        lead=tuple(
            fact.text for fact in article.facts if not (fact.withdrawn or fact.superseded_by or fact.disputed)
        )[:LEAD],
        **{key: getattr(article, key) for key in AMENDMENTS},
    )
    if article.withdrawn:
        record = WithdrawnRecord(**record.model_dump(exclude={"summary"}))
    yield Entry(record, {"heading": plain_terms(heading)}, {**shared, "quote": 0})
    cast = Cast.of(article)
    for index, quote in enumerate(article.quotes):
        key, person = cast.key(quote.speaker), cast.person(quote.speaker)
        item = Item(**place, **quote.model_dump(), kind="quote", index=index, role=person.role)
        terms = _item_terms(item, heading)
        terms["speaker"] = plain_terms(" ".join((quote.speaker, *person.aliases)))
        terms["role"] = stemmed_terms(person.role)
        yield from _as_it_holds(Entry(item, terms, {**shared, "quote": 1, "place": index}, key))
    for index, fact in enumerate(article.facts):
        item = Item(**place, **fact.model_dump(), kind="fact", index=index)
        terms = _item_terms(item, heading)
        yield from _as_it_holds(Entry(item, terms, {**shared, "quote": 0, "place": index}))
    for key, (person, quotes, _) in () if article.withdrawn else cast.roles.items():
        fields = person.model_dump(include={"name", "role", "aliases"})
        mention = PersonMention(article=article.id, published=article.published, quotes=quotes, **fields)
        terms = {
            "name": plain_terms(" ".join((person.name, *person.aliases))),
            "office": stemmed_terms(person.role),
        }
        yield Entry(mention, terms, {**shared, "quotes": quotes}, key)


def _as_it_holds(entry: Entry) -> Iterable[Entry]:
    """The entry if it was not taken back, and another for its former words if there are any."""
    item = cast(Item, entry.stored)
    former = " ".join((item.text if item.withdrawn else "", item.corrected.was if item.corrected else ""))
    if not item.withdrawn:
        yield entry
    if former.strip():
        yield Entry(Former(**item.model_dump()), {"former": stemmed_terms(former)}, entry.numbers)


def _item_terms(item: Item, heading: str) -> dict[str, list[str]]:
    return {
        "text": stemmed_terms(item.text),
        "words": plain_terms(item.text),
        "compound": sorted(forms_in(heading) | forms_in(f"{item.text} {item.context}")),
        "context": stemmed_terms(item.context),
        "title": stemmed_terms(heading),
    }


def _is_typed(typed: str, words: Sequence[str]) -> bool:
    """Whether all typed words are there; the last may go on, and one slip in a longer one is forgiven."""
    terms = plain_terms(typed)
    return all(
        any(_is_near(term, word, unfinished=number == len(terms)) for word in words)
        for number, term in enumerate(terms, 1)
    )


def _is_near(term: str, word: str, *, unfinished: bool) -> bool:
    slips = 0 if len(term) < 4 else 1
    wholes = [word[:end] for end in range(len(word) + 1)] if unfinished else [word]
    return any(OSA.distance(term, whole) <= slips for whole in wholes)
