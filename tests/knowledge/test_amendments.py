"""What editors say later of what they published, as files have it: read, handed down, checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.amendments import with_its_own
from bot.knowledge.check import check
from bot.knowledge.model import Article, Fact, Quote
from bot.knowledge.reader import read_bytes

PAGE = """
title: Norvik's results
published: 2031-05-14
source: Varrenland Courier
quotes:
  - speaker: Ingrid Sol
    text: We will pay in June
    id: june
facts:
  - text: The dividend is 5.60 kroner.
    id: dividend
"""


def article(text: str) -> Article:
    reading = read_bytes(text.encode(), "norvik.yaml")
    assert not reading.problems
    return with_its_own(reading.articles[0])


def entries(found: Article) -> list[Quote | Fact]:
    return [*found.quotes, *found.facts]


def fact(notes: str) -> str:
    return f"{PAGE}    {notes}\n"


def told(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(problem).removeprefix(f"{folder}/") for problem in check(folder).problems]


def test_an_entry_has_notes_of_its_own() -> None:
    found = article(fact("corrected: {date: 2031-05-15, note: Wrong., was: The dividend is 6.50 kroner.}"))
    assert found.quotes[0].corrected is None
    corrected = found.facts[0].corrected
    assert corrected is not None
    assert (corrected.date, corrected.note) == (date(2031, 5, 15), "Wrong.")
    assert corrected.was == "The dividend is 6.50 kroner."


def test_what_an_article_says_holds_for_its_entries_unless_they_say_more() -> None:
    found = article(fact("disputed: {note: Of its own.}") + "disputed: {note: Of all.}\nsuperseded_by: b\n")
    notes = [entry.disputed.note for entry in entries(found) if entry.disputed]
    assert notes == ["Of all.", "Of its own."]
    assert found.quotes[0].superseded_by == "b"


def test_the_former_words_of_an_article_are_those_of_the_entry_most_like_them() -> None:
    found = article(PAGE + "corrected: {date: 2031-05-15, was: The dividend is 6.50 kroner.}\n")
    words = [entry.corrected.was for entry in entries(found) if entry.corrected]
    assert words == ["", "The dividend is 6.50 kroner."]


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        (
            "withdrawn: 2031-05-15",
            "norvik.yaml:12: `withdrawn` must have keys, not `2031-05-15`. "
            "Write some of `date`, `note` in lines below it, indented.",
        ),
        (
            "corrected: {date: last week}",
            "norvik.yaml:12: `date` is `last week`, which is not a date. Write it as "
            "year-month-day, such as 2016-09-08 or 2016-09-08T14:30, or remove the line.",
        ),
        (
            "corrected: {dat: 2031-05-15}",
            "norvik.yaml:12: Unknown key `dat`. Did you mean `date`?",
        ),
        (
            "withdrawn: {colour: red}",
            "norvik.yaml:12: Unknown key `colour`. The keys of a withdrawal are `date`, `note`.",
        ),
        (
            "disputed: {url: union}",
            "norvik.yaml:12: `url` is `union`, which is not a web address. "
            "Write it whole, beginning with `https://` or `http://`.",
        ),
        (
            'superseded_by: "#june"',
            "norvik.yaml:12: `superseded_by` is `#june`, which does not name an entry. "
            "Write the id of its article, `#` and its own `id`, such as `strike-ends#offer`.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, notes: str, problem: str) -> None:
    assert told(tmp_path, norvik=fact(notes)) == [problem]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("cuts", None),
        ("cuts#workers", None),
        ("norvik#june", None),
        ("cut#workers", "names `cut#workers`, and no article has this id."),
        ("cuts#worker", "names `cuts#worker`, and the article has no entry of this `id`."),
        ("cuts#old", "names `cuts#old`, which is withdrawn."),
        ("norvik#dividend", "names `norvik#dividend`, which is this entry itself."),
        ("norvik", "names `norvik`, which is this entry itself."),
    ],
)
def test_an_address_that_leads_nowhere_is_told(tmp_path: Path, address: str, problem: str | None) -> None:
    cuts = """
title: Norvik cuts
published: 2031-05-15
source: S
facts:
  - {text: The yard has 300 workers., id: workers}
  - {text: The yard has no workers., id: old, withdrawn: {note: Wrong.}}
"""
    found = told(tmp_path, norvik=fact(f"superseded_by: {address}"), cuts=cuts)
    assert len(found) == (problem is not None)
    assert all(one.startswith(f"norvik.yaml:12: `superseded_by` {problem}") for one in found)


def test_addresses_that_go_in_a_circle_are_told(tmp_path: Path) -> None:
    def article(number: int, following: str) -> str:
        return f"""
title: Dock {number}
published: 2031-05-15
source: S
facts:
  - {{text: The dock is {number} metres long., id: dock, superseded_by: {following}}}
"""

    files = {"a": article(90, "b#dock"), "b": article(95, "c#dock"), "c": article(97, "a#dock")}
    found = told(tmp_path, **files, d=article(99, "a#dock"))
    assert [one.partition(":")[0] for one in found] == ["a.yaml", "b.yaml", "c.yaml"]
    assert found[0] == (
        "a.yaml:6: `superseded_by` names `b#dock`, and from there it leads back here. Remove the "
        "line from the entry that holds now."
    )
