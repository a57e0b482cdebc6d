"""How sure the first answer is: named signs over the whole short list, learned weights, a calibrated chance.

The signs look for what near misses have in common: a name or rare word of the question that nothing found
accounts for, the right topic by somebody else, several candidates that fit equally badly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.answering.question.sought import sought, tells
from bot.answering.question.wanted import asks_speaker
from bot.answering.ranking.pool import Pool
from bot.answering.ranking.signals import people, wording

Row = dict[str, float]
READ = "read"
"""What the reader's score of a candidate is called among its signals."""
NEAR_IN_MEANING = 0.4
"""Best cosine below which a question is hardly about what is known: that of 97 in 100 questions whose first
candidate was right lies above it, that of four in five strange to the articles below."""
AROUND = 5
"""First candidates whose scores by the reader are compared: among them stands what looks like the answer."""


class Ranked(NamedTuple):
    """Candidates in order, best first: places in the pool, scores, and each one's signals by name."""

    order: Sequence[int]
    scores: Sequence[float]
    rows: Sequence[Row]

    def at(self, ranks: Sequence[int]) -> Ranked:
        """The candidates of these ranks alone, in this order."""
        order, scores, rows = self
        return Ranked([order[n] for n in ranks], [scores[n] for n in ranks], [rows[n] for n in ranks])


def score(pool: Pool, ranked: Ranked) -> float:
    """The first candidate's score."""
    return ranked.scores[0]


def margin(pool: Pool, ranked: Ranked) -> float:
    """How far the first candidate lies above the second; 3 where it is alone."""
    return ranked.scores[0] - ranked.scores[1] if len(ranked.scores) > 1 else 3.0


def spread(pool: Pool, ranked: Ranked) -> float:
    """Entropy of the scores as chances (nats): 0 one stands out, high when many fit alike."""
    chances = [math.exp(one - ranked.scores[0]) for one in ranked.scores]
    total = math.fsum(chances)
    return -math.fsum(c / total * math.log(c / total) for c in chances if c > 0)


def unknown_names(pool: Pool, ranked: Ranked) -> float:
    """How many words written like names the knowledge does not have."""
    return float(sum(term.capital and not term.known for term in pool.question.terms))


def detail(pool: Pool, ranked: Ranked) -> float:
    """Natural logarithm of the number of topical words: the more a question says, the more a match tells."""
    return math.log(1 + sum(term.topical for term in pool.question.terms))


def unheard(pool: Pool, ranked: Ranked) -> float:
    """0 or 1: whether the question names who may speak and the first candidate is said by none of them."""
    return float(bool(pool.question.heard) and said_by_named(pool, ranked) == 0)


def untold(pool: Pool, ranked: Ranked) -> float:
    """0 or 1: whether the first candidate has no figure, day, place or name where one must be told."""
    question, item = pool.question.text, pool.candidates[ranked.order[0]].item
    kind = sought(question)
    words = f"{item.speaker}: {item.context} {item.text}"
    return float(kind is not None and not tells(words, kind, question))


def said_by_named(pool: Pool, ranked: Ranked) -> float:
    """0..1: whether one of the people named, of those who may speak, says the first candidate."""
    return people.named(_first(pool, ranked))[0]


def mentioned(pool: Pool, ranked: Ranked) -> float:
    """0..1: share of the people that the question names whom the first candidate names."""
    return people.mentioned(_first(pool, ranked))[0]


def rarest(pool: Pool, ranked: Ranked) -> float:
    """0..1: weight of the rarest of the question's words in the first candidate's text."""
    return wording.rarest(_first(pool, ranked))[0]


def behind(pool: Pool, ranked: Ranked) -> float:
    """0..2: how far the first candidate's cosine lies below the best one's; 0 without the encoder."""
    return best_meaning(pool, ranked) - ranked.rows[0]["meaning"]


def _first(pool: Pool, ranked: Ranked) -> Pool:
    """The question with its first candidate alone."""
    return Pool(pool.question, [pool.candidates[ranked.order[0]]], pool.snapshot)


def best_meaning(pool: Pool, ranked: Ranked) -> float:
    """-1..1: the best cosine among the candidates; 0 without the encoder."""
    return max(pool.cosine, default=0.0) if pool.cosine is not None else 0.0


def far(pool: Pool, ranked: Ranked) -> float:
    """0..1.4: how far the best cosine lies below what is near in meaning; 0.4 without the encoder.

    Where nothing is near, the question is about something else, however well its words fit.
    """
    return max(0.0, NEAR_IN_MEANING - best_meaning(pool, ranked))


