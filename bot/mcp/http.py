"""The server by HTTP (the protocol's "streamable HTTP"), to be mounted into the one web application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AbstractAsyncContextManager
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

    def running(self) -> AbstractAsyncContextManager[None]:
        """While the block runs, requests are answered; once."""
        return self._manager.run()

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer a request."""
        await self._manager.handle_request(scope, receive, send)
