"""What a verdict on a quotation is made of. All models are frozen."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_serializer

from bot.knowledge import Item, Published, Shown
from bot.replies.reply import Reply


class Outcome(StrEnum):
    """The verdicts. WITHDRAWN: editors took back what has the words."""

    GENUINE = "genuine"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Attribution(StrEnum):
    """Whether the speaker given is whose words these are; it stands beside the verdict on the words.

    `not_resolved` is a name that nobody known has, or one with no known words to hold it against.
    """

    AGREES = "agrees"
    CONTRADICTED = "contradicted"
    NOT_NAMED = "not_named"
    NOT_RESOLVED = "not_resolved"


class Change(StrEnum):
    """What became of some words between the known quote and the quotation.

    `bracket` is what an editor put into [square brackets], `gap` what an ellipsis stands for: signs of
    honest editing. `joined` are words of another quote that were run together with these.
    """

    SAME = "same"
    ADDED = "added"
    LOST = "lost"
    CHANGED = "changed"
    MOVED = "moved"
    JOINED = "joined"
    BRACKET = "bracket"
    GAP = "gap"


class DifferenceKind(StrEnum):
    """What kind of words a difference touches; the order is that of gravity, gravest first.

    `spelling` is one word in another writing: "five" for "5", "do not" for "don't", "colour" for "color".
    """

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    PRONOUN = "pronoun"
    MODAL = "modal"
    COMPARISON = "comparison"
    JOIN = "join"
    ORDER = "order"
    WORD = "word"
    SPELLING = "spelling"

    @property
    def gravity(self) -> int:
        """0 for what turns the meaning most."""
        return list(DifferenceKind).index(self)


class Segment(Shown):
    """A stretch of the comparison: letters of the quotation (`given`) and of the known quote (`known`).

    All `given` in a row are the quotation, letter for letter; all `known` are the stretch of the quote that
    it was compared with. A moved stretch stands twice: where it was put (`given`) and where it was (`known`).
    `kind` is set where the words differ.
    """

    change: Change
    given: str = ""
    known: str = ""
    kind: DifferenceKind | None = None


class MatchLine(Item):
    """A match as programs read it: the fields of its item, and beside them those of the comparison."""

    closeness: float
    segments: tuple[Segment, ...] = ()
    fits: bool | None = None
    sentence: str = ""


class Match(Shown):
    """A known item beside the quotation: where they agree and where they differ.

    `closeness` is 1.0 for the same words, else the share of the quotation's words, weighted, that are the
    item's. `speaker_matches` says whether the speaker given is the item's (None: no speaker was given),
    `degree` by which part of the name; `sentence` is the part of the item's text, in whole sentences,
    that the quotation was taken from.
    """

    item: Item
    closeness: float = Field(ge=0, le=1)
    segments: tuple[Segment, ...] = ()
    speaker_matches: bool | None = Field(default=None)
    degree: int | None = Field(default=None, exclude=True)
    sentence: str = ""

    @model_serializer
    def _line(self) -> MatchLine:
        item = {name: getattr(self.item, name) for name in Item.model_fields}
        return MatchLine(
            **item,
            closeness=self.closeness,
            segments=self.segments,
            fits=self.speaker_matches,
            sentence=self.sentence,
        )

    @property
    def differences(self) -> tuple[Segment, ...]:
        """The segments that are no honest agreement, what turns the meaning first."""
        wrong = [segment for segment in self.segments if segment.kind is not None]
        return tuple(sorted(wrong, key=lambda segment: segment.kind.gravity if segment.kind else 0))


class RemarkKind(StrEnum):
    """What a remark is about; the first four are what editors said later."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"

    NEGATION_LEFT_OUT = "negation left out"
    CONDITION_LEFT_OUT = "condition left out"
    DENIAL_LEFT_OUT = "denial left out"
    LIMIT_LEFT_OUT = "limit left out"
    MARK_LEFT_OUT = "mark left out"
    EDITED = "edited"
    SPEECH = "speech"
    SPEAKER = "speaker"
    NAME_UNKNOWN = "name not known"
    PERHAPS_MEANT = "perhaps meant"
    EARLIEST = "earliest"
    CARRIED = "carried"
    WORDED_OTHERWISE = "worded otherwise"
    ARTICLE_WORDS = "article's own words"

    @property
    def is_reservation(self) -> bool:
        """Whether it takes something back of a verdict on the words alone: they are genuine, but cut."""
        return self in _RESERVATIONS


