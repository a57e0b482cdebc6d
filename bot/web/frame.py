"""What stands around the application: HEAD, requests that a stop breaks off, and what browsers ask first."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.problems import AGAIN, KINDS, Problem


class Frame:
    """Answers HEAD as GET, and tells those whose request is broken off by the program's end to ask again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        # The server leaves out the body of an answer to HEAD by itself.
        passed = {**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope
        try:
            await self._app(passed, receive, sending)
        except asyncio.CancelledError:
            if begun or scope["type"] != "http":
                raise
            again = {"Retry-After": str(AGAIN)}
            problem = Problem(KINDS["busy"], "The program is being stopped. Ask again soon.", again)
            await problem.answer()(scope, receive, send)


class Pages(CORSMiddleware):
    """Lets web pages ask (CORS); what a page may not send is told as a problem, as everything is."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to a browser that asks what a page may send."""
        answer = super().preflight_response(request_headers)
        if answer.status_code < 400:
            return answer
        told = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        detail = (
            f"Pages may use the methods {told['access-control-allow-methods']}, and send the headers"
            f" {told['access-control-allow-headers']}."
        )
        return Problem(KINDS["invalid-request"], detail, told).answer()
