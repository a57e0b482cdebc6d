"""The one writer of knowledge files: what is wanted changes, and not a sign else."""

from __future__ import annotations

import difflib

import pytest

from bot.knowledge import Insert, Put, Remove, UnwritableEditError, read_bytes, rewritten

FILE = """\
# The strike, as printed.
draft: true  # until Friday
title: "Harbour strike ends"   # as printed

source: Varrenland Courier
quotes:
  # the minister
  - speaker: 'Tomas Renwick'  # speaker unsure
    text: >-
      Nobody has won this,
      but the ships are moving
    context: after the vote   # at night

  - {speaker: Ann Roe, text: "We'll see"}
# behind the quotes
facts:
- It ended
  at noon.   # on the pier
- "It was: the third strike."
tags: [strike]
"""


def edited(*changes: Put | Remove | Insert, text: str = FILE) -> str:
    return rewritten(text.encode(), {0: changes}).decode()


def changed_lines(after: str, before: str = FILE) -> list[str]:
    rows = difflib.ndiff(before.splitlines(), after.splitlines())
    return [row for row in rows if row[0] in "+-"]


def test_a_value_is_set_in_its_marks_and_its_comment_stays() -> None:
    after = edited(Put(("quotes", 0, "speaker"), "Dora O'Vane"))
    assert changed_lines(after) == [
        "-   - speaker: 'Tomas Renwick'  # speaker unsure",
        "+   - speaker: 'Dora O''Vane'  # speaker unsure",
    ]


def test_a_folded_text_gives_way_to_another() -> None:
    after = edited(Put(("quotes", 0, "text"), "Somebody has: won # this"))
    assert "    text: 'Somebody has: won # this'\n    context: after" in after
    assert len(changed_lines(after)) == 4


def test_a_new_key_comes_last_in_its_entry() -> None:
    after = edited(Put(("quotes", 0, "via"), "North Sea Wire"), Put(("quotes", 1, "via"), "North: Sea"))
    assert "    context: after the vote   # at night\n    via: North Sea Wire\n\n" in after
    assert """{speaker: Ann Roe, text: "We'll see", via: 'North: Sea'}""" in after


def test_a_fact_that_is_plain_text_gets_keys() -> None:
    after = edited(Put(("facts", 0, "context"), "the strike"))
    assert "- text: It ended\n    at noon.   # on the pier\n  context: the strike\n- " in after


def test_a_key_of_the_article_takes_its_place_in_the_order() -> None:
    after = edited(Put(("published",), "2031-05-02"))
    assert "source: Varrenland Courier\npublished: '2031-05-02'\nquotes:" in after


def test_a_key_goes_with_its_line() -> None:
    assert changed_lines(edited(Remove(("draft",)))) == ["- draft: true  # until Friday"]
    assert '{text: "We\'ll see"}' in edited(Remove(("quotes", 1, "speaker")))
    assert "- {speaker: Ann Roe}" in edited(Remove(("quotes", 1, "text")))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_entries_are_put_in_where_they_belong(place: int) -> None:
    new = [{"speaker": "Ben Doe", "text": "One"}, {"speaker": "Ben Doe", "text": "Two", "continues": True}]
    after = edited(*(Insert(("quotes",), place, each) for each in new))
    (article,) = read_bytes(after.encode(), "a.yaml", drafts=True).articles
    texts = [quote.text for quote in article.quotes]
    assert texts[place : place + 2] == ["One", "Two"]
    assert not [row for row in changed_lines(after) if row.startswith("-")]


def test_a_list_that_is_missing_begins_with_the_entry() -> None:
    text = "title: T\nfacts: [It rained.]\n"
    after = edited(Insert(("quotes",), 0, {"speaker": "A", "text": "B"}), text=text)
    assert after == "title: T\nquotes:\n  - speaker: A\n    text: B\nfacts: [It rained.]\n"
    assert edited(Insert(("facts",), 1, "It: snowed."), text=text).endswith("[It rained., 'It: snowed.']\n")


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    after = rewritten(text.encode(), {0: [Put(("quotes", 0, "via"), "Wire")]}).decode()
    assert after.startswith("\ufeff# The strike")
    assert "\n" not in after.replace("\r\n", "")


def test_of_several_documents_only_the_one_meant_changes() -> None:
    text = f"id: a\n{FILE}---\nid: b\n{FILE}"
    after = rewritten(text.encode(), {1: [Put(("title",), "Ferry strike ends")]}).decode()
    assert after == f"id: a\n{FILE}---\nid: b\n{FILE.replace('Harbour', 'Ferry')}"


def test_what_an_alias_stands_for_twice_is_left_alone() -> None:
    text = "title: T\nquotes:\n  - &q {speaker: A, text: B}\n  - *q\n"
    with pytest.raises(UnwritableEditError, match="alias"):
        edited(Put(("quotes", 1, "speaker"), "C"), text=text)
