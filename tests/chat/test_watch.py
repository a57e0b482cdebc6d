"""The knowledge folder under watch: saved files are answered from, followers are told, nothing ends it."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.chat import build_bot
from bot.chat.cogs.watching import WatchingCog
from bot.replies import Reload
from bot.services import OPERATOR, Services
from bot.settings import Settings, SettingsError
from tests.chat.world import World, words

# Seconds after which a change that was not taken up fails a test; nothing waits that long.
PATIENCE = 30.0
ARTICLE = """\
title: Seals return to the Osk
source: Gull Island Echo
people: [{{name: Petronella Fisk, role: head teacher on Gull Island}}]
quotes: [{{speaker: Petronella Fisk, text: The seals came back {number} days before the tourists did.}}]
"""
QUESTION = "what did Fisk say about the seals?"


@pytest.fixture
def own_settings() -> dict[str, object]:
    return {"watch": True}


@pytest.fixture
def folder(tmp_path: Path, newsroom: Path) -> Path:
    ignored = shutil.ignore_patterns(".briefing-index")
    return Path(shutil.copytree(newsroom, tmp_path / "knowledge", ignore=ignored))


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


@pytest.fixture(autouse=True)
async def closed(world: World) -> AsyncIterator[None]:
    """simcord leaves its bots without closing them, as Discord's library does at the end of `run`."""
    yield
    await world.bot.close()
    # A reload that the end did not wait for comes to its own.
    await until(lambda: not watchers())


def save(folder: Path, number: int) -> None:
    """Save as editors' programs do: aside, then renamed into place."""
    aside = folder / "seals.yaml~"
    aside.write_text(ARTICLE.format(number=number), encoding="utf-8")
    aside.rename(folder / "seals.yaml")


async def until(true: Callable[[], object]) -> None:
    """Wait for something that a thread of the bot brings about."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < PATIENCE
        await asyncio.sleep(0.05)


def watchers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "knowledge watcher"]


async def test_a_saved_file_is_answered_from_and_its_followers_are_told(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    save(folder, 7)
    await until(world.said)
    (post,) = world.said()
    assert "seals came back 7 days" in words(post)
    assert "seals came back 7 days" in words(await world.answer(QUESTION))


async def test_what_came_of_it_is_logged_and_a_broken_file_does_not_end_it(
    world: World, folder: Path, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        save(folder, 7)
        await until(lambda: "1 added" in caplog.text)
        broken = ARTICLE.format(number=8).replace("speaker", "speeker")
        (folder / "seals.yaml").write_text(broken, encoding="utf-8")
        await until(lambda: "1 kept as they were" in caplog.text)
        assert "seals.yaml:4: " in caplog.text
        assert "came back 7 days" in words(await world.answer(QUESTION))
        save(folder, 9)
        await until(lambda: "1 changed" in caplog.text)
    assert "came back 9 days" in words(await world.answer(QUESTION))
    assert caplog.text.count("seals.yaml:4: ") == 1


async def test_there_are_never_two_reloads_at_once_and_no_change_is_left_out(
    world: World, folder: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    reload, held, running, most = services.reload, threading.Event(), [0], [0]

    def counted(*, confirmed: bool) -> Reload:
        running[0] += 1
        most[0] = max(most[0], running[0])
        held.wait(PATIENCE)
        done = reload(confirmed=confirmed)
        running[0] -= 1
        return done

    monkeypatch.setattr(services, "reload", counted)
    world.bot.owner_id = world.ben.id
    save(folder, 7)
    await until(lambda: running[0])
    told = await world.ben.slash(world.channel, "knowledge reload")
    assert told.response
    assert "A reload is already running" in words(told.response)
    save(folder, 8)
    held.set()
    await until(lambda: services.find_by_topic("came back 8 days", OPERATOR))
    assert most[0] == 1


async def test_a_reload_that_fails_is_logged_and_the_next_change_is_taken_up(
    world: World,
    folder: Path,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(services, "reload", lambda confirmed: 1 / 0)
        save(folder, 7)
        await until(lambda: "ZeroDivisionError" in caplog.text)
    save(folder, 8)
    await until(lambda: services.find_by_topic("came back 8 days", OPERATOR))


async def test_another_programs_update_is_waited_for(
    world: World, folder: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    reload, busy = services.reload, iter([Reload(waiting=True), Reload(waiting=True)])
    monkeypatch.setattr(services, "reload", lambda confirmed: next(busy, None) or reload())
    save(folder, 7)
    await until(lambda: services.find_by_topic("came back 7 days", OPERATOR))


async def test_watching_ends_with_the_bot_and_is_off_by_default(
    world: World, settings: Settings, services: Services
) -> None:
    assert len(watchers()) == 1
    await world.bot.close()
    assert not watchers()
    await world.env.restart_bot(build_bot(settings.model_copy(update={"watch": False}), services))
    assert not watchers()
    assert Settings(_env_file=None).watch is False


async def test_closing_waits_for_a_reload_that_is_under_way(
    world: World, folder: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the reload and the end to wait for each other, the bot could not be stopped."""
    reload, begun, held = services.reload, threading.Event(), threading.Event()

    def slow(*, confirmed: bool) -> Reload:
        begun.set()
        held.wait(PATIENCE)
        return reload()

    monkeypatch.setattr(services, "reload", slow)
    save(folder, 7)
    await until(begun.is_set)
    closing = asyncio.create_task(world.bot.close())
    await asyncio.sleep(0.1)
    assert not closing.done()
    held.set()
    await asyncio.wait_for(closing, PATIENCE)
    assert services.find_by_topic("came back 7 days", OPERATOR)


async def test_without_watchfiles_the_start_says_what_to_install(
    world: World, settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = build_bot(settings, services)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(SettingsError, match=r"BRIEFING_WATCH: .*pip install.*\[watch\]"):
        await bot.add_cog(WatchingCog(bot))
