"""The report on all quotations of a text."""

from functools import partial

from bot.cards.card import CardStyle
from bot.cards.checked import checked_card, is_wrong
from bot.replies import Outcome
from bot.verify import check_text, verify
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

CHECK = partial(verify, MemorySource(ARTICLES))
TEXT = """Helena Ostrander told the council: “We will spend 271 million crowns on the harbour.”

“They would rather build a palace for yachts,” Theo Brandt said, “than repair one school roof.”

“We will not raise a single tax to pay for it,” Helena Ostrander added.
"""


def test_every_quotation_is_checked_and_named_by_its_line() -> None:
    checked = check_text(TEXT, CHECK)
    assert [one.line for one in checked] == [1, 3, 5]
    assert [one.verdict.verdict for one in checked] == [Outcome.ALTERED, Outcome.GENUINE, Outcome.GENUINE]
    assert is_wrong(checked)


def test_pieces_that_were_not_said_in_one_go_are_checked_one_by_one() -> None:
    text = "“Running a city is like steering a ferry,” Theo Brandt said, “than repair one school roof.”"
    assert [one.verdict.verdict for one in check_text(text, CHECK)] == [Outcome.GENUINE, Outcome.GENUINE]


def test_the_report_tells_line_difference_and_count() -> None:
    card = checked_card(check_text(TEXT, CHECK))
    assert card.style is CardStyle.ERROR
    assert "Line 1: Altered" in card.text
    assert "Changed (a number): “271” for “270”" in card.text
    assert card.footer == "Genuine: 2, Altered: 1."


def test_a_text_without_quotations_says_so() -> None:
    card = checked_card(check_text("Nothing was said.", CHECK))
    assert "No quotation was found." in card.text
