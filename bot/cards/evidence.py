"""Evidence in plain words: the ranking's signals by what they look at, each group told in one sentence.

Signals of a group overlap, and learned weights set them off against each other; only a group's sum tells
whether it spoke for the item or against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bot.answering.model import Evidence, Understood, Wanted
from bot.cards.language import say

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
    in_text, anywhere = values.get("text", 0.0), values.get("anywhere", 0.0)
    if in_text:
        has = say(
            "It has {share} of the question’s words, the rare ones counting more", share=_percent(in_text)
        )
        return has + (say(", most of them in the same order") if values.get("phrase", 0.0) > MOSTLY else "")
    if anywhere:
        return say(
            "Its context, speaker or title has {share} of the question’s words", share=_percent(anywhere)
        )
    return say("It has none of the question’s words")


def _who(values: Values, _: Understood) -> str:
    if values.get("asked", 0.0) > MOSTLY or values.get("named", 0.0) > MOSTLY:
        return say("It is said by the person meant")
    if values.get("office", 0.0) > MOSTLY:
        return say("The speaker has the role that the question describes")
    if values.get("mentioned", 0.0):
        return say("It names the person meant")
    return say("It is said by somebody else than the person meant")


def _kind(values: Values, asked: Understood) -> str:
    wanted = _WANTED.get(asked.wanted)
    fits = values.get("answer type", 0.0)
    if wanted and fits > 0:
        return say("It has what is asked for: {kind}", kind=say(wanted))
    if wanted and fits < 0:
        return say("It lacks what is asked for: {kind}", kind=say(wanted))
    if values.get("statement wanted", 0.0):
        return say("It is a quotation, as is asked for")
    return say("It is a quotation") if values.get("quote", 0.0) else ""


def _article(values: Values, _: Understood) -> str:
    if values.get("title", 0.0):
        return say("Its article’s title has words of the question")
    return say("Its article has much that fits the question")


def _day(values: Values, _: Understood) -> str:
    if values.get("day", 0.0) > 0:
        return say("It was published in the days meant")
    if values.get("day", 0.0) < 0:
        return say("It was not published in the days meant")
    return say("It was published of late")


def _meaning(values: Values, _: Understood) -> str:
    likeness = values.get("meaning", 0.0)
    if not values.get("closest", 0.0):
        return say("No other is as close in meaning (likeness {likeness} of 1)", likeness=f"{likeness:.2f}")
    return say("It is close in meaning (likeness {likeness} of 1)", likeness=f"{likeness:.2f}")


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
    "wording": (
        "text", "context", "anywhere", "topic", "rarest", "missing", "pairs", "phrase", "focus", "length",
        "search", "fused", "office words",
    ),
    "who": ("asked", "named", "other speaker", "mentioned", "office"),
    "kind": ("quote", "statement wanted", "answer type"),
    "article": ("title", "article", "article title", "article words"),
    "day": ("day", "recent", "fresh"),
    "meaning": ("meaning", "closest", "article meaning", "rerank"),
}  # fmt: skip
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
TOLD: dict[str, Callable[[Values, Understood], str]] = {
    "wording": _wording,
    "who": _who,
    "kind": _kind,
    "article": _article,
    "day": _day,
    "meaning": _meaning,
}
