"""`people.yaml`: what it says of persons, and how its faults are told. All persons are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.knowledge import PEOPLE_FILE, PeopleReading, people_schema, read_people
from bot.names import Office

ROOT = Path(__file__).parents[2]

WHOLE = """
# who is who
- name: Alan Hendry
  aliases: [Al Hendry]
  offices:
    - {title: chief executive of Tunnel North, since: 2029-04-01}
    - {title: engineer, since: 2020-01-01, until: 2029-03-31}
  not: [Ruth Hendry]
  wikidata: Q42
- name: Ruth Hendry
"""


def reading(folder: Path, content: str) -> PeopleReading | None:
    (folder / PEOPLE_FILE).write_text(content, encoding="utf-8")
    return read_people(folder / PEOPLE_FILE, PEOPLE_FILE)


def test_all_that_it_says_is_read(tmp_path: Path) -> None:
    found = reading(tmp_path, WHOLE)
    assert found
    assert found.problems == ()
    alan, ruth = found.entries
    assert (alan.name, alan.aliases, alan.refused, alan.wikidata) == (
        "Alan Hendry",
        ("Al Hendry",),
        ("Ruth Hendry",),
        "Q42",
    )
    assert alan.offices == (
        Office("chief executive of Tunnel North", date(2029, 4, 1), None, stated=True),
        Office("engineer", date(2020, 1, 1), date(2029, 3, 31), stated=True),
    )
    assert (ruth.name, found.lines) == ("Ruth Hendry", (3, 10))


@pytest.mark.parametrize("content", ["", "# nobody yet\n", "[]", "---\n"])
def test_nothing_in_it_is_a_list_of_nobody(tmp_path: Path, content: str) -> None:
    found = reading(tmp_path, content)
    assert found
    assert (found.people, found.problems) == ((), ())


@pytest.mark.parametrize("content", ["title: T\nfacts: [F]\n", "title: [T\n", "A text."])
def test_what_is_no_list_is_an_article(tmp_path: Path, content: str) -> None:
    assert reading(tmp_path, content) is None


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("- name: A\n  alias: [B]\n", 2, "Did you mean `aliases`?"),
        ("- name: A\n  colour: red\n", 2, "`aliases`, `offices`, `not`, `wikidata`"),
        ("- aliases: [B]\n", 1, "The person has no `name`."),
        ("- name: A\n  aliases: B\n", 2, "`aliases` must be a list"),
        ("- name: A\n  not: ['']\n", 2, "An entry of `not` is empty."),
        ("- name: A\n  wikidata: P1\n", 2, "not a Wikidata item"),
        ("- name: A\n  offices: [{titel: B}]\n", 2, "Did you mean `title`?"),
        ("- name: A\n  offices:\n  - {since: 2031-01-01}\n", 3, "The office has no `title`."),
        ("- name: A\n  offices:\n  - {title: B, since: May}\n", 3, "which is not a date"),
        (
            "- name: A\n  offices:\n  - {title: B, since: 2031-02-01, until: 2031-01-01}\n",
            3,
            "before its `since`",
        ),
        ("- Alan Hendry\n", 1, "A person must have keys"),
        ("- name: A\n- name: a\n", 2, "already stands in line 1"),
        ("- name: A\n  not: [B\n- name: C\n", 2, "not closed"),
        ("- name: A\n---\n- name: B\n", 1, "several documents"),
        ("- name: A\n  name: B\n", 2, "already stands in line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str, line: int, said: str) -> None:
    found = reading(tmp_path, content)
    assert found
    assert found.people == ()
    assert [problem for problem in found.problems if problem.line == line and said in str(problem)]


def test_a_file_full_of_faults_is_not_told_whole(tmp_path: Path) -> None:
    found = reading(tmp_path, "- nme: A\n" * 500)
    assert found
    assert len(found.problems) == 21
    assert "more problems" in found.problems[-1].what


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / PEOPLE_FILE).mkdir()
    found = read_people(tmp_path / PEOPLE_FILE, PEOPLE_FILE)
    assert found
    assert "This is no file." in found.problems[0].what


def test_the_schema_says_what_the_reader_says(tmp_path: Path) -> None:
    validator = Draft202012Validator(json.loads(people_schema()))
    assert validator.is_valid(json.loads(json.dumps(yaml.safe_load(WHOLE), default=str)))
    assert not validator.is_valid([{"name": "A", "alias": ["B"]}])
    assert not validator.is_valid({"title": "T"})
    kept = (ROOT / "docs" / "people.schema.json").read_text(encoding="utf-8")
    assert kept == people_schema(), "write it anew: briefing-bot schema --people > docs/people.schema.json"


def test_the_shipped_list_names_nobody_and_its_example_is_good(tmp_path: Path) -> None:
    shipped = (ROOT / "knowledge" / PEOPLE_FILE).read_text(encoding="utf-8")
    found = reading(tmp_path, shipped)
    assert found
    assert (found.people, found.problems) == ((), ())
    example = "\n".join(line.removeprefix("# ") for line in shipped.split("#\n", 1)[1].splitlines())
    taken_up = reading(tmp_path, example)
    assert taken_up
    assert [person.name for person in taken_up.people] == ["Alan Hendry"]
