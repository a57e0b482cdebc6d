"""The server on standard input and output, for the assistant that started this process."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from mcp.server.stdio import stdio_server

from bot.mcp.asking import OwnAsker
from bot.mcp.server import server
from bot.services import Freshness, Services, Viewer


def serve_stdio(services: Services, viewer: Viewer) -> None:
    """Answer until whoever started this closes its input or goes away.

    While it runs, nothing reaches standard output but the protocol: what else is printed goes to the error
    output.
    """
    try:
        with _ended_by_ctrl_c():
            asyncio.run(_serve(services, viewer))
    except* (BrokenPipeError, ConnectionResetError):
        # Nobody reads any more: there is nothing left to do.
        pass


async def _serve(services: Services, viewer: Viewer) -> None:
    made = server(OwnAsker(services, viewer, before=Freshness(services.reload).look))
    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


@contextmanager
def _ended_by_ctrl_c() -> Iterator[None]:
    """Whoever tries this at a terminal can end it: reading the input cannot be interrupted, only killed."""
    former = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
