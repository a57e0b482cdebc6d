"""Did they really say that? A quotation in, a Verdict out; `check.verify` is the door."""

from bot.verify.check import verify
from bot.verify.claim import Claim, claim_of
from bot.verify.source import QuoteSource
from bot.verify.text import Checked, check_text, checked_row

__all__ = ["Checked", "Claim", "QuoteSource", "check_text", "checked_row", "claim_of", "verify"]
