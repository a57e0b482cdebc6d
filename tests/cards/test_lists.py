"""Lists, summaries, notices and dates on cards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from gettext import NullTranslations

from bot.cards.card import CardStyle, LineKind
from bot.cards.dates import day, days
from bot.cards.language import _, ngettext, use_locale
from bot.cards.lists import articles_card, people_card, summary_card
from bot.cards.notice import error_card
from bot.knowledge.items import Place
from bot.replies import Speaker, Summary


def test_a_written_summary_is_shown_and_a_missing_one_is_said_to_be_missing() -> None:
    written = summary_card(Summary(article="a", title="T", text="In short."))
    assert written.text.startswith("In short.")
    unwritten = summary_card(Summary(article="a", title="T", written=False, facts=("One.", "Two.")))
    lines = [line for block in unwritten.blocks for line in block.lines]
    assert lines[0].text == "No summary is written. The article's first facts:"
    assert [line.text for line in lines if line.kind is LineKind.STATEMENT] == ["One.", "Two."]
    of_quotes = summary_card(Summary(article="a", title="T", written=False))
    assert of_quotes.text.startswith("No summary is written, and no facts are.")


def test_a_page_of_a_list_says_where_it_is_and_an_empty_one_that_it_is_empty() -> None:
    places = [Place(article=str(n), title=f"T{n}", published=date(2031, 1, n + 1)) for n in range(3)]
    assert articles_card(places).footer == ""
    page = articles_card(places, start=10, total=40)
    assert page.footer == "11 to 13 of 40"
    assert [block.key for block in page.blocks] == ["0", "1", "2"]
    assert articles_card([]).text == "Nothing to show."


def test_people_have_their_newest_role_their_count_and_their_days() -> None:
    speaker = Speaker(
        name="Salome Quist",
        roles=("harbour minister", "deputy"),
        quotes=1,
        first=date(2031, 9, 2),
        latest=datetime(2031, 10, 11, 8, tzinfo=UTC),
    )
    assert people_card([speaker]).text == (
        "Salome Quist, harbour minister\n1 quote · 2 September 2031 to 11 October 2031"
    )
    assert people_card([Speaker(name="X")]).text == "X\n0 quotes"


def test_days_are_written_as_people_write_them() -> None:
    assert day(None) == ""
    assert day(datetime(2031, 4, 22, 18, tzinfo=UTC)) == "22 April 2031"
    assert days(None, date(2031, 4, 2)) == days(date(2031, 4, 2), date(2031, 4, 2)) == "2 April 2031"


def test_an_error_is_one_sentence_and_how_to_mend_it() -> None:
    card = error_card("The folder is empty.", "Put a file into it.")
    assert card.style is CardStyle.ERROR
    assert card.text == "The folder is empty.\nPut a file into it."


def test_the_interface_speaks_the_language_of_the_catalogue_while_it_is_chosen() -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return (msgid1 if n == 1 else msgid2).upper().replace("{COUNT}", "{count}")

    with use_locale(Shouting()):
        assert _("none") == "NONE"
        assert ngettext("{count} quote", "{count} quotes", 1200) == "1,200 QUOTES"
    assert _("none") == "none"
