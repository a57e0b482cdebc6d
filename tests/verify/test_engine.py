"""Quotations checked through the engine's door, over the fictional newsroom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.replies import Outcome, Reason, RemarkKind
from tests.desk import Desk

SLUICE = "If you must build it, leave the northern sluice open from March to June."


@pytest.fixture(scope="module")
def engine(newsroom: Path) -> Iterator[Desk]:
    with Desk.open(newsroom, vectors=False) as opened:
        yield opened


@pytest.mark.parametrize(
    "speaker", [None, "Lena Renwick", "Renwick", "the oceanographer at the Institute of Shores"]
)
def test_words_that_were_said(engine: Desk, speaker: str | None) -> None:
    verdict = engine.verify(SLUICE, speaker)
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.matches[0].item.article == "tidal-barrier-vote"


def test_a_namesake_did_not_say_it(engine: Desk) -> None:
    assert engine.verify(SLUICE, "Tobias Renwick").verdict is Outcome.MISATTRIBUTED


def test_an_office_is_that_of_the_articles_date(engine: Desk) -> None:
    locks = "No ship will wait longer than forty minutes at the locks."
    assert engine.verify(locks, "harbour minister of Varrenland").verdict is Outcome.GENUINE
    assert engine.verify(locks, "former harbour minister").verdict is Outcome.MISATTRIBUTED
    assert engine.verify(locks, "OMB").verdict is Outcome.MISATTRIBUTED


def test_the_same_words_in_two_articles(engine: Desk) -> None:
    verdict = engine.verify("Seven years is long enough to see whether the cod come back.", "Madam Quist")
    assert {match.item.article for match in verdict.matches} == {"quist-in-lisandra", "agency-fishing-pact"}
    assert RemarkKind.CARRIED in {remark.kind for remark in verdict.remarks}


def test_reported_speech_does_not_pass_as_verbatim(engine: Desk) -> None:
    assert engine.verify("she would rather have had ten years").reason is Reason.INDIRECT


def test_a_condition_left_out_is_remarked(engine: Desk) -> None:
    verdict = engine.verify("leave the northern sluice open from March to June")
    assert verdict.verdict is Outcome.GENUINE
    assert verdict.remarks[0].kind is RemarkKind.CONDITION_LEFT_OUT
    assert verdict.remarks[0].matches[0].sentence == SLUICE
