"""What a message points at, checked: "did she really say that?" about somebody else's message, or a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.answering import telling
from bot.replies import Checked, Claimed, Item, Outcome, Questioned, Reason, Reply, Report, Talk, Verdict
from bot.services import checking
from bot.services.jobs.phrases import asked_in
from bot.services.jobs.reading import without_pleasantries, without_symbols
from bot.services.yes_or_no import VERY_NEAR
from bot.text import lines_without_codes, words
from bot.verify import IndirectClaim, QuoteSource, check_text, claims_in, verify

REMARK = 5
"""Words beside the part of a message that asks for a check: with more, the message tells what it asks about.
Of 2,936 questions and lines of chat that stand alone it takes 3 for one, and would take 28 without this."""
LONGEST_STATEMENT = 60
"""Words of a text without quotations up to which it is looked up whole: some sentences. From as many on a
message is no job any more (`jobs.reading.LONGEST`)."""
STATES = 2
"""Words that say what it is about from which a text states something: "Renwick resigned", not "no way"."""
CLAIMS = 5
"""Claims without marks that are looked up of one text, each a question of its own: two screens of a phone."""
_AS_THEY_STAND = (Outcome.GENUINE, Outcome.MISATTRIBUTED, Outcome.WITHDRAWN)
_QUOTED = re.compile(r"\s*(?:>>>|>)\s")
_SMALL = re.compile(
    r"(?:The|An?|There|This|That|These|Those|It|He|She|They|We|You|My|Our|Your|His|Her|Their"
    r"|In|On|At|All|No|Some|Many|Most|After|Before)\b"
)
"""Words that begin a sentence with a capital and have none within it."""
_PART = re.compile(r"(?<=[.!?…,;:])\s+|\s+[–—-]\s+|\n+")
_THEY = frozenset(("he", "she", "they", "it", "who", "anybody", "anyone", "somebody", "someone"))


class Passage(BaseModel):
    """A text that is pointed at; `file` is the name of the attached file that has it, "" for a message."""

    model_config = ConfigDict(frozen=True)

    text: str
    file: str = ""


class PointedAt(BaseModel):
    """All that a message points at; `unread` are the names of attached files that cannot be read."""

    model_config = ConfigDict(frozen=True)

    passages: tuple[Passage, ...] = ()
    unread: tuple[str, ...] = ()


class AskedCheck(NamedTuple):
    """A check of what is pointed at; `speaker` is the name that the message gives for it, if any."""

    speaker: str | None = None


def asked_check(message: str) -> AskedCheck | None:
    """The check that a message asks for where it points at something; None where it asks something else.

    Without a word, or with marks and emoji alone, there is nothing else that it could ask for.
    """
    if not words(message):
        return AskedCheck()
    whole = without_symbols(without_pleasantries(message))
    # "Sounds fake, did she say that?": a part of it asks, and the rest is a remark.
    least = len(words(whole)) - REMARK
    parts = (each for each in _PART.split(whole) if len(words(each)) >= least)
    for part in dict.fromkeys((whole, *parts)):
        for asked in asked_in(without_symbols(part), "check"):
            name = asked.slots.get("speaker") or asked.slots.get("person") or ""
            return AskedCheck(None if name.lower() in _THEY else name or None)
    return None


def asks_check(message: str) -> bool:
    """Whether a message asks for a check of what it points at."""
    return asked_check(message) is not None


def parted(message: str) -> tuple[str, str]:
    """What a message asks, and the block quote that it points at; "" where it has none.

    "did she really say this?" above a block, or below it. Behind the question the block reaches to
    the message's end: who said it may stand there.
    """
    rows = message.split("\n")
    quoted = [number for number, row in enumerate(rows) if _QUOTED.match(row)]
    if not quoted:
        return message, ""
    first, behind = quoted[0], quoted[-1] + 1
    if words("\n".join(rows[:first])):
        behind, asked = len(rows), rows[:first]
    else:
        asked = rows[behind:]
    return "\n".join(asked), "\n".join(rows[first:behind])


def without_codes_in(pointed_at: PointedAt | None, day_of: Callable[[int], date]) -> PointedAt | None:
    """What a message points at, as it is read: messages without Discord's codes, but with their lines."""
    if pointed_at is None:
        return None
    read = (
        each if each.file else Passage(text=lines_without_codes(each.text, day_of))
        for each in pointed_at.passages
    )
    return pointed_at.model_copy(update={"passages": tuple(read)})


