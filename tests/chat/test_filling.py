"""Pages by size: every entry of a list stands on exactly one page, and no page is beyond Discord's limits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import ActionKind, Card
from bot.chat.filling import STRETCH, Filling
from bot.chat.paging import Page, PageSource
from bot.chat.render.draw import fits
from bot.chat.render.form import Form
from bot.chat.sources import (
    ArticlesOnSource,
    ArticlesSource,
    ComparedSource,
    NewsSource,
    PeopleSource,
    QuotesInSource,
    QuotesSource,
    SearchSource,
    TimelineSource,
    WhoSaidSource,
)
from bot.replies import Entries, Found, Timeline
from bot.services import PUBLIC, Part, Services

# Letters of a statement: a word, a page or so, more than a message takes.
LENGTH = st.sampled_from((3, 90, 450, 720, 1080, 1450, 3000, 9000))
LENGTHS = st.lists(LENGTH, min_size=1, max_size=40)


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


def written(folder: Path, lengths: list[int]) -> None:
    """A statement of each length in an article of its own and in one that has all, by people of that name."""
    whole = []
    for number, length in enumerate(lengths):
        text = f"{number}: the tide ".ljust(length, "x")
        title = f"Log {number} ".ljust(min(length, 280), "t")
        said = [{"speaker": "Ann Roe", "text": text}, {"speaker": f"Skipper Number{number}", "text": "Ahoy."}]
        article = {
            "title": title,
            "source": "Mirror",
            "published": f"2031-01-{number + 1:02}",
            "quotes": said,
        }
        (folder / f"log-{number}.yaml").write_text(json.dumps(article), encoding="utf-8")
        whole.append({"speaker": "Bert Oke", "text": f"Bert on {text}"})
    everything = {"title": "Whole log", "source": "Mirror", "quotes": whole}
    (folder / "whole.yaml").write_text(json.dumps(everything), encoding="utf-8")


def lists(services: Services) -> Iterator[tuple[PageSource, list[str]]]:
    """Each list, and all that stands in it: keys of entries, names of people, ids of articles."""
    ann, bert = (
        [each.key for each in services.statements(name, PUBLIC, 99)] for name in ("Ann Roe", "Bert Oke")
    )
    people = [each.name for each in services.people("", PUBLIC, Part(0, 99)).people]
    articles = [each.article for each in services.articles("", PUBLIC, Part(0, 99)).articles]
    found = services.search("tide", PUBLIC, Part(0, 99))
    whose = services.who_said("the tide", PUBLIC, Part(0, 99))
    assert isinstance(found, Entries)
    yield QuotesSource(person="Ann Roe"), ann
    yield TimelineSource(person="Ann Roe"), ann
    yield ComparedSource(first="Ann Roe", second="Bert Oke"), [*ann, *bert]
    yield QuotesInSource(article="whole"), bert
    yield SearchSource(query="tide"), [each.key for each in found.answers]
    yield WhoSaidSource(words="the tide"), [each.key for each in whose.answers]
    yield NewsSource(channel=1, items=tuple(ann)), ann
    yield PeopleSource(), people
    yield ArticlesSource(), articles
    yield ArticlesOnSource(person="Ann Roe"), [each for each in articles if each != "whole"]


def turned(source: PageSource, services: Services, form: Form) -> Iterator[Page]:
    """All pages of a list from the first to the last, as its buttons turn them."""
    start: int | None = 0
    while start is not None:
        page = source.page(services, PUBLIC, start, form)
        yield page
        assert page.after is None or page.after > start
        start = page.after


@settings(max_examples=5)
@given(st.lists(LENGTH, min_size=1, max_size=14), st.sampled_from(Form))
def test_every_entry_of_every_list_stands_on_exactly_one_page(lengths: list[int], form: Form) -> None:
    with TemporaryDirectory() as folder:
        written(Path(folder), lengths)
        with Services.open(Path(folder), vectors=False, reader=False) as services:
            for source, entries in lists(services):
                cards = [page.card for page in turned(source, services, form)]
                shown = Counter(key for card in cards for key in card.keys or opened(card))
                assert shown == Counter(entries), source
                assert all(fits(card, form) or len(card.keys) == 1 for card in cards)


def opened(card: Card) -> list[str]:
    """Which people and articles a card has, each of which it opens."""
    leads = (ActionKind.PERSON, ActionKind.ARTICLE)
    lines = (line for block in card.blocks for line in block.lines)
    return [line.action.key for line in lines if line.action and line.action.kind in leads]
