"""Evidence in plain words: the ranking's signals by what they look at, each group told in one sentence.

Signals of a group overlap, and learned weights set them off against each other; only a group's sum tells
whether it spoke for the item or against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bot.cards.language import _
from bot.replies import Evidence, Understood, Wanted

Values = Mapping[str, float]

# A share or likeness from which a sentence calls something so: more than not.
MOSTLY = 0.5


class EvidenceReason(NamedTuple):
    """One reason: a sentence, and what its signals added to the score together."""

    sentence: str
    weight: float


def grounds(evidence: Iterable[Evidence], asked: Understood) -> list[EvidenceReason]:
    """The reasons for and against an item, the weightiest first."""
    values: dict[str, dict[str, float]] = defaultdict(dict)
    weights: dict[str, float] = defaultdict(float)
    for each in evidence:
        group = GROUP_OF.get(each.name, each.name)
        values[group][each.name] = each.value
        weights[group] += each.weight
    told = [EvidenceReason(_told(group, values[group], asked), weights[group]) for group in values]
    return sorted((each for each in told if each.sentence), key=lambda each: -abs(each.weight))


def _told(group: str, values: Values, asked: Understood) -> str:
    return TOLD[group](values, asked) if group in TOLD else group


def _wording(values: Values, _asked: Understood) -> str:
    anywhere = values.get("anywhere", 0.0)
    if not anywhere:
        return _("It has none of the question’s words")
    has = _("It has {share} of the question’s words, title and speaker included", share=_percent(anywhere))
    return has + (_(", most of them side by side") if values.get("pairs", 0.0) > MOSTLY else "")


def _who(values: Values, _asked: Understood) -> str:
    if values.get("asked", 0.0) > MOSTLY:
        return _("It was said by the person you asked about")
    if values.get("office", 0.0) > MOSTLY:
        return _("The speaker has the role that the question describes")
    return _("It may have been said by the person you asked about")


def _kind(values: Values, asked: Understood) -> str:
    if values.get("speaker wanted", 0.0):
        return _("It is a quotation, as you asked")
    wanted = _WANTED.get(asked.wanted)
    fits = values.get("answer type", 0.0)
    if wanted and fits > 0:
        return _("It has what you asked for: {kind}", kind=_(wanted))
    if wanted and fits < 0:
        return _("It does not have what you asked for: {kind}", kind=_(wanted))
    return ""


def _article(_values: Values, _asked: Understood) -> str:
    return _("Much of its article fits the question")


def _early(_values: Values, _asked: Understood) -> str:
    return _("It is near the beginning of its article, where the news is")


def _agreed(_values: Values, _asked: Understood) -> str:
    return _("Other statements that fit the question give the same name or number")


def _day(values: Values, _asked: Understood) -> str:
    if values.get("day", 0.0) > 0:
        return _("It was published in the time you asked about")
    if values.get("day", 0.0) < 0:
        return _("It was not published in the time you asked about")
    return _("It was published recently")


def _meaning(values: Values, _asked: Understood) -> str:
    likeness = f"{values.get('meaning', 0.0):.2f}"
    return _("It is close in meaning (likeness {likeness} of 1)", likeness=likeness)


def _read(values: Values, _asked: Understood) -> str:
    if values.get("read", 0.0) > 0:
        return _("Read together with the question, it looks like an answer")
    return _("Read together with the question, it hardly looks like an answer")


def _percent(share: float) -> str:
    return f"{min(1.0, share):.0%}"


_WANTED = {
    Wanted.NUMBER: "a number",
    Wanted.DATE: "a date",
    Wanted.PLACE: "a place",
    Wanted.REASON: "a reason",
    Wanted.WHO: "a person",
}

# Group -> the names of its signals, as bot.answering.ranking.signals has them.
GROUPS = {
    "wording": ("context", "anywhere", "topic", "missing", "pairs", "focus", "length", "fused"),
    "who": ("asked", "office"),
    "kind": ("answer type", "speaker wanted"),
    "article": ("article words",),
    "here": ("here",),
    "before": ("shown before", "taken back"),
    "asks": ("asks itself",),
    "early": ("early",),
    "agreed": ("agreed",),
    "day": ("day", "recent", "fresh"),
    "meaning": ("meaning", "article meaning"),
    "read": ("read",),
}
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
TOLD: dict[str, Callable[[Values, Understood], str]] = {
    "wording": _wording,
    "who": _who,
    "kind": _kind,
    "article": _article,
    "here": lambda _values, _asked: _("It is in the article you were talking about"),
    "before": lambda _values, _asked: _("You have already seen it"),
    "asks": lambda _values, _asked: _("It is a question, not an answer"),
    "early": _early,
    "agreed": _agreed,
    "day": _day,
    "meaning": _meaning,
    "read": _read,
}
