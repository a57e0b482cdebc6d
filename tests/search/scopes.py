"""What every backend must hide: subclass it, and give a snapshot. All look-ups are asked by all scopes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from string import ascii_lowercase

import pytest

from bot.search import EVERYTHING, Filter, Query, QueryClause, Scope, Snapshot, plain_terms, stemmed_terms
from tests.search.bruteforce import BruteForce

FILES = {
    "open.yaml": """
title: The ferry sails again
source: Courier
published: 2031-05-04
people: [{name: Ada Lind, role: mayor}]
quotes:
  - {speaker: Ada Lind, text: The ferry sails on Monday.}
facts: [The ferry is old.]
""",
    "desk/collection.yaml": "title: The desk\nvisible_to: [server:1, role:7]\n",
    "desk/zeppelin.yaml": """
title: The zeppelin is for sale
source: Desk notes
published: 2031-05-20
people: [{name: Ada Lind, role: owner of the zeppelin, aliases: [Zeppelin Ada]}]
quotes:
  - {speaker: Zora Quill, text: The zeppelin is leaking.}
  - {speaker: Ada Lind, text: The zeppelin was never mine.}
  - {speaker: Zora Quill, text: It burns., withdrawn: {note: Quill never said it.}}
facts: [Quill bought a zeppelin in 2030., {text: It cost ten crowns., corrected: {was: It cost nine crowns.}}]
""",
    "desk/public/collection.yaml": "visible_to: everybody\n",
    "desk/public/note.yaml": """
title: A note from the desk
published: 2031-05-21
quotes:
  - {speaker: Ivo Brand, text: The desk is open on Sundays.}
""",
    "desk/public/inner/collection.yaml": "visible_to: [channel:22]\n",
    "desk/public/inner/quince.yaml": """
title: Quinces in the cellar
published: 2031-01-02
quotes:
  - {speaker: Quentin Ash, text: The quinces are ripe.}
""",
    "later/collection.yaml": "embargo: 2031-06-02T18:00\n",
    "later/budget.yaml": """
title: The budget at last
published: 2031-06-02
quotes:
  - {speaker: Mona Vale, text: The budget has a hole.}
""",
    "speech.yaml": """
title: A speech on the lighthouse
published: 2031-06-01
embargo: 2031-06-01T14:00+02:00
quotes:
  - {speaker: Theo Brandt, text: The lighthouse stays.}
""",
    "half.yaml": """
title: Half of the harbour report
source: Courier
published: 2031-05-30
people: [{name: Vera Stone, role: pilot}, {name: Olaf Rust}, {name: Nils Weir}]
quotes:
  - {speaker: Ada Lind, text: The harbour is deep.}
  - {speaker: Vera Stone, text: The harbour is a swamp., embargo: 2031-06-01T13:00Z}
  - {speaker: Ada Lind, text: Dredging begins now., embargo: 2031-06-03T00:00Z}
facts:
  - {text: Rust was fined nine crowns., embargo: 2031-06-01T13:00Z}
  - The report has two halves.
  - {text: The dredger is named Walrus., embargo: 2031-06-03T00:00Z}
""",
    "all.yaml": """
title: All of it later
published: 2031-05-31
quotes:
  - {speaker: Pia Lunde, text: Kelp is the future., embargo: 2031-06-01T13:00Z}
facts:
  - {text: Kelp grows in winter., embargo: 2031-06-03T00:00Z}
