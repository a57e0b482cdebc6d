"""The report on all quotations of a text."""

from bot.cards.card import CardStyle
from bot.cards.catalogues import catalogue
from bot.cards.checked import checked_card
from bot.cards.language import use_locale
from bot.replies import Outcome
from bot.services.checking import check
from tests.verify.memory import MemorySource
from tests.verify.speeches import ARTICLES

QUOTES = MemorySource(ARTICLES)
TEXT = """Helena Ostrander told the council: “We will spend 271 million crowns on the harbour.”

“They would rather build a palace for yachts,” Theo Brandt said, “than repair one school roof.”

“We will not raise a single tax to pay for it,” Helena Ostrander added.
"""


def test_every_quotation_is_checked_and_named_by_its_line() -> None:
    report = check(TEXT, QUOTES)
    checked = report.quotations
    assert [one.line for one in checked] == [1, 3, 5]
    assert [one.verdict.verdict for one in checked] == [Outcome.ALTERED, Outcome.GENUINE, Outcome.GENUINE]
    assert report.wrong


def test_pieces_that_were_not_said_in_one_go_are_checked_one_by_one() -> None:
    text = "“Running a city is like steering a ferry,” Theo Brandt said, “than repair one school roof.”"
    checked = check(text, QUOTES).quotations
    assert [one.verdict.verdict for one in checked] == [Outcome.GENUINE, Outcome.GENUINE]


def test_the_report_tells_line_difference_and_count() -> None:
    card = checked_card(check(TEXT, QUOTES))
    assert card.style is CardStyle.ERROR
    assert "Line 1: Altered" in card.text
    assert "Changed (a number): “271” instead of “270”" in card.text
    assert card.footer == "Genuine: 1. Genuine, but cut: 1. Altered: 1."


def test_what_is_cut_is_counted_apart_in_every_language() -> None:
    with use_locale(catalogue("ja")):
        assert (
            checked_card(check(TEXT, QUOTES)).footer
            == "原文どおり: 1. 原文どおり（省略あり）: 1. 改変あり: 1."
        )


def test_a_text_without_quotations_says_so() -> None:
    card = checked_card(check("Nothing was said.", QUOTES))
    assert "No quotation was found." in card.text
