"""When to answer what nobody asked the bot for: in a channel that is listened to, and after an edit."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.replies import Done, Entries, Help, Reply, Report, Talk
from bot.services.listening.forms import Form, form_of

# For how long an edit of the question changes the answer: a slip corrected, not a conversation rewritten.
EDITABLE = timedelta(minutes=1)
# For how long after it was written a message that is edited is taken for a new question.
ASKED_ANEW = timedelta(hours=1)
SURE = 0.82
"""Confidence (0 to 1) from which a question to the room is answered: nobody waits for it, so it has to be
surer than where the bot is asked. Chosen on messages of a newsroom's channel; see docs/quality.md."""
SURER = (1 + SURE) / 2
"""The same of what only may be a question, as its question mark alone says: half the doubt is allowed."""
_NEEDED = {Form.ASKS: SURE, Form.MAY_ASK: SURER}
_UNASKED = Talk | Help | Done | Report
_WHOLE_LISTS = ("articles", "people")


def is_editable(asked: datetime, now: datetime) -> bool:
    """Whether an edit of a question asked then still changes its answer."""
    return now - asked <= EDITABLE


def asks_anew(written: datetime, now: datetime) -> bool:
    """Whether a message written then that is edited now may get an answer of its own."""
    return now - written <= ASKED_ANEW


def may_ask_the_room(message: str) -> bool:
    """Whether a message may ask, of nobody in particular, for something that may be known.

    :param message: as it was written, with Discord's codes.
    """
    return form_of(message) is not Form.TELLS


def speaks_up(message: str, reply: Reply) -> bool:
    """Whether a message, written to nobody, is answered in a channel that is listened to.

    "What's new?", "that's wrong" and "help" are said to colleagues where the bot is not spoken to.

    :param message: as it was written, with Discord's codes.
    """
    if not reply.answered or isinstance(reply, _UNASKED):
        return False
    if isinstance(reply, Entries) and reply.kind in _WHOLE_LISTS:
        return False
    needed = _NEEDED.get(form_of(message))
    return needed is not None and reply.confidence >= needed
