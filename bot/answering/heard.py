"""Whose words are asked for comes first: somebody else's are no answer, however well they fit."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.ranking.confidence import Ranked
from bot.answering.ranking.judging import WORTH_OFFERING, Judged, judged_alone
from bot.answering.ranking.pool import Pool
from bot.answering.whose import contradicted


def heard_first(judged: Judged, pool: Pool) -> Judged:
    """The candidates with those before the others that no name of the question speaks against.

    Only where the first is somebody else's, as for "what did Roe say about the tram?" where others said more
    of it, and where some of theirs are worth offering: these come first, judged as if the others were not
    there, and then the rest as before, with no more chance than the first.
    """
    if not pool.question.people or not judged.ranked.order:
        return judged
    items = [pool.candidates[place].item for place in judged.ranked.order]
    refuted = [contradicted(pool.question, (item,), pool.snapshot) for item in items]
    # That a fact names whoever is asked for their words is not enough to come before what was found.
    asked = pool.question.speaker is not None
    theirs = [n for n, other in enumerate(refuted) if not other and (items[n].speaker or not asked)]
    if not refuted[0] or not theirs:
        return judged
    alone = judged_alone(pool, judged, theirs)
    fitting = {rank: own for rank, own in zip(theirs, alone.chances, strict=True) if own >= WORTH_OFFERING}
    if not fitting:
        return judged
    ranks = [*fitting, *(rank for rank in range(len(items)) if rank not in fitting)]
    chances = [fitting.get(rank, min(judged.chances[rank], alone.confidence)) for rank in ranks]
    order, scores, rows = judged.ranked
    ranked = Ranked([order[n] for n in ranks], [scores[n] for n in ranks], [rows[n] for n in ranks])
    return replace(judged, ranked=ranked, chances=chances, confidence=alone.confidence)
