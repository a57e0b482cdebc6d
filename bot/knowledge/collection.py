"""What editors say of a folder in `collection.yaml`: the model that the file is checked against."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.knowledge.embargo import Embargo
from bot.knowledge.model import FileEntry

EVERYBODY = "everybody"
_GRANT = re.compile(r"(?:server|channel|role):[1-9]\d{0,19}|key:\S+")


def _who(value: object) -> object:
    if value == EVERYBODY:
        return (EVERYBODY,)
    if isinstance(value, str):
        raise PydanticCustomError("not_everybody", "neither everybody nor a list")
    return value


def _grant(value: str) -> str:
    if value != EVERYBODY and not _GRANT.fullmatch(value):
        raise PydanticCustomError("not_a_grant", "nobody who may be named")
    return value


Grant = Annotated[
    str,
    AfterValidator(_grant),
    WithJsonSchema({"type": "string", "pattern": rf"^({EVERYBODY}|{_GRANT.pattern})$"}),
]


class StatedCollection(FileEntry):
    """What `collection.yaml` says of its folder: who may see what stands in it, and from when on."""

    title: str = Field(default="", description="What the collection is called.")
    visible_to: Annotated[
        tuple[Grant, ...],
        BeforeValidator(_who),
        WithJsonSchema(
            {
                "anyOf": [
                    {"const": EVERYBODY},
                    {"type": "array", "items": {"type": "string", "pattern": rf"^({_GRANT.pattern})$"}},
                ]
            }
        ),
    ] = Field(
        default=(EVERYBODY,),
        description="Who may see it: `everybody`, or a list of `server:ID`, `channel:ID`, `role:ID`, "
        "`key:NAME`.",
    )
    embargo: Embargo = None
