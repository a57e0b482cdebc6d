"""What a verdict on a quotation is made of. All models are frozen."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_serializer

from bot.knowledge import Item, Published, Shown
from bot.replies.reply import Reply


class Outcome(StrEnum):
    """The verdicts. WITHDRAWN: editors have taken back the entry with these words."""

    GENUINE = "genuine"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Attribution(StrEnum):
    """Whether the words are those of the speaker who was given; separate from the verdict on the words.

    `not_resolved`: nobody known has this name, or none of their words are known to compare with.
    """

    AGREES = "agrees"
    CONTRADICTED = "contradicted"
    NOT_NAMED = "not_named"
    NOT_RESOLVED = "not_resolved"


class Change(StrEnum):
    """What happened to some words between the known quote and the quotation.

    `bracket` is what an editor put into [square brackets], `gap` what an ellipsis stands for: both are signs
    of honest editing. `joined` are words of another quote that were run together with these.
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
    """What kind of words a difference concerns, the most serious first.

    `spelling` is the same word written differently: "five" for "5", "do not" for "don't", "colour" for
    "color".
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
    """A stretch of the comparison: characters of the quotation (`given`) and of the known quote (`known`).

    All `given` in a row make up the quotation, letter for letter; all `known` make up the stretch of the
    quote that it was compared with. A stretch that was moved appears twice: where it was put (`given`) and
    where it was (`known`). `kind` is set if the words differ.
    """

    change: Change
    given: str = ""
    known: str = ""
    kind: DifferenceKind | None = None


class MatchLine(Item):
    """A match: the fields of its entry, and those of the comparison."""

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
    """What a remark is about. The first four are about what editors said later."""

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
    """A remark: what it is about, and the matches that show it."""

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
    """What was searched: how much "no such quote is known" covers."""

    articles: int
    sources: int
    quotes: int = 0
    first: Published = None
    latest: Published = None


class Verdict(Reply):
    """What is known about a quotation. `answers` are the entries that decide it.

    `matches` are the entries with its words, or close to them, best first (if quotes were run together: in
    the order of the quotation). `nearest` is the closest entry to an unknown quotation, if any is close, and
    `reason` says why it is unknown.
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
    """A quotation that was checked. `said_by` is whom the text names, `speaker` is who said it."""

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
    """Words that a text attributes to somebody without quotation marks, checked as a yes-or-no question.

    `answered` and `confidence` are those of the reply to it. `nearest` is its first entry, if it has any.
    """

    line: int
    file: str | None = None
    speaker: str
    words: str
    answered: bool
    confidence: float
    nearest: Item | None = None


class Report(Reply):
    """All quotations in a text, checked, in the text's order; `wrong` if at least one must be corrected.

    If a text has no quotations, `claims` are what it attributes to somebody without quotation marks. `unread`
    are the attached files that could not be read.
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
