"""The terminal asks the running bot to reload, and where none runs updates the index itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.gateway import IfHeld, holding_gateway
from bot.records import RELOAD, Records
from bot.replies import Lack
from bot.services import OPERATOR, NotReloadedError, Reloader, ReloadRequests, Services, reload_running
from bot.services.reload_requests import CONFIRMED, FRESH, asks_reload, held_by_the_bot
from bot.settings import Settings
from tests.services.test_reloading import reloader

ARTICLE = "title: Harbour opens\nsource: Mirror\nfacts: [The harbour opened in May.]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "knowledge"
    place.mkdir()
    (place / "harbour.yaml").write_text(ARTICLE, "utf-8")
    return place


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


@pytest.fixture
def operator(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, records=tmp_path / "records.sqlite")


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def running(operator: Settings, services: Services) -> AsyncIterator[Reloader]:
    """A bot that looks for requests, as far as the terminal can tell."""
    records = await Records.open(operator.records)
    its = reloader(services, records)
    requests = ReloadRequests(records, its, now)

    async def look() -> None:
        while True:
            loop = asyncio.get_running_loop()
            if await asyncio.to_thread(asks_reload, operator.records, records, loop):
                await requests.take()
            await asyncio.sleep(0.02)

    with holding_gateway(operator.records, "token", IfHeld.REFUSE):
        looking = asyncio.create_task(look())
        try:
            yield its
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            await records.close()


async def test_the_running_bot_reloads_and_its_report_comes_back_without_words(
    folder: Path, services: Services, operator: Settings
) -> None:
    async with running(operator, services):
        (folder / "pier.yaml").write_text("title: T\nfacts: [The pier is old.]\n", "utf-8")
        done = await reload_running(operator, confirmed=False)
        assert done
        assert (done.added, done.problems, done.missing) == (("pier",), (), ())
        assert services.status(OPERATOR).articles == 2


async def test_what_vanished_goes_when_it_is_confirmed_from_the_terminal(
    folder: Path, services: Services, operator: Settings
) -> None:
    async with running(operator, services):
        (folder / "harbour.yaml").unlink()
        done = await reload_running(operator, confirmed=False)
        assert done
        assert [each.lack for each in done.missing] == [Lack.EMPTY]
        assert await held_by_the_bot(operator) == done.missing
        done = await reload_running(operator, confirmed=True)
        assert done
        assert done.removed == ("harbour",)
        assert await held_by_the_bot(operator) == ()
    assert services.empty


async def test_where_no_bot_runs_nobody_is_asked(services: Services, operator: Settings) -> None:
    assert await reload_running(operator, confirmed=False) is None
    async with running(operator, services):
        pass
    assert await reload_running(operator, confirmed=False) is None
    assert await held_by_the_bot(operator) == ()


async def test_a_bot_that_cannot_reload_says_why(
    folder: Path, services: Services, operator: Settings, tmp_path: Path
) -> None:
    empty = tmp_path / "none"
    empty.mkdir()
    with Services.open(empty, index=tmp_path / "index", vectors=False) as nothing:
        empty.rmdir()
        async with running(operator, nothing):
            with pytest.raises(NotReloadedError, match="there is no such folder"):
                await reload_running(operator, confirmed=False)


async def test_a_confirmation_that_nobody_took_up_in_time_is_a_reload_without_it(
    folder: Path, services: Services, records: Records
) -> None:
    (folder / "harbour.yaml").unlink()
    await records.outbox.put(RELOAD, 0, (CONFIRMED,), now() - FRESH - timedelta(seconds=1))
    await ReloadRequests(records, reloader(services, records), now).take()
    assert await records.outbox.due(now(), kind=RELOAD) == ()
    assert services.missing
    assert not asks_reload(folder / "none.sqlite", records, asyncio.get_running_loop())
