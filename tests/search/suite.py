"""What every backend of the search must do: subclass it, give a snapshot, name what is lacking."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.items import Item
from bot.search import (
    Days,
    Filter,
    Hit,
    Query,
    QueryClause,
    Scope,
    Snapshot,
    person_key,
    plain_terms,
    stemmed_terms,
)
from tests.search.bruteforce import BruteForce

FILES = {
    "2031/ferry.yaml": """
title: The ferry ran aground
source: Port Ellery Courier
published: 2031-05-04
tags: [harbour, storms]
people:
  - name: Ada Lind
    role: mayor
    aliases: [the mayor of Port Ellery]
  - name: Theo Brandt
    role: harbour master
quotes:
  - speaker: Ada Lind
    text: The ferry will sail again by June.
    context: Asked about the ferry,
  - speaker: Theo Brandt
    text: Nobody told me about the storm.
  - speaker: ADA LIND
    text: And it will be on time.
    continues: true
facts:
  - The ferry ran aground in a storm.
  - text: The harbour was closed for two days.
    context: After the storm
""",
    "2031/wall.yaml": """
title: A wall for the harbour
source: The Évening Post
published: 2031-06-01T18:30
people:
  - name: Ada Lind
    role: former mayor
  - name: Adam Lindqvist
    role: engineer
quotes:
  - speaker: Ada Lind
    text: I promised a wall, and here is the wall.
facts:
  - The wall is two miles long.
""",
    "flour.yaml": """
title: Flour is dear
source: Port Ellery Courier
published: 2030-01-20
quotes:
  - speaker: José Pérez
    text: Flour is dear, and so is bread.
facts:
  - Bakers complained about the price of flour.
""",
    "undated.yaml": """
title: An old note
quotes:
  - speaker: Ada Lind
    text: The harbour is ours.
""",
}

AMENDED = {
    "pier.yaml": """
title: The pier is to be sold
source: Port Ellery Courier
published: 2031-05-04
corrected: {date: 2031-05-06, note: The price was wrong., was: The pier costs nine crowns.}
people:
  - {name: Ada Lind, role: mayor}
quotes:
  - {speaker: Ada Lind, text: The pier stays ours., withdrawn: {date: 2031-05-05, note: She did not say it.}}
  - {speaker: Ada Lind, text: We need a lighthouse., id: light}
  - {speaker: Theo Brandt, text: Sell it all., withdrawn: {date: 2031-05-05}}
facts:
  - The pier costs six crowns.
  - {text: The pier is long., disputed: {note: The harbour master says it is short.}}
""",
    "gone.yaml": """
title: The lighthouse was sold
published: 2031-07-01
withdrawn: {date: 2031-07-03, note: It was not sold.}
summary: Sold for a crown.
quotes:
  - {speaker: Mia Holt, text: The lighthouse is sold.}
""",
}

NAMESAKES = {
    "nasser.yaml": """
title: The pilots vote
published: 2031-05-01
people:
  - name: Rashid Omar Al Nasser
    role: pilots' leader
    aliases: [Rashid Al Nasser]
quotes:
  - speaker: Rashid Omar Al Nasser
    text: We vote on Monday.
""",
    "again.yaml": """
title: The pilots voted
published: 2031-05-03
quotes:
  - speaker: Rashid Al Nasser
    text: We voted for it.
  - speaker: Port Authority
    text: We wait.
""",
    "tunnel.yaml": """
title: One Hendry on the tunnel
published: 2031-05-12
people:
  - name: Alan Hendry
    role: chief executive
quotes:
  - speaker: Hendry
    text: Eleven minutes a day.
  - speaker: Alan Hendry
    text: It is two weeks a year.
""",
    "banks.yaml": """
title: The other Hendry on the tunnel
published: 2031-05-13
people:
  - name: Ruth Hendry
quotes:
  - speaker: Mrs Hendry
    text: Nobody saved eleven minutes.
""",
    "short.yaml": """
title: In brief
published: 2031-05-14
quotes:
  - speaker: Hendry
    text: No comment.
