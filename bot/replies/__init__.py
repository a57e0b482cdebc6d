"""What can be replied: frozen models without rules, shared by whoever finds, keeps and draws them."""

from bot.replies.administration import Reload, Status
from bot.replies.answer import Answer
from bot.replies.context import Context
from bot.replies.found import Evidence, Found
from bot.replies.people import Speaker, Summary
from bot.replies.understood import Repair, Understood, Wanted
from bot.replies.verdict import (
    Attribution,
    Change,
    DifferenceKind,
    Match,
    Outcome,
    Reason,
    Remark,
    RemarkKind,
    SearchScope,
    Segment,
    Verdict,
)

__all__ = [
    "Answer",
    "Attribution",
    "Change",
    "Context",
    "DifferenceKind",
    "Evidence",
    "Found",
    "Match",
    "Outcome",
    "Reason",
    "Reload",
    "Remark",
    "RemarkKind",
    "Repair",
    "SearchScope",
    "Segment",
    "Speaker",
    "Status",
    "Summary",
    "Understood",
    "Verdict",
    "Wanted",
]
