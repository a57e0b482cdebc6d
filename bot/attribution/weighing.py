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
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from bot.attribution.evidence import Signals, candidates, carry_signals, may_speak_on, mention_signals
from bot.attribution.frames import acts_on_another, named_outright
from bot.attribution.issuers import issuer
from bot.attribution.joined import joint_speakers, two_before
from bot.attribution.labels import Turn
from bot.attribution.mentions import Mention, Sort
from bot.attribution.pointing import Hint, hints, mixed, mixed_speech, supported
from bot.attribution.reading import Reading
from bot.attribution.reference import ITSELF, ReferenceChoice, antecedents, reference_signals
from bot.attribution.scope import Stance
from bot.attribution.speakers import PossibleSpeaker
from bot.attribution.speech import SPEECH_LIMIT, is_title, names_something, speaks_of_oneself, speech_signals
from bot.attribution.turns import TurnSpeakers, asks
from bot.models import Pointer

# How often those whom punctuation alone names for a quotation did speak it: 174 of 178 in the articles with
# speakers corrected by hand.
OUTRIGHT = 0.97
# Share of whoever gave the text that speaks: of "the statement", where "Roe said in a statement", Roe's.
ISSUED = 0.95
# A name that stands in marks again and again is judged by so many of its places together.
MOST_ALIKE = 8
# Mentions and meanings below this probability are not followed up.
NEGLIGIBLE = 0.01


class Naming(IntEnum):
    """How a text names the speaker of a quotation, the surest way last.

    MENTIONED: not at all, whoever is named beside it does something else ("Roe mocked the line “...”");
    CARRIED: not beside it, whoever spoke before is taken to speak on; REFERENCE: by a pronoun or description
    in its sentence; NAME: by a name there; OUTRIGHT: by a name that the signs around the quotation give it.
    """

    MENTIONED = 0
    CARRIED = 1
    REFERENCE = 2
    NAME = 3
    OUTRIGHT = 4


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """The speaker of a quotation with its probability, and the next likely ones.

    `speech` is the probability that the words were said at all, and are no title or scare quote; `doubtful`
    that the article leaves open whether they were. `named_as` has the words that name the speaker, none where
    they are carried on.
    """

    speaker: PossibleSpeaker
    confidence: float
    speech: float = 1.0
    others: tuple[tuple[PossibleSpeaker, float], ...] = ()
    naming: Naming = Naming.CARRIED
    named_as: str = ""
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


def choose_speakers(
    reading: Reading, weights: Weights | None = None, pointer: Pointer | None = None
) -> list[SpeakerChoice | None]:
    """The likeliest speaker of each quotation in order, None for what is no speech or has nobody near it.

    With a `pointer` what it reads around those that the signs beside them do not settle counts as well.

    :raises ModelError: the pointer's files are missing or damaged.
    """
    weights = weights or learned_weights()
    unsettled = [n for n in range(len(reading.page.quotations)) if _settled(reading, n) is None]
    pointed = {} if pointer is None else hints(reading, unsettled, pointer)
    turn_speakers = TurnSpeakers(reading)
    found: list[SpeakerChoice | None] = []
    spoke_last: PossibleSpeaker | None = None
    spoken: int | None = None
    for quotation, marks in enumerate(reading.page.quotations):
        turn = reading.turns.get(marks.start)
        if turn is not None:
            spoke = _turn(turn_speakers, turn)
            found.append(spoke)
            if spoke is not None:
                spoke_last, spoken = spoke.speaker, quotation
            continue
        if marks.unmarked and marks.continues and found:
            found.append(found[-1])
            spoken = quotation if found[-1] else spoken
            continue
        hint = pointed.get(quotation)
        speech = _speech(reading, quotation, weights)
        speech = mixed_speech(speech, hint) if hint else speech
        last = None if spoken is None or spoke_last is None else (spoken, spoke_last)
        choice = _choice(reading, quotation, last, weights, hint) if speech >= SPEECH_LIMIT else None
        doubtful = reading.stances[quotation] is Stance.DOUBTFUL
        found.append(choice and replace(choice, speech=speech, doubtful=doubtful))
        if choice:
            spoke_last, spoken = choice.speaker, quotation
    return found


