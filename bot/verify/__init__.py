"""Did they really say that? A quotation in, a Verdict out; `check.verify` is the door."""

from bot.verify.check import verify
from bot.verify.claim import Claim, claim_of
from bot.verify.model import (
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
from bot.verify.source import QuoteSource

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
