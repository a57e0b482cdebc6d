"""One person by two spellings is one person in every list, count, check and follow. All are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.replies import Attribution, Entries, Outcome, PersonReply, Timeline
from bot.services import OPERATOR, Services, Viewer

ANYBODY = Viewer()
LONG, SHORT = "Rashid Omar Al Nasser", "Rashid Al Nasser"
FILES = {
    "opens.yaml": f"""
title: The airport opens
source: Orlow Gazette
published: 2031-03-04
people:
  - {{name: {LONG}, role: airport chief, aliases: [{SHORT}]}}
quotes:
  - {{speaker: {LONG}, text: The runway is as good as ready.}}
""",
    "closes.yaml": f"""
title: The airport closes
source: Orlow Gazette
published: 2031-04-04
quotes:
  - {{speaker: {SHORT}, text: The runway had a hole in the middle.}}
  - {{speaker: Port Authority, text: We were not asked about the runway.}}
""",
}


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "airport"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def airport(knowledge: Path) -> Iterator[Services]:
    with Services.open(knowledge, vectors=False) as services:
        yield services


@pytest.mark.parametrize("name", [LONG, SHORT, "Nasser", "Al Nasser", "Nasser, Rashid"])
def test_a_person_is_found_by_every_spelling(airport: Services, name: str) -> None:
    found = airport.person(name, ANYBODY)
    assert isinstance(found, PersonReply)
    assert (found.person.name, found.person.quotes) == (LONG, 2)
    timeline = airport.timeline(name, "", ANYBODY)
    assert isinstance(timeline, Timeline)
    assert [each.article for each in timeline.answers] == ["opens", "closes"]


def test_lists_and_counts_have_a_person_once_and_no_organisation(airport: Services) -> None:
    people = airport.people("", ANYBODY)
    assert [(each.name, each.quotes) for each in people.people] == [(LONG, 2)]
    assert airport.status(OPERATOR).people == 1
    said = airport.quotes(SHORT, "", ANYBODY)
    assert isinstance(said, Entries)
    assert said.total == 2
    authority = airport.person("Port Authority", ANYBODY)
    assert isinstance(authority, PersonReply)


def test_a_check_knows_either_spelling(airport: Services) -> None:
    for words in ("The runway is as good as ready.", "The runway had a hole in the middle."):
        for speaker in (LONG, SHORT):
            verdict = airport.verify(words, speaker, ANYBODY)
            assert (verdict.verdict, verdict.attribution) == (Outcome.GENUINE, Attribution.AGREES)


def test_what_is_followed_by_one_spelling_comes_by_the_other(airport: Services) -> None:
    assert airport.person_key(SHORT, ANYBODY) == airport.person_key(LONG, ANYBODY)
    key = airport.person_key("Nasser", ANYBODY)
    assert len(airport.statements(key, ANYBODY)) == len(airport.statements(SHORT, ANYBODY)) == 2


def test_the_editors_list_is_taken_up_at_once(airport: Services, knowledge: Path) -> None:
    (knowledge / "people.yaml").write_text(
        f"- name: {SHORT}\n- name: {LONG}\n  aliases: [the runway man]\n", encoding="utf-8"
    )
    airport.reload()
    assert sorted(each.name for each in airport.people("", ANYBODY).people) == [SHORT, LONG]
    found = airport.person("the runway man", ANYBODY)
    assert isinstance(found, PersonReply)
    assert (found.person.name, found.person.quotes) == (LONG, 1)
