"""Words and turns of English by which questions are told: lists of `data`, and classes of small words."""

from __future__ import annotations

from functools import cache

from bot.text import by_kind

WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
"""The words that open a question."""
AHEAD = (
    r"(?:in|on|at|by|from|to|for|with|of|about|since|until|till|under|during|after|before|against|within"
    r"|according to)\s+"
)
"""What may stand before one of them."""
ANYBODY = r"(?:(?:any|some)(?:one|body|1)|(?:any|one) of you|sb)"
"""Nobody in particular."""
YOU = r"(?:you(?: (?:guys|all|folks|lot|people))?|u|ya|yall)"
"""Whoever reads the message."""
WOULD = r"(?:can|could|would|will)"
"""Verbs with which something is wanted of somebody."""


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a kind in `data/asking.txt`."""
    return by_kind(__package__, "asking.txt")[kind]


@cache
def any_of(kind: str) -> str:
    """The same as a regular expression."""
    return "|".join(sorted(listed(kind)))
