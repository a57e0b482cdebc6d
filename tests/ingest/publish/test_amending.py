"""A correction notice becomes a draft of the change of its article, or is said to fit none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.ingest import Amended, Source, amend, draft_of, publish, publish_draft_file
from bot.knowledge import Article, read

ARTICLE = """Norvik Marine profit falls as freight rates slide
The company gave a dividend of 6.50 kroner on Friday in Orlow. Some 300 people came to hear Tom Lisle.
“We sail on,” said Ingrid Sol, the director. “Rates will rise,” said Mateus Carvalho, the treasurer.
"""
PIER = """Pier opens in Orlow
The pier opened on Monday, and 40 boats came.
“We waited long,” said Ingrid Sol.
"""
HEAD = "Correction\n\nIn “Norvik Marine profit falls as freight rates slide” "
DRAFT = "drafts/norvik.yaml"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    norvik = Source(ARTICLE, name="norvik", published=date(2031, 5, 14), url="https://mirror.example/norvik")
    publish(draft_of(norvik), tmp_path, unsure=True)
    publish(draft_of(Source(PIER, name="pier", published=date(2031, 5, 12))), tmp_path, unsure=True)
    return tmp_path


def told(knowledge: Path, text: str, **known: str) -> tuple[Amended, ...]:
    return amend(draft_of(Source(text, published=date(2031, 5, 16), **known)), knowledge)  # type: ignore[arg-type]


def drafted(knowledge: Path, name: str = DRAFT) -> Article:
    (article,) = read(knowledge / name, "draft.yaml", drafts=True).articles
    return article


@pytest.mark.parametrize(
    "said",
    [
        "we gave the dividend as 6.50 kroner. It is 5.60 kroner.",
        "the dividend was wrongly given as 6.50 kroner. The correct figure is 5.60 kroner.",
        "“6.50 kroner” should have read “5.60 kroner”.",
        "we got a figure wrong. The dividend is 5.60 kroner, not 6.50 kroner.",
        "we gave the dividend as 6.50 kroner instead of 5.60 kroner.",
        "a dividend of 5.60 kroner, not 6.50, should have stood.",
    ],
)
def test_an_entry_is_set_right_and_keeps_its_former_words(knowledge: Path, said: str) -> None:
    assert told(knowledge, HEAD + said) == (Amended(knowledge / "norvik.yaml", knowledge / DRAFT),)
    assert drafted(knowledge).draft
    before = (knowledge / "norvik.yaml").read_text("utf-8").splitlines()
    assert publish_draft_file(knowledge / DRAFT, knowledge, replacing=True)
    (article,) = read(knowledge / "norvik.yaml", "norvik.yaml").articles
    fact = article.facts[0]
    assert fact.text == "The company gave a dividend of 5.60 kroner on Friday in Orlow."
    assert fact.corrected is not None
    assert fact.corrected.was == "The company gave a dividend of 6.50 kroner on Friday in Orlow."
    assert fact.corrected.date == date(2031, 5, 16)
    assert fact.text in article.summary
    after = (knowledge / "norvik.yaml").read_text("utf-8").splitlines()
    assert len([row for row in before if row not in after]) == 2


def test_a_name_that_was_misspelt_does_not_come_twice(knowledge: Path) -> None:
    told(knowledge, f"{HEAD}we misspelt a name. The guest was Tom Lyle, not Lisle.")
    assert drafted(knowledge).facts[1].text == "Some 300 people came to hear Tom Lyle."


@pytest.mark.parametrize(
    "text",
    [
        "Correction\n\nAn article of 14 May on Norvik gave the dividend as 6.50 kroner. It is 5.60 kroner.",
        "Correction: The dividend of Norvik Marine (May 14, 2031, page 3) is 5.60 kroner, not 6.50 kroner.",
        "Clarification – A report on freight rates said 300 people came. It was 30.",
        "Correction\n\nSee https://mirror.example/norvik: the dividend is 5.60 kroner, not 6.50 kroner.",
        "For the record\nA story published on 2031-05-14 had 300 guests at Norvik. There were 30.",
    ],
)
def test_an_article_is_found_by_day_names_words_and_address(knowledge: Path, text: str) -> None:
    assert told(knowledge, text) == (Amended(knowledge / "norvik.yaml", knowledge / DRAFT),)
    assert any(fact.corrected for fact in drafted(knowledge).facts)


def test_without_the_right_words_what_is_meant_is_disputed(knowledge: Path) -> None:
    url = "https://mirror.example/corrections"
    told(knowledge, "Correction\nIn a report of 14 May on Norvik Marine we misquoted Ingrid Sol.", url=url)
    article = drafted(knowledge)
    assert article.disputed is not None
    assert (article.disputed.url, "misquoted" in article.disputed.note) == (url, True)
    (knowledge / DRAFT).unlink()
    told(
        knowledge, f"{HEAD}the words “Rates will rise” were said by Ingrid Sol, not Mateus Carvalho.", url=url
    )
    article = drafted(knowledge)
    assert article.disputed is None
    assert [quote.disputed is not None for quote in article.quotes] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Correction\n\nIn “Another headline of ours” we gave a figure as 1. It is 2.",
        "Correction\n\nAn article on the airport gave the wrong year.",
        "Correction\n\nAn article of 2 June on Norvik gave the dividend as 6.50 kroner. It is 5.60 kroner.",
        "Correction\n\nWe said that 300 people came. It was 30.",
    ],
)
def test_a_notice_of_another_article_fits_none(knowledge: Path, text: str) -> None:
    assert told(knowledge, text) == (Amended(),)
    assert not (knowledge / "drafts").exists()


def test_a_surname_is_no_word_that_only_looks_like_it(knowledge: Path) -> None:
    text = "The hall\nThe hall fell in.\n“We rebuild,” said Clara May.\n"
    publish(draft_of(Source(text, name="hall", published=date(2031, 5, 9))), knowledge, unsure=True)
    assert told(knowledge, "Correction\nIn a story of 9 May we said what may be wrong.") == (Amended(),)
    (done,) = told(knowledge, "Correction\nIn a story of 9 May we misquoted Ms May.")
    assert done.article == knowledge / "hall.yaml"


def test_of_several_articles_that_fit_none_is_taken(knowledge: Path) -> None:
    both = tuple(sorted(knowledge.glob("*.yaml")))
    assert told(knowledge, "Correction\n\nWe misquoted Ingrid Sol.") == (Amended(candidates=both),)


@pytest.mark.parametrize(
    "text", [ARTICLE, "Correction officers strike\nThe officers of Orlow left “Pier opens in Orlow” today.\n"]
)
def test_an_article_is_no_notice(knowledge: Path, text: str) -> None:
    assert told(knowledge, text) == ()


def test_a_list_of_notices_changes_several_articles(knowledge: Path) -> None:
    done = told(
        knowledge,
        "Corrections and clarifications\n"
        "• The dividend of Norvik Marine (14 May) is 5.60 kroner, not 6.50 kroner.\n"
        "• Norvik Marine (14 May): 30 people came, not 300.\n"
        "• At the opening of the pier (Pier opens, 12 May) there were 14 boats, not 40.\n",
    )
    assert [each.article and each.article.stem for each in done] == ["norvik", "norvik", "pier"]
    assert [fact.corrected is not None for fact in drafted(knowledge).facts] == [True, True]
    assert drafted(knowledge, "drafts/pier.yaml").facts[0].text.endswith("14 boats came.")


def test_a_draft_that_waits_is_not_written_over(knowledge: Path) -> None:
    waiting = knowledge / DRAFT
    waiting.parent.mkdir()
    waiting.write_text("title: Mine\n", "utf-8")
    assert told(knowledge, f"{HEAD}we misquoted Ingrid Sol.") == (Amended(knowledge / "norvik.yaml"),)
    assert waiting.read_text("utf-8") == "title: Mine\n"


def test_a_notice_that_was_taken_up_changes_nothing_again(knowledge: Path) -> None:
    text = "Clarification – A report on freight rates said 300 people came. It was 30."
    for _ in range(2):
        told(knowledge, text)
        if (knowledge / DRAFT).exists():
            publish_draft_file(knowledge / DRAFT, knowledge, replacing=True)
    assert told(knowledge, text) == (Amended(knowledge / "norvik.yaml", known=True),)
    assert not (knowledge / DRAFT).exists()
