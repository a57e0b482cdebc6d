"""Who speaks each quotation: mentions near it are weighed, pronouns and descriptions resolved.

Both steps are conditional logit models (McFadden 1974): each candidate's signals are summed with
learned weights, and the softmax over the candidates is the probability. The probability of a speaker
is summed over the mentions that may mean them. Weights come from `training/attribution.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from bot.attribution.evidence import Signals, candidates, carry_signals, mention_signals
from bot.attribution.people import Party
from bot.attribution.reading import Reading
from bot.attribution.reference import ITSELF, ReferenceChoice, antecedents, reference_signals
from bot.attribution.scope import Stance
from bot.attribution.speech import SPEECH_LIMIT, is_title, speech_signals

# Mentions and meanings below this probability are not followed up.
NEGLIGIBLE = 0.01


@dataclass(frozen=True, slots=True)
class PossibleSpeaker:
    """Who may have spoken: a party of the article (by number), or a description only (`party` is -1).

    `completed` is true where the article has the family name only and the rest is common knowledge.
    """

    name: str
    party: int = -1
    completed: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """The speaker of a quotation with its probability, and the next likely ones.

    `speech` is the probability that the words were said at all, and are no title or scare quote; `doubtful`
    that the article leaves open whether they were. `carried`: nobody near is named for it, whoever spoke
    before is taken to speak on.
    """

    speaker: PossibleSpeaker
    confidence: float
    speech: float = 1.0
    others: tuple[tuple[PossibleSpeaker, float], ...] = ()
    carried: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class Weights:
    """What each signal is worth: for telling speech, for choosing the mention, for resolving it."""

    speech: Mapping[str, float]
    mention: Mapping[str, float]
    reference: Mapping[str, float]


@lru_cache(maxsize=1)
def learned_weights() -> Weights:
    """The weights that ship with the program."""
    stored = json.loads(files("bot.attribution").joinpath("data/attribution.json").read_text("utf-8"))
    return Weights(stored["speech"], stored["mention"], stored["reference"])


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities, in order, that sum to one; an empty list for none."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def score(signals: Signals, weights: Mapping[str, float]) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in signals.items())


def choose_speakers(reading: Reading, weights: Weights | None = None) -> list[SpeakerChoice | None]:
    """The likeliest speaker of each quotation in order, None for what is no speech or has nobody near it."""
    weights = weights or learned_weights()
    found: list[SpeakerChoice | None] = []
    spoke_last: PossibleSpeaker | None = None
    spoken: int | None = None
    for quotation in range(len(reading.page.quotations)):
        speech = _speech(reading, quotation, weights)
        last = None if spoken is None or spoke_last is None else (spoken, spoke_last)
        choice = _choice(reading, quotation, last, weights) if speech >= SPEECH_LIMIT else None
        doubtful = reading.stances[quotation] is Stance.DOUBTFUL
        found.append(choice and replace(choice, speech=speech, doubtful=doubtful))
        if choice:
            spoke_last, spoken = choice.speaker, quotation
    return found


def is_speech(reading: Reading, quotation: int) -> bool:
    """Whether the words in marks (by index) were said at all: no title, nickname, scare quote or denial."""
    return _speech(reading, quotation, learned_weights()) >= SPEECH_LIMIT


def _speech(reading: Reading, quotation: int, weights: Weights) -> float:
    if is_title(reading, quotation) or reading.stances[quotation] is Stance.DENIED:
        return 0.0
    return softmax([score(speech_signals(reading, quotation), weights.speech), 0.0])[0]


def _choice(
    reading: Reading, quotation: int, last: tuple[int, PossibleSpeaker] | None, weights: Weights
) -> SpeakerChoice | None:
    """The likeliest speaker of a quotation; None where nobody is near it."""
    last_party = last[1].party if last and last[1].party >= 0 else None
    options = candidates(reading, quotation)
    rows = [mention_signals(reading, quotation, n, last_party) for n in options]
    if last is not None:
        rows.append(carry_signals(reading, quotation, last[0]))
    total: dict[PossibleSpeaker, float] = {}
    carried = 0.0
    for place, share in enumerate(softmax([score(row, weights.mention) for row in rows])):
        if share < NEGLIGIBLE:
            continue
        if place == len(options) and last is not None:
            meanings, carried = [(last[1], 1.0)], share
        else:
            meanings = meaning(reading, options[place], quotation, last, weights)
        for speaker, part in meanings:
            total[speaker] = total.get(speaker, 0.0) + share * part
    if not total:
        return None
    (speaker, confidence), *others = sorted(total.items(), key=lambda item: -item[1])
    on = last is not None and speaker == last[1] and carried > confidence / 2
    return SpeakerChoice(speaker, confidence, others=tuple(others[:3]), carried=on)


def _speaker(reading: Reading, party: Party) -> PossibleSpeaker:
    known = reading.well_known.get(party.name.lower())
    if known is None or party.organisation or party.place:
        return PossibleSpeaker(party.name, party.number)
    return PossibleSpeaker(known, party.number, completed=True)


def meaning(
    reading: Reading, number: int, quotation: int, last: tuple[int, PossibleSpeaker] | None, weights: Weights
) -> list[tuple[PossibleSpeaker, float]]:
    """Whom a mention means, with probabilities; `last` is the speech before and its speaker."""
    mention = reading.mentions[number]
    named = reading.cast.named.get(number)
    if named is not None:
        return [(_speaker(reading, reading.cast.parties[named]), 1.0)]
    options = antecedents(reading, number)
    if not options:
        return [(PossibleSpeaker(mention.text), 1.0)]
    last_party = last[1].party if last and last[1].party >= 0 else None
    spoken = last[0] if last else None
    question = ReferenceChoice(number, quotation, last_party, spoken, options)
    rows = [reference_signals(reading, question, p) for p in options]
    shares = softmax([score(row, weights.reference) for row in rows])
    return [
        (PossibleSpeaker(mention.text) if p == ITSELF else _speaker(reading, reading.cast.parties[p]), share)
        for p, share in zip(options, shares, strict=True)
        if share >= NEGLIGIBLE
    ]
