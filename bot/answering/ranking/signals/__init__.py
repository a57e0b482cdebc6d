"""The signals by name: what speaks for or against a candidate. A new one is a function and a line below.

Each takes the pool and returns one number a candidate; its docstring gives the range and what it tells.
"""

from collections.abc import Callable, Sequence

from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import meaning, people, surroundings, told, wording

Signal = Callable[[Pool], Sequence[float]]

SIGNALS: dict[str, Signal] = {
    "context": wording.context,
    "anywhere": wording.anywhere,
    "topic": wording.topic,
    "missing": wording.missing,
    "pairs": wording.pairs,
    "focus": wording.focus,
    "length": wording.length,
    "fused": wording.fused,
    "agreed": told.agreed,
    "asked": people.asked,
    "office": people.office,
    "speaker wanted": surroundings.speaker_wanted,
    "answer type": surroundings.answer_type,
    "early": surroundings.early,
    "article words": surroundings.article_words,
    "day": surroundings.day,
    "recent": surroundings.recent,
    "fresh": surroundings.fresh,
    "meaning": meaning.closeness,
    "article meaning": meaning.article,
}
AGAINST = frozenset({"missing"})
"""Signals that can only speak against a candidate."""
EITHER = frozenset({"length"})
"""Signals that may speak for or against; all that are not named here can only speak for a candidate."""