def _turn(speakers: TurnSpeakers, turn: Turn) -> SpeakerChoice | None:
    """Who takes a turn of a transcript; None where nobody is named who asks."""
    said = speakers.of(turn)
    if said is None:
        return None
    speaker = PossibleSpeaker(said.name, said.party)
    return SpeakerChoice(speaker, said.share, naming=Naming.OUTRIGHT, named_as=turn.label)


def is_speech(reading: Reading, quotation: int) -> bool:
    """Whether the words in marks (by index) were said at all: no title, nickname, scare quote or denial."""
    return _speech(reading, quotation, learned_weights()) >= SPEECH_LIMIT


def _speech(reading: Reading, quotation: int, weights: Weights) -> float:
    settled = _settled(reading, quotation)
    if settled is not None:
        return settled
    alike = reading.alike[quotation][:MOST_ALIKE] if reading.titled[quotation] != "few" else (quotation,)
    scores = [score(speech_signals(reading, each), weights.speech) for each in alike]
    return softmax([sum(scores) / len(scores), 0.0])[0]


def _settled(reading: Reading, quotation: int) -> float | None:
    """Whether the words were said, 0 or 1, where the signs around them leave no doubt; else None."""
    if (turn := reading.turns.get(reading.page.quotations[quotation].start)) is not None:
        return 0.0 if asks(turn) else 1.0
    if is_title(reading, quotation) or reading.stances[quotation] is Stance.DENIED:
        return 0.0
    if _is_set_off(reading, quotation) or speaks_of_oneself(reading, quotation):
        return 1.0
    if named_outright(reading, quotation) is not None and not names_something(reading, quotation):
        return 1.0
    return None


def _is_set_off(reading: Reading, quotation: int) -> bool:
    """Whether its line is a quoted one ("> ...") or the rest of a post."""
    home, place = reading.page.places[quotation]
    before = islice(reading.page.sentences[home].tokens, place)
    quoted = place > 0 and all(token.text == ">" for token in before)
    return reading.page.quotations[quotation].unmarked or quoted


def _choice(
    reading: Reading,
    quotation: int,
    last: tuple[int, PossibleSpeaker] | None,
    weights: Weights,
    hint: Hint | None,
) -> SpeakerChoice | None:
    """The likeliest speaker of a quotation; None where nobody is near it."""
    last_party = last[1].party if last and last[1].party >= 0 else None
    options = candidates(reading, quotation)
    rows = [mention_signals(reading, quotation, n, last_party) for n in options]
    if last is not None and may_speak_on(reading, quotation, last[0]):
        rows.append(carry_signals(reading, quotation, last[0]))
    total: dict[PossibleSpeaker, float] = {}
    most: dict[PossibleSpeaker, tuple[float, int]] = {}
    outright = named_outright(reading, quotation)
    shares = _towards(options, outright, softmax([score(row, weights.mention) for row in rows]))
    for place, share in enumerate(shares):
        if share < NEGLIGIBLE:
            continue
        if place == len(options) and last is not None:
            meanings = [(last[1], 1.0)]
        else:
            meanings = meaning(reading, options[place], quotation, last, weights)
        for speaker, part in meanings:
            total[speaker] = total.get(speaker, 0.0) + share * part
            most[speaker] = max(most.get(speaker, (0.0, 0)), (share * part, place))
    if not total:
        return None
    if hint is not None:
        total = mixed(total, hint)
    (speaker, confidence), *others = sorted(total.items(), key=lambda item: -item[1])
    if hint is not None:
        confidence = supported(confidence, speaker, hint)
    _, place = most.get(speaker, (0.0, len(options)))
    number = options[place] if place < len(options) else None
    naming = _naming(reading, quotation, number, outright)
    named_as = "" if number is None else reading.mentions[number].text
    return SpeakerChoice(speaker, confidence, others=tuple(others[:3]), naming=naming, named_as=named_as)


