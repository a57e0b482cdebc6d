"""What a question must be told: found by the words that ask, and answered by what it does not have itself."""

from __future__ import annotations

import pytest

from bot.answering.question.sought import Sought, sought, tells


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many horses did the keeper save?", Sought.FIGURE),
        ("whatever, how mutch did the pier cost in the end", Sought.FIGURE),
        ("Price of a crossing, please?", Sought.FIGURE),
        ("What proportion of the crews voted for the strike?", Sought.FIGURE),
        ("when did the bridge open", Sought.DAY),
        ("In which year was the mole built?", Sought.DAY),
        ("where is the depot", Sought.PLACE),
        ("what's the name of the harbour master", Sought.NAME),
        ("Name of the firm that built the crane?", Sought.NAME),
        # Words that ask nothing here.
        ("what did Thorley say when the strike ended?", None),
        ("Thorley on the price of a crossing", None),
        ("how long before the vote did she resign?", None),
        ("who spoke of a new golden age", None),
        # What leads up to the question asks nothing.
        ("I know how many boats there are. Who counted them?", None),
    ],
)
def test_the_words_that_ask_tell_what_is_sought(question: str, kind: Sought | None) -> None:
    assert sought(question) is kind


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("How many horses did she save?", "They had time to load up their horses before they left.", False),
        ("How many horses did she save?", "They left with nine horses.", True),
        ("How many of the 12 boats sank?", "All 12 boats were out that night.", True),
        ("How many of the 12 boats sank?", "The 12 boats were out that night.", False),
        ("What share voted for it?", "The vote was unanimous.", True),
        ("when did the bridge open", "The bridge opened with a brass band.", False),
        ("when did the bridge open", "The bridge opened in June.", True),
        ("In which year after 2019 did it close?", "It closed in 2019.", False),
        ("where is the depot", "The depot is too small.", False),
        ("where is the depot", "The depot lies behind the church.", True),
        (
            "what's the name of the master of Fennmoor",
            "The master of Fennmoor resigned.",
            False,
        ),
        ("what's the name of the master of Fennmoor", "Its master, Ann Roe, resigned.", True),
    ],
)
def test_only_what_goes_beyond_the_question_tells_it(question: str, text: str, told: bool) -> None:
    kind = sought(question)
    assert kind is not None
    assert tells(text, kind, question) is told
