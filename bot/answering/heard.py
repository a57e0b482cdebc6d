"""Whose words are asked for comes first: somebody else's are no answer, however well they fit."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.ranking.judging import WORTH_OFFERING, Judged, judged_alone
from bot.answering.ranking.pool import Pool
from bot.answering.whose import is_heard

UNSURE = 0.99
"""Share of the threshold that the chance of what comes before better fitting words of others has at most."""


def heard_first(judged: Judged, pool: Pool) -> Judged:
    """The candidates, those said by whoever is asked for their words before the others.

    Only where the first is somebody else's, as for "what did Roe say about the tram?" where others said more
    of it, and where some of theirs are worth offering: these come first, judged as if the others were not
    there, and then the rest as before, with no more chance than the first.
    """
    asked = pool.question
    if not asked.people or not judged.ranked.order:
        return judged
    said_by = [pool.candidates[place].speaker for place in judged.ranked.order]
    theirs = [rank for rank, speaker in enumerate(said_by) if is_heard(asked, speaker)]
    if not said_by[0] or is_heard(asked, said_by[0]) or not theirs:
        return judged
    alone = judged_alone(pool, judged, theirs)
    fitting = {rank: own for rank, own in zip(theirs, alone.chances, strict=True) if own >= WORTH_OFFERING}
    if not fitting:
        return judged
    ranks = [*fitting, *(rank for rank in range(len(said_by)) if rank not in fitting)]
    chances = [fitting.get(rank, min(judged.chances[rank], alone.confidence)) for rank in ranks]
    # What others said fits better, so that theirs is offered and not surely what was asked for.
    unsure = judged.threshold * UNSURE
    chances = [min(own, unsure) for own in chances]
    return replace(
        judged, ranked=judged.ranked.at(ranks), chances=chances, confidence=min(alone.confidence, unsure)
    )
