"""`ask`: answers, exit statuses, JSON as the scorers read it, batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.replies import Answer
from tests.cli.conftest import Run

ITEM_KEYS = {
    "article", "kind", "index", "text", "speaker", "role", "context", "title", "source", "url", "published",
    "score", "also",
}  # fmt: skip


def test_the_words_come_letter_for_letter_with_speaker_and_source(run: Run, newsroom: Path) -> None:
    result = run("ask", "what did Aldercott say about the car parks?", "--knowledge", newsroom)
    assert result.exit_code == 0, result.output
    words = "Ask me what I regret: the *two* car parks on the quay, and not *one* bench."
    assert f"“{words}”" in result.stdout
    assert "— Ines Aldercott, mayor of Port Ellery (from a transcript)" in result.stdout
    assert "Varrenland Courier · 20 November 2031 · “I still take the six o'clock boat”" in result.stdout
    assert "<https://courier.example/2031/mayor-interview>" in result.stdout


def test_quotation_marks_around_the_question_may_be_forgotten(run: Run, newsroom: Path) -> None:
    result = run("ask", "what", "did", "Thorley", "say", "about", "sleep", "-k", newsroom)
    assert "we will sleep again" in result.stdout


def test_a_person_alone_lists_what_they_said_newest_first(run: Run, newsroom: Path) -> None:
    result = run("ask", "what did Petronella Fisk say?", "-k", newsroom)
    assert result.exit_code == 0
    assert result.stdout.count("Petronella Fisk, head teacher on Gull Island") == 3


def test_who_somebody_is_begins_with_their_name(run: Run, newsroom: Path) -> None:
    asked = run("ask", "who is Petronella Fisk?", "-k", newsroom).stdout
    assert asked == run("person", "Petronella Fisk", "-k", newsroom).stdout
    assert asked.startswith("Petronella Fisk\n")


def test_nothing_known_is_said_and_is_status_three(run: Run, newsroom: Path) -> None:
    result = run("ask", "what did Macron say about wine", "-k", newsroom)
    assert result.exit_code == 3
    assert "I don't know anybody named Macron." in result.stdout


def test_json_is_one_line_as_the_scorers_read_it(run: Run, newsroom: Path) -> None:
    result = run("ask", "what did Salome Quist say about the cod?", "-k", newsroom, "--json")
    assert result.stdout.count("\n") == 1
    line = json.loads(result.stdout)
    assert set(line) == {*Answer.model_fields} - {"context"}
    assert line["answered"] is True
    assert 0 <= line["confidence"] <= 1
    first = line["answers"][0]
    assert set(first) >= ITEM_KEYS
    cod = next(item for item in line["answers"] if "cod come back" in item["text"])
    assert (cod["kind"], cod["speaker"], cod["published"]) == ("quote", "Salome Quist", "2031-10-11")
    assert cod["text"] == "Seven years is long enough to see whether the cod come back."
    assert len(cod["also"]) == 1


def test_why_tells_how_the_question_was_read_and_what_speaks_for_the_answer(run: Run, newsroom: Path) -> None:
    plain = run("ask", "what did Quist say about the cod?", "-k", newsroom, "--why").stdout
    assert "Who is meant: Salome Quist" in plain
    assert "What speaks for it" in plain
    line = json.loads(
        run("ask", "what did Quist say about the cod?", "-k", newsroom, "--why", "--json").stdout
    )
    assert line["understood"]["people"] == ["Salome Quist"]
    assert len(line["evidence"]) == len(line["answers"])


def test_limit_is_how_many_are_shown(run: Run, newsroom: Path) -> None:
    result = run("ask", "what did Tobias Renwick say?", "-k", newsroom, "--limit", 2)
    assert result.stdout.count("— Tobias Renwick") == 2


def test_today_is_what_yesterday_is_counted_from(run: Run, newsroom: Path) -> None:
    asked = ("ask", "what did Thorley say yesterday?", "-k", newsroom, "--json", "--today")
    first = json.loads(run(*asked, "2031-03-14").stdout)["answers"][0]
    assert first["text"] == "We did not win everything, but we will sleep again."


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "-")])
def test_a_question_may_come_through_a_pipe(run: Run, newsroom: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "-k", newsroom, typed="what did Aldercott say\nabout the car parks?\n")
    assert result.exit_code == 0
    assert "and not *one* bench." in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", " "),
        ("ask", "x", "--today", "yesterday"),
        ("ask", "x", "--limit", "0"),
        ("ask", "x", "--batch", "y"),
        ("ask", "x", "--nonsense"),
    ],
)
def test_wrong_usage_is_status_two_and_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.output.strip()


def test_a_missing_or_empty_folder_is_told_kindly(run: Run, tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        result = run("ask", "who?", "-k", folder)
        assert result.exit_code == 1
        assert str(folder) in result.stderr
        assert "Traceback" not in result.output


def test_a_batch_writes_a_line_a_question_with_its_own_today(
    run: Run, newsroom: Path, tmp_path: Path
) -> None:
    source, out = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    source.write_text(
        '{"id": "a", "question": "what did Fisk say about the ferry?"}\n'
        '{"id": "b", "question": "what did Thorley say yesterday?", "date": "2031-03-05"}\n'
        '{"id": "c", "question": "zzz qqq xxx"}\n',
        "utf-8",
    )
    result = run("ask", "--batch", source, "--out", out, "-k", newsroom)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", "c"]
    assert lines[0]["answers"][0]["speaker"] == "Petronella Fisk"
    assert len(lines[0]["answers"]) == 10
    assert lines[1]["answers"][0]["article"] == "ferry-strike-begins"
    assert lines[2]["answered"] is False


def test_a_message_may_stand_in_text_and_a_dialogue_goes_on(run: Run, newsroom: Path, tmp_path: Path) -> None:
    source = tmp_path / "turns.jsonl"
    turns = [
        {"id": "a1", "dialogue": "a", "text": "what did Agnes Thorley say about the strike?"},
        {"id": "b1", "dialogue": "b", "question": "what did Salome Quist say about the cod?"},
        {"id": "a2", "dialogue": "a", "text": "what did she say about sleep?"},
        {"id": "c", "text": "what did she say about sleep?"},
    ]
    source.write_text("\n".join(map(json.dumps, turns)), "utf-8")
    result = run("ask", "--batch", source, "-k", newsroom)
    assert result.exit_code == 0, result.output
    lines = {line["id"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert lines["a2"]["understood"]["people"] == ["Agnes Thorley"]
    assert lines["c"]["understood"]["people"] == []


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("what did Aldercott say about the car parks?", "answer"),
        ("what did Macron say about wine", "unknown"),
        ("did Lena Renwick say “leave the northern sluice open from March to June”?", "verdict"),
        ("thanks", "talk"),
    ],
)
def test_json_tells_which_kind_of_reply_it_is(run: Run, newsroom: Path, question: str, reply: str) -> None:
    line = json.loads(run("ask", question, "-k", newsroom, "--json").stdout)
    assert line["reply"] == reply
    assert all(0 <= each["chance"] <= 1 for each in line["answers"])


def test_json_tells_the_days_that_were_read(run: Run, newsroom: Path) -> None:
    asked = ("ask", "what did Thorley say yesterday?", "-k", newsroom, "--json", "--today", "2031-03-14")
    understood = json.loads(run(*asked).stdout)["understood"]
    assert (understood["since"], understood["until"]) == ("2031-03-13", "2031-03-13")


def test_today_is_the_day_of_the_operators_time_zone(
    run: Run, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = []
    for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):  # 26 hours apart: it is never the same day in both
        monkeypatch.setenv("BRIEFING_TIME_ZONE", zone)
        line = json.loads(run("ask", "what did Thorley say today?", "-k", newsroom, "--json").stdout)
        days.append(line["understood"]["since"])
    assert days[0] < days[1]


def test_a_quotation_that_is_asked_about_is_checked(run: Run, newsroom: Path) -> None:
    result = run(
        "ask", "did Tobias Renwick say “leave the northern sluice open from March to June”?", "-k", newsroom
    )
    assert result.exit_code == 1
    assert result.stdout.startswith("Misattributed")


def test_a_wrong_line_of_a_batch_is_told_with_its_place(run: Run, newsroom: Path, tmp_path: Path) -> None:
    source = tmp_path / "questions.jsonl"
    source.write_text('{"id": "a", "question": "x"}\n{"id": "b"}\n', "utf-8")
    result = run("ask", "--batch", source, "-k", newsroom)
    assert result.exit_code == 1
    assert f'{source}, line 2: a line needs a "question" or a "text".' in result.stderr
    assert json.loads(result.stdout)["id"] == "a"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what did Hegseth say?", "severe"),
        ("waht did hegset say abuot china", "aggressive military actions"),
        ("who spoke of a new golden age", "Sanae Takaichi"),
        ("what did the Japanese defence minister say", "To strengthen the greatest alliance in the world"),
        ("how much of gdp will japan spend on defence", "2% of GDP"),
        ("where were the talks held?", "high-level talks held in Tokyo"),
        (
            "which countries will get more intelligence?",
            "deepen intelligence and data sharing",
        ),
    ],
)
def test_the_shipped_article_answers(run: Run, shipped: Path, question: str, words: str) -> None:
    result = run("ask", question, "-k", shipped)
    assert result.exit_code == 0, result.output
    assert words in result.stdout


def test_whose_spending_is_not_told_is_not_sure(run: Run, shipped: Path) -> None:
    result = run("ask", "how much will South Korea spend on defence?", "-k", shipped)
    assert result.exit_code == 3, result.output
    assert "I found no sure answer" in result.stderr + result.stdout


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what did Macron say about wine", "I don't know anybody named Macron.\n"),
        ("what is the capital of Peru", "I don't know anything about that.\n"),
    ],
)
def test_the_shipped_article_does_not_know_everything(
    run: Run, shipped: Path, question: str, said: str
) -> None:
    result = run("ask", question, "-k", shipped)
    assert result.exit_code == 3
    assert result.stdout == said


def test_a_message_that_the_question_is_about_is_checked(run: Run, newsroom: Path, tmp_path: Path) -> None:
    said = "Dorian Pell said “This walkout is not reckless; it is overdue.”"
    (tmp_path / "message.txt").write_text(said, "utf-8")
    result = run("ask", "did he really say that?", "--about", "message.txt", "-k", newsroom)
    assert result.exit_code == 1
    assert "Misattributed" in result.stdout
    line = {"id": 1, "question": "is this true?", "about": "Thorley said the walkout was overdue"}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line), "utf-8")
    answer = json.loads(run("ask", "--batch", "lines.jsonl", "-k", newsroom).stdout)
    assert answer["answered"]
    assert answer["answers"][0]["speaker"] == "Agnes Thorley"
