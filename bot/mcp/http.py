"""The server by HTTP (the protocol's "streamable HTTP"), to be mounted into the one web application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from bot.mcp.asking import Asker
from bot.mcp.server import server

Message = MutableMapping[str, Any]


class HttpServer:
    """Answers each request by itself, as one object: nothing is kept between them.

    It checks neither Host nor Origin nor keys: that is the application's.
    """

    def __init__(self, asker: Asker) -> None:
        self._manager = StreamableHTTPSessionManager(server(asker), json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While the block runs, requests are answered; once."""
        begun, over = asyncio.Event(), asyncio.Event()

        async def run() -> None:
            async with self._manager.run():
                begun.set()
                await over.wait()

        # In a task of its own: what the block raises is not the group's, which would wrap it.
        task = asyncio.create_task(run())
        await begun.wait()
        try:
            yield
        finally:
            over.set()
            await task

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer a request."""
        await self._manager.handle_request(scope, receive, send)
