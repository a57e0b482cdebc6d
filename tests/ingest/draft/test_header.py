"""Byline, source and date of plain text, in the forms that papers use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.ingest import read_article
from bot.ingest.draft.days import read_day
from bot.ingest.draft.header import read_header

BODY = "The dockers of Fennmoor went back to work, and the ferry sails again from this Friday on."
MAY = date(2031, 5, 3)


@pytest.mark.parametrize(
    ("line", "source", "author", "published"),
    [
        ("The Fennmoor Ledger, 3 May 2031", "The Fennmoor Ledger", "", MAY),
        ("Published 3 May 2031", "", "", MAY),
        ("3 May 2031", "", "", MAY),
        ("Saturday, May 3, 2031", "", "", MAY),
        ("Orlow, 3 May 2031", "", "", MAY),
        ("Sea Business Daily / 3 May 2031 07:45", "Sea Business Daily", "", MAY),
        ("By Dora Quill, court reporter", "", "Dora Quill", None),
        ("By Dora Quill and Ben van den Berg", "", "Dora Quill and Ben van den Berg", None),
        ("By Dora Quill, The Fennmoor Mirror, 3 May 2031", "The Fennmoor Mirror", "Dora Quill", MAY),
        ("3 May 2031 | Dora Quill", "", "Dora Quill", MAY),
        ("Dora Quill / Sea Wire", "Sea Wire", "Dora Quill", None),
        ("Dora Quill, political editor | The Courier | 3 May 2031", "The Courier", "Dora Quill", MAY),
        ("By DORA QUILL · May 3, 2031 · 5 min read", "", "DORA QUILL", MAY),
        ("Updated 4 May 2031 | Published 3 May 2031", "", "", MAY),
        ("Date: 3 May 2031", "", "", MAY),
        ("Dora Quill for the Fennmoor Mirror", "Fennmoor Mirror", "Dora Quill", None),
        ("By Dora Quill for Sea Wire, 3 May 2031", "Sea Wire", "Dora Quill", MAY),
        ("(Sea Wire) — 3 May 2031", "Sea Wire", "", MAY),
        ("The Fennmoor Ledger, May 2031", "The Fennmoor Ledger", "", None),
        ("Dora Quill, Orlow\nSat 3 May 2031 10.20", "", "Dora Quill", MAY),
        ("Dora Quill\n3 May 2031", "", "Dora Quill", MAY),
        ("Source: Fennmoor Mirror", "Fennmoor Mirror", "", None),
        ("ORLOW, 3 May 2031 (Sea Wire) — The strike is over.", "Sea Wire", "", MAY),
        ("ORLOW, May 3 (Sea Wire) - The strike is over.", "Sea Wire", "", None),
    ],
)
def test_a_line_of_the_header(line: str, source: str, author: str, published: date | None) -> None:
    found = read_article(f"Strike ends\n{line}\n{BODY}\n")
    assert (found.source, found.author, found.published) == (source, author, published)
    assert (found.title, found.facts[-1].text) == ("Strike ends", BODY)
    assert found.missing == tuple(k for k, v in (("source", source), ("published", published)) if not v)


@pytest.mark.parametrize(
    "line",
    ["By Friday, all was over", "By the river sat Ann Roe", "He sailed on 3 May 2031.", "Ann Roe met Ben Doe",
     "Ferries and Trams", "The strike - day by day"],
)  # fmt: skip
def test_what_is_no_line_of_the_header(line: str) -> None:
    assert not any(read_header(f"Strike ends\n{line}\n{BODY}\n"))


def test_a_headline_may_stand_below_its_paper_and_day() -> None:
    draft = read_article(f"The Fennmoor Ledger\n3 May 2031\nStrike ends\nBy Dora Quill\n{BODY}\n")
    assert (draft.title, draft.author, draft.published) == ("Strike ends", "Dora Quill", MAY)


def test_an_article_that_begins_with_its_dateline_has_no_headline() -> None:
    draft = read_article(f"ORLOW, 3 May 2031 (Sea Wire) — The strike is over. {BODY}\nMore came later.\n")
    assert (draft.title, draft.source, draft.published) == ("The strike is over", "Sea Wire", MAY)
    assert [fact.text for fact in draft.facts][-2:] == [BODY, "More came later."]


def test_a_byline_may_stand_at_the_end() -> None:
    text = "\n".join(["Strike ends", *[BODY] * 9, "(Reporting by Dora Quill in Orlow; editing by Ben Doe)"])
    assert read_article(text).author == "Dora Quill"


def test_a_byline_in_the_midst_of_an_article_is_somebody_elses() -> None:
    for above, below in ((8, 3), (7, 4)):
        rows = ["Strike ends", *[BODY] * above, "By Dora Quill", *[BODY] * below]
        assert read_article("\n".join(rows)).author == ""
    for above, below in ((6, 9), (9, 2)):
        rows = ["Strike ends", *[BODY] * above, "By Dora Quill", *[BODY] * below]
        assert read_article("\n".join(rows)).author == "Dora Quill"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3rd of May 2031 at 7.45pm GMT", datetime(2031, 5, 3, 19, 45, tzinfo=UTC)),
        ("3 May 2031 07:45 CET", datetime(2031, 5, 3, 7, 45, tzinfo=timezone(timedelta(hours=1)))),
        ("2031-05-03 10:00:00 UTC", datetime(2031, 5, 3, 10, tzinfo=UTC)),
        ("Sat, 03 May 2031 10:00:00 +0200", datetime(2031, 5, 3, 10, tzinfo=timezone(timedelta(hours=2)))),
        ("10:00, 3 May 2031", MAY),
        (
            "3 May 2031 10:00 +05:30",
            datetime(2031, 5, 3, 10, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("3 May 2031 10:00 GMT-3", datetime(2031, 5, 3, 10, tzinfo=timezone(-timedelta(hours=3)))),
        ("12:15 a.m. UTC, 3 May 2031", datetime(2031, 5, 3, 0, 15, tzinfo=UTC)),
        ("5/23/2031", date(2031, 5, 23)),
        ("4/4/2031", date(2031, 4, 4)),
        ("3 May 2031, 10:00 IST", MAY),
        ("23.5.2031", date(2031, 5, 23)),
        ("3/4/2031", None),
        ("31 June 2031", None),
        ("May 2031", None),
    ],
)
def test_a_day_is_read_unless_it_could_be_two(written: str, day: date | None) -> None:
    assert read_day(written) == day


def test_a_long_line_of_commas_costs_no_more_than_its_length() -> None:
    # All parts with all others would be tried for minutes.
    assert read_header(f"Strike ends\n{'1,' * 20_000}\n{BODY}\n") == read_header("Strike ends\n")
