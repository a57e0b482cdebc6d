"""A question in, candidates judged, a reply out; and look-ups that rank no question."""

from bot.answering.engine import LIMIT, Engine
from bot.answering.grouping import merged
from bot.answering.lookup.statements import on_topic, whose
from bot.answering.lookup.topic import has_all, having
from bot.answering.question.people import speakers_of

__all__ = ["LIMIT", "Engine", "has_all", "having", "merged", "on_topic", "speakers_of", "whose"]
