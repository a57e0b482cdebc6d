"""A question in, candidates judged, a reply out; and look-ups that rank no question."""

from bot.answering.conversation.forms import place_in_list
from bot.answering.conversation.leaning import lacking, telling
from bot.answering.conversation.people import whom_pronoun_means
from bot.answering.conversation.turn import wants_more
from bot.answering.engine import LIMIT, Engine
from bot.answering.grouping import merged
from bot.answering.lookup.searched import Sought, sought_by
from bot.answering.lookup.speakers import introduced, is_called, only_one
from bot.answering.lookup.statements import find_by_wording, statements_on
from bot.answering.lookup.topic import find_by_topic, matches_topic
from bot.answering.question.asserted import Asserted, asserted_in
from bot.answering.question.days import span_named
from bot.answering.question.people import speakers_of
from bot.answering.question.qualifiers import (
    Piece,
    PieceKind,
    Qualifier,
    pieces_in,
    qualifiers_in,
    with_value,
    without_spans,
)
from bot.answering.question.terms import repairs_of
from bot.answering.settling import marked

__all__ = [
    "LIMIT",
    "Asserted",
    "Engine",
    "Piece",
    "PieceKind",
    "Qualifier",
    "Sought",
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
    "pieces_in",
    "place_in_list",
    "qualifiers_in",
    "repairs_of",
    "sought_by",
    "span_named",
    "speakers_of",
    "statements_on",
    "telling",
    "wants_more",
    "whom_pronoun_means",
    "with_value",
    "without_spans",
]
