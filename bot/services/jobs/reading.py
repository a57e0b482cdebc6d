"""A message read as what it asks for: small talk around it taken away, and the jobs that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.services.jobs.phrases import Asked, Message, asked_in, begins_with, plain_word

LONGEST = 60
"""Words from which a message is no job, unless a text is to be checked: whoever wants one says so shortly."""
_FRIENDLY = ("hello", "thanks", "bye")
_PART = re.compile(r"(?<=[.!?…])\s+|(?<=[,;:])\s+|\s+[–—-]\s+|\n+")
"""Where a greeting ends and what is asked begins, and the other way round."""
_GOES_ON = frozenset(
    (
        "and", "but", "so", "now", "what", "who", "whom", "whose", "when", "where", "why", "how", "which",
        "did", "does", "do", "has", "have", "is", "are", "was", "were", "can", "could", "list", "show",
        "compare",
    )
)  # fmt: skip
"""Words that begin what is asked behind a greeting without a comma: "thanks and what did Roe say?"."""
_AROUND = " \t\n\"'“”‘’"


def jobs_in(text: str) -> Iterator[Asked]:
    """The jobs that a message may ask for, the likeliest first; none for a question.

    What asks for a check of something else, as `pointing` knows it, is a question where it stands alone.
    """
    message = without_symbols(text)
    long = len(message.split()) > LONGEST
    found = asked_in(message, "verify") if long else asked_in(message)
    return (asked for asked in found if asked.job != "check")


def is_friendly(text: str, *kinds: str) -> bool:
    """Whether a text is nothing but a greeting, thanks or a farewell; with `kinds`, one of these."""
    return next(asked_in(without_symbols(text), *(kinds or _FRIENDLY)), None) is not None


def without_pleasantries(text: str) -> str:
    """The message without greetings, thanks and farewells before and behind what it asks; else as it is.

    What is said to somebody, "thanks, Ben" or "hi, great game", is left whole: it asks nothing.
    """
    parts = [part for part in _PART.split(text) if part.strip()]
    first, last = 0, len(parts)
    while first < last and is_friendly(parts[first]):
        first += 1
    while first < last and is_friendly(parts[last - 1]):
        last -= 1
    if first == last:
        return text
    begins = text.index(parts[first])
    ends = len(text) if last == len(parts) else text.rindex(parts[last - 1]) + len(parts[last - 1])
    asked = _behind_greeting(text[begins:ends].strip())
    return asked if _asks(asked) else text


def _asks(text: str) -> bool:
    first = plain_word(text.split(maxsplit=1)[0])
    return "?" in text or first in _GOES_ON or next(jobs_in(text), None) is not None


def _behind_greeting(text: str) -> str:
    message = Message.of(text)
    greeting = begins_with(message, *_FRIENDLY)
    if 0 < greeting < len(message.plain) and message.plain[greeting] in _GOES_ON:
        return message.between(greeting, len(message.plain))
    return text


def without_symbols(text: str) -> str:
    """A message without emoji and marks at its ends; as it is where nothing else is in it."""
    kept = re.sub(r"^[^\w\"“„«'‘(/>]+|[^\w\"”“»'’)…]+$", "", text.strip())
    return kept or text.strip()
