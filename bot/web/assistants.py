"""The door for assistants: MCP by HTTP, with the API's keys, pace and turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import date
from typing import TypeVar

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from bot.mcp import HttpServer, TurnedAwayError
from bot.replies import Reply
from bot.services import (
    Client,
    KeyScope,
    MissingScopeError,
    NothingKnownError,
    ProgramQuestion,
    RateLimitedError,
    RecordsAwayError,
    Services,
    TooManyWaitingError,
    Viewer,
    require_scope,
)
from bot.web.access import client_of
from bot.web.desk import Desk
from bot.web.problems import ProblemError, told

T = TypeVar("T")
# What an assistant is told as the reply to its tool; all else is a problem of HTTP, or a failure.
_TOLD = (
    MissingScopeError,
    NothingKnownError,
    ProblemError,
    RateLimitedError,
    RecordsAwayError,
    TooManyWaitingError,
)


class Assistants:
    """Answers assistants for as long as it runs. Raises, before it answers, what `client_of` does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._server = HttpServer(_KeyedAsker(desk))

    def running(self) -> AbstractAsyncContextManager[None]:
        """While the block runs, assistants are answered; once."""
        return self._server.running()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of whoever has a key, or asks on this machine."""
        request = Request(scope, receive)
        request.state.client = await client_of(request, self._desk.programs)
        await self._server(scope, receive, send)


class _KeyedAsker:
    """Asks for whoever's key came with the request: within their scopes, at their pace, in their turn."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, request: Request, question: str, today: date | None, limit: int) -> Reply:
        """The reply to a question, which enters the log as every program's does."""
        with _told():
            client = self._admitted(request, KeyScope.ASK)
            return (await self._desk.ask(client, ProgramQuestion(question, today, limit))).reply

    async def look_up(self, request: Request, scope: KeyScope, call: Callable[[Services, Viewer], T]) -> T:
        """What a call of the services gives."""
        with _told():
            client = self._admitted(request, scope)
            return await self._desk.look_up(client, lambda services: call(services, client.viewer))

    def _admitted(self, request: Request, scope: KeyScope) -> Client:
        client: Client = request.state.client
        require_scope(client, scope)
        self._desk.programs.check_pace(client)
        return client


@contextmanager
def _told() -> Iterator[None]:
    """What keeps a request from being answered, as its sentence."""
    try:
        yield
    except _TOLD as error:
        raise TurnedAwayError(told(error).detail) from error
