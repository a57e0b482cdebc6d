"""The application served inside a program that has its own event loop and its own signals."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from bot.services import Watch
from bot.text import UserError
from bot.web.app import application, is_loopback

log = logging.getLogger(__name__)


class WebError(UserError):
    """The web's doors cannot be opened; the sentence names the settings."""


class _Server(uvicorn.Server):
    """Uvicorn, which leaves the signals to the program that it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


@asynccontextmanager
async def serving(watch: Watch, host: str, port: int) -> AsyncIterator[int]:
    """Answer at an address while the block runs; the port, which the system chooses for 0.

    :raises WebError: the address cannot be used.
    """
    bound = _bound(host, port)
    config = uvicorn.Config(
        application(watch, host=host),
        log_config=None, log_level=logging.WARNING, access_log=False, lifespan="off", ws="none",
    )  # fmt: skip
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    number: int = bound.getsockname()[1]
    log.info("Health and metrics at http://%s:%d/healthz, /readyz and /metrics.", host, number)
    if not is_loopback(host):
        log.warning("BRIEFING_WEB_HOST: %s can be reached from other machines, by whoever asks.", host)
    try:
        yield number
    finally:
        # Nobody who keeps a connection open is waited for.
        server.should_exit = server.force_exit = True
        await task
        bound.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise WebError(
            f"{host}:{port} cannot be listened at: {error.strerror}. Choose another address in"
            " BRIEFING_WEB_HOST and BRIEFING_WEB_PORT, or start without --web."
        ) from error
