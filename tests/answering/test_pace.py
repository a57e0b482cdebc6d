"""The more questions are in hand, the fewer candidates each has read."""

from __future__ import annotations

import pytest

from bot.answering.pace import Pace
from bot.answering.ranking.weights import weights


def test_a_question_alone_has_all_read_and_a_crowd_has_none() -> None:
    pace = Pace()
    with pace.question() as alone, pace.question() as second, pace.question() as third:
        with pace.question() as fourth, pace.question() as fifth:
            assert alone == second > third == fourth > fifth == 0
        with pace.question() as again:
            assert again == fourth


def test_a_question_that_fails_is_in_hand_no_more() -> None:
    pace = Pace()
    for _ in range(10):
        with pytest.raises(ZeroDivisionError), pace.question():
            raise ZeroDivisionError
    with pace.question() as most, pace.question() as second:
        assert most == second


def test_a_confidence_was_learned_for_what_a_question_alone_has_read() -> None:
    with Pace().question() as most:
        assert weights().reading(most)
