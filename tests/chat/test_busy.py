"""Where more is asked than can be answered, everybody hears so at once, and it goes on when there is room."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.chat.speaking import typing
from bot.records.file_database import FileDatabase
from bot.services import EntryShown, Line, Services, Showing
from bot.services.turns import Turns
from tests.chat.world import World, title, words

FISK = "what did Petronella Fisk say?"
MOMENT = "A moment, please: I'm being asked a lot right now."


@pytest.fixture
def own_settings() -> dict[str, Any]:
    return {"cards": "embeds"}


@pytest.fixture
def services(newsroom: Path) -> Iterator[Services]:
    with Services.open(newsroom, vectors=False) as services:
        services.turns = Turns(1, most_waiting=0)
        yield services


async def test_whoever_is_not_let_in_is_told_by_whatever_way_they_ask(world: World) -> None:
    asked = await world.ann.slash(world.channel, "ask", question=FISK)
    assert asked.response
    async with world.bot.services.turns.turn(Line("somebody else")):
        assert MOMENT in words(await world.answer(FISK))
        assert not [task for task in asyncio.all_tasks() if typing.__name__ in repr(task.get_coro())]
        for refused in (
            await world.ann.slash(world.channel, "ask", question=FISK),
            await world.ann.slash(world.channel, "who-said", words="eleven pupils"),
        ):
            assert MOMENT in words(refused.followups[-1])
            assert refused.followups[-1].flags.ephemeral
        pressed = await world.ann.click(asked.response, label="Why the first?")
        assert MOMENT in words(pressed.followups[-1] if pressed.followups else pressed.response)
        # What is typed is completed all the same.
        assert await world.ann.autocomplete(world.channel, "timeline", "person", "Fi")
    assert "Petronella Fisk" in words(await world.answer(FISK))
    assert title(await world.answer("hello"))


async def test_what_many_messages_show_is_noted_once_each(world: World) -> None:
    written: list[object] = []
    database = world.bot.records.messages._database
    assert isinstance(database, FileDatabase)
    event.listen(database._engine.sync_engine, "commit", written.append)
    showings = [Showing(number, world.channel.id, world.guild.id, "view") for number in range(20)]
    await asyncio.gather(*(world.bot.shown.note(each, [EntryShown("ferry#q1", "")]) for each in showings))
    assert len(written) == len(showings)
    for each in showings:
        assert await world.bot.records.messages.of(each.message)
