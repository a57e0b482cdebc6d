"""Who has the services answer: whoever started this program, or programs by their keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, TypeVar

import anyio
from anyio.to_thread import run_sync

from bot.replies import Reply
from bot.services import KeyScope, Request, Services, Viewer
from bot.text import WrongUsageError

AT_ONCE = 4
"""Requests worked on at once; the others wait, and can be cancelled meanwhile."""

T = TypeVar("T")
Call = Callable[[Services, Viewer], T]


class TurnedAwayError(WrongUsageError):
    """A request is not answered; the sentence says why, and what helps."""


class Asker(Protocol):
    """Has the services answer a request; `request` is the one of HTTP that it came with, None without any."""

    async def ask(self, request: Any, question: str, today: date | None, limit: int) -> Reply:
        """The reply to a question.

        :raises TurnedAwayError: it is not answered.
        """

    async def look_up(self, request: Any, scope: KeyScope, call: Call[T]) -> T:
        """What a call of the services gives, which blocks.

        :param scope: what whoever asks must be allowed to do.
        :raises TurnedAwayError: it is not made.
        """


class OwnAsker:
    """Asks for whoever started this program, who sees what the viewer sees.

    A request that is cancelled gives up its place at once if it was waiting for one; what is under way, a
    second's work at most, is not left to itself but waited for, so that nothing works on for nobody.

    :param before: called before each request, in its thread; may block.
    """

    def __init__(
        self, services: Services, viewer: Viewer, before: Callable[[], object] = lambda: None
    ) -> None:
        self._services = services
        self._viewer = viewer
        self._before = before
        self._places = anyio.CapacityLimiter(AT_ONCE)

    async def ask(self, request: Any, question: str, today: date | None, limit: int) -> Reply:
        """The reply to a question."""

        def asked(services: Services, viewer: Viewer) -> Reply:
            return services.ask(Request(question, viewer, today=today, limit=limit))

        return await self.look_up(request, KeyScope.ASK, asked)

    async def look_up(self, request: Any, scope: KeyScope, call: Call[T]) -> T:
        """What a call of the services gives: they may do all there is to do."""

        def called() -> T:
            self._before()
            return call(self._services, self._viewer)

        return await run_sync(called, limiter=self._places)
