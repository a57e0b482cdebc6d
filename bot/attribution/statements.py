"""What somebody said in a text: who, what, in which words around it, how sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.attribution.circumstances import circumstances
from bot.attribution.clauses import verb_class
from bot.attribution.frames import named_outright
from bot.attribution.labels import TIME_CODE
from bot.attribution.layout import Kind
from bot.attribution.lexicon import PRONOUNS
from bot.attribution.reading import Reading
from bot.attribution.weighing import Naming, SpeakerChoice, Weights, choose_speakers
from bot.attribution.whose import names_possession, of_another
from bot.models import Pointer

# From this probability on a speaker may be held against somebody else who is named for the words.
SURE = 0.9
# Below this probability of its speaker a line is marked for an editor. Of the articles decided by hand .10 of
# the right lines are marked with it and .52 of the wrong ones, with .9 .12 and .58 (`training.folds`).
TO_LOOK_AT = 0.85
# Below this probability that it was said at all, the line is marked, too: .02 more of the wrong ones than
# with .6, and no more of the right ones (the same measurement).
SURELY_SPEECH = 0.7
# A speaker less likely than this is not named beside the first.
WORTH_NAMING = 0.08
# Words around a quotation that only say who spoke are no context.
SHORTEST_CONTEXT = 5

_POSTS = frozenset(
    ["tweet", "tweets", "tweeted", "tweeting", "retweet", "retweets", "retweeted", "posted", "posts"]
)


class Manner(StrEnum):
    """How the words came to the paper: spoken, as a line of an interview or hearing, or posted."""

    DIRECT = "direct"
    TRANSCRIPT = "transcript"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of what somebody said: `text` stands at characters `start` to `end` of the article.

    `quotation` is its number among all words in marks, `confidence` the probability of the speaker, `others`
    who else it may be, `remarks` what an editor should look at. `naming` tells how the text
    names the speaker, `named_as` with which words.
    """

    speaker: str
    text: str
    start: int
    end: int
    quotation: int
    context: str = ""
    manner: Manner = Manner.DIRECT
    continues: bool = False
    confidence: float = 1.0
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    naming: Naming = Naming.CARRIED
    named_as: str = ""

    @property
    def sure(self) -> bool:
        """Whether an editor need not look at it."""
        return self.confidence >= TO_LOOK_AT and not self.remarks

    @property
    def unnamed(self) -> bool:
        """Whether only a pronoun stands for the speaker, and nothing says for whom it stands."""
        return self.speaker.lower() in PRONOUNS


def attribute(text: str) -> list[Statement]:
    """All that somebody said in the text, in its order; lines end with \\n. Never raises."""
    return statements(Reading.of(text))


def statements(
    reading: Reading, weights: Weights | None = None, pointer: Pointer | None = None
) -> list[Statement]:
    """All quotations of an article that somebody said, in its order; `weights` instead of those that ship.

    With a pointer, a network reads what stands around each of them, too.

    :raises ModelError: the pointer's files are missing or damaged.
    """
    return list(_statements(reading, choose_speakers(reading, weights, pointer)))


def _statements(reading: Reading, found: list[SpeakerChoice | None]) -> Iterator[Statement]:
    before: int | None = None
    for number, choice in enumerate(found):
        if choice is None:
            continue
        marks = reading.page.quotations[number]
        earlier = found[before] if before is not None else None
        joined = (
            before is not None and earlier is not None and earlier.speaker == choice.speaker
            and _one_statement(reading, before, number)
        )  # fmt: skip
        start, end = _bounds(reading.page.text, marks.start, marks.end, whole=joined)
        if start >= end:
            continue
        yield Statement(
            choice.speaker.name, reading.page.text[start:end], start, end, number,
            context=_context(reading, number), manner=_manner(reading, number), continues=joined,
            confidence=choice.confidence, others=_others(choice),
            remarks=_remarks(reading, number, choice, _is_closed(reading, number, found)),
            naming=choice.naming, named_as=choice.named_as,
        )  # fmt: skip
        before = number


