"""What kind of answer is asked for, and what is small talk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.wanted import holds, wanted
from bot.replies import Wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what did Thorley say about sleep?", Wanted.STATEMENT),
        ("Thorley on sleep", Wanted.STATEMENT),
        ("who called the strike reckless", Wanted.WHO),
        ("who's against the barrier?", Wanted.WHO),
        ("how many ferries stayed in port", Wanted.NUMBER),
        ("how tall is the tower", Wanted.NUMBER),
        ("what share of the budget goes to schools", Wanted.NUMBER),
        ("when was the light first lit", Wanted.DATE),
        ("what year was the keeper withdrawn", Wanted.DATE),
        ("where do the crews picket", Wanted.PLACE),
        ("which city is Aldercott mayor of", Wanted.PLACE),
        ("why did Renwick resign", Wanted.REASON),
        ("how come the ferries stopped", Wanted.REASON),
        ("list everything Aldercott said", Wanted.LIST),
        ("summarise the ferry strike", Wanted.SUMMARY),
        ("did parliament approve the barrier?", Wanted.YESNO),
        ("will the mayor stand again", Wanted.YESNO),
        ("The ferries stayed in port this week. Where is that port?", Wanted.PLACE),
        ("Quist reopened the light. In which year was it first lit?", Wanted.DATE),
        ("the light stood dark since which year?", Wanted.DATE),
        ("the strike began in which city?", Wanted.PLACE),
        ("did Renwick really say “I was wrong to call the strike reckless”?", Wanted.GENUINE),
    ],
)
def test_kinds(question: str, kind: Wanted) -> None:
    assert wanted(question) is kind


@pytest.mark.parametrize(
    "message",
    [
        "",
        "...",
        "hello",
        "good morning all, coffee on me",
        "thanks, have a nice weekend",
        "lol that ferry was late again",
        "hey who wants coffee",
        "I'm so tired, need coffee",
        "anyone up for lunch?",
        "lol that's what she said",
        "who has my coffee lol",
        "how cool is that haha",
    ],
)
def test_small_talk(message: str) -> None:
    assert wanted(message) is Wanted.NOTHING


@pytest.mark.parametrize(
    "message",
    [
        "hi, what did Thorley say?",
        "how far over budget was the barrier lol",
        "Can anyone tell me what Thorley said about the coffee van?",
        "hi what did Thorley say",
        "hello all, who called the strike reckless",
        "Good morning! When was the light first lit?",
        "what did the mayor say about coffee?",
        "Renwick",
        "the weather at the lighthouse?",
        "By Friday how many of the crews had returned",
        "Which dog breed is the favorite of the US kennel club?",
        "By what percentage will council tax rise for second homes, after plans to limit holiday homes?",
        "Turkey is the centre of the holiday dinner. Which US state raises the most turkeys?",
    ],
)
def test_what_only_begins_like_small_talk_is_a_question(message: str) -> None:
    assert wanted(message) is not Wanted.NOTHING


@pytest.mark.parametrize(
    ("text", "kind", "has"),
    [
        ("All 38 ferries stayed in port.", Wanted.NUMBER, True),
        ("a dozen boats", Wanted.NUMBER, True),
        ("We will sleep again.", Wanted.NUMBER, False),
        ("It was first lit in 1874.", Wanted.DATE, True),
        ("He resigned on Monday", Wanted.DATE, True),
        ("We will sleep again.", Wanted.DATE, False),
        ("at a press conference in Port Ellery", Wanted.PLACE, True),
        ("We will sleep again.", Wanted.STATEMENT, None),
    ],
)
def test_whether_a_text_holds_what_is_wanted(text: str, kind: Wanted, has: bool | None) -> None:
    assert holds(text, kind) is has


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    assert wanted(text) in Wanted
