"""`chat`: a conversation whose questions follow on each other."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_conversation_goes_on_from_the_question_before(run: Run, newsroom: Path) -> None:
    typed = "what did Agnes Thorley say about the strike?\nwhat did she say about sleep?\n/quit\nnever read\n"
    result = run("chat", "-k", newsroom, typed=typed)
    assert result.exit_code == 0, result.output
    assert "we will sleep again" in result.stdout
    assert "never read" not in result.output


def test_commands_show_more_why_and_one_answer_alone(run: Run, newsroom: Path) -> None:
    typed = "/more\nwhat did Salome Quist say?\n/more\n/2\n/why\n/99\n/cake\n/new\n/more\n/help\n"
    shown = run("chat", "-k", newsroom, typed=typed).stdout
    assert shown.count("Ask something first.") == 2
    assert "Why this answer?" in shown or "How the question was read" in shown
    assert "There are " in shown
    assert "/cake is nothing I know" in shown
    assert "Forgotten." in shown
    assert "/quit" in shown


def test_the_end_of_what_is_typed_ends_it(run: Run, newsroom: Path) -> None:
    assert run("chat", "-k", newsroom, typed="").exit_code == 0


def test_what_else_there_is_leaves_out_what_was_shown_and_nothing_more(run: Run, newsroom: Path) -> None:
    typed = "what did Ines Aldercott say about the barrier?\nwhat else did she say?\nwhat else did she say?\n"
    shown = run("chat", "-k", newsroom, typed=typed).stdout
    spoken = [line for line in shown.splitlines() if line.startswith("“")]
    assert len(spoken) == len(set(spoken)) == 5
    assert "That is all by Ines Aldercott that is known here." in shown
