"""The articles that come with the program: without a fault, and true to what was published."""

from __future__ import annotations

import re
from pathlib import Path

from bot.knowledge.check import check
from bot.knowledge.model import Article
from bot.knowledge.reader import read

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "knowledge" / "japan-us-joint-exercises.yaml"
PUBLISHED = (ROOT / "tests" / "data" / "articles" / "japan-us-joint-exercises.txt").read_text(
    encoding="utf-8"
)

KOIZUMI, HEGSETH, TAKAICHI = "Shinjiro Koizumi", "Pete Hegseth", "Sanae Takaichi"
SPEAKERS = [KOIZUMI, HEGSETH, HEGSETH, HEGSETH, TAKAICHI, TAKAICHI, HEGSETH]
"""Who says the quotations of the published text, in its order."""


def shipped() -> Article:
    return read(SHIPPED, SHIPPED.name).articles[0]


def test_every_shipped_file_is_without_problem() -> None:
    report = check(ROOT / "knowledge")
    # The day on which the article was published is not known.
    assert not [str(problem) for problem in report.problems if "no `published`" not in problem.what]
    assert report.articles


def test_the_shipped_quotes_are_the_quotations_of_the_article_letter_for_letter() -> None:
    # A comma or full stop before the closing mark belongs to the sentence around the quotation.
    quotations = [text.rstrip(",.") for text in re.findall("“(.+?)”", PUBLISHED)]
    assert [quote.text for quote in shipped().quotes] == quotations


def test_each_shipped_quote_has_its_speaker_and_a_context() -> None:
    quotes = shipped().quotes
    assert [quote.speaker for quote in quotes] == SPEAKERS
    assert all(quote.context for quote in quotes)
    assert {person.name for person in shipped().people} == set(SPEAKERS)


def test_every_shipped_fact_is_a_sentence_of_the_article() -> None:
    facts = [re.escape(fact.text) for fact in shipped().facts]
    assert [fact for fact in facts if not re.search(rf"(^|[.”] ){fact}( |$)", PUBLISHED, re.MULTILINE)] == []


def test_neither_date_nor_address_is_made_up() -> None:
    assert (shipped().published, shipped().url) == (None, "")


def test_the_shipped_file_names_its_schema() -> None:
    first = SHIPPED.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/knowledge.schema.json"
