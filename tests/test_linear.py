"""What reads texts of any length takes steps in proportion to it, whatever stands there; 4 MB go through."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from _pytest.mark.structures import ParameterSet

from bot.attribution import Reading, described, statements
from bot.attribution.pointing import QuotationWindow
from bot.attribution.reference import MOST_PARTIES, antecedents
from bot.ingest import IngestError, read_data
from bot.ingest.draft.days import read_day
from bot.ingest.draft.facts import facts
from bot.ingest.draft.header import read_header
from bot.ingest.draft.stamps import codes_of, stamps_of
from bot.knowledge import read_bytes
from bot.text import compounds, escape, lines_without_codes, quotations, sentences, without_codes, words
from bot.verify import claims_in
from bot.verify.text import Draft
from tests.adversarial import ALL, MARKS, SIGNS, TAGS, Text
from tests.steps import TWICE, growth

Work = Callable[[str], object]

LONG = 4 * 2**20
"""Characters of a text that must go through."""

FULL = {"quotations of somebody": 16_000}
"""Characters of texts that name somebody else in each sentence, from which on more people are named than are
looked through (MOST_PARTIES): up to there, each one adds to the steps of every choice after it. Twice as much
takes 3.2 times the steps at 4,000, 2.6 times at 8,000, 2.2 times at 16,000; every run counts the same."""


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _article(text: str) -> None:
    """All that is read out of an article by rules; the network reads so much around each quotation."""
    reading = Reading.of(text)
    said = statements(reading)
    described(reading, {one.speaker for one in said})
    facts(reading, frozenset(one.quotation for one in said))
    for marks in reading.page.quotations:
        _ = QuotationWindow.of(text, marks).window


def _pasted(text: str) -> None:
    assert Draft(text).quotations is not None


TEXTS: dict[str, Work] = {
    "marks": quotations,
    "sentences": lambda text: list(sentences(text)),
    "words": lambda text: (words(text), compounds(text)),
    "codes": lambda text: (without_codes(text, _day, {1: "Vera Holm"}), lines_without_codes(text, _day)),
    "escapes": lambda text: (escape.discord(text), escape.markdown(text), escape.address(text)),
    "dates": lambda text: (read_header(text), codes_of(text), stamps_of(text, date(2031, 5, 3))),
    "claims": claims_in,
}
"""What reads any text."""


def _file(suffix: str, begins: str, ends: str = "", *, escaped: bool = False) -> Work:
    def read(text: str) -> None:
        data = f"{begins}{html.escape(text) if escaped else text}{ends}".encode()
        try:
            list(read_data(data, f"file{suffix}", suffix=suffix))
        except IngestError:
            return

    return read


_FEED = "<rss version='2.0'><channel><title>x</title><item><title>t</title><description>"
FILES: dict[str, Work] = {
    "page": _file(".html", "<html><body><article><p>The harbour is closed, they said.</p>", "</article>"),
    "feed": _file(".xml", _FEED, "</description></item></channel></rss>", escaped=True),
    "broken feed": _file(".xml", "<rss version='2.0'><channel><item><description>"),
    "mail": _file(".eml", "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n"),
    "subtitles": _file(".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>"),
    "text": _file(".txt", ""),
}
"""What reads files."""


def _yaml(write: Callable[[str], str]) -> Work:
    return lambda text: read_bytes(write(text).encode(), "file.yaml")


def _listed(text: str) -> str:
    rows = (line for line in text.replace(". ", ".\n").split("\n") if line.strip())
    quotes = "".join(f"  - {{speaker: Ann, text: {row!r}}}\n" for row in rows)
    return f"title: x\nquotes:\n{quotes}"


YAML: dict[str, Work] = {
    "YAML": _yaml(lambda text: text),
    "a fact": _yaml(lambda text: f"title: x\nfacts:\n  - {text!r}\n"),
    "quotes": _yaml(_listed),
}


def _pairs(works: dict[str, Work], texts: dict[str, Text]) -> list[ParameterSet]:
    return [
        pytest.param(work, text, id=f"{name}: {kind}")
        for name, work in works.items()
        for kind, text in texts.items()
    ]


def _beyond(work: Work, texts: dict[str, Text], size: int) -> dict[str, float]:
    """The kinds of text of which twice as much takes much more than twice the steps, and how much more."""
    grown = {kind: growth(work, text, size) for kind, text in texts.items()}
    return {kind: round(times, 1) for kind, times in grown.items() if times > TWICE}


def test_the_counter_sees_what_is_done_once_for_each_letter() -> None:
    assert growth(lambda text: [quotations(text) for _ in text], MARKS["marks that open"], 40) > TWICE


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_takes_steps_in_proportion_to_its_length(name: str) -> None:
    assert not _beyond(TEXTS[name], ALL, 600)


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_steps_in_proportion_to_its_length(name: str) -> None:
    assert not _beyond(FILES[name], TAGS, 400)


@pytest.mark.parametrize("name", YAML)
def test_knowledge_takes_steps_in_proportion_to_its_length(name: str) -> None:
    assert not _beyond(
        YAML[name], {"sentences": MARKS["quotations in one line"], "signs": SIGNS["brackets"]}, 1500
    )


@pytest.mark.parametrize("kind", ["one family", "labels", "roles", "blanks"])
def test_an_article_takes_steps_in_proportion_to_its_length(kind: str) -> None:
    assert not _beyond(_article, {kind: ALL[kind]}, 3000)


@pytest.mark.parametrize("kind", ["quotations line by line", "a transcript"])
def test_a_pasted_draft_takes_steps_in_proportion_to_its_length(kind: str) -> None:
    assert not _beyond(_pasted, {kind: ALL[kind]}, 2000)


def test_of_very_many_people_those_named_last_may_be_meant() -> None:
    reading = Reading.of(MARKS["quotations of somebody"](20_000))
    last = max(n for n in reading.outside if reading.mentions[n].head == "she")
    meant = antecedents(reading, last)
    assert len(meant) == MOST_PARTIES
    assert max(meant) == len(reading.cast.parties) - 1


def test_a_day_that_goes_on_and_on_is_none() -> None:
    assert read_day("7:45 p.m. " * 2000) is None


def test_a_voice_of_many_classes_in_subtitles_may_lack_its_name() -> None:
    FILES["subtitles"]("<v" + ".a" * 200)


@pytest.mark.long
@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("work", [_article, _pasted])
def test_a_long_article_takes_steps_in_proportion_to_its_length(work: Work, kind: str) -> None:
    """Longer than what is looked through around a quotation: sentences, mentions, people."""
    assert not _beyond(work, {kind: ALL[kind]}, FULL.get(kind, 8000))


@pytest.mark.long
@pytest.mark.parametrize(("work", "text"), _pairs(TEXTS, ALL))
def test_a_text_of_4_mb_goes_through(work: Work, text: Text) -> None:
    work(text(LONG))


@pytest.mark.long
@pytest.mark.parametrize(("work", "text"), _pairs(FILES, ALL | TAGS))
def test_a_file_of_4_mb_goes_through(work: Work, text: Text) -> None:
    work(text(LONG))
