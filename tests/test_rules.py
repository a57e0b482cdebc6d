"""A rule of the product stands in `services` or below: a front end reads what was asked, calls, and draws."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[1] / "bot"
FRONT = ("cards", "chat", "cli", "mcp", "web")
MODULES = sorted(path for room in FRONT for path in (BOT / room).rglob("*.py"))

# What replies, settings and callers say of verdicts, certainty, dates, persons and rights: to be drawn or
# passed on, never compared.
SAID = frozenset(
    {
        "verdict", "attribution", "speaker_matches", "confidence", "chance", "threshold", "published",
        "since", "until", "aliases", "administrator", "admin_roles", "roles", "owner_id", "is_owner",
    }
)  # fmt: skip
# Their values.
VALUES = frozenset({"Outcome", "Attribution", "Wanted"})
# Which day it is, and whose name is the same, is decided once.
DECIDING = frozenset({"today", "casefold"})
# How many there are of something is no rule.
COUNTING = frozenset({"len"})


def words_of(node: ast.AST) -> Iterator[str]:
    """The names and attributes of an expression, but those that are only counted."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COUNTING:
        return
    if isinstance(node, ast.Attribute):
        yield node.attr
    if isinstance(node, ast.Name):
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from words_of(child)


def rules_in(source: str) -> list[str]:
    """The comparisons of a module that decide what only the rooms below may decide."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare) and set(words_of(node)) & (SAID | VALUES | DECIDING)
    ]


def test_no_rule_stands_in_a_front_end() -> None:
    rules = [
        f"{path.relative_to(BOT)}, {rule}"
        for path in MODULES
        for rule in rules_in(path.read_text(encoding="utf-8"))
    ]
    assert rules == []


@pytest.mark.parametrize(
    "rule",
    [
        "verdict.verdict is Outcome.GENUINE",
        "reply.confidence >= 0.5",
        "item.published > since",
        "typed.casefold() == person.name",
        "member.id in settings.admin_roles",
        "speaker.lower() in person.aliases",
        "date.today() == published",
    ],
)
def test_a_rule_would_be_seen(rule: str) -> None:
    assert rules_in(f"if {rule}:\n    pass\n")


def test_drawing_is_no_rule() -> None:
    assert rules_in("shown = STYLES[verdict.verdict] if len(person.roles) > 1 else person.roles[0]") == []
