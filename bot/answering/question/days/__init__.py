"""Days, spans of days and their order in a question."""

from bot.answering.question.days.named import span_named
from bot.answering.question.days.order import Order
from bot.answering.question.days.reading import When, says_only_when, when
from bot.answering.question.days.told import refers_back

__all__ = ["Order", "When", "refers_back", "says_only_when", "span_named", "when"]