def _naming(reading: Reading, quotation: int, number: int | None, outright: int | None) -> Naming:
    """How the mention (by index) names the speaker; None where no mention does."""
    if number is None or not _beside(reading, quotation, reading.mentions[number].sentence):
        return Naming.CARRIED
    if reading.mentions[number].sort is not Sort.NAME:
        return Naming.REFERENCE
    if number == outright:
        return Naming.OUTRIGHT
    mention = reading.mentions[number]
    tokens = reading.page.sentences[mention.sentence].tokens
    home, place = reading.page.places[quotation]
    ahead = mention.sentence == home and mention.last <= place
    acts = ahead and acts_on_another(tokens, mention.last, place)
    return Naming.MENTIONED if acts else Naming.NAME


def _beside(reading: Reading, quotation: int, sentence: int) -> bool:
    """Whether it is the quotation's own sentence, one before that ends in a colon, or a signature below."""
    home, _ = reading.page.places[quotation]
    if sentence == home + 1:
        return named_outright(reading, quotation) is not None
    return sentence == home or (
        sentence == home - 1 and reading.page.sentences[sentence].tokens[-1].text == ":"
    )


def _towards(options: Sequence[int], outright: int | None, shares: list[float]) -> list[float]:
    """The shares where the signs around the quotation name somebody: nearly all is theirs."""
    if outright not in options:
        return shares
    named = options.index(outright)
    return [(1 - OUTRIGHT) * share + OUTRIGHT * (place == named) for place, share in enumerate(shares)]


def _together(reading: Reading, numbers: Sequence[int]) -> PossibleSpeaker:
    """Who is named by the mentions (by index) together: "Ann Roe and Ben Doe" is nobody of the cast."""
    each = [PossibleSpeaker.of(reading, reading.cast.parties[reading.cast.named[n]]) for n in numbers]
    if len(each) == 1:
        return each[0]
    name = f"{', '.join(one.name for one in each[:-1])} and {each[-1].name}"
    parties = tuple(one.party for one in each)
    return PossibleSpeaker(name, completed=any(one.completed for one in each), together=parties)


def _both(
    reading: Reading, mention: Mention, number: int, last: tuple[int, PossibleSpeaker] | None
) -> PossibleSpeaker | None:
    """Whom "they" and "the couple" mean where several speak together."""
    if mention.head == "they" and last is not None and last[1].together:
        return last[1]
    together = two_before(reading, number)
    return _together(reading, together) if together else None


def meaning(
    reading: Reading, number: int, quotation: int, last: tuple[int, PossibleSpeaker] | None, weights: Weights
) -> list[tuple[PossibleSpeaker, float]]:
    """Whom a mention means, with probabilities; `last` is the speech before and its speaker."""
    mention = reading.mentions[number]
    named = reading.cast.named.get(number)
    if named is not None:
        return [(_together(reading, joint_speakers(reading, number) or (number,)), 1.0)]
    if (joint := _both(reading, mention, number, last)) is not None:
        return [(joint, 1.0)]
    gave = issuer(reading, number)
    if gave is not None:
        issued = meaning(reading, gave, quotation, last, weights)
        return [
            (PossibleSpeaker(mention.text), 1 - ISSUED),
            *((speaker, ISSUED * share) for speaker, share in issued),
        ]
    options = antecedents(reading, number)
    if not options:
        return [(PossibleSpeaker(mention.text), 1.0)]
    last_party = last[1].party if last and last[1].party >= 0 else None
    spoken = last[0] if last else None
    question = ReferenceChoice(reading, number, quotation, last_party, spoken, options)
    rows = [reference_signals(question, p) for p in options]
    shares = softmax([score(row, weights.reference) for row in rows])
    return [
        (
            PossibleSpeaker(mention.text)
            if p == ITSELF
            else PossibleSpeaker.of(reading, reading.cast.parties[p]),
            share,
        )
        for p, share in zip(options, shares, strict=True)
        if share >= NEGLIGIBLE
    ]