SIGNS: dict[str, Callable[[Pool, Ranked], float]] = {
    "score": score,
    "margin": margin,
    "best meaning": best_meaning,
    "far": far,
    "behind": behind,
    "spread": spread,
    "unknown names": unknown_names,
    "unheard": unheard,
    "untold": untold,
    "said by named": said_by_named,
    "mentioned": mentioned,
    "rarest": rarest,
    "detail": detail,
}


def read_level(pool: Pool, ranked: Ranked) -> float:
    """The reader's score of the first candidate: log odds that it rather than nothing answers."""
    return ranked.rows[0][READ]


def read_lead(pool: Pool, ranked: Ranked) -> float:
    """How far the best other candidate lies below the first as read; 3 where it is alone."""
    others = [row[READ] for row in ranked.rows[1:]]
    return ranked.rows[0][READ] - max(others) if others else 3.0


def read_around(pool: Pool, ranked: Ranked) -> float:
    """How far the first candidates' mean lies below the first one as read."""
    first = [row[READ] for row in ranked.rows[:AROUND]]
    return ranked.rows[0][READ] - math.fsum(first) / len(first)


READ_SIGNS: dict[str, Callable[[Pool, Ranked], float]] = {
    "read level": read_level,
    "read lead": read_lead,
    "read around": read_around,
}
"""Signs of what was read, where the reader took part."""
EITHER = frozenset({"read around"})
"""Signs that may speak for or against: where all look alike they may answer alike."""
OF_FIRST = ("anywhere", "topic", "pairs", "meaning", "asked", "answer type", "day", "office", "missing")
"""Signals of the first candidate that are signs, too."""
AGAINST = frozenset({"far", "behind", "spread", "unknown names", "unheard", "untold", "first: missing"})
"""Signs that can only speak against an answer; all that are named nowhere can only speak for it."""


WHOLE = 0.99
"""Share of the question's weight in one run of words from which the first candidate has it word for word."""
WORD_FOR_WORD = 0.95
"""The least chance of an answer that has all the question asks about, word for word, in one run or whole."""


HARDLY, HARDLY_OF_ITS_DAY = -3.5, -5.0
"""Log odds by the reader below which a candidate hardly looks like an answer: of four collections' questions,
one in four of those was right (of 344), and none that all else made sure but one."""
AS_GOOD_AS_NOT = 0.5
"""The most chance of an answer that hardly looks like one. Among few articles the best of them stands out by
all other signs, however little it has to do with the question."""


def most_chance(signs: Row) -> float:
    """What the confidence cannot rise above, whatever the learned signs say together.

    A reader is shown no days: what was said on the one asked for may look even less like an answer.
    """
    hardly = HARDLY_OF_ITS_DAY if signs["first: day"] else HARDLY
    return AS_GOOD_AS_NOT if signs.get("read level", 0.0) < hardly else 1.0


def least_chance(pool: Pool, ranked: Ranked) -> float:
    """What the confidence cannot fall below, whatever the learned signs say."""
    first = _first(pool, ranked)
    return WORD_FOR_WORD if wording.phrase(first)[0] >= WHOLE or _asks_for_whole(first) else 0.0


def _asks_for_whole(pool: Pool) -> bool:
    """Whether it is asked who said just the candidate's words: a quote may be a single one."""
    asked = {term.stems[0] for term in pool.topical}
    return asks_speaker(pool.question.text) and asked == set(pool.candidates[0].text)


def distinct(pool: Pool, ranked: Ranked) -> Ranked:
    """The candidates without those that have the very words of one before them.

    A statement that several articles carry is no rival of itself.
    """
    seen: set[int] = set()
    kept = []
    for rank, place in enumerate(ranked.order):
        digest = pool.candidates[place].digest
        if digest not in seen:
            seen.add(digest)
            kept.append(rank)
    return ranked.at(kept)


def signs_of(pool: Pool, ranked: Ranked) -> Row:
    """All signs by name, for a pool of at least one candidate."""
    ranked = distinct(pool, ranked)
    of_first = {f"first: {name}": ranked.rows[0][name] for name in OF_FIRST}
    signs = SIGNS | READ_SIGNS if READ in ranked.rows[0] else SIGNS
    return {name: sign(pool, ranked) for name, sign in signs.items()} | of_first
