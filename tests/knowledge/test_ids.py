"""Entries with names of their own: read, checked, kept by the index, found by old keys and new."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.items import Item, find_item
from bot.knowledge.reader import read_bytes
from tests.desk import Desk

ARTICLE = """title: Harbour strike ends
source: Varrenland Courier
quotes:
  - speaker: Tomas Renwick
    text: Nobody has won this, but the ships are moving
    id: ships
  - speaker: Tomas Renwick
    text: We took what was on the table
facts:
  - text: The dockers went back to work on Tuesday.
    id: back-to-work
  - It was the third strike in two years.
"""


def problems(text: str) -> list[tuple[int, str]]:
    return [
        (found.line, f"{found.what} {found.mend}") for found in read_bytes(text.encode(), "a.yaml").problems
    ]


def test_quotes_and_facts_may_have_an_id() -> None:
    (article,) = read_bytes(ARTICLE.encode(), "strike.yaml").articles
    assert [quote.id for quote in article.quotes] == ["ships", ""]
    assert [fact.id for fact in article.facts] == ["back-to-work", ""]


@pytest.mark.parametrize("written", ["two words", "a_b", "strike#1", "größe", '" "', "1.5"])
def test_an_id_of_other_signs_is_told_with_what_to_write(written: str) -> None:
    ((line, told),) = problems(ARTICLE.replace("id: ships", f"id: {written}"))
    assert line == 6
    assert "not a name for a quote" in told
    assert "letters a to z, digits and hyphens" in told


@pytest.mark.parametrize("written", ["", '""', "~"])
def test_nothing_after_the_colon_is_no_id(written: str) -> None:
    assert problems(ARTICLE.replace("id: ships", f"id: {written}")) == []


def test_an_id_may_be_used_once_in_an_article() -> None:
    told = problems(ARTICLE.replace("id: back-to-work", "id: ships"))
    assert told == [(11, "The id `ships` is already used in line 6. Give it another one.")]


def test_and_once_in_its_file() -> None:
    two = f"id: one\n{ARTICLE}---\nid: two\n{ARTICLE}"
    assert [line for line, _ in problems(two)] == [21, 26]
    other = ARTICLE.replace("id: ships", "id: ships-2").replace("id: back-to-work", "id: work-2")
    assert problems(f"id: one\n{ARTICLE}---\nid: two\n{other}") == []


def test_an_article_may_have_the_id_of_an_entry() -> None:
    assert problems(f"id: ships\n{ARTICLE}") == []


def item(text: str, name: str = "") -> Item:
    return Item(article="strike", title="T", kind="quote", index=0, text=text, id=name)


def test_the_key_is_the_id_or_the_hash_of_the_words() -> None:
    assert item("We won.", "won").key == "strike#won"
    assert item("We won.").key == item("we won").key
    assert item("We won.").key != item("We lost.").key


def test_an_entry_that_gained_an_id_is_found_by_its_old_key() -> None:
    before, after = item("We won."), item("We won.", "won")
    assert find_item([item("We lost."), after], before.key) == after
    assert find_item([item("We lost."), after], after.key) == after
    assert find_item([item("We lost.")], before.key) is None


def test_an_id_counts_more_than_the_hash_of_other_words() -> None:
    hashed = item("We won.").key.partition("#")[2]
    named = item("We lost.", hashed)
    assert find_item([item("We won."), named], f"strike#{hashed}") == named


def test_the_engine_finds_entries_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "strike.yaml").write_text(ARTICLE, "utf-8")
    with Desk.open(tmp_path, vectors=False) as engine:
        found = engine.item("strike#ships")
        assert found is not None
        assert found.text.startswith("Nobody has won")
        assert engine.item(found.key_by_text) == found
        fact = engine.item("strike#back-to-work")
        assert fact is not None
        assert fact.kind == "fact"
        assert engine.item("strike#gone") is None