_RESERVATIONS = frozenset(
    {
        RemarkKind.NEGATION_LEFT_OUT,
        RemarkKind.CONDITION_LEFT_OUT,
        RemarkKind.DENIAL_LEFT_OUT,
        RemarkKind.LIMIT_LEFT_OUT,
        RemarkKind.MARK_LEFT_OUT,
    }
)


_DOUBTS = frozenset({RemarkKind.WITHDRAWN, RemarkKind.SUPERSEDED, RemarkKind.DISPUTED})


class RemarkLine(Shown):
    """A remark as programs read it."""

    kind: RemarkKind
    articles: tuple[str, ...] = ()


class Remark(Shown):
    """Something to know beside the verdict: what it is about, and the matches that show it.

    `segment` is what it is about: what an editor put in (EDITED), or what was left out (`known`). The
    match of a SUPERSEDED one is what holds now.
    """

    kind: RemarkKind
    matches: tuple[Match, ...] = ()
    segment: Segment | None = None

    @model_serializer
    def _line(self) -> RemarkLine:
        return RemarkLine(kind=self.kind, articles=tuple(match.item.article for match in self.matches))


class Reason(StrEnum):
    """Why nothing can be said of a quotation."""

    NO_WORDS = "no words"
    TOO_SHORT = "too short"
    ARTICLE_WORDS = "article's own words"
    INDIRECT = "indirect"
    SCRIPT = "script"
    NOT_FOUND = "not found"


class Coverage(Shown):
    """What was searched: how far "no such quote is known" reaches."""

    articles: int
    sources: int
    quotes: int = 0
    first: Published = None
    latest: Published = None


class Verdict(Reply):
    """What is known of a quotation; `answers` are the entries that decide it.

    `matches` are the items with its words, or near them, best first (of stitched quotes: in the order of the
    quotation); none where nothing is known. `nearest` is the closest item of an unknown quotation, if any is
    near. `reason` is set for unknown ones.
    """

    reply: Literal["verdict"] = "verdict"
    verdict: Outcome
    attribution: Attribution
    quotation: str
    speaker: str | None = None
    matches: tuple[Match, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reason: Reason | None = None
    reach: Coverage
    nearest: Match | None = None

    @property
    def reservation(self) -> Remark | None:
        """What must be said beside a genuine verdict, so that it is not taken for a plain yes; else None."""
        cut = (remark for remark in self.remarks if remark.kind.is_reservation)
        return next(cut, None) if self.verdict is Outcome.GENUINE else None

    @property
    def doubted(self) -> bool:
        """Whether the words are genuine, but editors say something against them: no plain yes."""
        kinds = {remark.kind for remark in self.remarks}
        return self.verdict is Outcome.GENUINE and bool(kinds & _DOUBTS)


class CheckedLine(Shown):
    """A checked quotation as programs read it: `said_by` is whom the text names, `speaker` who said it."""

    line: int
    quotation: str
    verdict: Outcome | None
    attribution: Attribution | None
    said_by: str | None
    speaker: str | None


class Checked(Shown):
    """A quotation's verdict, the line of the text that it begins on (from 1), and whom the text names for it.

    `spoken` is false for words in marks that nobody said: the text has them as a title or scare quote, and no
    known quote has them. Programs get neither a verdict nor an attribution for those. `file` is the attached
    file of which the line is, where it stands in one.
    """

    line: int
    verdict: Verdict
    file: str | None = None
    said_by: str | None = None
    spoken: bool = True

    @model_serializer
    def _line(self) -> CheckedLine:
        verdict = self.verdict
        return CheckedLine(
            line=self.line,
            quotation=verdict.quotation,
            verdict=verdict.verdict if self.spoken else None,
            attribution=verdict.attribution if self.spoken else None,
            said_by=self.said_by,
            speaker=verdict.matches[0].item.speaker if verdict.answered else None,
        )


class Claimed(Shown):
    """What a text says without marks that somebody said, looked up as a question that wants yes or no.

    `answered` and `confidence` are those of the reply to it, `nearest` is its first entry, if it has any.
    """

    line: int
    file: str | None = None
    speaker: str
    words: str
    answered: bool
    confidence: float
    nearest: Item | None = None


class Report(Reply):
    """All quotations of a text, checked, in the text's order; `wrong` where an editor must act on one.

    Of a text without any, `claims` are what it gives somebody without marks. `unread` are the attached files
    that could not be read.
    """

    reply: Literal["report"] = "report"
    wrong: bool = False
    quotations: tuple[Checked, ...] = ()
    claims: tuple[Claimed, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing that somebody is said to have said was found in it."""
        return not (self.claims or any(one.spoken for one in self.quotations))
