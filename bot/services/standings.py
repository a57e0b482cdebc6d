"""How a reply stands: the one table behind exit statuses."""

from __future__ import annotations

from enum import IntEnum

from bot.replies import Outcome, Reply, Report, Verdict


class Standing(IntEnum):
    """GOOD: answered, genuine. WRONG: an editor must act. OPEN: unsure, several meant, nothing known."""

    GOOD = 0
    WRONG = 1
    OPEN = 3


OF_VERDICTS = {
    Outcome.GENUINE: Standing.GOOD,
    Outcome.ALTERED: Standing.WRONG,
    Outcome.MISATTRIBUTED: Standing.WRONG,
    Outcome.UNKNOWN: Standing.OPEN,
    Outcome.WITHDRAWN: Standing.WRONG,
}
WORST_FIRST = (Standing.WRONG, Standing.OPEN, Standing.GOOD)


def standing(reply: Reply) -> Standing:
    """How a reply stands; a report as the worst of its quotations does."""
    if isinstance(reply, Verdict):
        return OF_VERDICTS[reply.verdict]
    if isinstance(reply, Report) and reply.quotations:
        found = {OF_VERDICTS[one.verdict.verdict] for one in reply.quotations if one.spoken}
        return next((each for each in WORST_FIRST if each in found), Standing.GOOD)
    return Standing.GOOD if reply.answered else Standing.OPEN
