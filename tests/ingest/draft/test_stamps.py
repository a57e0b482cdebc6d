"""When it was said or written: entries of live blogs, captions of recordings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.ingest import Source, draft_of, publish, read_data, to_yaml
from bot.ingest.draft.model import Stamp
from bot.ingest.draft.stamps import codes_of
from bot.knowledge import read, read_bytes

BLOG = """Storm over Fennmoor
14:05
“It is wet,” said Ann Roe, the mayor.
The ferry is late.
13:10
The hall has closed.
23:55
It began to rain in the bay.
"""


def test_entries_of_a_live_blog_have_their_moments(tmp_path: Path) -> None:
    draft = draft_of(Source(BLOG, name="storm", published=date(2031, 5, 3)))
    saved = publish(draft, tmp_path, unsure=True)
    (article,) = read(saved.path, "storm.yaml").articles
    assert [quote.date for quote in article.quotes] == [datetime(2031, 5, 3, 14, 5)]  # noqa: DTZ001
    assert [(fact.text, fact.date) for fact in article.facts] == [
        ("The ferry is late.", datetime(2031, 5, 3, 14, 5)),  # noqa: DTZ001
        ("The hall has closed.", datetime(2031, 5, 3, 13, 10)),  # noqa: DTZ001
        ("It began to rain in the bay.", datetime(2031, 5, 2, 23, 55)),  # noqa: DTZ001
    ]


def test_whole_moments_need_no_day_of_the_article() -> None:
    text = BLOG.replace("14:05", "2031-05-03T14:05:00+00:00").replace("13:10", "3 May 2031, 13:10 GMT")
    draft = draft_of(Source(text.replace("23:55", "2 May 2031 23:55 UTC")))
    assert [stamp.moment for stamp in draft.stamps] == [
        datetime(2031, 5, 3, 14, 5, tzinfo=UTC),
        datetime(2031, 5, 3, 13, 10, tzinfo=UTC),
        datetime(2031, 5, 2, 23, 55, tzinfo=UTC),
    ]


def test_an_article_that_names_a_time_is_no_live_blog() -> None:
    assert (
        draft_of(Source("Storm\nIt rained.\n14:05\nIt rained on.", published=date(2031, 5, 3))).stamps == ()
    )


def test_captions_keep_their_time() -> None:
    srt = (
        "1\n00:00:01,000 --> 00:00:03,000\nROE: We open on Monday.\n\n2\n00:01:05,000 --> 00:01:06,000\n"
        "DOE: Why so soon?\n\n3\n00:01:07,000 --> 00:01:08,000\nROE: It is the law.\n"
    )
    (source,) = read_data(srt.encode(), "talk.srt", suffix=".srt")
    (article,) = read_bytes(to_yaml(draft_of(source)).encode(), "talk.yaml", drafts=True).articles
    assert [(quote.speaker, quote.at) for quote in article.quotes] == [
        ("Roe", "00:00:01"),
        ("Doe", "00:01:05"),
        ("Roe", "00:01:07"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "[00:00:05] ANN ROE: We open soon.\n[00:00:09] BEN DOE: Why?\n[00:01:00] ANN ROE: It is law.",
        "00:05\nAnn Roe: We open soon.\n00:09\nBen Doe: Why?\n01:00\nAnn Roe: It is law.",
        "Ann Roe (0:05): We open soon.\nBen Doe (0:09): Why?\nAnn Roe (1:00): It is law.",
        "Ann Roe  00:05\nWe open soon.\n\nBen Doe  00:09\nWhy?\n\nAnn Roe  01:00\nIt is law.",
        "00:05 Ann Roe: We open soon.\n00:09.400 Ben Doe: Why?\n1:00 - Ann Roe: It is law.",
    ],
)
def test_the_time_codes_of_a_transcript_are_kept(told: str) -> None:
    draft = draft_of(Source(f"The board met\n{told}\n", published=date(2031, 5, 3)))
    (article,) = read_bytes(to_yaml(draft).encode(), "board.yaml", drafts=True).articles
    assert [(quote.speaker, quote.text, quote.at, quote.context) for quote in article.quotes] == [
        ("Ann Roe", "We open soon.", "00:00:05", ""),
        ("Ben Doe", "Why?", "00:00:09", ""),
        ("Ann Roe", "It is law.", "00:01:00", ""),
    ]
    assert not article.facts


def test_times_that_go_back_are_no_time_codes() -> None:
    told = "00:50 ANN ROE: We open.\n00:09 BEN DOE: Why so?\n01:00 ANN ROE: It is law."
    assert codes_of(f"The board met\n{told}\n") == ()
    assert codes_of("The board met\n00:50 ANN ROE: We open.\n") == ()


def test_a_voice_of_subtitles_speaks_however_few_there_are() -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Roe>We open on Monday.</v>\n\n"
        "00:20.000 --> 00:21.000\nNobody pays.\n\n00:22.000 --> 00:23.000\n<v Tom Lisle>I do.</v>\n"
    )
    (source,) = read_data(vtt.encode(), "talk.vtt", suffix=".vtt")
    draft = draft_of(source)
    assert [(line.speaker, line.text) for line in draft.lines] == [
        ("Ann Roe", "We open on Monday."),
        ("Ann Roe", "Nobody pays."),
        ("Tom Lisle", "I do."),
    ]
    assert draft.stamp_at(draft.lines[1].start) == Stamp(draft.lines[1].start, at="00:00:20")


def test_a_time_before_its_text_is_no_part_of_it_and_has_its_zone() -> None:
    told = (
        "2:05pm BST — The ferry is late.\n1:50pm BST — “It is wet,” said Ann Roe, the mayor.\n"
        "12:10pm BST: It rained."
    )
    draft = draft_of(Source(f"Storm\n{told}\n", published=date(2031, 5, 3)))
    (article,) = read_bytes(to_yaml(draft).encode(), "storm.yaml", drafts=True).articles
    zone = timezone(timedelta(hours=1))
    assert [(fact.text, fact.date) for fact in article.facts] == [
        ("The ferry is late.", datetime(2031, 5, 3, 14, 5, tzinfo=zone)),
        ("It rained.", datetime(2031, 5, 3, 12, 10, tzinfo=zone)),
    ]
    (quote,) = article.quotes
    assert (quote.context, quote.date) == (
        "“…” said Ann Roe, the mayor.",
        datetime(2031, 5, 3, 13, 50, tzinfo=zone),
    )


def test_the_first_word_behind_a_time_is_no_zone() -> None:
    text = (
        "Flood\n\n09:15 The river has reached the market.\n\n09:40 US troops arrive at dawn.\n\n"
        "10:05 CET Rain falls on the market.\n"
    )
    facts = [fact.text for fact in draft_of(Source(text, published=date(2031, 5, 3))).facts]
    assert facts == [
        "The river has reached the market.",
        "US troops arrive at dawn.",
        "Rain falls on the market.",
    ]
