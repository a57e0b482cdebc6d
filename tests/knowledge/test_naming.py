"""`check --ids`: ids where they are missing, and not a sign else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.naming import name_entries, with_ids
from bot.knowledge.reader import read_bytes

FILE = """\
# The strike.
title: "Harbour strike ends"   # as printed
source: Varrenland Courier
quotes:
  # the minister
  - speaker: Tomas Renwick  # speaker unsure: Tomas Renwick or Dora Vane
    text: >-
      Nobody has won this,
      but the ships are moving

  -
    text: 'We took what was on the table'
    speaker: Dockers' Union
  - {speaker: Ann Roe, text: "We'll see"}
  - speaker: Ann Roe
    id: mine
    text: Again
facts:
  - The dockers went back to work on Tuesday.
  - "It was: the third strike
    in two years."
  - It ended
    at noon
    on the pier.
  - >
    A long fact
      with a deeper line

    and a gap.
  - |2
      Indented by hand.
  - text: The fifth.
    context: dockers
  - {text: The sixth.}
tags: [strike]
"""


def named(text: str) -> str:
    content, _ = with_ids(text.encode(), "a.yaml")
    assert content is not None
    return content.decode()


def without_ids(text: str) -> str:
    return re.sub(r"id: [qf]-[0-9a-f]{8}(-\d)?(, |\r?\n *)", "", text)


def test_every_entry_gets_an_id_and_else_nothing_changes() -> None:
    content, count = with_ids(FILE.encode(), "strike.yaml")
    assert content is not None
    assert count == 10
    (before,) = read_bytes(FILE.encode(), "strike.yaml").articles
    (after,) = read_bytes(content, "strike.yaml").articles
    assert [quote.text for quote in after.quotes] == [quote.text for quote in before.quotes]
    assert [fact.text for fact in after.facts] == [fact.text for fact in before.facts]
    ids = [*(quote.id for quote in after.quotes), *(fact.id for fact in after.facts)]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert after.quotes[3].id == "mine"


def test_entries_with_keys_keep_every_sign() -> None:
    head = FILE[: FILE.index("facts:")]
    assert without_ids(named(head)) == head
    assert "  - id: q-" in named(head)
    assert "    speaker: Tomas Renwick  # speaker unsure: Tomas Renwick or Dora Vane\n" in named(head)


def test_a_plain_fact_becomes_its_text() -> None:
    text = "title: T\nsource: S\nfacts:\n  - It rained.  # all day\n"
    assert re.fullmatch(
        r"title: T\nsource: S\nfacts:\n  - id: f-[0-9a-f]{8}\n    text: It rained.  # all day\n", named(text)
    )
    flow = 'title: T\nsource: S\nfacts: [It rained., "It: poured."]\n'
    assert re.fullmatch(
        r'.*\[\{id: f-\w+, text: It rained.\}, \{id: f-\w+, text: "It: poured."\}\]',
        named(flow).splitlines()[2],
    )


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FILE, "utf-8")
    assert name_entries(tmp_path).entries == 10
    before = path.stat()
    assert name_entries(tmp_path) == (0, ())
    assert path.stat().st_ino == before.st_ino


def test_two_editors_write_the_same_ids() -> None:
    (one,) = read_bytes(named(FILE).encode(), "a.yaml").articles
    shorter = FILE.replace('  - {speaker: Ann Roe, text: "We\'ll see"}\n', "")
    (two,) = read_bytes(named(shorter).encode(), "a.yaml").articles
    assert {quote.id for quote in two.quotes} < {quote.id for quote in one.quotes}


def test_the_same_words_twice_get_two_ids() -> None:
    text = "title: T\nsource: S\nfacts:\n- It rained.\n- It rained.\n---\ndraft: true\n"
    (article,) = read_bytes(named(text[: text.index("---")]).encode(), "a.yaml").articles
    assert article.facts[1].id == f"{article.facts[0].id}-2"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_marks_stay(mark: str, end: str) -> None:
    text = mark + FILE.replace("\n", end)
    content = named(text)
    assert content.count("\n") == content.count(end)
    assert content.startswith(mark + "# The strike.")


def test_drafts_and_broken_files_are_left_alone(tmp_path: Path) -> None:
    draft, broken = "draft: true\n" + FILE, FILE.replace("speaker: Ann Roe\n", "speeker: Ann Roe\n")
    (tmp_path / "draft.yaml").write_text(draft, "utf-8")
    (tmp_path / "broken.yaml").write_text(broken, "utf-8")
    assert name_entries(tmp_path) == (0, ())
    assert (tmp_path / "draft.yaml").read_text("utf-8") == draft
    assert (tmp_path / "broken.yaml").read_text("utf-8") == broken


def test_published_articles_beside_a_draft_in_one_file_get_theirs() -> None:
    text = f"id: one\n{FILE}---\ndraft: true\nid: two\ntitle: T\nfacts: [F]\n---\nid: three\n{FILE}"
    content = named(text.replace("id: mine\n    ", ""))
    assert "title: T\nfacts: [F]\n" in content
    assert content.count("id: q-") == 8


def test_an_entry_used_twice_by_an_alias_is_told(tmp_path: Path) -> None:
    text = "title: T\nsource: S\nfacts:\n  - &a\n    text: It rained.\n  - *a\n"
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    done = name_entries(tmp_path)
    assert done.entries == 0
    assert "alias" in done.problems[0].mend
    assert (tmp_path / "a.yaml").read_text("utf-8") == text


SCALARS = st.sampled_from(
    [
        "Plain text",
        '"double: marks"',
        "'single ''marks'''",
        ">-\n    folded\n    text",
        "|\n    kept\n\n    lines",
        "plain\n    over lines",
        '"double\n    over \\\n    lines"',
        "{text: A fact}",
        "text: A fact",
        "größe ☃ 😀",
        "&anchor Anchored",
        "'#1' ",
        "|2-\n    x",
        "text: >\n      deep\n    context: c",
    ]
)


@given(st.lists(SCALARS, min_size=1, max_size=5), st.sampled_from(["", "  "]))
def test_any_way_to_write_a_fact_is_kept(facts: list[str], indent: str) -> None:
    rows = "".join(f"- {fact}\n" for fact in facts).replace("\n", f"\n{indent}").rstrip(" ")
    text = f"title: T\nsource: S\nfacts:\n{indent}{rows}summary: after\n"
    before = read_bytes(text.encode(), "a.yaml")
    if before.good:
        after = read_bytes(named(text).encode(), "a.yaml")
        assert [fact.text for fact in after.articles[0].facts] == [f.text for f in before.articles[0].facts]
        assert all(fact.id for fact in after.articles[0].facts)
