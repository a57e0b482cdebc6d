"""Words as they are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import folded, names_and_numbers, words


@given(st.text())
def test_folded_text_is_its_folded_words(text: str) -> None:
    assert folded(text) == " ".join(word.text for word in words(text))


@given(st.text(alphabet="aB1,.’'ʼ ́éß0ﷺ"))
def test_folded_text_with_marks_is_its_folded_words(text: str) -> None:
    assert folded(text) == " ".join(word.text for word in words(text))


def test_names_and_numbers_stand_inside_or_are_digits() -> None:
    text = "Yesterday Agnes Thorley’s crews sailed 38 ferries; No. 7 was “Élan”, not x9."
    assert names_and_numbers(text) == ["Agnes", "Thorley’s", "38", "No", "7", "Élan"]
    assert names_and_numbers("12,000 came") == ["12,000"]
    assert names_and_numbers("") == []
