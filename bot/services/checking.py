"""Quotations checked: one of them, or all in a text."""

from __future__ import annotations

from functools import partial

from bot.replies import Attribution, Checked, Outcome, Reason, Report, Verdict, Withdrawal
from bot.verify import QuoteSource, check_text, states_quotation, verify, verify_pasted

WRONG = (Outcome.ALTERED, Outcome.MISATTRIBUTED, Outcome.WITHDRAWN)
"""Verdicts that an editor must act on."""


def check(text: str, quotes: QuoteSource) -> Report:
    """Every quotation of a text with its verdict, in the text's order.

    It is answered where something is known of one of them; the confidence is that of the least sure verdict.
    """
    return report(check_text(text, partial(verify, quotes)))


def check_pasted(quotation: str, speaker: str | None, quotes: QuoteSource) -> Verdict | Report:
    """A quotation as it was pasted, with or without the sentence that names its speaker: a verdict.

    A report where several quotations were pasted.
    """
    checked = verify_pasted(quotes, quotation, speaker)
    return checked[0].verdict if len(checked) == 1 else report(checked)


def check_stated(message: str, quotes: QuoteSource) -> Verdict | Report | None:
    """The check of a message that was pasted to be checked: a sentence that says what somebody said.

    None for all others, and where the words are too few to tell anything: then they are asked about.
    """
    if not states_quotation(message):
        return None
    found = check_pasted(message, None, quotes)
    few = isinstance(found, Verdict) and found.reason is Reason.TOO_SHORT
    return None if few else found


def taken_back(words: str, quotes: QuoteSource) -> Withdrawal | None:
    """What editors said when they took back words like these; None where other words fit better."""
    verdict = verify(quotes, words)
    if verdict.verdict is not Outcome.WITHDRAWN:
        return None
    return next((match.item.withdrawn for match in verdict.matches if match.item.withdrawn), None)


def report(checked: list[Checked]) -> Report:
    """The report on quotations that were checked."""
    known = [each.verdict for each in checked if each.verdict.answered]
    return Report(
        answered=bool(known),
        confidence=min((verdict.confidence for verdict in known), default=0.0),
        answers=tuple(verdict.answers[0] for verdict in known if verdict.answers),
        wrong=any(is_wrong(each.verdict) for each in checked),
        quotations=tuple(checked),
    )


def is_wrong(verdict: Verdict) -> bool:
    """Whether an editor must act: the words were changed or withdrawn, or are somebody else's."""
    return verdict.verdict in WRONG


def agrees(verdict: Verdict) -> bool:
    """Whether the words are known as they stand and nobody else's."""
    return verdict.verdict is Outcome.GENUINE and verdict.attribution is not Attribution.CONTRADICTED
