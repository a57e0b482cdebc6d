"""The application served: beside the bot in its own event loop, or alone."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn

from bot.services import (
    Connection,
    Conversations,
    KnowledgeError,
    Privacy,
    Programs,
    Records,
    RecordsAwayError,
    ServerSettings,
    Services,
    StoppedError,
    Watch,
    opened_for_all,
    set_log_level,
    set_up_log,
    stopping_at_once,
    told_by_signals,
)
from bot.settings import Settings, SettingsError, renewed
from bot.text import UserError
from bot.web.access import is_loopback
from bot.web.app import application

log = logging.getLogger(__name__)

STOPPING = 1
"""Seconds in which requests that are under way are finished when the program stops."""
LONGEST_HEAD = 2**19
"""Bytes of a request's address and headers: five names and a topic of the greatest length take 290,000."""
LOOK = 60.0
"""Seconds between two looks for edited files, where the web is served alone."""
SWEEP = timedelta(hours=6)
"""Between two sweepings of what the records are to forget: days are what is promised."""


class WebError(UserError):
    """The web's doors cannot be opened; the sentence names the settings."""


class _Server(uvicorn.Server):
    """Uvicorn, which leaves the signals to the program that it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


@asynccontextmanager
async def serving(watch: Watch, settings: Callable[[], Settings]) -> AsyncIterator[int]:
    """Answer at the settings' address while the block runs; the port, which the system chooses for 0.

    :param settings: the operator's, as they are now.
    :raises WebError: the address cannot be used.
    :raises RecordsError: the records cannot be used.
    """
    chosen = settings()
    bound = _bound(chosen.web_host, chosen.web_port)
    records = await Records.open(chosen.records, patient=True)
    programs = Programs(watch.services, records, settings, _now)
    app = application(watch, programs, chosen)
    config = uvicorn.Config(
        app,
        log_config=None, log_level=logging.WARNING, access_log=False, lifespan="off", ws="none",
        proxy_headers=False, server_header=False, timeout_graceful_shutdown=STOPPING,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )  # fmt: skip
    server = _Server(config)
    number: int = bound.getsockname()[1]
    async with app.state.running():
        task = asyncio.create_task(server.serve(sockets=[bound]))
        log.info("Programs ask at http://%s:%d/v1; docs/api.md says how.", chosen.web_host, number)
        if not is_loopback(chosen.web_host):
            log.warning("BRIEFING_WEB_HOST: %s can be reached from other machines.", chosen.web_host)
        try:
            yield number
        finally:
            server.should_exit = True
            await task
            await programs.finish()
            await records.close()
            bound.close()


def serve(settings: Settings, *, reread: Callable[[], Settings]) -> None:
    """Answer by HTTP alone, without Discord, until SIGTERM or SIGINT.

    :param reread: reads the settings anew, at a SIGHUP.
    :raises WebError: the address cannot be used.
    :raises RecordsError: the records cannot be used.
    :raises KnowledgeError: the knowledge folder cannot be read.
    """
    token = settings.token.get_secret_value() if settings.token else ""
    set_up_log(settings, token)
    try:
        with stopping_at_once(), opened_for_all(settings) as services:
            asyncio.run(_Alone(services, settings, reread).run())
    except StoppedError as signal:
        log.info("Stopped before the start was over (%s).", signal)


class _Alone:
    """The web without a bot: takes up edited files, forgets in time, and renews its settings itself."""

    def __init__(self, services: Services, settings: Settings, reread: Callable[[], Settings]) -> None:
        self._services = services
        self._settings = settings
        self._reread = reread
        self._stop = asyncio.Event()
        self._anew = asyncio.Event()

    async def run(self) -> None:
        """Serve until a signal stops it; then finish what is in hand."""
        watch = Watch(self._services, self._connection)
        with told_by_signals(self._stop, self._anew.set):
            async with serving(watch, lambda: self._settings):
                keeping = [asyncio.create_task(each) for each in (self._keep_up(), self._sweep())]
                await self._stop.wait()
                for task in keeping:
                    task.cancel()
            log.info("Stopped.")

    def _connection(self) -> Connection:
        return Connection(connected=None, latency=None, servers=0, in_hand=0, stopping=self._stop.is_set())

    async def _keep_up(self) -> None:
        """Take up edited files every now and then, and the settings, too, at a SIGHUP."""
        while True:
            asked = await _within(LOOK, self._anew.wait())
            self._anew.clear()
            if asked:
                await self._renew()
            try:
                await asyncio.to_thread(self._services.reload)
            except KnowledgeError as error:
                log.warning("The knowledge stays as it was: %s", error)
            except Exception:
                log.exception("The knowledge could not be read again.")

    async def _renew(self) -> None:
        try:
            self._settings, waiting = renewed(self._settings, await asyncio.to_thread(self._reread))
        except SettingsError as error:
            log.warning("The settings stay as they were: %s", error)
            return
        set_log_level(self._settings.log_level)
        if waiting:
            log.warning("Takes effect after a restart: %s.", ", ".join(waiting))
        log.info("Read again (SIGHUP).")

    async def _sweep(self) -> None:
        """Forget what is older than the operator lets it be kept."""
        while True:
            records = await Records.open(self._settings.records, patient=True)
            settings = ServerSettings(records.settings, self._settings)
            try:
                await Privacy(records, Conversations(timedelta()), settings).sweep(_now())
            except RecordsAwayError:
                log.info("Old data will be deleted later: the records cannot be used.")
            except Exception:
                log.exception("Old data could not be deleted; this will be tried again.")
            finally:
                await records.close()
            await asyncio.sleep(SWEEP.total_seconds())


async def _within(seconds: float, waiting: Coroutine[Any, Any, object]) -> bool:
    """Whether something came within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return False
    return True


def _now() -> datetime:
    return datetime.now(UTC)


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, address = found[0]
        # Named as what it is: asyncio sends at once only over a socket that says TCP. Else the end of
        # an answer waits for the client's acknowledgement of its beginning, which takes 40 ms.
        bound = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            bound.listen()
        except OSError:
            bound.close()
            raise
    except OSError as error:
        raise WebError(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another address in"
            " BRIEFING_WEB_HOST and BRIEFING_WEB_PORT, or start without --web."
        ) from error
    return bound
