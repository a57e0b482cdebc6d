"""Replies as they are sent: JSON, with a tag by which an unchanged one is not sent again."""

from __future__ import annotations

import json

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from bot.text import file_digest

JSON = "application/json"
# Whoever keeps a reply asks each time whether it is still so: knowledge and embargoes change at any moment.
# What the origin varies is said for all answers alike.
_KEPT = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
_NOT_KEPT = {"Cache-Control": "no-store"}


def written(reply: BaseModel, **more: object) -> bytes:
    """A reply in JSON, with members of its own at its end."""
    body = reply.model_dump_json().encode()
    return body[:-1] + b"," + json.dumps(more).encode()[1:] if more else body


def sent(body: bytes) -> Response:
    """What nobody is to keep."""
    return Response(body, headers=_NOT_KEPT, media_type=JSON)


def tagged(body: bytes, request: Request) -> Response:
    """What has a tag; without its body (304) where whoever asks has it already."""
    headers = {**_KEPT, "ETag": f'"{file_digest(body)}"'}
    if _has(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=JSON)


def _has(known: str, tag: str) -> bool:
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in known.split(","))
