"""A question in, candidates judged, a reply out; and look-ups that rank no question."""

from bot.answering.conversation.forms import place_in_list
from bot.answering.conversation.leaning import lacking, telling
from bot.answering.conversation.people import whom_pronoun_means
from bot.answering.engine import LIMIT, Engine
from bot.answering.grouping import merged
from bot.answering.lookup.speakers import introduced, is_called, only_one
from bot.answering.lookup.statements import find_by_wording, statements_on
from bot.answering.lookup.topic import find_by_topic, matches_topic
from bot.answering.question.asserted import Asserted, asserted_in
from bot.answering.question.people import speakers_of
from bot.answering.settling import marked

__all__ = [
    "LIMIT",
    "Asserted",
    "Engine",
    "asserted_in",
    "find_by_topic",
    "find_by_wording",
    "introduced",
    "is_called",
    "lacking",
    "marked",
    "matches_topic",
    "merged",
    "only_one",
    "place_in_list",
    "speakers_of",
    "statements_on",
    "telling",
    "whom_pronoun_means",
]
