"""Words as they are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import folded, words


@given(st.text())
def test_folded_text_is_its_folded_words(text: str) -> None:
    assert folded(text) == " ".join(word.text for word in words(text))


@given(st.text(alphabet="aB1,.’'ʼ ́éß0ﷺ"))
def test_folded_text_with_marks_is_its_folded_words(text: str) -> None:
    assert folded(text) == " ".join(word.text for word in words(text))
