"""Did they really say that? A quotation in, a Verdict out; `check.verify` is the door."""

from bot.verify.check import verify
from bot.verify.claim import Claim, claim_of
from bot.verify.source import QuoteSource

__all__ = ["Claim", "QuoteSource", "claim_of", "verify"]
