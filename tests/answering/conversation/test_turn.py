"""How a turn is meant, by its form: alone, leaning, about what was shown, pointing at it, or wanting more."""

from __future__ import annotations

import pytest

from bot.answering.conversation.turn import TurnKind, read_turn
from bot.replies import Aspect, Context

BEFORE = Context(people=("ida lund",), topic=("ferry",), items=("a#1", "a#2", "a#3"), article="a")


@pytest.mark.parametrize(
    "message",
    [
        "How long did the dockers of Velden strike in spring?",
        "what did Tomas Renwick say about the tram line?",
        "and what did Tomas Renwick say about the tram line?",
        "Who called the new pier a waste of good oak?",
        "Agnes Thorley on shifts of eleven hours",
        "How did Mayor Dahl describe her first day in office?",
        "when does the strike end?",
        "how much will the tunnel under the river cost?",
    ],
)
def test_a_whole_question_stands_alone(message: str) -> None:
    assert read_turn(message, BEFORE).kind is TurnKind.NEW
    assert read_turn(message, None).kind is TurnKind.NEW


@pytest.mark.parametrize(
    ("message", "pronoun"),
    [
        ("how high will it be?", ""),
        ("and what did it cost?", ""),
        ("why?", ""),
        ("and the union leader?", ""),
        ("his deputy", "his"),
        ("the price of tickets too?", ""),
        ("did Agnes Thorley thank him?", "him"),
        ("what did she say about the tram line?", "she"),
        ("only the figure for May", ""),
        ("which towns lose it?", ""),
    ],
)
def test_what_leaves_something_out_leans_on_what_was_before(message: str, pronoun: str) -> None:
    turn = read_turn(message, BEFORE)
    assert turn.kind is TurnKind.LEANING
    assert turn.lack.pronoun == pronoun
    assert read_turn(message, None).kind is TurnKind.NEW


@pytest.mark.parametrize(
    ("message", "text", "dropped"),
    [
        ("no, I meant the harbour mistress", "the harbour mistress", ""),
        ("not Lund, her deputy", "her deputy", "Lund"),
        ("oops not the ferry, the tram", "the tram", "the ferry"),
        ("the tram, not the ferry", "the tram", "the ferry"),
        ("no no, 2030", "2030", ""),
    ],
)
def test_a_correction_tells_what_was_meant(message: str, text: str, dropped: str) -> None:
    turn = read_turn(message, BEFORE)
    assert (turn.kind, turn.corrects, turn.text, turn.dropped) == (TurnKind.LEANING, True, text, dropped)


def test_a_whole_question_after_a_no_stands_alone() -> None:
    turn = read_turn("no, what did Tomas Renwick say about the tram line?", BEFORE)
    assert (turn.kind, turn.text) == (TurnKind.NEW, "what did Tomas Renwick say about the tram line?")


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("who said that?", Aspect.SPEAKER),
        ("says who?", Aspect.SPEAKER),
        ("whose words are these?", Aspect.SPEAKER),
        ("by whom?", Aspect.SPEAKER),
        ("when?", Aspect.DATE),
        ("which day was that", Aspect.DATE),
        ("was that in June?", Aspect.DATE),
        ("and the date?", Aspect.DATE),
        ("who wrote the article?", Aspect.AUTHOR),
        ("which reporter?", Aspect.AUTHOR),
        ("in which paper?", Aspect.SOURCE),
        ("where can I read it", Aspect.SOURCE),
        ("what's the link?", Aspect.ADDRESS),
        ("is it verbatim?", Aspect.WORDING),
        ("her exact words please", Aspect.WORDING),
        ("is that a quote?", Aspect.WORDING),
        ("show me the whole statement", Aspect.WHOLE),
        ("in full, please", Aspect.WHOLE),
        ("what's her job?", Aspect.ROLE),
        ("who is she?", Aspect.ROLE),
        ("was that on the radio?", Aspect.OCCASION),
    ],
)
def test_what_is_asked_about_the_entry_shown(message: str, aspect: Aspect) -> None:
    turn = read_turn(message, BEFORE)
    assert (turn.kind, turn.aspect) == (TurnKind.ABOUT, aspect)


@pytest.mark.parametrize(
    "message",
    [
        "when was it built?",
        "who pays for it?",
        "how much exactly?",
        "where is it?",
        "who wrote to the mayor?",
    ],
)
def test_what_is_asked_of_the_matter_is_not_about_the_entry(message: str) -> None:
    assert read_turn(message, BEFORE).kind is not TurnKind.ABOUT


@pytest.mark.parametrize(
    ("message", "place", "aspect"),
    [
        ("the second one", 1, None),
        ("2", 1, None),
        ("number 3", 2, None),
        ("the last one", 2, None),
        ("no, the other one", 1, None),
        ("show me the third quote", 2, None),
        ("when was the second one said?", 1, Aspect.DATE),
        ("the first one in full", 0, None),
    ],
)
def test_a_turn_points_into_the_list_that_was_shown(message: str, place: int, aspect: Aspect | None) -> None:
    turn = read_turn(message, BEFORE)
    assert (turn.kind, turn.place) == (TurnKind.POINTING, place)
    assert turn.aspect in (aspect, Aspect.WHOLE)


@pytest.mark.parametrize("message", ["4", "the fifth one", "the second one of the tunnels"])
def test_what_was_not_shown_is_not_pointed_at(message: str) -> None:
    assert read_turn(message, BEFORE).kind is not TurnKind.POINTING


@pytest.mark.parametrize("message", ["more", "what else?", "anything else?", "go on", "show me more please"])
def test_more_of_the_same(message: str) -> None:
    assert read_turn(message, BEFORE).kind is TurnKind.MORE
