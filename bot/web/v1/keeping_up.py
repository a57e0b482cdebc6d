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
    responses=described.answers(described.CHANGES, "What to change in the copy.", "changes")
    | described.problems(410),
)
async def changes(
    asking: Mirrors,
    since: Annotated[
        str | None,
        Query(
            max_length=100, description="The `next` of the previous reply. Leave it out to get everything."
        ),
    ] = None,
    limit: Annotated[
        int, Query(ge=1, le=MOST, description="The largest number of articles to return.")
    ] = MOST,
) -> Response:
    """List the articles to put into the copy, replacing what it has of them, and those to take out.

    An article whose embargo has ended is `added`, and so is one whose collection was opened to the key. If
    `more` is true, ask for the next part at once.
    """
    found = await asking.desk.keep_up(asking.client, since, limit)
    return sent(written(found))
