"""Did they really say that? A quotation in, a Verdict out; `check.verify` is the door."""

from bot.verify.check import verify
from bot.verify.claim import Claim, claim_of
from bot.verify.indexed import IndexSource
from bot.verify.source import QuoteSource
from bot.verify.text import check_text

__all__ = ["Claim", "IndexSource", "QuoteSource", "check_text", "claim_of", "verify"]