""",
}

FIELDS = ("text", "words", "title", "context", "speaker", "role")
VOCABULARY = sorted({term for page in FILES.values() for term in stemmed_terms(page) + plain_terms(page)})
DAYS = st.dates(date(2030, 1, 1), date(2031, 7, 1))
PEOPLE = ("ada lind", "theo brandt", "jose perez")
SOURCES = ("Port Ellery Courier", "The Évening Post", "Nobody's Paper")
CLAUSES = st.builds(QueryClause, st.sampled_from(FIELDS), st.sampled_from(VOCABULARY))
TEXTS = sorted(
    {
        tuple(plain_terms(line.partition("text:")[2] or line.partition("- The")[2]))
        for page in FILES.values()
        for line in page.splitlines()
        if "text:" in line or "- The" in line
    }
)


@st.composite
def phrases(draw: st.DrawFn) -> tuple[str, ...]:
    """Words of a text that stand together, or some that do not."""
    words = draw(st.sampled_from([text for text in TEXTS if text]))
    at, length = draw(st.integers(0, len(words) - 1)), draw(st.integers(1, 4))
    return words[at : at + length][:: draw(st.sampled_from([1, 1, 1, -1]))]


QUERIES = st.builds(
    Query,
    words=st.lists(st.lists(CLAUSES, min_size=1, max_size=6).map(tuple), max_size=2).map(tuple),
    phrases=st.lists(phrases(), max_size=1).map(tuple),
    without=st.lists(CLAUSES, max_size=2).map(tuple),
    without_phrases=st.lists(phrases(), max_size=1).map(tuple),
)
FILTERS = st.builds(
    Filter,
    people=st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple),
    sources=st.lists(st.sampled_from(SOURCES), max_size=2).map(tuple),
    days=st.builds(Days, st.none() | DAYS, st.none() | DAYS),
)


NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)


def closed(folder: Path) -> Path:
    """A copy of a folder of knowledge that nobody may see."""
    copy = folder.with_name(f"{folder.name}-closed")
    if not copy.exists():
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".briefing-index"))
        (copy / "collection.yaml").write_text("visible_to: []\n", encoding="utf-8")
    return copy


def texts(snapshot: Snapshot, hits: Iterable[Hit]) -> list[str]:
    return [item.text for item in snapshot.load(hits)]


def stems(words: str, field: str = "text") -> list[QueryClause]:
    return [QueryClause(field, stem) for stem in stemmed_terms(words)]


def names(words: str) -> list[QueryClause]:
    return [QueryClause("name", word) for word in plain_terms(words)]


def in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.article, item.kind, item.index))


class BackendSuite(ABC):
    """Sets, counts, filters and orders by day are the same for all backends; scores may differ."""

    lacks: ClassVar[frozenset[str]] = frozenset()
    """Names of tests that the backend does not pass, for a reason that it says."""

    @classmethod
    @abstractmethod
    def opened(cls, folder: Path) -> Snapshot:
        """A snapshot of the knowledge in a folder."""

    @pytest.fixture(autouse=True)
    def _lacking(self, request: pytest.FixtureRequest) -> None:
        if request.node.originalname in self.lacks:
            pytest.skip("the backend lacks this")

    # What was withdrawn or corrected

    def test_what_was_withdrawn_is_not_there(self, amended: Snapshot) -> None:
        assert (amended.articles, amended.items, amended.quotes, amended.people) == (1, 3, 1, 1)
        assert amended.newest == date(2031, 5, 4)
        found = {*texts(amended, amended.find(stems("pier stays lighthouse sold"), 10))}
        assert found == {"We need a lighthouse.", "The pier costs six crowns.", "The pier is long."}
        assert texts(amended, amended.alike(["stay", "sell", "sold"], 10, quotes=True)) == []
        assert texts(amended, amended.statements(["ada lind", "theo brandt", "mia holt"], 10)) == [
            "We need a lighthouse."
        ]
        assert {*texts(amended, amended.every_item())} == found
        assert [item.text for item in amended.article_items("gone")] == []
        assert amended.frequency("words", "stays") == 0
        assert [record.article for record in amended.records()] == ["pier"]
        assert [one.quotes for one in amended.mentions("ada lind")] == [1]
        assert amended.mentions("mia holt") == [] == amended.people_of("gone")

    def test_what_was_withdrawn_is_there_for_those_who_ask_for_it(self, amended: Snapshot) -> None:
        (pier,) = amended.former(["stay"], 5)
        assert pier.withdrawn and pier.withdrawn.note == "She did not say it."
        assert (pier.text, pier.speaker, pier.role, pier.index) == (
            "The pier stays ours.",
            "Ada Lind",
            "mayor",
            0,
        )
        assert amended.entry(pier.key) is None
        assert amended.entry(pier.key, withdrawn=True) == pier
        assert [item.index for item in amended.article_items("pier", withdrawn=True)] == [0, 1, 2, 0, 1]
        (gone,) = amended.article_items("gone", withdrawn=True)
        assert gone.withdrawn and gone.withdrawn.date == date(2031, 7, 3)
        record = amended.record("gone")
        assert record and record.withdrawn and not (record.summary or record.lead or record.quotes)

    def test_what_was_corrected_is_found_by_its_former_words(self, amended: Snapshot) -> None:
        (costs,) = amended.former(["nine"], 5)
        assert costs.text == "The pier costs six crowns."
        assert costs.corrected and costs.corrected.was == "The pier costs nine crowns."
        others = [item for item in amended.article_items("pier") if item.text != costs.text]
        assert {item.corrected.note for item in others if item.corrected} == {"The price was wrong."}
        assert {item.corrected.was for item in others if item.corrected} == {""}
        assert amended.former(["six"], 5) == []

    def test_a_scope_that_sees_nothing_finds_no_former_words(self, amended_files: Path) -> None:
        blind = self.opened(closed(amended_files)).seen_by(Scope.of((), NOW))
        assert blind.former(["stay"], 5) == []
        assert blind.record("gone") is None
        assert blind.article_items("pier", withdrawn=True) == []

    # Counting

    def test_counts(self, snapshot: Snapshot) -> None:
        assert (snapshot.articles, snapshot.items, snapshot.quotes, snapshot.people) == (4, 10, 6, 4)
        assert snapshot.sources() == 2
        assert (snapshot.oldest(), snapshot.newest) == (date(2030, 1, 20), date(2031, 6, 1))

    def test_counts_of_nothing(self, tmp_path: Path) -> None:
        snapshot = self.opened(tmp_path)
        assert (snapshot.articles, snapshot.items, snapshot.quotes, snapshot.people) == (0, 0, 0, 0)
        assert (snapshot.sources(), snapshot.oldest(), snapshot.newest) == (0, None, None)
        assert list(snapshot.every_item()) == []
        assert list(snapshot.records()) == []

    def test_a_scope_that_sees_nothing_finds_nothing(self, folder: Path) -> None:
        blind = self.opened(closed(folder)).seen_by(Scope.of((), NOW))
        assert (blind.articles, blind.items, blind.quotes, blind.people) == (0, 0, 0, 0)
        assert (blind.sources(), blind.oldest(), blind.newest) == (0, None, None)
        assert not blind.find(stems("harbour", "title"), 10)
        assert not blind.alike(["ferri"], 10, quotes=True)
        assert not blind.statements(["ada lind"], 10)
        assert not blind.every_item()
        assert not blind.article_items("ferry")
        assert not blind.record("ferry")
        assert not blind.records()
        assert not blind.people_of("ferry")
        assert not list(blind.register)
        assert not blind.named(names("ada"), 5)
        assert not blind.speakers()
        assert not blind.mentions("ada lind")
        assert not blind.mentions_like(names("ada"), 5)
        assert not blind.words_beginning("li")

    @pytest.mark.parametrize(
        ("field", "term", "count"),
        [
            ("text", "ferri", 2),
            ("words", "ferry", 2),
            ("title", "harbour", 7),
            ("context", "storm", 1),
            ("speaker", "lind", 4),
            ("name", "mayor", 1),
            ("heading", "harbour", 2),
            ("office", "mayor", 2),
            ("text", "unknown", 0),
        ],
    )
    def test_in_how_many_documents_a_term_is(
        self, snapshot: Snapshot, field: str, term: str, count: int
    ) -> None:
        assert snapshot.frequency(field, term) == count

    def test_words_that_begin_so(self, snapshot: Snapshot) -> None:
        assert list(snapshot.words_beginning("li")) == ["lind", "lindqvist"]
        assert list(snapshot.words_beginning("zz")) == []

    # Items

    def test_items_that_have_some_of_the_terms(self, snapshot: Snapshot) -> None:
        assert {*texts(snapshot, snapshot.find(stems("ferries bread"), 10))} == {
            "The ferry will sail again by June.",
            "The ferry ran aground in a storm.",
            "Flour is dear, and so is bread.",
        }
        assert list(snapshot.find([], 10)) == []
        assert len(snapshot.find(stems("ferries bread"), 2)) == 2

    def test_what_has_more_of_the_terms_comes_first(self, snapshot: Snapshot) -> None:
        found = snapshot.find(stems("the ferry ran aground in the storm"), 10)
        assert texts(snapshot, found)[0] == "The ferry ran aground in a storm."
        scores = [hit.score for hit in found]
        assert scores == sorted(scores, reverse=True)

    def test_items_of_some_people_or_days_or_quotes_only(self, snapshot: Snapshot) -> None:
        found = snapshot.find(stems("harbour", "title"), 10, person=["ada lind", "jose perez"])
        assert {item.speaker for item in snapshot.load(found)} == {"Ada Lind", "ADA LIND"}
        assert len(found) == 3
        found = snapshot.find(stems("harbour", "title"), 10, days=Days(since=date(2031, 6, 1)))
        assert {item.article for item in snapshot.load(found)} == {"wall"}
        found = snapshot.find(stems("harbour", "title"), 10, days=Days(until=date(2031, 5, 4)))
        assert {item.article for item in snapshot.load(found)} == {"ferry"}
        found = snapshot.find(stems("harbour", "title"), 10, quotes_only=True)
        assert {item.kind for item in snapshot.load(found)} == {"quote"}

    def test_items_without_a_date_are_of_no_day(self, snapshot: Snapshot) -> None:
        assert texts(snapshot, snapshot.find(stems("ours"), 10)) == ["The harbour is ours."]
        assert list(snapshot.find(stems("ours"), 10, days=Days(until=date(2040, 1, 1)))) == []

    def test_quotes_or_facts_that_are_alike(self, snapshot: Snapshot) -> None:
        asked = stemmed_terms("a storm and a ferry")
        assert {*texts(snapshot, snapshot.alike(asked, 10, quotes=True))} >= {
            "The ferry will sail again by June.",
            "Nobody told me about the storm.",
        }
        some = stemmed_terms("storm ferry")
        every = snapshot.alike(some, 10, quotes=False, every=True)
        assert texts(snapshot, every) == ["The ferry ran aground in a storm."]
        assert list(snapshot.alike(some, 10, quotes=True, every=True)) == []
        assert list(snapshot.alike([], 10, quotes=True)) == []

    def test_statements_are_newest_first_and_undated_last(self, snapshot: Snapshot) -> None:
        whole = snapshot.statements(["ada lind"], 10)
        days = [item.published for item in snapshot.load(whole)]
        assert [item.article for item in snapshot.load(whole)] == ["wall", "ferry", "ferry", "undated"]
        assert days[-1] is None
        assert {hit.key for hit in snapshot.statements(["ada lind"], 1, offset=3)} == {whole[3].key}
        assert len(snapshot.statements(["ada lind", "theo brandt"], 10)) == 5
        within = snapshot.statements(["ada lind"], 10, days=Days(date(2031, 6, 1), date(2031, 6, 1)))
        assert [hit.key for hit in within] == [whole[0].key]

    def test_items_that_have_all_of_a_query(self, snapshot: Snapshot) -> None:
        harbour = tuple(QueryClause(field, "harbour") for field in ("text", "title"))
        both = Query(words=(harbour, (QueryClause("text", "storm"),)))
        assert {*texts(snapshot, snapshot.matching(both, 10))} == {
            "Nobody told me about the storm.",
            "The ferry ran aground in a storm.",
        }
        said = both._replace(without=(QueryClause("speaker", "theo"),))
        assert texts(snapshot, snapshot.matching(said, 10)) == ["The ferry ran aground in a storm."]
        assert (snapshot.count(both), snapshot.count(said)) == (2, 1)
        assert not snapshot.matching(Query(words=(harbour, ())), 10)

    def test_a_phrase_stands_word_for_word_in_a_text(self, snapshot: Snapshot) -> None:
        phrase = Query(phrases=(("will", "sail", "again"),))
        assert texts(snapshot, snapshot.matching(phrase, 10)) == ["The ferry will sail again by June."]
        assert not snapshot.matching(Query(phrases=(("sail", "will"),)), 10)
        # "A wall for the harbour" is a title, and "sails" another word than "sail".
        assert not snapshot.matching(Query(phrases=(("for", "the", "harbour"),)), 10)
        assert not snapshot.matching(Query(phrases=(("sails",),)), 10)
        ferries = (QueryClause("text", "ferri"),)
        others = Query(words=(ferries,), without_phrases=(("ran", "aground"),))
        assert texts(snapshot, snapshot.matching(others, 10)) == ["The ferry will sail again by June."]

    def test_what_is_asked_for_by_no_word_comes_newest_first_and_in_pages(self, snapshot: Snapshot) -> None:
        everything = snapshot.matching(Query(), 99)
        assert len(everything) == snapshot.count(Query()) == snapshot.items
        days = [item.published for item in snapshot.load(everything)]
        assert [f"{day:%Y-%m-%d}" if day else "" for day in days] == sorted(
            (f"{day:%Y-%m-%d}" if day else "" for day in days), reverse=True
        )
        pages = [hit for start in range(0, 12, 3) for hit in snapshot.matching(Query(), 3, start)]
        assert pages == everything

    def test_far_beyond_the_end_there_is_nothing(self, snapshot: Snapshot) -> None:
        far = 10**9
        assert snapshot.matching(Query(), 10, far) == []
        assert snapshot.statements(["ada lind"], 10, offset=far) == []
        assert [*snapshot.records(offset=far)] == [*snapshot.records(offset=far, oldest_first=True)] == []
        assert len(snapshot.records(limit=far)) == snapshot.articles

    def test_a_filter_keeps_all_look_ups_of_items_to_what_it_names(self, snapshot: Snapshot) -> None:
        kept = snapshot.filtered(Filter(people=("ada lind",), sources=("The Évening Post",)))
        wall = ["I promised a wall, and here is the wall."]
        assert texts(kept, kept.every_item()) == wall
        assert texts(kept, kept.matching(Query(), 9)) == wall
        assert texts(kept, kept.find(stems("wall ferry harbour", "text"), 9)) == wall
        assert texts(kept, kept.statements(["ada lind", "theo brandt"], 9)) == wall
        assert texts(kept, kept.alike(["wall", "ferri"], 9, quotes=True)) == wall
        assert kept.alike(["wall"], 9, quotes=False) == [] == kept.of_article("ferry")
        assert [record.article for record in kept.records()] == ["wall"]
        assert [record.article for record in kept.records(oldest_first=True)] == ["wall"]
        # What is known by its article, who is who, and what is counted for weights stay.
        assert len(kept.article_items("ferry")) == 5
        assert kept.record("ferry") and kept.items == snapshot.items
        assert kept.frequency("text", "ferri") == snapshot.frequency("text", "ferri")
        assert kept.speakers() == snapshot.speakers()
        assert snapshot.filtered(Filter()).count(Query()) == snapshot.items

    def test_a_filter_by_days_leaves_out_the_undated(self, snapshot: Snapshot) -> None:
        kept = snapshot.filtered(Filter(days=Days(until=date(2031, 5, 31))))
        assert {item.article for item in kept.load(kept.every_item())} == {"ferry", "flour"}
        assert [record.article for record in kept.records()] == ["ferry", "flour"]

    def test_sources_are_named_the_one_with_most_articles_first(self, snapshot: Snapshot) -> None:
        assert [*snapshot.source_names()] == ["Port Ellery Courier", "The Évening Post"]

    def test_items_of_an_article_are_in_its_order(self, snapshot: Snapshot) -> None:
        items = list(snapshot.article_items("ferry"))
        assert [(item.kind, item.index) for item in items] == [
            ("quote", 0),
            ("quote", 1),
            ("quote", 2),
            ("fact", 0),
            ("fact", 1),
        ]
        assert items[2].continues
        assert items[0].role == items[2].role == "mayor"
        assert (items[4].text, items[4].context) == (
            "The harbour was closed for two days.",
            "After the storm",
        )
        assert list(snapshot.article_items("nowhere")) == []

    def test_every_item_once_and_its_numbers(self, snapshot: Snapshot) -> None:
        hits = snapshot.every_item()
        items = snapshot.load(hits)
        assert len({hit.key for hit in hits}) == len(items) == snapshot.items
        assert [*snapshot.numbers("place", hits)] == [item.index for item in items]
        assert [*snapshot.numbers("quote", hits)] == [int(item.kind == "quote") for item in items]
        days = [item.published.toordinal() if item.published else 0 for item in items]
        assert [*snapshot.numbers("day", hits)] == days
        shelves = dict(zip(snapshot.numbers("shelf", hits), (item.article for item in items), strict=True))
        assert len(shelves) == snapshot.articles

    def test_an_item_has_one_key_however_it_is_found(self, snapshot: Snapshot) -> None:
        (found,) = snapshot.find(stems("ours"), 10)
        assert found.key == snapshot.statements(["ada lind"], 10)[3].key
        assert found.key in {hit.key for hit in snapshot.every_item()}

    # Articles

    def test_record_of_an_article(self, snapshot: Snapshot) -> None:
        record = snapshot.record("ferry")
        assert record
        assert (record.title, record.quotes, record.facts) == ("The ferry ran aground", 3, 2)
        assert record.lead == ("The ferry ran aground in a storm.", "The harbour was closed for two days.")
        assert snapshot.record("nowhere") is None

    def test_records_are_newest_first_and_undated_last(self, snapshot: Snapshot) -> None:
        articles = [record.article for record in snapshot.records()]
        assert articles == ["wall", "ferry", "flour", "undated"]
        assert [record.article for record in snapshot.records(offset=1, limit=2)] == ["ferry", "flour"]
        dated = [record.article for record in snapshot.records() if record.published]
        oldest = [record.article for record in snapshot.records(oldest_first=True)]
        assert oldest == dated[::-1]

    @pytest.mark.parametrize(
        ("typed", "articles"),
        [
            ("harb", ["wall", "ferry"]),
            ("harbor", ["wall", "ferry"]),
            ("ferry agr", ["ferry"]),
            ("agr ferry", []),
            ("fery ground", ["ferry"]),
            ("storms", ["ferry"]),
            ("zebra", []),
        ],
    )
    def test_records_by_words_that_are_being_typed(
        self, snapshot: Snapshot, typed: str, articles: list[str]
    ) -> None:
        assert [record.article for record in snapshot.records(typed)] == articles

    # People

    def test_people_of_an_article(self, snapshot: Snapshot) -> None:
        mentions = {one.name: (one.role, one.quotes) for one in snapshot.people_of("ferry")}
        assert mentions == {"Ada Lind": ("mayor", 2), "Theo Brandt": ("harbour master", 1)}

    def test_people_by_all_words_of_name_or_office(self, snapshot: Snapshot) -> None:
        assert [(one.person, one.articles, one.quotes) for one in snapshot.named(names("ada lind"), 5)] == [
            ("ada lind", 3, 4)
        ]
        assert list(snapshot.named([*names("ada"), *names("nobody")], 5)) == []
        former = snapshot.named([QueryClause("office", stem) for stem in stemmed_terms("former mayor")], 5)
        assert [one.person for one in former] == ["ada lind"]

    def test_speakers_are_most_quoted_first(self, snapshot: Snapshot) -> None:
        everybody = snapshot.speakers()
        assert everybody[0].person == "ada lind"
        assert {one.person for one in everybody} == {
            "ada lind",
            "adam lindqvist",
            "jose perez",
            "theo brandt",
        }
        assert [one.person for one in snapshot.speakers("ada")] == ["ada lind", "adam lindqvist"]
        assert [one.person for one in snapshot.speakers("peres")] == ["jose perez"]
        assert len(snapshot.speakers(limit=2)) == 2

    def test_mentions_are_newest_first(self, snapshot: Snapshot) -> None:
        key = person_key("ADA  Lind")
        mentions = snapshot.mentions(key)
        assert [one.article for one in mentions] == ["wall", "ferry", "undated"]
        assert mentions[1].aliases == ("the mayor of Port Ellery",)
        assert [one.article for one in snapshot.mentions(key, 1)] == ["wall"]

    @pytest.fixture
    def namesakes(self, tmp_path: Path) -> Snapshot:
        for path, content in NAMESAKES.items():
            (tmp_path / path).write_text(content, encoding="utf-8")
        return self.opened(tmp_path)

    def test_two_spellings_of_one_person_are_found_by_either(self, namesakes: Snapshot) -> None:
        long, short = "rashid omar al nasser", "rashid al nasser"
        assert namesakes.register.key("Rashid Al Nasser") == long
        for key in (long, short):
            said = texts(namesakes, namesakes.statements([key], 10))
            assert said == ["We voted for it.", "We vote on Monday."]
            assert [one.article for one in namesakes.mentions(key)] == ["again", "nasser"]
            assert len(namesakes.find(stems("vote"), 10, person=[key])) == 2
        assert namesakes.named(names("nasser"), 5) == [(long, 2, 2)]
        assert namesakes.named(names("rashid omar"), 5) == [(long, 2, 2)]
        assert namesakes.speakers("rashid") == [(long, 2, 2)]

    def test_a_surname_alone_is_whom_its_article_names_in_full(self, namesakes: Snapshot) -> None:
        assert texts(namesakes, namesakes.statements(["alan hendry"], 10)) == [
            "Eleven minutes a day.",
            "It is two weeks a year.",
        ]
        assert len(namesakes.statements(["ruth hendry"], 10)) == 1
        assert namesakes.person_of("Hendry", "tunnel") == "alan hendry"
        assert namesakes.person_of("Mrs Hendry", "banks") == "ruth hendry"
        assert namesakes.person_of("Hendry", "short") == "hendry"
        assert {item.role for item in namesakes.article_items("tunnel")} == {"chief executive"}

    def test_what_is_no_person_is_a_speaker_and_not_counted(self, namesakes: Snapshot) -> None:
        assert namesakes.people == 4
        assert "port authority" in {one.person for one in namesakes.speakers()}
        assert "port authority" not in {one.person for one in namesakes.speakers(persons_only=True)}
        assert len(namesakes.statements(["port authority"], 10)) == 1

    def test_mentions_that_have_some_of_the_words(self, snapshot: Snapshot) -> None:
        found = {one.name for _, one in snapshot.mentions_like(names("theo lindqvist"), 10)}
        assert found == {"Theo Brandt", "Adam Lindqvist"}

    # All of it

    @settings(suppress_health_check=[HealthCheck.differing_executors])
    @given(data=st.data())
    def test_any_question_finds_what_the_slow_way_finds(
        self, snapshot: Snapshot, slow: BruteForce, data: st.DataObject
    ) -> None:
        clauses = data.draw(
            st.lists(st.builds(QueryClause, st.sampled_from(FIELDS), st.sampled_from(VOCABULARY)), max_size=5)
        )
        person = data.draw(st.lists(st.sampled_from(["ada lind", "theo brandt", "nobody"]), unique=True))
        days = Days(data.draw(st.none() | DAYS), data.draw(st.none() | DAYS))
        quotes_only = data.draw(st.booleans())
        found = [
            backend.load(backend.find(clauses, 99, person=person, days=days, quotes_only=quotes_only))
            for backend in (snapshot, slow)
        ]
        assert in_order(found[0]) == in_order(found[1])

    @settings(suppress_health_check=[HealthCheck.differing_executors])
    @given(query=QUERIES, kept=FILTERS)
    def test_any_search_finds_what_the_slow_way_finds(
        self, snapshot: Snapshot, slow: BruteForce, query: Query, kept: Filter
    ) -> None:
        fast, obvious = snapshot.filtered(kept), slow.filtered(kept)
        found = [in_order(each.load(each.matching(query, 99))) for each in (fast, obvious)]
        assert found[0] == found[1]
        assert fast.count(query) == obvious.count(query) == len(found[0])
        assert [one.article for one in fast.records()] == [one.article for one in obvious.records()]
