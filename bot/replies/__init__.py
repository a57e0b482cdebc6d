"""What can be replied: frozen models without rules, shared by whoever finds, keeps and draws them."""

from bot.replies.administration import Reload, Status
from bot.replies.answer import Answer
from bot.replies.context import Context
from bot.replies.found import Evidence, Found
from bot.replies.people import Speaker, Summary
from bot.replies.understood import Repair, Understood, Wanted
from bot.replies.verdict import (
    Change,
    Kind,
    Match,
    Outcome,
    Reach,
    Reason,
    Remark,
    RemarkKind,
    Segment,
    Verdict,
)

__all__ = [
    "Answer",
    "Change",
    "Context",
    "Evidence",
    "Found",
    "Kind",
    "Match",
    "Outcome",
    "Reach",
    "Reason",
    "Reload",
    "Remark",
    "RemarkKind",
    "Repair",
    "Segment",
    "Speaker",
    "Status",
    "Summary",
    "Understood",
    "Verdict",
    "Wanted",
]
