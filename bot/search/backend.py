"""What the search asks of what stands behind it: one snapshot's look-ups, and the values they take and give.

tantivy is behind it by default (`bot.search.index`); another engine has to provide a `Snapshot` and to pass
the suite in `tests/search/suite.py`. Scores may differ from backend to backend; sets, counts, filters and
orders by day may not.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from bot.knowledge import Item, PersonMention, Record
from bot.names import Register, completed, is_bare, name_key
from bot.search.query import ALL_DAYS, Days, Filter, Query, QueryClause
from bot.search.scope import Scope


class Hit(NamedTuple):
    """An item found: its score, and a key that names it within this snapshot and says nothing else."""

    score: float
    key: Hashable


class Asked(NamedTuple):
    """A look-up of items that is made together with others: see `Snapshot.look_up`.

    It is `find` of the clauses or, where these are None, `statements` of `person`.
    """

    clauses: tuple[QueryClause, ...] | None
    limit: int
    person: tuple[str, ...] = ()
    days: Days = ALL_DAYS
    quotes_only: bool = False
    offset: int = 0


class NamedPerson(NamedTuple):
    """A person found by name: the key, and in how many articles and quotes, by all spellings of theirs."""

    person: str
    articles: int
    quotes: int


def person_key(name: str) -> str:
    """The key of a spelling: a name as it is compared; see `bot.names.name_key`.

    Every look-up that takes the key of a person takes that of any of their spellings. Two keys may be one
    person's: `Snapshot.register` knows.
    """
    return name_key(name)


def whose(speaker: str, people: Iterable[str], register: Register) -> str:
    """The key of the person whom a speaker's name means in an article that names these people.

    A surname alone is the one person of that name whom the article has in full.
    """
    whole = completed((*people, speaker)).get(speaker, speaker) if is_bare(speaker) else speaker
    return register.key(whole)


def named_people(keys: Iterable[str], register: Register, *, persons_only: bool = False) -> list[NamedPerson]:
    """The people of these spellings, each once, most quoted first."""
    found = (register.person(key) for key in keys)
    people = dict.fromkeys(one for one in found if one and (one.is_person or not persons_only))
    ordered = sorted(people, key=lambda one: (-one.quotes, -one.articles, one.key))
    return [NamedPerson(one.key, one.articles, one.quotes) for one in ordered]


class Snapshot(Protocol):
    """The knowledge at one moment, as one scope may see it; it stays so while the files change behind it.

    What was withdrawn is not there but for those who ask for it by name: `former`, `withdrawn`, `record`.
    Terms are those of `plain_terms` and `stemmed_terms`. Items have the fields "text", "context", "title" (of
    the article, with its tags) and "role" in stems, "words" and "speaker" as plain words, and "compound",
    the forms of `bot.text.compounds` in text, context and title; articles "heading", people "name" as plain
    words and "office" in stems.

    People are persons and other speakers, each once, however many spellings of their names there are: see
    `register`. A key of any spelling may be given for a person.
    """

    def seen_by(self, scope: Scope) -> Snapshot:
        """The same moment as another scope may see it."""

    def embargoes(self) -> Collection[datetime]:
        """All embargoes of articles and entries, over or not, whatever the scope."""

    def filtered(self, kept: Filter) -> Snapshot:
        """The same, its items and the list of its articles kept to a filter.

        Whatever finds items finds no others: `find`, `alike`, `statements`, `matching`, `of_article`,
        `every_item`. What is known by its key or article, the people, frequencies and the other counts are as
        they were. An article is kept where one of the people said something in it.
        """

    # Counting

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def items(self) -> int:
        """How many items there are."""

    @property
    def quotes(self) -> int:
        """How many of the items are quotes."""

    @property
    def people(self) -> int:
        """How many persons there are; speakers that are no persons ("White House") are not counted."""

    @property
    def newest(self) -> date | None:
        """The day of the newest article; None where none has a date."""

    def oldest(self) -> date | None:
        """The day of the oldest article; None where none has a date."""

    def sources(self) -> int:
        """Of how many sources the articles are, as far as it is known."""

    def source_names(self) -> Sequence[str]:
        """The sources of the articles, those with the most articles first."""

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a field has the term."""

    def words_beginning(self, prefix: str) -> Sequence[str]:
        """The words of names, then of items, that begin so, each once."""

    def read_ahead(self, *texts: str) -> None:
        """The words of these texts are about to be asked for: what takes a way to them may go it once."""

    # Items

    def look_up(self, wanted: Sequence[Asked]) -> list[list[Hit]]:
        """What each of these look-ups finds, together: for a backend far away they are one way."""

    def find(
        self,
        clauses: Iterable[QueryClause],
        limit: int,
        *,
        person: Sequence[str] = (),
        days: Days = ALL_DAYS,
        quotes_only: bool = False,
    ) -> list[Hit]:
        """The items that have some of the clauses' terms, best score first.

        `person` keeps to what one of these people (by key) said, `days` to articles of these days.
        """

    def alike(self, stems: Iterable[str], limit: int, *, quotes: bool, every: bool = False) -> list[Hit]:
        """The quotes, or the facts, whose text has some of the stems, best score first.

        With `every`, only those that have all of them.
        """

    def matching(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """The items that have all of a query, best score first.

        Where the query asks for nothing that fits better or worse, newest first, undated last; the score is
        the day then.
        """

    def count(self, query: Query) -> int:
        """How many items have all of a query."""

    def statements(
        self, person: Sequence[str], limit: int, *, days: Days = ALL_DAYS, offset: int = 0
    ) -> list[Hit]:
        """What these people (by key) said, newest first, undated last; the score is the day."""

    def article_items(self, article: str, *, withdrawn: bool = False) -> list[Item]:
        """All items of an article: its quotes, then its facts, each in their order.

        `withdrawn` adds those that were taken back.
        """

    def of_article(self, article: str) -> list[Hit]:
        """All items of an article, in no order."""

    def entry(self, key: str, *, withdrawn: bool = False) -> Item | None:
        """The item with this `Item.key`; None where no article has such words any more.

        `withdrawn` finds it even where it was taken back.
        """

    def former(self, stems: Iterable[str], limit: int) -> list[Item]:
        """Entries of which former words (withdrawn, or before a correction) have some of the stems.

        Those that have most of them, and the rarest, come first.
        """

    def every_item(self) -> list[Hit]:
        """All items; only for knowledge small enough to be held at once."""

    def load(self, hits: Iterable[Hit]) -> list[Item]:
        """The items found, in their order."""

    def numbers(self, field: str, hits: Sequence[Hit]) -> list[int]:
        """A number of each of these items.

        `field` is "day" (an ordinal, 0 for none), "shelf" (the article's hash), "place" (in its article's
        quotes or facts), "quote" (0 or 1) or "sentence" (`bot.search.vectors.form.sentence_key`).
        """

    # Articles

    def record(self, article: str) -> Record | None:
        """What is kept of the article with this id, even where it was withdrawn."""

    def records(
        self, words: str = "", *, offset: int = 0, limit: int = 25, oldest_first: bool = False
    ) -> list[Record]:
        """Articles, newest first, undated last; with `words`, those whose titles have them.

        The last of the words may be unfinished, and a slip in a longer one is forgiven. Oldest first, the
        undated are left out.
        """

    # People

    @property
    def register(self) -> Register:
        """Who is who among all who are named in what the scope may see.

        It says which spellings are one person, whom a typed name means (`bot.names.resolve`), who bears a
        surname, and what offices somebody held. Editors' `people.yaml` is in it.
        """

    def person_of(self, speaker: str, article: str) -> str:
        """The key of the person whom a speaker's name means in an article.

        A surname alone is the one person of that name whom the article names in full. Of a speaker who is
        nobody known the key of the name.
        """

    def people_of(self, article: str) -> list[PersonMention]:
        """The people of an article, as it has them."""

    def named(self, clauses: Sequence[QueryClause], limit: int) -> list[NamedPerson]:
        """People who have all the clauses' terms in name or office, most quoted first."""

    def speakers(self, words: str = "", *, limit: int = 25, persons_only: bool = False) -> list[NamedPerson]:
        """People, most quoted first; with `words`, those whose names have them, read as in `records`.

        With `persons_only`, without organisations and those who are only described.
        """

    def mentions(self, person: str, limit: int = 25) -> list[PersonMention]:
        """A person (by key) as the newest articles that name them have them, by whatever spelling."""

    def mentions_like(self, clauses: Sequence[QueryClause], limit: int) -> list[tuple[float, PersonMention]]:
        """Mentions of people who have some of the clauses' terms, best score first."""
