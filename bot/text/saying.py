"""Verbs that bring in somebody's words, in all their forms; `data/saying.txt` has their kinds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

from bot.text.wordlists import lines

Kind = Literal["say", "tell", "saying", "calling", "question", "claim"]


@cache
def verbs(kind: Kind) -> frozenset[str]:
    """All forms, in lower case, of the verbs of a kind."""
    return _by_kind()[kind]


@cache
def beginnings(kind: Kind) -> tuple[str, ...]:
    """How the verbs of a kind begin: no entry begins with another one."""
    found: list[str] = []
    for form in sorted(verbs(kind)):
        if not found or not form.startswith(found[-1]):
            found.append(form)
    return tuple(found)


@cache
def _by_kind() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines(__package__, "saying.txt"):
        regular, irregular = line.partition(":"), line.partition("=")
        kinds = regular[0] if regular[1] else irregular[0]
        forms = [form for verb in regular[2].split() for form in _forms(verb)] + irregular[2].split()
        for kind in kinds.strip().split("+"):
            found[kind].update(forms)
    return {kind: frozenset(forms) for kind, forms in found.items()}


def _forms(verb: str) -> set[str]:
    """The regular forms of a verb: "add" gives adds, added, adding."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    s = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return {verb, verb + s, verb + "ed", verb + "ing"}
