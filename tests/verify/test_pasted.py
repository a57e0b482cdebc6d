"""A quotation checked as it was pasted: with its sentence, in a post, as a block, several at once."""

import pytest

from bot.knowledge.model import Article, Person, Quote
from bot.replies import Attribution, Outcome, Report
from bot.services.checking import check, check_pasted
from bot.verify import verify_pasted
from tests.verify.memory import MemorySource

PIER = "Not one plank of the old pier will be sold on my watch."
SOURCE = MemorySource(
    [
        Article(
            id="pier",
            title="The old pier",
            people=(Person(name="Ines Calloway", role="harbour mistress"), Person(name="Ruben Stott")),
            quotes=(
                Quote(speaker="Ines Calloway", text=PIER),
                Quote(speaker="Ruben Stott", text="I told her “not one plank” and went home to sleep."),
                Quote(speaker="Ruben Stott", text="The ferry must pay its way."),
            ),
        )
    ]
)


@pytest.mark.parametrize(
    "pasted",
    [
        f"“{PIER[:-1]},” Calloway said in Fennmoor on Monday.",
        f"Calloway: “{PIER}”",
        f"“{PIER}” – Ines Calloway",
        f"‘{PIER[:-1]}’, said Ines Calloway.",
        f"«{PIER}» (Ines Calloway)",
        "“Not one plank of the old pier”, said Calloway, “will be sold on my watch.”",
        f"> {PIER}\n> — Ines Calloway",
        f"Ines Calloway (@ines): {PIER}",
        f"Ines Calloway: {PIER}",
        f"Ines Calloway said that {PIER[0].lower()}{PIER[1:]}",
    ],
)
def test_the_sentence_around_a_quotation_names_its_speaker(pasted: str) -> None:
    verdict = check_pasted(pasted, None, SOURCE)
    assert not isinstance(verdict, Report)
    assert (verdict.verdict, verdict.attribution) == (Outcome.GENUINE, Attribution.AGREES)


def test_a_wrong_name_in_the_sentence_is_told_and_one_beside_it_goes_first() -> None:
    (found,) = verify_pasted(SOURCE, f"“{PIER}” – Ruben Stott")
    assert found.verdict.verdict is Outcome.MISATTRIBUTED
    (found,) = verify_pasted(SOURCE, f"“{PIER}” – Ruben Stott", "Calloway")
    assert found.verdict.verdict is Outcome.GENUINE


def test_a_quotation_within_a_quotation_is_checked_whole() -> None:
    (found,) = verify_pasted(SOURCE, "I told her “not one plank” and went home to sleep.")
    assert found.verdict.verdict is Outcome.GENUINE
    (found,) = verify_pasted(SOURCE, "I told him “not one plank” and went home to sleep.")
    assert (found.verdict.verdict, found.verdict.quotation[:6]) == (Outcome.ALTERED, "I told")


def test_several_quotations_are_reported_as_a_text_is() -> None:
    pasted = f"Calloway: “{PIER}”; Stott: “The ferry must pay its own way.”"
    report = check_pasted(pasted, None, SOURCE)
    assert isinstance(report, Report)
    assert [one.verdict.verdict for one in report.quotations] == [Outcome.GENUINE, Outcome.ALTERED]
    assert report == check(pasted, SOURCE)
