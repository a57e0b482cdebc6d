"""What the pointer adds to the rules: the text around each quotation is read by a network, too.

The rules weigh mentions by named evidence, the network points to words of the text around; the two are mixed
as products of experts (Hinton, 2002, https://doi.org/10.1162/089976602760128018): a speaker both find likely
gains, one that either rules out loses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.attribution.mentions import Sort
from bot.attribution.reading import Reading
from bot.attribution.speakers import PossibleSpeaker
from bot.models import Pointed, Pointer, Side, Window
from bot.text import Quotation

# Characters of the text before and behind a quotation, and of the quotation itself, that the network reads.
BEFORE = 480
BEHIND = 220
RUN = 90
# Characters of a word that is read whole at the edge of a window: of longer ones (addresses) a part.
LONGEST_WORD = 240

# Windows that are kept at a time, some megabytes: more than any article has quotations.
AT_A_TIME = 4096

# What stands for the end of one paragraph or more: the vocabulary has no line break.
PARAGRAPH = " | "
# How much the network counts beside the rules, 1 being as much: for who spoke, and whether anybody did.
# Chosen among twelve on 60 articles on everything, each read by a network and rules that had not learned
# from it, and on 84 on elections (`training.folds --pointers`): speakers right .790 to .791 and .877 to .883
# of the pieces, words that nobody said .052 to .047 and .032 to .029 of what is found.
TRUST = 0.8
SPEECH_TRUST = 0.5
# What the network gives to "nobody" where it tells neither for nor against speech: it is slow to say so.
# Lower, short pieces that were said are lost (.885 to .846 of them at .083).
EVEN = 0.14
# How much less sure a speaker is to whom the network does not point at all: the name stands elsewhere, or is
# carried on. On the same articles wrong lines marked .50 to .57 and .62 to .70, right ones .069 to .066 and
# .146 to .133.
UNPOINTED = 0.16
# Neither can rule a speaker out entirely: nobody has less than this with either.
FLOOR = 0.02
# Somebody whom the rules do not see is taken in from this share on.
ADDED = 0.3
# Mentions that may lie in one another at a place: "the mayor of Roe's town".
NESTED = 8
_OUTER = "\"“”‘’'„«» \n"
_GAP = re.compile(r"\n[\n ]*")
_UNBROKEN = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of a window and for each of its characters the place in the article."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> _Side:
        written: list[str] = []
        places: list[int] = []
        at = start
        for gap in _GAP.finditer(text, start, end):
            written += (text[at : gap.start()], PARAGRAPH)
            places.extend(range(at, gap.start()))
            places.extend([gap.start()] * len(PARAGRAPH))
            at = gap.end()
        written.append(text[at:end])
        places.extend(range(at, end))
        return cls("".join(written), tuple(places))


def _word_begins(text: str, place: int) -> int:
    """Where the word begins that has the character before a place, as far as a word reaches."""
    before = _UNBROKEN.match(text[max(0, place - LONGEST_WORD) : place][::-1])
    return place - (before.end() if before else 0)


def _word_ends(text: str, place: int) -> int:
    """Where the word ends that has the character at a place, as far as a word reaches."""
    behind = _UNBROKEN.match(text, place, place + LONGEST_WORD)
    return behind.end() if behind else place


@dataclass(frozen=True, slots=True)
class QuotationWindow:
    """What is read of an article around a quotation."""

    before: _Side
    run: str
    behind: _Side

    @classmethod
    def of(cls, text: str, marks: Quotation) -> QuotationWindow:
        start, end = max(0, marks.open - BEFORE), min(len(text), marks.close + BEHIND)
        start, end = _word_begins(text, start), _word_ends(text, end)
        run = text[marks.open : marks.close].strip(_OUTER)[:RUN]
        return cls(_Side.of(text, start, marks.open), run, _Side.of(text, marks.close, end))

    @property
    def window(self) -> Window:
        return Window(self.before.text, self.run, self.behind.text)

    def places(self, pointed: Pointed) -> Iterator[tuple[int, float]]:
        """Where in the article each stretch that is pointed to begins, and its share."""
        for side, start, _, share in pointed.shares:
            yield (self.before if side is Side.BEFORE else self.behind).places[start], share


@dataclass(frozen=True, slots=True)
class Hint:
    """Who the network thinks spoke a quotation: shares of speakers by party or description, 0 to 1.

    `nobody`: that the words are no speech. `left` is the share that names nobody: that of pronouns, of words
    that are no mention, and of what stands outside the window.
    """

    nobody: float
    left: float
    shares: Mapping[PossibleSpeaker, float]

    def share(self, speaker: PossibleSpeaker) -> float:
        """What points to a speaker; of several who speak together, what points to any of them."""
        own = self.shares.get(speaker, 0.0)
        return own + sum(each for other, each in self.shares.items() if other.party in speaker.together)

    @classmethod
    def of(cls, reading: Reading, window: QuotationWindow, pointed: Pointed) -> Hint:
        shares: dict[PossibleSpeaker, float] = {}
        left = pointed.elsewhere
        for place, share in window.places(pointed):
            speaker = _named_at(reading, place)
            if speaker is None:
                left += share
            else:
                shares[speaker] = shares.get(speaker, 0.0) + share
        return cls(pointed.nobody, left, shares)


def hints(reading: Reading, quotations: Sequence[int], pointer: Pointer) -> dict[int, Hint]:
    """The network's hints for some quotations (by index) of an article.

    :raises ModelError: the pointer's files are missing or damaged.
    """
    page = reading.page
    found: dict[int, Hint] = {}
    for first in range(0, len(quotations), AT_A_TIME):
        some = quotations[first : first + AT_A_TIME]
        windows = [QuotationWindow.of(page.text, page.quotations[number]) for number in some]
        pointed = pointer.point([each.window for each in windows])
        told = (Hint.of(reading, *each) for each in zip(windows, pointed, strict=True))
        found.update(zip(some, told, strict=True))
    return found


def _named_at(reading: Reading, place: int) -> PossibleSpeaker | None:
    """Whom the shortest mention at a character names or describes."""
    behind = bisect_right(reading.mentions, place, key=lambda mention: mention.start)
    covering = [n for n in range(max(0, behind - NESTED), behind) if reading.mentions[n].end > place]
    if not covering:
        return None
    number = min(covering, key=lambda n: reading.mentions[n].end - reading.mentions[n].start)
    party = reading.cast.named.get(number)
    if party is not None:
        return PossibleSpeaker.of(reading, reading.cast.parties[party])
    mention = reading.mentions[number]
    return PossibleSpeaker(mention.text) if mention.sort is Sort.DESCRIPTION else None


def mixed(likely: Mapping[PossibleSpeaker, float], hint: Hint) -> dict[PossibleSpeaker, float]:
    """The probabilities of speakers by the rules (`likely`) and by the hint together; they sum to 1.

    What the hint leaves open is shared out as the rules have it.
    """
    told = max(1 - hint.nobody, FLOOR)
    new = {speaker: 0.0 for speaker, share in hint.shares.items() if share / told >= ADDED}
    scores = {}
    for speaker, ruled in (new | dict(likely)).items():
        pointed = (hint.share(speaker) + hint.left * ruled) / told
        scores[speaker] = (ruled + FLOOR) * (pointed + FLOOR) ** TRUST
    total = sum(scores.values())
    return {speaker: score / total for speaker, score in scores.items()}


def supported(confidence: float, speaker: PossibleSpeaker, hint: Hint) -> float:
    """How sure a speaker is, less where the network does not point to them by name."""
    pointed = hint.share(speaker) / max(1 - hint.nobody, FLOOR)
    return confidence * (1 - UNPOINTED * (1 - min(pointed, 1.0)))


def mixed_speech(speech: float, hint: Hint) -> float:
    """The probability that the words were said, by the rules (`speech`) and by the hint together."""
    gained: float = (_odds(EVEN) / _odds(hint.nobody)) ** SPEECH_TRUST
    odds = _odds(speech) * gained
    return odds / (1 + odds)


def _odds(share: float) -> float:
    inside = min(max(share, FLOOR), 1 - FLOOR)
    return inside / (1 - inside)
