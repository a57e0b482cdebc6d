"""Copies of all that a program may see, kept up to date."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from bot.web import described
from bot.web.answers import sent, written
from bot.web.bodies import MOST
from bot.web.desk import Mirrors

router = APIRouter(tags=["keeping up"])


@router.get(
    "/changes",
    operation_id="changes",
    summary="Keep a copy up to date",
    responses=described.answers(described.CHANGES, "What is to be done to the copy.", "changes")
    | described.problems(410),
)
async def changes(
    asking: Mirrors,
    since: Annotated[
        str | None,
        Query(max_length=100, description="The `next` of the answer before; without it, everything."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="At most so many articles.")] = MOST,
) -> Response:
    """Says which articles are to be put into the copy, in the place of what it has of them, or taken out.

    An article whose embargo has ended is `added`, as is one of a collection that was opened to the key. Where
    `more` is true the next part is there at once.
    """
    found = await asking.desk.keep_up(asking.client, since, limit)
    return sent(written(found))
