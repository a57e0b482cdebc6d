"""The question log as a set of questions with known answers, to measure and train the ranking on real use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot.knowledge import Item
from bot.records.log import Asked

KIND = "feedback"
_FIELDS = {"quote": "quotes", "fact": "facts"}


def evaluation_questions(
    log: Iterable[Asked], find: Callable[[str], Item | None]
) -> Iterator[dict[str, Any]]:
    """A line for each question of which more members confirmed an answer, by 👍 or by choosing it, than not.

    `{"id", "kind": "feedback", "question", "date", "gold": [{"article", "items": ["quotes[3]", ...]}],
    "votes": [useful, not useful]}`, the votes on what is in `gold`; `find` is the engine's `item`. Answers
    that the knowledge has no more are left out, and questions that nothing is left of; a 👎 alone does not
    say what would have been right, and makes no line.
    """
    for asked in log:
        useful = Counter(each.item for each in asked.opinions if each.useful)
        useless = Counter(each.item for each in asked.opinions if not each.useful)
        confirmed = [item for item, votes in useful.items() if votes > useless[item]]
        found = {key: item for key in confirmed if (item := find(key)) is not None}
        items = list(found.values())
        if items:
            yield {
                "id": f"feedback-{asked.id}",
                "kind": KIND,
                "question": asked.question,
                "date": asked.made.date().isoformat(),
                "gold": _gold(items),
                "votes": [sum(useful[key] for key in found), sum(useless[key] for key in found)],
            }


def _gold(items: Iterable[Item]) -> list[dict[str, Any]]:
    places: dict[str, list[str]] = {}
    for item in items:
        places.setdefault(item.article, []).append(f"{_FIELDS[item.kind]}[{item.index}]")
    return [{"article": article, "items": named} for article, named in places.items()]
