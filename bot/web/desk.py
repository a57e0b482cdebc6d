"""What the doors of the API share: who asks, whose turn it is, and the services."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from bot.replies import Changes, Reply
from bot.services import (
    LONG_PATIENCE,
    Client,
    KeyScope,
    Line,
    NothingKnownError,
    Part,
    ProgramQuestion,
    ProgramReply,
    Programs,
    Services,
    Viewer,
    require_scope,
)
from bot.web.access import client_of
from bot.web.answers import tagged, written
from bot.web.bodies import USUAL, Cursor, Limit
from bot.web.cursors import cursor_at, start_of

T = TypeVar("T")


class Desk:
    """Lets programs in by turns, and has the services answer them in threads."""

    def __init__(self, programs: Programs) -> None:
        self.programs = programs

    async def ask(self, client: Client, question: ProgramQuestion) -> ProgramReply:
        """The reply to a question.

        :raises NothingKnownError: nothing is known at all.
        :raises TooManyWaitingError: too many wait already.
        """
        async with self._turn(client):
            self._require_anything()
            return await self.programs.ask(client, question)

    async def look_up(self, client: Client, call: Callable[[Services], T]) -> T:
        """What a call of the services gives, which blocks. Raises what `ask` does."""
        async with self._turn(client):
            self._require_anything()
            return await asyncio.to_thread(call, self.programs.services)

    async def keep_up(self, client: Client, since: str | None, limit: int) -> Changes:
        """What is to be done to a program's copy. Raises what `ask` and `Mirrors.changes` do."""
        async with self._turn(client):
            return await self.programs.mirrors.changes(client, since, limit)

    def _turn(self, client: Client) -> AbstractAsyncContextManager[None]:
        return self.programs.services.turns.turn(Line(f"key:{client.name}"), LONG_PATIENCE)

    def _require_anything(self) -> None:
        if self.programs.services.empty:
            raise NothingKnownError


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for."""

    limit: Limit = USUAL
    cursor: Cursor = None


@dataclass(frozen=True)
class Asking:
    """A request, let in: who makes it, and the desk that has it answered."""

    client: Client
    request: Request
    desk: Desk

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        return self.client.viewer

    async def look_up(self, call: Callable[[Services], T]) -> T:
        """What a call of the services gives. Raises what `Desk.ask` does."""
        return await self.desk.look_up(self.client, call)

    async def show(self, call: Callable[[Services], Reply]) -> Response:
        """A reply, with its tag."""
        return tagged(written(await self.look_up(call)), self.request)

    async def list(self, asked: str, page: Page, call: Callable[[Services, Part], Reply]) -> Response:
        """A part of the list that was asked for, with the cursor of the next; null where it is the last.

        :raises ProblemError: the cursor is none of this list.
        """
        part = Part(start_of(page.cursor, asked), page.limit)
        reply = await self.look_up(lambda services: call(services, part))
        following = cursor_at(part.end, asked) if getattr(reply, "more", False) else None
        return tagged(written(reply, next=following), self.request)


def _require_known(request: Request) -> None:
    """Let a request through that has no parameter but the door's own: a misspelt one would go unread.

    :raises RequestValidationError: it has another.
    """
    known = {*_parameters(request.scope["route"].dependant)}
    others = [name for name in request.query_params if name not in known]
    if others:
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name), "msg": ""} for name in others]
        )


def _parameters(door: Dependant) -> Iterator[str]:
    """The names of what a door takes, and what it depends on."""
    yield from (each.alias for each in door.query_params)
    for inner in door.dependencies:
        yield from _parameters(inner)


_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key; `briefing-bot keys add NAME` makes one. Requests without a key are answered only if"
    " they come from the server's own machine, and only from what is public.",
)


def may(scope: KeyScope) -> Callable[..., Awaitable[Asking]]:
    """A door's dependency: who asks. They must have the scope, and keep to their pace."""

    async def asks(
        request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Asking:
        desk: Desk = request.app.state.desk
        client = await client_of(request, desk.programs)
        require_scope(client, scope)
        _require_known(request)
        desk.programs.check_pace(client)
        return Asking(client, request, desk)

    return asks


Asks = Annotated[Asking, Depends(may(KeyScope.ASK))]
Verifies = Annotated[Asking, Depends(may(KeyScope.VERIFY))]
Reads = Annotated[Asking, Depends(may(KeyScope.READ))]
Mirrors = Annotated[Asking, Depends(may(KeyScope.CHANGES))]
Watches = Annotated[Asking, Depends(may(KeyScope.METRICS))]
Paged = Annotated[Page, Depends()]
