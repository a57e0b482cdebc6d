"""How the API describes itself: OpenAPI, with the schemas of the replies, examples, and every problem."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from bot.replies import Changes, Reply, schema
from bot.web.problems import KINDS, MEDIA_TYPE, TYPE

SCHEMAS = "#/components/schemas/"
CHANGES = {"$ref": f"{SCHEMAS}Changes"}
DESCRIPTION = """\
Find the exact words that were said, by whom, when and where they were published, and check whether a \
quotation is genuine. Replies are the same as those of `briefing-bot ask --json` and the other commands. \
docs/api.md shows how to use it."""
TAGS = (
    ("asking", "Ask questions, on their own or in a conversation, and search."),
    ("checking", "Check quotations and drafts, word for word."),
    ("looking up", "Look up people, articles, and what somebody said over time."),
    ("keeping up", "Keep a copy of everything up to date."),
    ("watching", "See how the program is doing."),
)
# Statuses that a door answers with beside its replies, and the kinds of problems that come with each.
_ALWAYS = (401, 403, 413, 421, 422, 429, 500, 503)


def gives(*kinds: type[Reply], example: str, **more: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """The answers of a door that gives one of these replies, with members of its own beside it.

    :param example: the name of one in the package's examples.
    """
    refs = [{"$ref": f"{SCHEMAS}{_name(kind)}"} for kind in kinds]
    reply: dict[str, Any] = refs[0] if len(refs) == 1 else {"anyOf": refs}
    if more:
        reply = {"allOf": [reply, {"type": "object", "properties": more, "required": [*more]}]}
    return answers(reply, "The reply.", example)


def answers(described: dict[str, Any], told: str, example: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a door: one of this schema, and whatever problem may be met."""
    # The framework leaves out whatever is null: the example's value is put in at the end.
    shown = {"schema": described, "examples": {example: {"value": example}}}
    return {200: {"description": told, "content": {"application/json": shown}}, **problems(*_ALWAYS)}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers with these statuses."""
    return {
        status: {
            "description": f"{', or '.join(_titles(status))}.",
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}Problem"}}},
        }
        for status in statuses
    }


def _titles(status: int) -> Iterator[str]:
    """What problems with this status are called, as the parts of one sentence."""
    first, *others = (kind.title for kind in KINDS.values() if kind.status == status)
    yield first
    yield from (title[0].lower() + title[1:] for title in others)


UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "Unchanged: what `If-None-Match` names is still current."}
}
NEXT = {
    "type": ["string", "null"],
    "description": "The `cursor` of the next part; null if this is the last one.",
}
CONTEXT = {
    "type": "string",
    "description": "Send it with the next question of the conversation. The server keeps nothing of it.",
}


@cache
def examples() -> dict[str, Any]:
    """Replies to the examples of what is asked, from the knowledge that ships with the program."""
    text = files("bot.web").joinpath("data", "examples.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def described(app: FastAPI) -> dict[str, Any]:
    """The description of an application."""
    whole = get_openapi(
        title="Briefing Bot",
        version="1",
        summary="Verbatim quotations with speaker, date and source.",
        description=DESCRIPTION,
        routes=app.routes,
        tags=[{"name": name, "description": told} for name, told in TAGS],
        servers=[{"url": "http://127.0.0.1:8642", "description": "The default address."}],
        contact={"name": "The operator"},
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    changes = TypeAdapter(Changes).json_schema(mode="serialization")
    replies = schema()["$defs"] | changes.pop("$defs") | {"Changes": changes}
    moved = json.loads(json.dumps(replies).replace("#/$defs/", SCHEMAS))
    schemas = whole["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= {name: each for name, each in moved.items() if f'"{SCHEMAS}{name}"' in _used(whole, moved)}
    schemas["Problem"] = _PROBLEM
    for path in whole["paths"].values():
        for operation in path.values():
            operation["security"] = [*operation["security"], {}]
            shown = operation["responses"]["200"]["content"]["application/json"]
            for example in shown["examples"].values():
                example["value"] = examples()[example["value"]]
    return whole


def _used(whole: dict[str, Any], moved: dict[str, Any]) -> str:
    """All that refers to schemas of replies: what the doors give, and what that needs in turn."""
    text = json.dumps(whole)
    while True:
        more = json.dumps([each for name, each in moved.items() if f'"{SCHEMAS}{name}"' in text])
        if more in text:
            return text
        text = json.dumps(whole) + more


def _name(kind: type[Reply]) -> str:
    return kind.__name__


_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {
            "type": "string",
            "enum": [TYPE + name for name in KINDS],
            "description": "The kind of problem.",
        },
        "title": {"type": "string", "description": "A name for problems of this kind."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What is wrong, and how to fix it."},
        "errors": {
            "type": "array",
            "description": "If the request is invalid: what is wrong, and where.",
            "items": {
                "type": "object",
                "required": ["where", "what"],
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
    "example": {
        "type": f"{TYPE}missing-scope",
        "title": KINDS["missing-scope"].title,
        "status": 403,
        "detail": "This key lacks the scope changes.",
    },
}