def check(asked: AskedCheck, pointed: PointedAt, quotes: QuoteSource, ask: Callable[[str], Reply]) -> Reply:
    """The check of what is pointed at: a report on its quotations.

    Where it has none: the verdict on all of it where those are known words, else the reply to what it gives
    somebody without marks, as to a question that wants yes or no; of several such claims a report.

    :param ask: answers a question by itself.
    """
    checked = _quotations(pointed.passages, asked.speaker, quotes)
    if any(one.spoken and one.verdict.reason is not Reason.TOO_SHORT for one in checked):
        return checking.report(checked).model_copy(update={"unread": pointed.unread})
    whole = _whole(pointed.passages)
    verdict = checking.check_pasted(whole, asked.speaker, quotes) if whole else None
    claims = list(_claims(pointed.passages, asked.speaker, quotes))[:CLAIMS]
    if isinstance(verdict, Verdict) and (
        verdict.verdict in _AS_THEY_STAND or (_is_near(verdict) and not claims)
    ):
        return _with_unread(verdict, pointed)
    # Only a report can name the files that were not read.
    if len(claims) > 1 or (claims and pointed.unread):
        return _claims_report(claims, ask).model_copy(update={"unread": pointed.unread})
    reply = ask(_question(claims[0].claim)) if claims else _stated(whole, ask)
    told = isinstance(reply, Questioned | Verdict) and not isinstance(reply, Talk)
    if reply is not None and told and (reply.answered or not pointed.unread):
        return reply
    return checking.report(checked).model_copy(update={"unread": pointed.unread})


def _with_unread(verdict: Verdict, pointed: PointedAt) -> Reply:
    """A verdict on all that a message says; in a report where that has files that were not read, too."""
    if not pointed.unread:
        return verdict
    return checking.report([Checked(line=1, verdict=verdict)]).model_copy(update={"unread": pointed.unread})


def _quotations(passages: Sequence[Passage], speaker: str | None, quotes: QuoteSource) -> list[Checked]:
    """Every quotation; the speaker asked about is that of a single one, else of those without a name."""
    checked = list(_checked(passages, partial(_named_or, quotes, speaker)))
    alone = speaker and sum(one.spoken for one in checked) == 1
    return list(_checked(passages, partial(_as, quotes, speaker))) if alone else checked


def _checked(passages: Sequence[Passage], judge: Callable[[str, str | None], Verdict]) -> Iterator[Checked]:
    for each in passages:
        for one in check_text(each.text, judge):
            yield one.model_copy(update={"file": each.file or None})


def _named_or(quotes: QuoteSource, speaker: str | None, said: str, named: str | None) -> Verdict:
    return verify(quotes, said, named or speaker)


def _as(quotes: QuoteSource, speaker: str | None, said: str, named: str | None) -> Verdict:
    return verify(quotes, said, speaker or named)


def _whole(passages: Sequence[Passage]) -> str:
    """The one text, on one line, where it is short enough to be looked up as a sentence; else nothing."""
    texts = [" ".join(each.text.split()) for each in passages if each.text.strip()]
    return texts[0] if len(texts) == 1 and len(words(texts[0])) <= LONGEST_STATEMENT else ""


def _is_near(verdict: Verdict) -> bool:
    """Whether words without marks can hardly be meant as others than those that were found altered."""
    return verdict.answered and bool(verdict.matches) and verdict.matches[0].closeness >= VERY_NEAR


class _Placed(NamedTuple):
    claim: IndirectClaim
    file: str


def _claims(passages: Sequence[Passage], speaker: str | None, quotes: QuoteSource) -> Iterator[_Placed]:
    """What is given to somebody; "she" is whom the check is about.

    "My brother" and "the paper" are nobody here, and "Update:" is no name: what they say is a statement.
    """
    for each in passages:
        for claim in claims_in(each.text):
            who = claim.speaker or speaker
            named = who and not claim.labelled and who[0].isupper() and not _SMALL.match(who)
            if who and (named or quotes.meant(who).keys):
                yield _Placed(claim._replace(speaker=who), each.file)


def _question(claim: IndirectClaim) -> str:
    return f"did {claim.speaker} say that {claim.words}?"


def _stated(statement: str, ask: Callable[[str], Reply]) -> Reply | None:
    """The reply to what a message states of its own; None where it states nothing.

    As a question for yes or no it is sure less often than as it stands, and less often wrong: on news of 150
    articles, of 3 of 14 statements that they settle and 1 of 14 near misses, against 6 and 3.
    """
    if not statement or isinstance(ask(statement), Talk):
        return None
    if "?" in statement:
        return ask(statement)
    if len(telling(statement)) < STATES:
        return None
    small = _SMALL.match(statement)
    begins = statement[0].lower() + statement[1:] if small else statement
    return ask(f"is it true that {begins.rstrip(' .!;:,')}?")


def _claims_report(claims: Sequence[_Placed], ask: Callable[[str], Reply]) -> Report:
    """Each claim as the question about it is answered."""
    found = [(each, ask(_question(each.claim))) for each in claims]
    answered = [reply for _, reply in found if reply.answered]
    return Report(
        answered=bool(answered),
        confidence=min((reply.confidence for reply in answered), default=0.0),
        answers=tuple(reply.answers[0] for reply in answered if reply.answers),
        claims=tuple(_claimed(each, reply) for each, reply in found),
    )


def _claimed(placed: _Placed, reply: Reply) -> Claimed:
    first = reply.answers[0] if reply.answers else None
    return Claimed(
        line=placed.claim.line,
        file=placed.file or None,
        speaker=placed.claim.speaker,
        words=placed.claim.words,
        answered=reply.answered,
        confidence=reply.confidence,
        nearest=Item.model_validate(first, from_attributes=True) if first else None,
    )
