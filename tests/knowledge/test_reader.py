"""What the reader makes of good files, and of any bytes at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Article, Speech
from bot.knowledge.reader import read, read_bytes

NEWSROOM = sorted((Path(__file__).parents[1] / "data" / "newsroom").glob("*.yaml"))


def article(text: str) -> Article:
    reading = read_bytes(text.encode(), "harbour.yaml")
    assert not [str(problem) for problem in reading.problems if problem.severity == "error"]
    return reading.articles[0]


def test_the_files_of_a_newsroom_are_read() -> None:
    readings = [read(path, path.name) for path in NEWSROOM]
    assert not [problem for reading in readings for problem in reading.problems]
    quist = next(a for r in readings for a in r.articles if a.id == "quist-in-lisandra")
    assert quist.published == date(2031, 10, 11)
    assert quist.people[0].aliases == ("Madam Quist",)
    assert quist.quotes[2].speech is Speech.INDIRECT
    assert quist.quotes[2].via == "an aide"


def test_an_article_without_id_is_called_as_its_file() -> None:
    assert article("title: T\nfacts: [F]").id == "harbour"
    assert article("title: T\nid: pier\nfacts: [F]").id == "pier"


def test_facts_are_texts_or_have_a_context() -> None:
    facts = article("title: T\nfacts:\n  - One.\n  - {text: Two., context: about two}").facts
    assert [(fact.text, fact.context) for fact in facts] == [("One.", ""), ("Two.", "about two")]


@pytest.mark.parametrize(
    "text", ["2016", "1.10", "No", "12:30", "0x1F", "1_000", "2016-09-08", "true", "Null"]
)
def test_what_looks_like_a_number_or_truth_value_stays_text(text: str) -> None:
    assert article(f"title: {text}\nfacts: [{text}]").title == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2016-09-08", date(2016, 9, 8)),
        ("'2016-09-08'", date(2016, 9, 8)),
        ("2016-09-08T14:30", datetime.fromisoformat("2016-09-08T14:30")),
        ("2016-09-08 14:30:00 Z", datetime(2016, 9, 8, 14, 30, tzinfo=UTC)),
        ("2016-09-08T00:00:00Z", datetime(2016, 9, 8, tzinfo=UTC)),
        ("", None),
    ],
)
def test_dates_are_read_and_survive_json(written: str, meant: date | None) -> None:
    read_article = article(f"title: T\npublished: {written}\nfacts: [F]")
    assert read_article.published == meant
    assert type(read_article.published) is type(meant)
    assert Article.model_validate_json(read_article.model_dump_json()) == read_article


def test_a_block_of_lines_ends_without_its_line_break() -> None:
    text = article("title: T\nquotes:\n  - speaker: S\n    text: |\n      One\n      two\n").quotes[0].text
    assert text == "One\ntwo"


def test_drafts_are_left_out_and_counted() -> None:
    data = b"id: a\ntitle: T\ndraft: true\n---\nid: b\ntitle: T\nsource: S\nfacts: [F]\n"
    reading = read_bytes(data, "two.yaml")
    assert ([a.id for a in reading.articles], reading.drafts, reading.problems) == (["b"], 1, ())
    assert not read_bytes(data, "two.yaml", drafts=True).good


def test_an_alias_is_read_as_what_it_stands_for() -> None:
    read_article = article("title: &t Ships\nfacts: [*t]")
    assert read_article.facts[0].text == "Ships"


def test_the_digest_tells_two_versions_of_a_file_apart() -> None:
    assert read_bytes(b"title: A", "a.yaml").digest != read_bytes(b"title: B", "a.yaml").digest


@given(st.binary())
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    reading = read_bytes(data, "any.yaml")
    assert reading.good == bool(reading.articles or reading.drafts)


@given(st.text(alphabet="abt:\n -'\"[]{}&*!|>#%@`?,\t\u00a0é~\\", max_size=40))
def test_no_text_stops_the_reader(text: str) -> None:
    data = f"title: T\nfacts:\n  - {text}\n"
    reading = read_bytes(data.encode(), "any.yaml")
    assert reading.good == bool(reading.articles or reading.drafts)
    assert all(1 <= problem.line <= data.count("\n") + 1 for problem in reading.problems)


@given(st.text().filter(str.strip), st.booleans())
def test_text_stays_as_it_was_written_letter_for_letter(text: str, escaped: bool) -> None:
    # Unless escaped, these three are line breaks to YAML 1.1, which folds a line break to a blank.
    escaped = escaped or bool({"\x85", "\u2028", "\u2029"} & set(text))
    quote = {"speaker": "Ines Aldercott", "text": text}
    data = yaml.safe_dump({"title": "T", "quotes": [quote]}, allow_unicode=not escaped)
    assert article(data).quotes[0].text == text
