"""A quotation as it was pasted: alone, or in the sentence, post or list that names its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from bot.replies import Change, Checked, Outcome, Verdict
from bot.text import verbs, words
from bot.verify.former import verify
from bot.verify.source import QuoteSource
from bot.verify.text import Draft, check_draft

_KNOWN = frozenset((Outcome.GENUINE, Outcome.MISATTRIBUTED, Outcome.WITHDRAWN))
"""Verdicts on words that are known as they stand."""
_SAID = "|".join(sorted(verbs("claim")))
_LABEL = re.compile(
    rf"(?P<name>[^:.,;!?\n“”\"]{{2,60}}?)(?::|,?\s(?:{_SAID})(?:\s+that\b|\s*[:,])?)\s+(?P<said>\S.*)",
    re.DOTALL,
)


def verify_pasted(source: QuoteSource, pasted: str, speaker: str | None = None) -> list[Checked]:
    """The quotations of what was pasted as one: mostly it is one, whole. Takes any text.

    Where marks, a block or a label hold a part of it and the rest is none of the known words, the part is the
    quotation and the rest names its speaker; a `speaker` given beside it goes first.
    """
    whole = verify(source, pasted, speaker)
    if whole.verdict in _KNOWN:
        return [_checked(whole)]
    found = [one for one in check_draft(Draft(pasted), partial(_as, source, speaker)) if one.spoken]
    if found and not _is_nested(whole, found) and any(_outside(pasted, found)):
        return found
    return [_checked(_labelled(source, pasted, speaker) or whole)]


def _as(source: QuoteSource, speaker: str | None, said: str, named: str | None) -> Verdict:
    return verify(source, said, speaker or named)


def _checked(verdict: Verdict) -> Checked:
    return Checked(line=1, verdict=verdict, said_by=verdict.speaker)


def _is_nested(whole: Verdict, found: list[Checked]) -> bool:
    """Whether the words around the marks are known, too: a quotation within a quotation."""
    if not whole.matches:
        return False
    same = "".join(part.given for part in whole.matches[0].segments if part.change is Change.SAME)
    return len(words(same)) > sum(len(words(one.verdict.quotation)) for one in found)


def _outside(pasted: str, found: list[Checked]) -> Iterator[str]:
    """The words that stand in none of the quotations."""
    told = sum(len(words(one.verdict.quotation)) for one in found)
    yield from (word.text for word in words(pasted)[told:])


def _labelled(source: QuoteSource, pasted: str, speaker: str | None) -> Verdict | None:
    """The verdict on what stands behind "Roe: " or "Roe said " without marks; None unless both are known."""
    label = _LABEL.fullmatch(pasted.strip())
    if label is None or not source.meant(label["name"]).certain:
        return None
    found = verify(source, label["said"], speaker or label["name"])
    return found if found.verdict in _KNOWN else None
