"""Reloads that the terminal asks the running bot for: a request in the outbox, and the answer to it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.knowledge import EntryChanges, KnowledgeError
from bot.records import RELOAD, Place, Records, waits_in_file
from bot.replies import Missing, Reload
from bot.services.reloading import Reloader, missing_noted
from bot.services.running import is_running
from bot.settings import Settings
from bot.text import UserError

log = logging.getLogger(__name__)

# Where the records keep the answer to the last requests, till the next ones.
ANSWERED = "reload answered"
# Says in a request that what is missing is meant to go.
CONFIRMED = "confirmed"
# For so long a confirmation holds: what is missing later is something else.
FRESH = timedelta(minutes=2)
# Seconds between two looks for the answer.
LOOK = 0.1
# Seconds in which a running bot takes a request up, of which it looks for some every other one.
TAKEN = 30.0
# Seconds that a look waits for a server: the next one is as good.
ASKED = 10.0
# Seconds that a reload takes at most: a large archive is built anew in less.
DONE = 1800.0


class NotReloadedError(UserError):
    """The running bot did not reload, and says why, or does not answer."""


class Answered(BaseModel):
    """What came of the requests with these numbers. Of the report only keys are kept, and no words."""

    model_config = ConfigDict(frozen=True)

    requests: tuple[int, ...]
    report: Reload | None = None
    refused: str = ""


class ReloadRequests:
    """The running bot's side.

    :param clock: the moment now.
    """

    def __init__(self, records: Records, reloader: Reloader, clock: Callable[[], datetime]) -> None:
        self._records = records
        self._reloader = reloader
        self._clock = clock

    async def take(self) -> None:
        """Reload if somebody asks for it.

        :raises RecordsAwayError: the records cannot be used at the moment.
        """
        now = self._clock()
        jobs = await self._records.outbox.due(now, kind=RELOAD)
        taken = [job for job in jobs if await self._records.outbox.sent(job.id, now)]
        if not taken:
            return
        confirmed = any(CONFIRMED in job.keys and now - job.due < FRESH for job in taken)
        numbers = tuple(job.id for job in taken)
        try:
            done = await self._reloader.in_turn(confirmed=confirmed)
        except KnowledgeError as error:
            log.warning("The knowledge stays as it was: %s", error)
            answer = Answered(requests=numbers, refused=str(error))
        else:
            report = done.model_copy(update={"problems": (), "entries": EntryChanges()})
            answer = Answered(requests=numbers, report=report)
        await self._records.state.keep(ANSWERED, answer.model_dump_json())


def asks_reload(place: Place, records: Records, loop: asyncio.AbstractEventLoop) -> bool:
    """Whether somebody asks for a reload. Blocks; for a thread that looks every now and then.

    A server is asked in the event loop of the records.
    """
    if isinstance(place, Path):
        return waits_in_file(place, RELOAD)
    asking = asyncio.run_coroutine_threadsafe(records.outbox.waits(RELOAD), loop)
    try:
        return asking.result(ASKED)
    except (TimeoutError, CancelledError):
        asking.cancel()
        return False


async def reload_running(operator: Settings, *, confirmed: bool) -> Reload | None:
    """Have the running bot reload; its report, without problems. None where none runs.

    :raises NotReloadedError: it cannot, or does not answer.
    :raises RecordsError: the records cannot be used.
    """
    records = await _beside_a_bot(operator)
    if records is None:
        return None
    try:
        keys = (CONFIRMED,) if confirmed else ()
        job = await records.outbox.put(RELOAD, 0, keys, datetime.now(UTC))
        await _until_taken(records, job.id)
        answer = await _answer(records, job.id, operator)
    finally:
        await records.close()
    if answer.report is None:
        raise NotReloadedError(answer.refused)
    return answer.report


async def held_by_the_bot(operator: Settings) -> tuple[Missing, ...]:
    """What the running bot answers from as it was; nothing where none runs.

    :raises RecordsError: the records cannot be used.
    """
    records = await _beside_a_bot(operator)
    if records is None:
        return ()
    try:
        return await missing_noted(records)
    finally:
        await records.close()


async def _beside_a_bot(operator: Settings) -> Records | None:
    """The records, open, where a bot runs with them; where none does, no file is made."""
    place = operator.records
    if isinstance(place, Path):
        return await Records.open(place) if await is_running(place) else None
    records = await Records.open(place)
    if await is_running(place):
        return records
    await records.close()
    return None


async def _until_taken(records: Records, number: int) -> None:
    end = time.monotonic() + TAKEN
    while any(job.id == number for job in await records.outbox.due(datetime.now(UTC), kind=RELOAD)):
        if time.monotonic() > end and await records.outbox.sent(number, datetime.now(UTC)):
            raise NotReloadedError(
                f"The running bot did not take the reload up within {TAKEN:.0f} seconds. Its log says why."
            )
        await asyncio.sleep(LOOK)


async def _answer(records: Records, number: int, operator: Settings) -> Answered:
    end = time.monotonic() + DONE
    while time.monotonic() < end:
        answer = _read(await records.state.value(ANSWERED))
        if answer and number in answer.requests:
            return answer
        if not await is_running(operator.records):
            raise NotReloadedError(
                "The running bot ended before it had reloaded. It reads everything again when it starts."
            )
        await asyncio.sleep(LOOK)
    raise NotReloadedError("The running bot is still reloading. Its log will say how it went.")


def _read(written: str) -> Answered | None:
    try:
        return Answered.model_validate_json(written)
    except ValidationError:
        return None
