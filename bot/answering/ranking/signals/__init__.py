"""The named evidence of a candidate. A new signal is one function here or in a new file, and one line below.

Each takes the pool and returns one number a candidate; its docstring gives the range and what it tells.
"""

from collections.abc import Callable, Sequence

from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import meaning, people, surroundings, wording

Signal = Callable[[Pool], Sequence[float]]

SIGNALS: dict[str, Signal] = {
    "text": wording.text,
    "context": wording.context,
    "title": wording.title,
    "anywhere": wording.anywhere,
    "topic": wording.topic,
    "rarest": wording.rarest,
    "missing": wording.missing,
    "pairs": wording.pairs,
    "phrase": wording.phrase,
    "focus": wording.focus,
    "length": wording.length,
    "search": wording.search,
    "fused": wording.fused,
    "asked": people.asked,
    "named": people.named,
    "other speaker": people.other_speaker,
    "mentioned": people.mentioned,
    "office": people.office,
    "office words": people.office_words,
    "quote": surroundings.quote,
    "statement wanted": surroundings.statement_wanted,
    "answer type": surroundings.answer_type,
    "article": surroundings.article,
    "article words": surroundings.article_words,
    "article title": surroundings.article_title,
    "day": surroundings.day,
    "recent": surroundings.recent,
    "fresh": surroundings.fresh,
    "meaning": meaning.closeness,
    "closest": meaning.closest,
    "article meaning": meaning.article,
    "rerank": meaning.rerank,
}
