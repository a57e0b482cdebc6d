"""Did they really say that? A quotation in, a Verdict out; `check.verify` is the door."""

from bot.answering.verify.check import verify
from bot.answering.verify.claim import Claim, claim_of
from bot.answering.verify.model import (
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
from bot.answering.verify.source import QuoteSource

__all__ = [
    "Change",
    "Claim",
    "Kind",
    "Match",
    "Outcome",
    "QuoteSource",
    "Reach",
    "Reason",
    "Remark",
    "RemarkKind",
    "Segment",
    "Verdict",
    "claim_of",
    "verify",
]
