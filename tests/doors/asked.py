"""Twenty requests as each door takes them, and what the terminal prints of a reply.

A door for programs is one more field of `Asked`, and a module beside this one that sends it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

Line = dict[str, Any]
TODAY = "2031-12-01"
SLUICE = "leave the northern sluice open from March to June"
DRAFT = f"“{SLUICE},” said Lena Renwick. “We want to sleep,” the mayor told nobody."


class Asked(NamedTuple):
    """A request: of the terminal its arguments, of HTTP a method and path and what is sent with it.

    `printed` makes of a reply, as it is handed to programs, the lines that the terminal prints with `--json`.
    """

    name: str
    terminal: tuple[str, ...]
    http: tuple[str, Line]
    printed: Callable[[Line], list[Line]]


class Batched(NamedTuple):
    """A line of a batch of `ask` or `verify`, whose object is the reply itself, and the same by HTTP."""

    command: str
    line: Line
    http: tuple[str, Line]


def ask(question: str) -> Batched:
    """A question, on a day of its own: it is to be answered alike whenever the test runs."""
    body = {"question": question, "today": TODAY}
    return Batched("ask", {"question": question, "date": TODAY}, ("POST /v1/ask", body))


def check(**quotation: str) -> Batched:
    """A quotation."""
    return Batched("verify", quotation, ("POST /v1/verify", quotation))


def each(name: str) -> Callable[[Line], list[Line]]:
    """The entries of a list, a line each."""
    return lambda reply: list(reply[name])


def with_own(name: str) -> Callable[[Line], list[Line]]:
    """A reply with the fields of what it is on beside its own, as earlier versions had them."""
    return lambda reply: [{**reply, **reply[name]}]


def whole(reply: Line) -> list[Line]:
    """The reply itself."""
    return [reply]


IN_BATCHES = (
    ask("what did Aldercott say about the car parks?"),
    ask("waht did Aldercot say abuot the car prks"),
    ask("what did Thorley say about sleep?"),
    ask("how long did the ferry strike last?"),
    ask("what did Macron say about wine"),
    ask("thanks"),
    ask(f"did Lena Renwick say “{SLUICE}”?"),
    ask("articles about the ferry"),
    check(quotation=SLUICE, speaker="Lena Renwick"),
    check(quotation="nobody ever said these very words"),
    Batched("verify", {"text": DRAFT}, ("POST /v1/verify/draft", {"text": DRAFT})),
)
BY_THEMSELVES = (
    Asked("person", ("person", "Thorley"), ("GET /v1/person", {"name": "Thorley"}), with_own("person")),
    Asked("which person", ("person", "Renwick"), ("GET /v1/person", {"name": "Renwick"}), whole),
    Asked("nobody", ("person", "Zyx"), ("GET /v1/person", {"name": "Zyx"}), whole),
    Asked(
        "article", ("summary", "lighthouse-history"), ("GET /v1/article", {"article": "lighthouse-history"}),
        with_own("article"),
    ),
    Asked("articles", ("articles", "-n", "4"), ("GET /v1/articles", {"limit": 4}), each("articles")),
    Asked("people", ("people", "-n", "9"), ("GET /v1/people", {"limit": 9}), each("people")),
    Asked(
        "timeline", ("timeline", "Tobias Renwick", "strike"),
        ("GET /v1/timeline", {"person": "Tobias Renwick", "topic": "strike", "limit": 50}), each("answers"),
    ),
    Asked(
        "comparison", ("compare", "Thorley", "Tobias Renwick", "strike"),
        ("GET /v1/compare", {"person": ["Thorley", "Tobias Renwick"], "topic": "strike", "limit": 5}),
        each("sides"),
    ),
    Asked(
        "search", ("search", 'strike -tram "reckless" source:courier', "-n", "5"),
        ("GET /v1/search", {"query": 'strike -tram "reckless" source:courier', "limit": 5}), whole,
    ),
    Asked(
        "who said it", ("who-said", "light our kitchens"),
        ("GET /v1/who-said", {"words": "light our kitchens", "limit": 5}), each("answers"),
    ),
)  # fmt: skip
FOLLOWING = ("what did Agnes Thorley say about the strike?", "what did she say about sleep?", "when?")
"""A conversation."""


def lines(printed: str) -> list[Line]:
    """What the terminal printed."""
    return [json.loads(line) for line in printed.splitlines()]