""",
}
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
EAST = timezone(timedelta(hours=9))
SCOPES = {
    "nobody at noon": Scope.of((), NOON - timedelta(minutes=1)),
    "nobody a minute later": Scope.of((), NOON),
    "nobody after lunch": Scope.of((), NOON + timedelta(hours=1)),
    "a server": Scope.of(["server:1", "channel:21"], NOON),
    "a role": Scope.of(["server:2", "channel:23", "role:7"], NOON),
    "a channel": Scope.of(["server:2", "channel:22"], NOON),
    "a channel that sees more": Scope.of(["server:1", "channel:22"], NOON + timedelta(days=3)),
    "before an embargo where the operator is": Scope.of((), datetime(2031, 6, 2, 8, 59, tzinfo=UTC), EAST),
    "after it": Scope.of((), datetime(2031, 6, 2, 9, tzinfo=UTC), EAST),
    "everything": EVERYTHING,
}
WORDS = sorted({term for page in FILES.values() for term in plain_terms(page)})
STEMS = sorted({term for page in FILES.values() for term in stemmed_terms(page)})
PEOPLE = ("ada lind", "zora quill", "ivo brand", "quentin ash", "mona vale", "theo brandt", "vera stone",
          "olaf rust", "nils weir", "pia lunde")  # fmt: skip
ARTICLES = sorted({Path(path).stem for path in FILES} - {"collection"})


def answers(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    """What a snapshot says to everything that it can be asked, scores and orders by score left out."""

    def texts(hits: object) -> list[str]:
        return sorted(item.text for item in snapshot.load(hits))  # type: ignore[arg-type]

    yield "counts", (snapshot.articles, snapshot.items, snapshot.quotes, snapshot.people, snapshot.sources())
    yield "days", (snapshot.oldest(), snapshot.newest)
    yield "everything", texts(snapshot.every_item())
    yield "records", [one.model_dump() for one in snapshot.records(limit=100)]
    yield "titles", [[one.title for one in snapshot.records(word)] for word in WORDS]
    yield "found", texts(snapshot.find([QueryClause("text", stem) for stem in STEMS], 100))
    yield "by title", texts(snapshot.find([QueryClause("title", stem) for stem in STEMS], 100))
    yield "by word", [bool(snapshot.frequency("words", word)) for word in WORDS]
    yield "quotes alike", texts(snapshot.alike(STEMS, 100, quotes=True))
    yield "facts alike", texts(snapshot.alike(STEMS, 100, quotes=False))
    yield "statements", texts(snapshot.statements(PEOPLE, 100))
    yield "matching", (snapshot.count(Query()), texts(snapshot.matching(Query(), 100)))
    for word in WORDS:
        phrase = Query(phrases=((word,),))
        yield word, (snapshot.count(phrase), texts(snapshot.matching(phrase, 100)))
    yield "sources", sorted(snapshot.source_names())
    for source in ("Courier", "Desk notes"):
        kept = snapshot.filtered(Filter(sources=(source,)))
        yield source, (kept.count(Query()), texts(kept.every_item()), [one.title for one in kept.records()])
    yield "former", sorted(item.text for item in snapshot.former(STEMS, 100))
    yield (
        "words",
        sorted({word for begun in ascii_lowercase for word in snapshot.words_beginning(begun)}),
    )
    for article in ARTICLES:
        yield article, [item.key for item in snapshot.article_items(article, withdrawn=True)]
        yield article, snapshot.record(article)
        yield article, len(snapshot.of_article(article))
        yield article, sorted(str(one) for one in snapshot.people_of(article))
    yield "who is who", sorted(str(person) for person in snapshot.register)
    yield "aliases", sorted(snapshot.register.aliases())
    yield "surnames", sorted(snapshot.register.surnames())
    yield "speakers", sorted(snapshot.speakers(limit=100))
    for word in WORDS:
        yield word, sorted(snapshot.named([QueryClause("name", word)], 100))
        yield word, sorted(str(one) for _, one in snapshot.mentions_like([QueryClause("office", word)], 100))
    for person in PEOPLE:
        kept = snapshot.filtered(Filter(people=(person,)))
        yield person, (kept.count(Query()), texts(kept.every_item()), [one.title for one in kept.records()])
        yield person, sorted(str(one) for one in snapshot.mentions(person))
        yield person, texts(snapshot.find([QueryClause("text", "the")], 100, person=[person]))


class ScopeSuite(ABC):
    """A scope sees what the rules of its moment let it see, whatever is asked."""

    @classmethod
    @abstractmethod
    def opened(cls, folder: Path) -> Snapshot:
        """A snapshot of the knowledge in a folder."""

    @pytest.mark.parametrize("name", SCOPES)
    def test_all_are_as_by_looking_at_everything(self, name: str, place: Path, whole: Snapshot) -> None:
        seen, slow = whole.seen_by(SCOPES[name]), BruteForce.of(place).seen_by(SCOPES[name])
        for (asked, found), (_, wanted) in zip(answers(seen), answers(slow), strict=True):
            assert found == wanted, asked

    def test_nobody_sees_what_is_closed_or_held_back(self, whole: Snapshot) -> None:
        seen = whole.seen_by(SCOPES["nobody at noon"])
        assert sorted(record.article for record in seen.records(limit=100)) == ["half", "note", "open"]
        assert {item.text for item in seen.load(seen.every_item())} == {
            "The ferry sails on Monday.",
            "The ferry is old.",
            "The desk is open on Sundays.",
            "The harbour is deep.",
            "The report has two halves.",
        }
        # Weir is listed, and no entry names him: he is known with the article. Stone and Rust are not.
        assert {person.name for person in seen.register} == {"Ada Lind", "Ivo Brand", "Nils Weir"}
        (lind,) = [person for person in seen.register if person.name == "Ada Lind"]
        assert ([role.role for role in lind.roles], lind.aliases, lind.quotes) == (["mayor"], (), 2)
        half = seen.record("half")
        assert half and (half.quotes, half.facts, half.lead) == (1, 1, ("The report has two halves.",))

    def test_the_innermost_rule_counts_alone(self, whole: Snapshot) -> None:
        assert whole.seen_by(SCOPES["a server"]).record("quince") is None
        assert whole.seen_by(SCOPES["a channel"]).record("quince")
        assert whole.seen_by(SCOPES["a channel"]).record("zeppelin") is None

    def test_an_embargo_ends_at_its_moment_in_the_operators_zone(self, whole: Snapshot) -> None:
        assert whole.seen_by(SCOPES["nobody at noon"]).record("speech") is None
        assert whole.seen_by(SCOPES["nobody a minute later"]).record("speech")
        assert whole.seen_by(SCOPES["before an embargo where the operator is"]).record("budget") is None
        assert whole.seen_by(SCOPES["after it"]).record("budget")

    def test_all_embargoes_are_known_to_any_scope(self, whole: Snapshot) -> None:
        moments = {"2031-06-01T14:00+02:00", "2031-06-01T13:00Z", "2031-06-03T00:00Z"}
        written = {datetime.fromisoformat(moment) for moment in moments}
        assert {*whole.seen_by(SCOPES["nobody at noon"]).embargoes()} == {*whole.embargoes()} == written

    def test_a_view_of_a_view_is_another_one(self, whole: Snapshot) -> None:
        assert whole.seen_by(SCOPES["nobody at noon"]).seen_by(EVERYTHING).record("zeppelin")
