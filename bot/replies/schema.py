"""The JSON of each reply, described by JSON Schema: what programs may rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from bot.replies.answer import Answer, Talk, Unknown, WhichPerson
from bot.replies.lists import (
    ArticleReply,
    Choice,
    Comparison,
    Done,
    Entries,
    Help,
    Nobody,
    PersonReply,
    Timeline,
)
from bot.replies.reply import Reply
from bot.replies.verdict import Report, Verdict

REPLIES: tuple[type[Reply], ...] = (
    Answer, Unknown, Talk, Choice, WhichPerson, Nobody, Verdict, Report, PersonReply, ArticleReply, Entries,
    Timeline, Comparison, Done, Help,
)  # fmt: skip
"""Every class of reply; two may share a value of `reply` where a program need not tell them apart."""


def schema(kinds: Sequence[type[Reply]] = REPLIES) -> dict[str, Any]:
    """One JSON Schema for whatever `Reply.line` gives: one of the replies, or of these kinds of them."""
    described = [TypeAdapter(kind).json_schema(mode="serialization") for kind in kinds]
    shared: dict[str, Any] = {}
    for each in described:
        shared |= each.pop("$defs", {})
    names = [each["title"] for each in described]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Reply",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names],
        "$defs": shared | dict(zip(names, described, strict=True)),
    }


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
