"""Where a candidate stands, seen from the talk: in the article that it is of, and shown before or not."""

from __future__ import annotations

from bot.answering.ranking.pool import Pool

PLACES = {"here": 5.0, "shown before": -2.0, "taken back": -3.0, "asks itself": -4.0}
"""What each adds to the score of a candidate for a turn that leans on what was before it, in log odds."""


def places(pool: Pool) -> list[dict[str, float]]:
    """0 or 1 each: whether it is of the article talked of, was shown last, is corrected now, and asks.

    A sentence of the article's own that asks ("Which towns lose it?") is a heading over the answer.
    """
    over = pool.question.over
    if over is None:
        return [{} for _ in pool.candidates]
    return [
        {
            "here": float(one.item.article == over.article),
            "shown before": float(one.item.key == over.seen),
            "asks itself": float(one.item.kind == "fact" and one.item.text.endswith("?")),
            "taken back": float(over.corrects and one.item.key == over.seen),
        }
        for one in pool.candidates
    ]
