"""Questions that ask whether a quotation is genuine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verify.claim import claim_of


@pytest.mark.parametrize(
    ("question", "quotation", "speaker"),
    [
        ("Is it true that Brandt said “the old bridge is safe”?", "the old bridge is safe", "Brandt"),
        ("is it true that Brandt said 'we don't raise a tax'?", "we don't raise a tax", "Brandt"),
        ('did the mayor of Port Ellery really say "the old bridge is safe"?', "the old bridge is safe",
         "the mayor of Port Ellery"),
        ("has Helena Ostrander ever said that “the old bridge is safe”", "the old bridge is safe",
         "Helena Ostrander"),
        ("Brandt said “the old bridge is safe”, is that true?", "the old bridge is safe", "Brandt"),
        ("Brandt said “the old bridge is safe”?", "the old bridge is safe", "Brandt"),
        ("is “the old bridge is safe” by Theo Brandt genuine?", "the old bridge is safe", "Theo Brandt"),
        ("Is “the old bridge is safe” a real quote?", "the old bridge is safe", None),
        ("did he say “the old bridge is safe”?", "the old bridge is safe", None),
    ],
)  # fmt: skip
def test_a_claim_is_read(question: str, quotation: str, speaker: str | None) -> None:
    assert claim_of(question) == (quotation, speaker)


@pytest.mark.parametrize(
    "question",
    [
        "what did Brandt say about the bridge?",
        "did Brandt say anything about the bridge?",
        "what did Brandt say about the “Gull Island” ferry",
        "tell me about “the old bridge”",
        "why did Brandt say “the old bridge is safe”?",
        "When did the mayor say “the old bridge is safe”?",
        "",
    ],
)
def test_other_questions_are_none(question: str) -> None:
    assert claim_of(question) is None


@given(st.text(alphabet="did say “”\"' ?,Roe", max_size=60))
def test_any_text_may_be_asked(question: str) -> None:
    claim = claim_of(question)
    assert claim is None or claim.quotation in question
