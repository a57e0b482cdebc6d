"""`search`: for people and programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.replies import schema
from tests.cli.conftest import Run

PHRASE = "it is overdue"


def test_what_is_found_stands_with_speaker_source_and_date(run: Run, newsroom: Path) -> None:
    result = run("search", f'"{PHRASE}"', "speaker:Thorley", "-k", newsroom)
    assert result.exit_code == 0
    assert result.stdout == (
        "Only: by Agnes Thorley · with “it is overdue”\n\n"
        "“Nobody can steer a ship safely after fourteen hours awake. This walkout is not reckless;"
        " it is overdue.”\n"
        "  — Agnes Thorley, chair of the Seafarers' Union\n"
        "  on the picket line at Old Pier\n"
        "  Varrenland Courier · 4 March 2031 · Ferry crews walk out across Varrenland"
        " <https://courier.example/2031/ferry-strike-begins>\n"
    )


def test_a_search_may_begin_with_a_minus_and_goes_on_from_an_entry(run: Run, newsroom: Path) -> None:
    result = run("search", "-k", newsroom, "-n", 2, "--from", 3, "--", "-reckless", "source:courier")
    assert result.exit_code == 0
    assert "without “reckless”" in result.stdout and "3 to 4 of" in result.stdout
    assert result.stderr.endswith("more: --from 5\n")
    assert "reckless" not in result.stdout.split("\n\n", 1)[1]


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        (f'"{PHRASE}"', 0, ""),
        ("zebra strike", 3, ""),
        ("speaker:Renwick", 3, "Which one did you mean?"),
        ("source:Times", 3, "No article here is from “Times”."),
        ("strike after: soon", 2, "I can't read “soon” as a day"),
        ("speaker:", 2, "Put a value right after"),
    ],
)
def test_exit_statuses_and_one_sentence_for_what_went_wrong(
    run: Run, newsroom: Path, typed: str, status: int, told: str
) -> None:
    result = run("search", typed, "-k", newsroom)
    assert result.exit_code == status
    assert told in result.stderr
    if status == 2:
        assert result.stderr.count("\n") == 1 and not result.stdout


def test_json_is_the_reply(run: Run, newsroom: Path) -> None:
    result = run("search", "the strike sleep", "before:2031-04", "-k", newsroom, "--json")
    reply = json.loads(result.stdout)
    Draft202012Validator(schema()).validate(reply)
    assert (reply["reply"], reply["kind"], reply["total"]) == ("list", "found", 1)
    assert reply["understood"]["kept_to"]["until"] == "2031-03-31"
    (found,), (marks,) = reply["answers"], reply["marks"]
    assert [found["text"][start:end] for start, end in marks] == ["sleep"]


def test_a_question_takes_qualifiers_and_a_batch_tells_of_one_that_cannot_be_read(
    run: Run, newsroom: Path, tmp_path: Path
) -> None:
    lines = (
        "what did Aldercott say? source:echo",
        "what did Aldercott say? after:soon",
        "who is Thorley?",
    )
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        "".join(json.dumps({"id": place, "question": line}) + "\n" for place, line in enumerate(lines)),
        "utf-8",
    )
    result = run("ask", "-k", newsroom, "--without", "vectors", "--without", "reader", "--batch", questions)
    assert result.exit_code == 1
    assert "questions.jsonl, line 2: I can't read “soon” as a day" in result.stderr
    first, other = map(json.loads, result.stdout.splitlines())
    assert {each["source"] for each in first["answers"]} == {"Gull Island Echo"}
    assert other["id"] == 2
