"""One order of publication for timelines, verdicts and the same words in several papers."""

from __future__ import annotations

from datetime import date, datetime

from bot.answering.grouping import merged
from bot.knowledge.items import Item, Published, published_key
from bot.knowledge.model import Article
from bot.services.statements import in_time
from bot.verify import verify
from tests.verify.memory import MemorySource

IN_ORDER: list[Published] = [
    date(2016, 9, 8),
    datetime.fromisoformat("2016-09-08T14:30"),
    date(2016, 9, 9),
    datetime.fromisoformat("2016-09-09T01:00+00:00"),
    datetime.fromisoformat("2016-09-08T23:00-05:00"),
    datetime.fromisoformat("2016-09-10T01:00+09:00"),
    date(2016, 9, 10),
    None,
]
MORNING, NIGHT = "2016-09-09T01:00+00:00", "2016-09-08T23:00-05:00"


def item(published: str, article: str) -> Item:
    return Item(
        article=article, title=article, kind="quote", index=0, speaker="Ann Roe",
        text="The harbour will feed this town", published=datetime.fromisoformat(published),
    )  # fmt: skip


def article(name: str, published: str) -> Article:
    return Article.model_validate(
        {
            "id": name,
            "title": name,
            "published": published,
            "quotes": [{"speaker": "Ann Roe", "text": "The harbour will feed this town"}],
        }
    )


def test_moments_are_compared_whatever_their_zones() -> None:
    mixed = [*IN_ORDER[5:], *IN_ORDER[1::-1], *IN_ORDER[4:1:-1]]
    assert sorted(mixed, key=published_key) == IN_ORDER


def test_a_timeline_a_verdict_and_an_answer_name_the_same_paper_first() -> None:
    items = [item(NIGHT, "evening"), item(MORNING, "morning")]
    assert [one.article for one in in_time(items)] == ["morning", "evening"]
    (answer,) = merged(items)
    assert (answer.article, [place.article for place in answer.also]) == ("morning", ["evening"])
    verdict = verify(MemorySource([article("evening", NIGHT), article("morning", MORNING)]), items[0].text)
    assert [match.item.article for match in verdict.matches] == ["morning", "evening"]
