"""Timelines, comparisons and remembered words on cards."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.cards.card import CardStyle, LineKind
from bot.cards.said import compared_card, timeline_card, who_said_card
from bot.knowledge.items import Item
from bot.services.statements import in_time


def said(text: str, published: date | None) -> Item:
    return Item(
        article="a", title="T", kind="quote", index=0, text=text, speaker="Agnes", published=published
    )


ITEMS = [
    said("third", datetime(2031, 4, 22, 18, 30, tzinfo=UTC)),
    said("undated", None),
    said("first", date(2031, 3, 4)),
    said("second", date(2031, 4, 22)),
]


def test_time_runs_forward_and_ends_with_the_undated() -> None:
    assert [item.text for item in in_time(ITEMS)] == ["first", "second", "third", "undated"]


def test_a_day_stands_once_above_what_was_said_on_it() -> None:
    card = timeline_card("Agnes", "strike", in_time(ITEMS))
    headings = [each.text for block in card.blocks for each in block.lines if each.kind is LineKind.HEADING]
    assert headings == ["4 March 2031", "22 April 2031", "Undated"]
    assert card.title == "Agnes on “strike”"
    assert card.text.count("4 March 2031") == 1
    assert timeline_card("Agnes", "", []).style is CardStyle.UNKNOWN


def test_nothing_known_is_said_on_either_side() -> None:
    card = compared_card("cod", {"Agnes": ITEMS[:1], "Dorian": []})
    assert card.title == "Agnes and Dorian on “cod”"
    assert [column.heading for column in card.columns] == ["Agnes", "Dorian"]
    assert "third" in card.columns[0].blocks[0].lines[0].text
    assert card.columns[1].blocks[0].lines[0].text == "I don't know of anything by Dorian on that."
    assert card.style is CardStyle.ANSWER
    assert compared_card("", {"Agnes": [], "Dorian": []}).style is CardStyle.UNKNOWN
    assert who_said_card("cod", []).text == "I don't know anybody who said that."
    assert who_said_card("first", ITEMS[2:3]).style is CardStyle.ANSWER
