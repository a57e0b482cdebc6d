"""When to answer: what nobody asked the bot for, and a question that was edited."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.replies import Done, Entries, Help, Reply, Talk

# For how long an edit of the question changes the answer: a slip corrected, not a conversation rewritten.
EDITABLE = timedelta(minutes=1)
_WHOLE_LISTS = ("articles", "people")
# What follows these is asked, even without a question mark.
_ASKING = re.compile(
    r"^(who|whom|whose|what|when|where|why|which|how|did|does|do|is|are|was|were|has|have|can|could|will)\b",
    re.IGNORECASE,
)


def is_editable(asked: datetime, now: datetime) -> bool:
    """Whether an edit of a question asked then still changes its answer."""
    return now - asked <= EDITABLE


def worth_answering(question: str, reply: Reply) -> bool:
    """Whether a reply nobody asked the bot for is welcome: a sure one, and any to what is a question.

    "What's new?", "that's wrong" and "help" are said to colleagues where the bot is not spoken to.
    """
    if isinstance(reply, Talk | Help | Done) or (isinstance(reply, Entries) and reply.kind in _WHOLE_LISTS):
        return False
    asks = question.endswith(("?", "？")) or bool(_ASKING.match(question))
    return reply.answered or asks
