"""The bot's start: commands told when they changed, a token that no log shows, errors in one line."""

from __future__ import annotations

import logging

import aiohttp
import discord
import pytest
import simcord
from discord import app_commands
from pydantic import SecretStr

from bot.chat import build_bot, run
from bot.records import Records, RecordsError
from bot.services import Services
from bot.services.process.logs import FORMS
from bot.settings import Settings, SettingsError
from tests.chat.world import World
from tests.files import records_file

PRETENDED = "MTIz.very.secret"


def syncs(env: simcord.Env) -> int:
    return sum(each.method == "PUT" and each.path.endswith("/commands") for each in env.http_requests)


async def test_commands_are_told_at_the_first_start_and_not_at_the_next(
    world: World, settings: Settings, services: Services
) -> None:
    assert syncs(world.env) == 1
    await world.env.restart_bot(build_bot(settings, services))
    assert syncs(world.env) == 1
    assert "ask" in world.ann.available_commands(world.channel)


async def test_changed_commands_are_told_again(world: World, settings: Settings, services: Services) -> None:
    changed = build_bot(settings, services)

    @changed.tree.command(description="new")
    async def brandnew(interaction: discord.Interaction) -> None: ...

    await world.env.restart_bot(changed)
    assert syncs(world.env) == 2
    assert "brandnew" in world.ann.available_commands(world.channel)


async def test_a_failed_telling_is_tried_again_at_the_next_start(
    simcord_env: simcord.Env, settings: Settings, services: Services
) -> None:
    renewed = settings.model_copy(update={"records": records_file(settings).with_name("other.sqlite")})
    simcord_env.inject_error("PUT", "/applications/*/commands", status=500)
    await simcord_env.restart_bot(build_bot(renewed, services))
    before = syncs(simcord_env)
    await simcord_env.restart_bot(build_bot(renewed, services))
    assert syncs(simcord_env) == before + 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_token_is_in_no_line_of_the_log(form: str) -> None:
    hider = FORMS[form](PRETENDED)
    try:
        raise ValueError(f"bad token {PRETENDED}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "sent %s", (PRETENDED,), (type(error), error, error.__traceback__)
        )
    assert PRETENDED not in hider.format(record)
    assert "[token]" in hider.format(record)


def test_building_logs_in_to_nothing(settings: Settings, services: Services) -> None:
    bot = build_bot(settings, services)
    assert bot.user is None
    assert not records_file(settings).exists()


def test_run_without_a_token_says_so(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="DISCORD_TOKEN"):
        run(settings)


def test_a_discord_that_cannot_be_reached_is_told_in_a_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nowhere(*_: object, **__: object) -> None:
        raise aiohttp.ClientConnectionError("no route")

    monkeypatch.setattr(discord.http.HTTPClient, "static_login", nowhere)
    with pytest.raises(SettingsError, match="Discord cannot be reached: no route"):
        run(settings.model_copy(update={"token": SecretStr(PRETENDED), "workers": 0}))


async def test_records_that_cannot_be_used_are_told_with_their_setting(settings: Settings) -> None:
    records_file(settings).write_text("this is no database, and long enough to be read as one" * 20)
    for path in (records_file(settings), records_file(settings) / "under a file"):
        with pytest.raises(RecordsError, match="BRIEFING_RECORDS"):
            await Records.open(path)


def test_every_command_has_a_description_that_fits(settings: Settings, services: Services) -> None:
    for command in build_bot(settings, services).tree.walk_commands():
        assert isinstance(command, app_commands.Command | app_commands.Group)
        assert 1 <= len(command.description) <= 100
