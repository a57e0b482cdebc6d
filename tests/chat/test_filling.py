"""Pages by size: every entry of a list stands on exactly one page, and no page is beyond Discord's limits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Card
from bot.chat.filling import STRETCH, Filling
from bot.chat.paging import Page, PageSource
from bot.chat.render.draw import fits
from bot.chat.render.form import Form
from bot.chat.sources import QuotesSource
from bot.replies import Entries, Found, Timeline

# Letters of a statement: a word, a page or so, more than a message takes.
LENGTHS = st.lists(st.sampled_from((3, 90, 450, 720, 1080, 1450, 3000, 9000)), min_size=1, max_size=40)


def statement(number: int, length: int) -> Found:
    """A statement of so many letters that begins with its number."""
    item = {
        "kind": "quote", "article": f"log-{number}", "index": 0, "title": f"Log {number}",
        "speaker": "Ann Roe", "source": "Mirror", "published": date(2031, 1, 1 + number % 28), "url": f"https://a.example/{number}",
        "text": f"{number}: ".ljust(length, "x"), "score": 0.0,
    }  # fmt: skip
    return Found.model_validate(item)


def pages(source: PageSource, reply: Entries | Timeline, form: Form) -> list[Page]:
    """All pages from the first to the last, forth; each leads back to the one before."""
    turned = [source.page_of(reply, form)]
    starts: list[int | None] = [None, 0]
    while (after := turned[-1].after) is not None:
        turned.append(source.page_of(reply, form, after))
        assert turned[-1].before == starts[-1]
        starts.append(after)
    return turned


def listed(lengths: list[int]) -> Entries:
    """A list of statements of these lengths."""
    found = tuple(statement(number, length) for number, length in enumerate(lengths))
    return Entries(
        answered=True, confidence=1, kind="quotes", title="Ann Roe", answers=found, total=len(found)
    )


@settings(max_examples=25)
@given(LENGTHS, st.sampled_from(Form))
def test_every_entry_stands_on_exactly_one_page_with_speaker_source_and_day(
    lengths: list[int], form: Form
) -> None:
    reply = listed(lengths)
    source = QuotesSource(person="Ann Roe")
    shown = pages(source, reply, form)
    assert [key for page in shown for key in page.card.keys] == [each.key for each in reply.answers]
    for page in shown:
        whole = fits(page.card, form)
        assert whole or (len(page.card.keys) == 1 and page.whole == page.card.keys[0])
        assert not page.whole or not whole


def test_an_old_button_whose_page_begins_elsewhere_now_leads_on_and_back() -> None:
    reply = listed([1080] * 12)
    source = QuotesSource(person="Ann Roe")
    starts = [0, *(page.after for page in pages(source, reply, Form.EMBED) if page.after)]
    between = starts[1] + 1
    page = source.page_of(reply, Form.EMBED, between)
    assert page.card.keys[0] == reply.answers[between].key
    assert page.before == starts[1]


@pytest.mark.parametrize("count", [STRETCH - 1, STRETCH, STRETCH + 1, 2 * STRETCH + 7])
def test_long_lists_are_turned_forth_and_back_without_a_gap(count: int) -> None:
    def drawn(start: int, entries: int) -> Card:
        return Card(title=f"{start} {entries}")

    filling = Filling(drawn, Form.EMBED, most=7)
    start: int | None = 0
    before, seen = None, 0
    while start is not None:
        page = filling.page(start, count)
        assert (start, page.before) == (seen, before)
        seen += page.entries
        before, start = start, page.after
    assert seen == count
