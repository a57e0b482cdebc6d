"""Evidence in plain words: the ranking's signals by what they look at, each group told in one sentence.

Signals of a group overlap, and learned weights set them off against each other; only a group's sum tells
whether it spoke for the item or against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bot.cards.language import say
from bot.replies import Evidence, Understood, Wanted

Values = Mapping[str, float]

# A share or likeness from which a sentence calls something so: more than not.
MOSTLY = 0.5


class Ground(NamedTuple):
    """One reason: a sentence, and what its signals added to the score together."""

    sentence: str
    weight: float


def grounds(evidence: Iterable[Evidence], asked: Understood) -> list[Ground]:
    """The reasons for and against an item, the weightiest first."""
    values: dict[str, dict[str, float]] = defaultdict(dict)
    weights: dict[str, float] = defaultdict(float)
    for each in evidence:
        group = GROUP_OF.get(each.name, each.name)
        values[group][each.name] = each.value
        weights[group] += each.weight
    told = [Ground(_told(group, values[group], asked), weights[group]) for group in values]
    return sorted((each for each in told if each.sentence), key=lambda each: -abs(each.weight))


def _told(group: str, values: Values, asked: Understood) -> str:
    return TOLD[group](values, asked) if group in TOLD else group


def _wording(values: Values, _: Understood) -> str:
    anywhere = values.get("anywhere", 0.0)
    if not anywhere:
        return say("It has none of the question’s words")
    has = say("It has {share} of the question’s words, title and speaker included", share=_percent(anywhere))
    return has + (say(", most of them side by side") if values.get("pairs", 0.0) > MOSTLY else "")


def _who(values: Values, _: Understood) -> str:
    if values.get("asked", 0.0) > MOSTLY:
        return say("It is said by the person meant")
    if values.get("office", 0.0) > MOSTLY:
        return say("The speaker has the role that the question describes")
    return say("It may be said by the person meant")


def _kind(values: Values, asked: Understood) -> str:
    if values.get("speaker wanted", 0.0):
        return say("It is a quotation, as is asked for")
    wanted = _WANTED.get(asked.wanted)
    fits = values.get("answer type", 0.0)
    if wanted and fits > 0:
        return say("It has what is asked for: {kind}", kind=say(wanted))
    if wanted and fits < 0:
        return say("It lacks what is asked for: {kind}", kind=say(wanted))
    return ""


def _article(_: Values, __: Understood) -> str:
    return say("Its article has much that fits the question")


def _early(_: Values, __: Understood) -> str:
    return say("Near the beginning of an article stands what is new")


def _agreed(_: Values, __: Understood) -> str:
    return say("It tells a name or number that others which fit the question tell, too")


def _day(values: Values, _: Understood) -> str:
    if values.get("day", 0.0) > 0:
        return say("It was published in the days meant")
    if values.get("day", 0.0) < 0:
        return say("It was not published in the days meant")
    return say("It was published of late")


def _meaning(values: Values, _: Understood) -> str:
    likeness = f"{values.get('meaning', 0.0):.2f}"
    return say("It is close in meaning (likeness {likeness} of 1)", likeness=likeness)


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
    "early": ("early",),
    "agreed": ("agreed",),
    "day": ("day", "recent", "fresh"),
    "meaning": ("meaning", "article meaning"),
}
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
TOLD: dict[str, Callable[[Values, Understood], str]] = {
    "wording": _wording,
    "who": _who,
    "kind": _kind,
    "article": _article,
    "early": _early,
    "agreed": _agreed,
    "day": _day,
    "meaning": _meaning,
}
