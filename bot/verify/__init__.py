"""Did they really say that? A quotation in, a Verdict out.

The door: `verify` judges a quotation, `verify_pasted` what was pasted as one, `check_text` every quotation
of a text; `IndexSource` is what the index knows of quotes, `claim_of` what a question asks to have judged,
`states_quotation` whether a message was pasted to have it judged, `claims_in` what a text gives somebody
without marks.
"""

from bot.verify.claim import Claim, claim_of
from bot.verify.former import verify
from bot.verify.indexed import IndexSource
from bot.verify.indirect import IndirectClaim, claims_in
from bot.verify.pasted import verify_pasted
from bot.verify.source import QuoteSource
from bot.verify.stated import states_quotation
from bot.verify.text import check_text

__all__ = [
    "Claim",
    "IndexSource",
    "IndirectClaim",
    "QuoteSource",
    "check_text",
    "claim_of",
    "claims_in",
    "states_quotation",
    "verify",
    "verify_pasted",
]
