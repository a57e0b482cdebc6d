"""`chat`: a conversation whose questions follow on each other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.chat import Conversation, taking_up
from bot.cli.draw import plain
from bot.services import OPERATOR, Services
from tests.cli.conftest import Run

# Seconds after which a change that was not taken up fails the test; nothing waits that long.
LONGEST = 20


def test_a_conversation_goes_on_from_the_question_before(run: Run, newsroom: Path) -> None:
    typed = "what did Agnes Thorley say about the strike?\nwhat did she say about sleep?\n/quit\nnever read\n"
    result = run("chat", "-k", newsroom, typed=typed)
    assert result.exit_code == 0, result.output
    assert "we will sleep again" in result.stdout
    assert "never read" not in result.output


def test_commands_show_more_why_and_one_answer_alone(run: Run, newsroom: Path) -> None:
    typed = "/pie\n/more\nwhat did Salome Quist say?\n/more\n/2\n/why\n/99\n/cake\n/new\n/more\n/help\n"
    shown = run("chat", "-k", newsroom, typed=typed).stdout
    assert shown.count("Ask something first.") == 2
    assert "Why this answer?" in shown or "How the question was read" in shown
    assert "There are " in shown
    assert "There is no /pie." in shown
    assert "There is no /cake." in shown
    assert "Forgotten." in shown
    assert "/quit" in shown


def test_nothing_that_was_taken_out_is_shown_by_going_back(tmp_path: Path) -> None:
    for name, words in (("a", "The ferry is late."), ("b", "The ferry is full."), ("c", "Ferries are dear.")):
        (tmp_path / f"{name}.yaml").write_text(ARTICLE.format(name, words), encoding="utf-8")
    with Services.open(tmp_path, vectors=False) as services:
        conversation = Conversation(services, OPERATOR)
        assert "late" in said(conversation, "what did Ann Roe say?")
        (tmp_path / "a.yaml").unlink()
        said(conversation, "/reload")
        for command in ("/1", "/2", "/why", "/more"):
            assert "late" not in said(conversation, command)


ARTICLE = "title: {0}\npublished: 2031-01-01\nquotes:\n  - {{speaker: Ann Roe, text: {1}}}\n"
WASPS = "The wasps were never gone from here."


@pytest.fixture
def bees(tmp_path: Path) -> Iterator[Services]:
    """The services over a folder of one article, without vectors."""
    (tmp_path / "a.yaml").write_text(ARTICLE.format("Bees", "The bees came back in May."), "utf-8")
    with Services.open(tmp_path, vectors=False) as services:
        yield services


def test_edited_files_are_taken_up_when_asked(bees: Services) -> None:
    conversation = Conversation(bees, OPERATOR)
    (bees.knowledge / "b.yaml").write_text(ARTICLE.format("Wasps", WASPS), "utf-8")
    assert WASPS not in said(conversation, "what did Ann Roe say?")
    assert "Added: b" in said(conversation, "/reload")
    assert WASPS in said(conversation, "what did Ann Roe say?")


def test_saved_files_are_taken_up_where_the_operator_wants_it(
    bees: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_WATCH", "true")
    with taking_up(bees):
        # The watcher looks at the folder a moment after it began: what is saved before that is not seen.
        for number in range(LONGEST * 10):
            (bees.knowledge / f"b{number}.yaml").write_text(ARTICLE.format(f"Wasps {number}", WASPS), "utf-8")
            time.sleep(0.1)
            if bees.articles("wasps", OPERATOR).answered:
                return
    raise AssertionError("the saved file was not taken up")


def said(conversation: Conversation, typed: str) -> str:
    shown = conversation.reply(typed)
    return shown if isinstance(shown, str) else plain(shown)


def test_the_end_of_what_is_typed_ends_it(run: Run, newsroom: Path) -> None:
    assert run("chat", "-k", newsroom, typed="").exit_code == 0


def test_what_else_there_is_leaves_out_what_was_shown_and_nothing_more(run: Run, newsroom: Path) -> None:
    typed = "what did Ines Aldercott say about the barrier?\nwhat else did she say?\nwhat else did she say?\n"
    shown = run("chat", "-k", newsroom, typed=typed).stdout
    spoken = [line for line in shown.splitlines() if line.startswith("“")]
    assert len(spoken) == len(set(spoken)) == 5
    assert "That is everything I have by Ines Aldercott." in shown
