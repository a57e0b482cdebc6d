"""Lists for people and programs: articles, people, summary, timeline, compare, who-said, status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_articles_are_listed_newest_first_one_line_each(run: Run, newsroom: Path) -> None:
    rows = [line.split("\t") for line in run("articles", "-k", newsroom).stdout.splitlines()]
    assert len(rows) == 9
    assert rows[0][:4] == [
        "mayor-interview",
        "“I still take the six o'clock boat”: the mayor at sixty",
        "Varrenland Courier",
        "20 November 2031",
    ]
    assert rows[-1][0] == "lighthouse-history"


def test_articles_are_found_by_title_though_misspelt(run: Run, newsroom: Path) -> None:
    assert run("articles", "ferri", "strike", "-k", newsroom).stdout.count("\n") == 1 + 1


def test_a_page_of_articles_says_how_to_go_on(run: Run, newsroom: Path) -> None:
    result = run("articles", "-k", newsroom, "--limit", 4, "--from", 3)
    assert result.stdout.count("\n") == 4
    assert result.stderr == "3 more: --from 7\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("articles", "zebra"), "No article has “zebra” in its title."),
        (("people", "zebra"), "I don't know anybody named “zebra”."),
        (("articles", "--from", "99"), "There are no more articles."),
    ],
)
def test_an_empty_list_says_so_and_is_status_three(
    run: Run, newsroom: Path, arguments: tuple[str, ...], told: str
) -> None:
    result = run(*arguments, "-k", newsroom)
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", f"{told}\n")
    assert run(*arguments, "-k", newsroom, "--json").exit_code == 3


def test_a_page_of_people_says_how_to_go_on(run: Run, newsroom: Path) -> None:
    result = run("people", "-k", newsroom, "--limit", 3)
    assert result.stdout.count("\n") == 3
    assert result.stderr.endswith("more: --from 4\n")
    assert run("people", "-k", newsroom, "--limit", 500).stderr == ""


def test_a_list_of_found_titles_says_that_there_are_more(run: Run, newsroom: Path) -> None:
    assert run("articles", "ferry", "-k", newsroom, "--limit", 1).stderr == "More: --from 2\n"


def test_people_are_listed_most_quoted_first(run: Run, newsroom: Path) -> None:
    rows = [line.split("\t") for line in run("people", "-k", newsroom).stdout.splitlines()]
    counts = [int(row[2]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    renwick = next(row for row in rows if row[0] == "Tobias Renwick")
    assert renwick[1] == "former harbour minister of Varrenland"


def test_a_summary_is_found_by_id_or_title_or_near_ones_are_offered(run: Run, newsroom: Path) -> None:
    assert (
        "Parliament approved a tidal barrier" in run("summary", "tidal-barrier-vote", "-k", newsroom).stdout
    )
    assert (
        "Parliament approved a tidal barrier" in run("summary", "tidal barrier on the", "-k", newsroom).stdout
    )
    unwritten = run("summary", "renwick-resigns", "-k", newsroom).stdout
    assert "No summary is written. The article's first facts:" in unwritten
    several = run("summary", "ferry", "-k", newsroom)
    assert several.exit_code == 3
    assert "ferry-strike-begins" in several.stderr
    assert run("summary", "zebra", "-k", newsroom).exit_code == 3


def test_a_timeline_is_oldest_first(run: Run, newsroom: Path) -> None:
    shown = run("timeline", "Tobias Renwick", "-k", newsroom).stdout
    days = ["4 March 2031", "13 March 2031", "22 April 2031", "2 September 2031"]
    places = [shown.index(f"\n{day}\n") for day in days]
    assert places == sorted(places)


def test_a_comparison_has_both_sides(run: Run, newsroom: Path) -> None:
    shown = run("compare", "Agnes Thorley", "Tobias Renwick", "strike", "-k", newsroom).stdout
    assert shown.startswith("Agnes Thorley and Tobias Renwick on “strike”\n")
    assert shown.index("\nAgnes Thorley\n") < shown.index("\nTobias Renwick\n")
    sides = run("compare", "Agnes Thorley", "Tobias Renwick", "strike", "-k", newsroom, "--json").stdout
    assert [json.loads(line)["person"] for line in sides.splitlines()] == ["Agnes Thorley", "Tobias Renwick"]


def test_a_name_of_two_people_is_asked_back(run: Run, newsroom: Path) -> None:
    result = run("timeline", "Renwick", "-k", newsroom)
    assert result.exit_code == 3
    assert "Lena Renwick" in result.stderr
    assert "Tobias Renwick" in result.stderr
    assert run("timeline", "Zyx", "-k", newsroom).exit_code == 3


def test_a_person_is_found_by_alias_with_roles_and_subjects(run: Run, newsroom: Path) -> None:
    shown = run("person", "Nell", "Fisk", "-k", newsroom).stdout
    assert shown.startswith(
        "Petronella Fisk\n\nhead teacher on Gull Island (in an article of 17 February 2031)\n"
    )
    assert "Statements: 3" in shown
    assert "Subjects: Gull Island, schools" in shown


def test_roles_have_their_days_and_statements_say_who_somebody_is(run: Run, newsroom: Path) -> None:
    shown = run("person", "Tobias", "Renwick", "-k", newsroom).stdout
    assert "- former harbour minister of Varrenland (in an article of 2 September 2031)" in shown
    assert "Latest statements" in shown
    assert shown.count("— Tobias Renwick") == 2


def test_the_summary_of_a_superseded_article_names_what_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("title: Old fares\nfacts: [One.]\nsuperseded_by: new\n", "utf-8")
    (tmp_path / "new.yaml").write_text("title: New fares\npublished: 2031-05-02\nfacts: [Two.]\n", "utf-8")
    shown = run("summary", "old", "-k", tmp_path).stdout
    assert "This no longer holds. Newer: 2 May 2031 · New fares" in shown


def test_nobody_is_told_of_subjects_that_are_not_there(run: Run, newsroom: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "title: A\nquotes:\n  - {speaker: Ann Roe, text: Yes we did.}\n", "utf-8"
    )
    assert "Subjects" not in run("person", "Ann", "Roe", "-k", tmp_path).stdout
    assert "subjects" not in run("person", "--help").stdout


def test_a_timeline_keeps_to_its_topic_and_says_where_nothing_is_known(run: Run, newsroom: Path) -> None:
    shown = run("timeline", "Tobias Renwick", "strike", "-k", newsroom)
    assert shown.stdout.count("— Tobias Renwick") == 2
    nothing = run("timeline", "Ines Aldercott", "cod", "-k", newsroom)
    assert nothing.exit_code == 3
    assert "I don't know of anything by Ines Aldercott on that." in nothing.stdout


def test_who_said_finds_the_speaker_of_remembered_words(run: Run, newsroom: Path) -> None:
    shown = run("who-said", "light our kitchens", "-k", newsroom).stdout
    assert "— Odile Marchetti-Byrne" in shown


@pytest.mark.parametrize(
    ("arguments", "reply"),
    [(("person", "Renwick"), "choice"), (("summary", "ferry"), "choice"), (("timeline", "Zyx"), "unknown")],
)
def test_programs_get_what_is_not_resolved_as_a_reply_too(
    run: Run, newsroom: Path, arguments: tuple[str, ...], reply: str
) -> None:
    result = run(*arguments, "-k", newsroom, "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["reply"] == reply


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "what did Thorley say?"), ("verify", "we will sleep again"), ("who-said", "sleep again"),
        ("timeline", "Thorley"), ("compare", "Thorley", "Fisk"), ("articles",), ("people",),
        ("person", "Thorley"), ("summary", "tidal-barrier-vote"),
    ],
)  # fmt: skip
def test_every_reading_command_shows_what_a_channel_sees(
    run: Run, newsroom: Path, arguments: tuple[str, ...]
) -> None:
    seen = run(*arguments, "-k", newsroom, "--as", "12/34")
    assert (seen.exit_code, seen.stdout) == (
        (plain := run(*arguments, "-k", newsroom)).exit_code,
        plain.stdout,
    )
    for place in ("newsroom", f"{10**20}/1", f"1/{2**63}"):
        assert run(*arguments, "-k", newsroom, "--as", place).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("articles",), "article"),
        (("people",), "name"),
        (("person", "Nelly"), "topics"),
        (("summary", "tidal-barrier-vote"), "article"),
        (("timeline", "Tobias Renwick"), "text"),
        (("who-said", "light our kitchens"), "speaker"),
        (("status",), "articles"),
    ],
)
def test_lists_are_json_lines_for_programs(
    run: Run, newsroom: Path, arguments: tuple[str, ...], key: str
) -> None:
    result = run(*arguments, "-k", newsroom, "--json")
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        assert key in json.loads(line)


def test_status_tells_what_is_held_and_where(run: Run, newsroom: Path) -> None:
    shown = run("status", "-k", newsroom).stdout
    assert "Articles: 9" in shown
    assert str(newsroom) in shown


def test_an_article_in_a_list_tells_programs_its_summary_and_first_facts(run: Run, newsroom: Path) -> None:
    listed = [json.loads(line) for line in run("articles", "--json", "-k", newsroom).stdout.splitlines()]
    assert all(each.keys() >= {"article", "title", "summary", "lead", "tags", "quotes"} for each in listed)
    assert any(each["summary"] for each in listed)


@pytest.mark.parametrize("command", ["people", "articles", "person", "summary", "who-said", "ask"])
def test_an_argument_that_is_no_utf_8_is_nothing_known(run: Run, newsroom: Path, command: str) -> None:
    assert run(command, "\udcff\udcfeZoe", "-k", newsroom).exit_code == 3


@pytest.mark.parametrize(
    "command", [("ask", "what did Ada Lind say?"), ("people",), ("verify", "We sail again by June")]
)
def test_an_article_whose_file_was_broken_by_an_edit_is_told_beside_what_is_shown(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "ferry.yaml"
    good = "title: The ferry\nsource: Echo\nquotes:\n  - {speaker: Ada Lind, text: We sail again by June.}\n"
    file.write_text(good, "utf-8")
    assert run(*command, "-k", tmp_path).stderr == ""
    file.write_text(good + "  - [\n", "utf-8")
    for _ in range(2):
        result = run(*command, "-k", tmp_path)
        assert "Ada Lind" in result.stdout
        assert "shown as it was before: ferry." in result.stderr
        assert f"briefing-bot check {tmp_path}" in result.stderr
    file.write_text(good, "utf-8")
    assert run(*command, "-k", tmp_path).stderr == ""
