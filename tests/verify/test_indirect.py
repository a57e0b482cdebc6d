"""What a text gives somebody without quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verify import claims_in


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Mora said the mill is closing", "Mora", "the mill is closing"),
        ("So apparently Ada Mora has said that the mill is closing!", "Ada Mora", "the mill is closing"),
        ("Ada Mora told the press on Friday that the mill is closing.", "Ada Mora", "the mill is closing"),
        ("Mora told us yesterday the mill is closing", "Mora", "the mill is closing"),
        ("Mora insisted that the mill stays", "Mora", "the mill stays"),
        ("Mora never said the mill is closing", "Mora", "the mill is closing"),
        ("According to the mayor, the mill is closing.", "the mayor", "the mill is closing"),
        ("The mill is closing, according to Dr. Mora.", "Dr. Mora", "The mill is closing"),
        ("The mill is closing, said Ada Mora.", "Ada Mora", "The mill is closing"),
        ("The mill is closing, Mora claimed on Friday", "Mora", "The mill is closing"),
        ("Mora: the mill is closing", "Mora", "the mill is closing"),
        ("she said it would close", "", "it would close"),
    ],
)
def test_it_is_found_however_it_is_put(text: str, speaker: str, words: str) -> None:
    (claim,) = claims_in(text)
    assert (claim.speaker, claim.words) == (speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "Did Mora say the mill is closing?",
        "Mora said so",
        "Mora said nothing about the mill",
        "I said we should go",
        "Mora spoke to the press on Friday",
        "Mora said “the mill is closing”",
        "who said the mill is closing",
        "Nobody said that the mill is closing",
        "The mill is closing.",
        "We were told that the mill is closing",
        "",
    ],
)
def test_what_gives_nobody_anything_claims_nothing(text: str) -> None:
    assert not claims_in(text)


def test_she_is_whom_the_sentences_before_gave_something() -> None:
    first, second = claims_in("Look:\nAda Mora said the mill is closing. She said that it is sad.")
    assert (first.line, second.line) == (2, 2)
    assert second.speaker == "Ada Mora"


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for claim in claims_in(text):
        assert claim.words
