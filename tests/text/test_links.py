"""Addresses that lead to the words of a page, or to a moment of a recording."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.links import LONGEST, link_to_moment, link_to_words

PAGE = "https://courier.example/a"


@pytest.mark.parametrize(
    ("url", "words", "linked"),
    [
        (PAGE, "We will sleep again.", f"{PAGE}#:~:text=We%20will%20sleep%20again."),
        (PAGE, "“We will, I think, sleep well-rested & safe.”",
         f"{PAGE}#:~:text=We%20will%2C%20I%20think%2C%20sleep%20well%2Drested%20%26%20safe."),
        (PAGE, "One two three four five six seven eight nine ten.",
         f"{PAGE}#:~:text=One%20two%20three%20four,seven%20eight%20nine%20ten."),
        (PAGE, "He [the minister] said that nobody … would sail.",
         f"{PAGE}#:~:text=He,would%20sail."),
        (f"{PAGE}?p=1#top", "We will.", f"{PAGE}?p=1#top:~:text=We%20will."),
        (f"{PAGE}#/article/7", "We will.", f"{PAGE}#/article/7"),
        (f"{PAGE}#:~:text=Other", "We will.", f"{PAGE}#:~:text=Other"),
        (f"{PAGE}.pdf", "We will.", f"{PAGE}.pdf"),
        (PAGE, "[…]", PAGE),
        ("", "We will.", ""),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginning_and_their_end(url: str, words: str, linked: str) -> None:
    assert link_to_words(url, words) == linked


@given(st.text(max_size=400))
def test_what_is_searched_for_stands_in_the_words_and_breaks_out_of_nothing(words: str) -> None:
    linked = link_to_words(PAGE, words)
    assert len(linked) <= LONGEST
    searched = linked.removeprefix(PAGE).removeprefix("#:~:text=")
    assert not set(searched) & set("-&#<>() \n")
    plain = " ".join(words.split())
    for part in searched.split(","):
        assert " ".join(unquote(part).split()) in plain


@pytest.mark.parametrize(
    ("url", "clock", "linked"),
    [
        ("https://www.youtube.com/watch?v=x&t=3", "1:15", "https://www.youtube.com/watch?v=x&t=75s"),
        ("https://youtu.be/x", "00:01:15", "https://youtu.be/x?t=75s"),
        ("https://radio.example/talk.mp3", "75.5", "https://radio.example/talk.mp3#t=75"),
        ("https://radio.example/talk#part", "75", "https://radio.example/talk#part"),
        ("https://notyoutube.com/x", "5", "https://notyoutube.com/x#t=5"),
        ("", "75", ""),
    ],
)
def test_a_moment_is_named_as_the_recordings_place_names_it(url: str, clock: str, linked: str) -> None:
    assert link_to_moment(url, clock) == linked