def _is_closed(reading: Reading, number: int, found: Sequence[SpeakerChoice | None]) -> bool:
    """Whether a mark closes the quotation; none does where the same person goes on in the next paragraph."""
    if reading.page.quotations[number].closed or number + 1 == len(found):
        return reading.page.quotations[number].closed
    this, following = found[number], found[number + 1]
    return (
        this is not None
        and following is not None
        and reading.page.quotations[number + 1].continues
        and following.speaker == this.speaker
    )


def _bounds(text: str, start: int, end: int, *, whole: bool) -> tuple[int, int]:
    """The bounds without white space at the ends and without the comma that belongs to the sentence around.

    Nor does the full stop behind a part of a sentence ("a new golden age.") belong to what was said; behind
    the last piece of a statement that is `whole` it does.
    """
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    part = text[start : start + 1].islower() and not re.search(r"[.?!…]", text[start : end - 1])
    return start, end - 1 if part and not whole and text[end - 1] == "." else end


def _one_statement(reading: Reading, before: int, number: int) -> bool:
    """Whether the piece carries on the one before: over paragraphs, or after "...," he said, "..."."""
    if reading.page.quotations[number].continues:
        return before == number - 1
    home, place = reading.page.places[number]
    there, earlier = reading.page.places[before]
    if home != there or place - earlier < 2:
        return False
    between = reading.page.sentences[home].tokens[earlier + 1 : place]
    opened = between[0].text == "," or reading.page.text[reading.page.quotations[before].end - 1] in ",—–-?!"
    if not opened or between[-1].text not in (",", ":"):
        return False
    said = any(verb_class(t.lower) in ("say", "tell", "saying") for t in between)
    return said or named_outright(reading, before) is not None


def _context(reading: Reading, number: int) -> str:
    """The article's sentence around the quotation, the quotation as "…"; empty if it only says who spoke."""
    turn = reading.turns.get(reading.page.quotations[number].start)
    if turn is not None:
        # What the label says beside the name: "Ann Roe (Orlow North)".
        more = "" if TIME_CODE.fullmatch(turn.more) or turn.continues else turn.more
        return f"{turn.label}{'' if more[0] == ',' else ' '}{more}: “…”" if more else ""
    home, _ = reading.page.places[number]
    sentence = reading.page.sentences[home]
    written = [t for t in sentence.tokens if t.kind is Kind.WORD]
    if len(written) < SHORTEST_CONTEXT:
        return ""
    if sentence.tokens[0].quotation == number:
        told = circumstances(reading.page.text, sentence.tokens)
        if told is not None:
            return told
    marks = reading.page.quotations[number]
    text = reading.page.text
    before = text[min(sentence.start, marks.open) : marks.open]
    return " ".join((before + "“…”" + text[marks.close : max(sentence.end, marks.close)]).split())


def _manner(reading: Reading, number: int) -> Manner:
    if reading.page.quotations[number].start in reading.turns:
        return Manner.TRANSCRIPT
    home, place = reading.page.places[number]
    tokens = reading.page.sentences[home].tokens
    if (
        place >= 2
        and tokens[place - 1].text == ":"
        and place - 1 <= 4
        and tokens[0].start == tokens[place - 2].start
    ):
        return Manner.TRANSCRIPT
    if place == 0 and _last_before(reading.page.text, reading.page.quotations[number].start) == ":":
        return Manner.DIRECT
    return Manner.POST if any(t.lower in _POSTS for t in tokens) else Manner.DIRECT


def _last_before(text: str, place: int) -> str:
    """The last sign before a place of the text; blanks are none."""
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return text[max(0, place - 1) : place]


def _others(choice: SpeakerChoice) -> tuple[str, ...]:
    named = [speaker.name for speaker, share in choice.others if share >= WORTH_NAMING]
    return tuple(dict.fromkeys(name for name in named if name != choice.speaker.name))


def _remarks(reading: Reading, number: int, choice: SpeakerChoice, closed: bool) -> tuple[str, ...]:
    found = []
    if choice.speaker.completed:
        found.append("the article has the family name only")
    if choice.doubtful:
        found.append("denied, or perhaps not said: look")
    if of_another(reading, number):
        found.append("perhaps somebody else's words, whom the speaker names")
    if choice.speech < SURELY_SPEECH or names_possession(reading, number):
        found.append("said by anybody? perhaps a title or a scare quote")
    if not closed:
        found.append("the closing mark is missing: look where it ends")
    return tuple(found)
