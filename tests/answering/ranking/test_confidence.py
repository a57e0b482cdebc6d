"""What the confidence looks at: the whole short list, each statement once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answering import Engine
from bot.answering.ranking.judging import judge
from bot.search import EVERYTHING, Search

TODAY = date(2031, 3, 1)
QUESTION = "what did Oda Venn say about the lighthouse?"
ARTICLE = """\
title: {title}
source: {source}
url: https://{source}.example/lighthouse
published: 2031-02-20
quotes:
  - speaker: Oda Venn
    text: The lighthouse stays dark until the roof is mended.
  - speaker: Oda Venn
    text: The ferry may sail on Sundays.
facts:
  - The lighthouse was built in 1911.
"""


def confidence(folder: Path, articles: int) -> float:
    """How sure the answer is where so many articles carry the statement."""
    folder.mkdir()
    for number in range(articles):
        told = ARTICLE.format(title=f"Dark nights, part {number}", source=f"paper{number}")
        (folder / f"lighthouse-{number}.yaml").write_text(told, "utf-8")
    with Search.open(folder, vectors=False) as search:
        pool = Engine().candidates(QUESTION, search.corpus(EVERYTHING), today=TODAY)[1]
        return judge(pool, None).confidence


def test_a_statement_that_several_articles_carry_is_no_rival_of_itself(tmp_path: Path) -> None:
    alone, carried = confidence(tmp_path / "one", 1), confidence(tmp_path / "three", 3)
    assert carried == pytest.approx(alone, abs=0.05)
