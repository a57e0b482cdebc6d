"""Questions that follow on the one before: "and about Russia?", "what else did he say?", "who said that?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.replies import Context

_SAME = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:"
    r"who\s+(?:said|says|was|is)\s+(?:that|this|it)"
    r"|(?:when|where)(?:\s+(?:was|did|is)\s+(?:that|this|it|he|she|they)(?:\s+(?:said|say|published|posted)(?:\s+(?:that|this|it|so))?)?)?"
    r"|where\s+(?:was|is)\s+(?:that|this|it)\s+(?:from|published|written)"
    r"|(?:what(?:'?s|\s+is|\s+was)\s+the\s+)?(?:source|link|date)(?:\s+(?:of|for)\s+(?:that|this|it))?"
    r"|in\s+which\s+article"
    r")\W*$",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"^\W*(?:and\s+)?(?:what|anything|something)\s+else\b(?:.*?\b(?:about|on)\s+(?P<topic>.+?))?"
    r"|^\W*(?:more|go on|and more|tell me more)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*(?:and|but|what|how|or)\s+(?:what\s+)?(?:(?:about|on|of)\s+)?(?P<rest>[^?]{2,60}?)\W*$",
    re.IGNORECASE,
)
_ASKS_ANEW = re.compile(
    r"\b(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|said|say|says)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"^(?:that|this|it|him|her|them)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Following:
    """What a question means after the one before.

    `question` is the whole question to ask; `same` true means that it is about the items shown; `more` true
    means that the items shown are not wanted again.
    """

    question: str
    same: bool = False
    more: bool = False


def following(question: str, context: Context | None) -> Following:
    """Read a question against the conversation; one that stands by itself comes back as it is."""
    alone = Following(question)
    if context is None or not (context.items or context.people):
        return alone
    if context.items and _SAME.match(question):
        return Following(question, same=True)
    person = context.people[0].title() if context.people else ""
    topic = " ".join(context.topic)
    if asked := _ELSE.match(question):
        wanted = asked["topic"] or ""
        about = "" if not wanted or _THAT.match(wanted) else wanted
        if not (person or about or topic):
            return alone
        return Following(_whole(person, about or ("" if person else topic)), more=True)
    asked = _ABOUT.match(question)
    if asked and not _ASKS_ANEW.search(asked["rest"]) and not _THAT.match(asked["rest"]):
        return Following(f"what did {person} say about {asked['rest']}" if person else asked["rest"])
    return alone


def another(question: Following, named: str, context: Context | None) -> str:
    """The whole question where the follow-up names another person: the topic stays."""
    topic = " ".join(context.topic) if context else ""
    return _whole(named, topic) if topic else question.question


def _whole(person: str, topic: str) -> str:
    if not person:
        return f"what was said about {topic}"
    return f"what did {person} say about {topic}" if topic else f"what did {person} say"
