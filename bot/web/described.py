"""How the API describes itself: OpenAPI, with the schemas of the replies, examples, and every problem."""

from __future__ import annotations

import json
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
The very words that were said, by whom, when and where published, and whether a quotation is genuine. \
Replies are those of `briefing-bot ask --json` and the other commands. docs/api.md shows how it is used."""
TAGS = (
    ("asking", "Questions, by themselves or in a conversation."),
    ("checking", "Quotations and drafts, word for word."),
    ("looking up", "People, articles, and what was said over time."),
    ("keeping up", "A copy of everything, kept up to date."),
    ("watching", "How the program is."),
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
            "description": ", or: ".join(kind.title for kind in KINDS.values() if kind.status == status)
            + ".",
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}Problem"}}},
        }
        for status in statuses
    }


UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "What `If-None-Match` names is still so."}}
NEXT = {
    "type": ["string", "null"],
    "description": "The `cursor` of the part that follows; null where this is the last.",
}
CONTEXT = {
    "type": "string",
    "description": "To be sent back with the next question of the conversation. Nothing of it is kept here.",
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
        servers=[{"url": "http://127.0.0.1:8642", "description": "Where it answers unless told otherwise."}],
        contact={"name": "Whoever runs it"},
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
        "type": {"type": "string", "enum": [TYPE + name for name in KINDS], "description": "Its kind."},
        "title": {"type": "string", "description": "What problems of this kind are called."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What is wrong, and how to put it right."},
        "errors": {
            "type": "array",
            "description": "Of a request that cannot be understood: what is wrong where.",
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
