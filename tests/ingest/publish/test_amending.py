"""A correction notice becomes a draft of the change of its article, or is said to fit none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.ingest import Source, amend, draft_of, publish, publish_draft_file
from bot.ingest.publish.amending import Amended
from bot.knowledge import read

ARTICLE = """Norvik Marine profit falls
The company gave a dividend of 6.50 kroner on Friday in Orlow.
“We sail on,” said Ingrid Sol, the director.
"""
HEAD = "Correction\n\nIn “Norvik Marine profit falls” "


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    publish(draft_of(Source(ARTICLE, name="norvik")), tmp_path, unsure=True)
    return tmp_path


@pytest.mark.parametrize(
    "told",
    [
        "we gave the dividend as 6.50 kroner. It is 5.60 kroner.",
        "“6.50 kroner” should have read “5.60 kroner”.",
        "we got a figure wrong. The dividend is 5.60 kroner, not 6.50 kroner.",
    ],
)
def test_an_entry_is_set_right_and_keeps_its_former_words(knowledge: Path, told: str) -> None:
    notice = draft_of(Source(HEAD + told, published=date(2031, 5, 4)))
    amended = amend(notice, knowledge)
    assert amended == Amended(knowledge / "norvik.yaml", knowledge / "drafts/norvik.yaml")
    before = (knowledge / "norvik.yaml").read_text("utf-8").splitlines()
    assert publish_draft_file(knowledge / "drafts/norvik.yaml", knowledge, replacing=True)
    (article,) = read(knowledge / "norvik.yaml", "norvik.yaml").articles
    (fact,) = article.facts
    assert fact.text == "The company gave a dividend of 5.60 kroner on Friday in Orlow."
    assert fact.corrected is not None
    assert fact.corrected.was == "The company gave a dividend of 6.50 kroner on Friday in Orlow."
    assert fact.corrected.date == date(2031, 5, 4)
    after = (knowledge / "norvik.yaml").read_text("utf-8").splitlines()
    assert len([row for row in before if row not in after]) == 1


def test_without_the_right_words_the_article_is_disputed(knowledge: Path) -> None:
    url = "https://mirror.example/corrections"
    amend(draft_of(Source(f"{HEAD}we misquoted Ingrid Sol.", url=url)), knowledge)
    (article,) = read(knowledge / "drafts/norvik.yaml", "norvik.yaml", drafts=True).articles
    assert article.disputed is not None
    assert (article.disputed.url, "misquoted" in article.disputed.note) == (url, True)


def test_a_notice_of_another_article_fits_none(knowledge: Path) -> None:
    other = draft_of(Source("Correction\n\nIn “Another headline of ours” we gave a figure as 1. It is 2."))
    assert amend(other, knowledge) == Amended()
    assert amend(draft_of(Source(ARTICLE)), knowledge) is None


def test_a_draft_that_waits_is_not_written_over(knowledge: Path) -> None:
    waiting = knowledge / "drafts/norvik.yaml"
    waiting.parent.mkdir()
    waiting.write_text("title: Mine\n", "utf-8")
    amended = amend(draft_of(Source(f"{HEAD}we misquoted Ingrid Sol.")), knowledge)
    assert amended == Amended(knowledge / "norvik.yaml")
    assert waiting.read_text("utf-8") == "title: Mine\n"
