"""Faults around an answer: it is shown all the same, without what failed, and what failed comes back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import discord
import pytest
import simcord
from discord import app_commands

from bot.chat import build_bot
from bot.chat.errors import report_errors
from bot.records import file_database, outage
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, labels, words
from tests.files import records_file

QUESTION = "what did Renwick say about the strike?"
ANSWER = "Tobias Renwick"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in these tests."""
    monkeypatch.setattr(file_database, "BUSY", 0.05)
    monkeypatch.setattr(outage, "AGAIN", 0.0)


@pytest.fixture
def own_settings(hurried: None) -> dict[str, object]:
    """The records are opened as hurriedly."""
    return {"cards": "embeds"}


def buttons(message: discord.Message) -> list[str]:
    """What needs the records: whatever is not a link."""
    return [each for each in labels(message) if "Source" not in each]


def told_of_records(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log has of records that cannot be used."""
    return [each.getMessage() for each in caplog.records if "cannot be used" in each.getMessage()]


async def test_an_answer_comes_without_buttons_while_the_records_are_locked(
    world: World, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(records_file(settings), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(2):
            answer = await world.answer(QUESTION)
            assert ANSWER in words(answer)
            assert not buttons(answer)
        by_command = await world.ann.slash(world.channel, "quotes", person="Tobias Renwick")
        assert by_command.response
        assert ANSWER in words(by_command.response)
        refused = await world.ann.slash(world.channel, "follow", topic="strike")
        assert refused.response
        assert "records cannot be used at the moment" in words(refused.response)
    assert len(told_of_records(caplog)) == 1
    assert "locked" in told_of_records(caplog)[0]
    assert buttons(await world.answer(QUESTION))


async def test_what_was_shown_while_the_records_were_locked_is_noted_later(
    world: World, settings: Settings
) -> None:
    with closing(sqlite3.connect(records_file(settings), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        unnoted = await world.answer(QUESTION)
    noted = await world.answer(QUESTION)
    for message in (unnoted, noted):
        assert await world.bot.records.messages.of(message.id)


async def test_records_that_are_deleted_are_made_anew(
    world: World, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    await world.answer(QUESTION)
    for each in records_file(settings).parent.glob(f"{records_file(settings).name}*"):
        each.unlink()
    answer = await world.answer(QUESTION)
    assert ANSWER in words(answer)
    assert buttons(answer)
    told = await world.ann.click(answer, label="Why the first?")
    assert told.response
    assert "cannot be used" not in words(told.response)
    assert records_file(settings).exists()
    assert "deleted or replaced" in caplog.text


async def test_damaged_records_are_set_aside_and_what_can_be_read_of_them_is_kept(
    world: World, settings: Settings, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    await world.ann.slash(world.channel, "follow", topic="strike")
    with closing(sqlite3.connect(records_file(settings))) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'kept'").fetchone()
        size = other.execute("PRAGMA page_size").fetchone()[0]
    with records_file(settings).open("r+b") as file:
        file.seek((pages[0] - 1) * size)
        file.write(b"\xa5" * size)
    for _ in range(3):
        assert ANSWER in words(await world.answer(QUESTION))
    answer = await world.answer(QUESTION)
    assert buttons(answer)
    followed = await world.ann.slash(world.channel, "following")
    assert followed.response
    assert "strike" in words(followed.response)
    assert list(records_file(settings).parent.glob("*.damaged-*"))
    assert "were damaged" in caplog.text


class TestFullDisk:
    """The records lie on a file system of 1 MB, which something else fills."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[Path]:
        place = tmp_path / "disk"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
        if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")
        yield place
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607

    @pytest.fixture
    def own_settings(self, hurried: None, disk: Path) -> dict[str, object]:
        return {
            "cards": "embeds",
            "records": disk / "records.sqlite",
            "member_pace": 1000,
            "channel_pace": 1000,
        }

    async def test_an_answer_comes_and_older_buttons_work_while_the_disk_is_full(
        self, world: World, disk: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = await world.answer(QUESTION)
        ballast = disk / "ballast"
        with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        # What SQLite holds room for already is soon used up.
        for _ in range(40):
            answer = await world.answer(QUESTION)
            assert ANSWER in words(answer)
            if not buttons(answer):
                break
        assert not buttons(answer)
        why = await world.ann.click(before, label="Why the first?")
        assert why.response
        assert "cannot be used" not in words(why.response)
        assert len(told_of_records(caplog)) == 1
        ballast.unlink()
        assert buttons(await world.answer(QUESTION))


async def test_a_bot_starts_while_its_records_are_locked(
    world: World, settings: Settings, services: Services
) -> None:
    with closing(sqlite3.connect(records_file(settings), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        await world.bot.records.close()
        other.execute("BEGIN EXCLUSIVE")
        await world.env.restart_bot(build_bot(settings, services))
        assert ANSWER in words(await world.answer(QUESTION))
    assert buttons(await world.answer(QUESTION))


async def test_an_answer_comes_though_typing_cannot_be_shown(world: World) -> None:
    for status in (403, 500):
        world.env.inject_error("POST", "/channels/*/typing", status=status, times=None)
        before = len(world.said())
        assert ANSWER in words(await world.answer(QUESTION))
        assert len(world.said()) == before + 1


async def test_nothing_is_left_of_a_public_thinking_whose_error_cannot_be_told(world: World) -> None:
    world.env.inject_error("POST", "/webhooks/*", status=500, times=None)
    await world.ann.slash(world.channel, "quotes", person="zzzz qqqq")
    assert "…" not in [each.content for each in world.said()]


async def test_an_interaction_that_discord_knows_no_more_is_a_line_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=1)
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert "could not be shown" in caplog.text
    assert "Traceback" not in caplog.text


class PanicError(BaseException):
    """As a library written in Rust raises it."""


async def test_an_exception_of_any_base_class_is_told_and_logged(
    simcord_env: simcord.Env, settings: Settings, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    broken = build_bot(settings, services)

    @broken.tree.command(description="breaks")
    async def breaks(interaction: discord.Interaction) -> None:
        async with report_errors(interaction):
            await interaction.response.defer(thinking=True)
            raise PanicError("index out of bounds")

    assert isinstance(breaks, app_commands.Command)
    await simcord_env.restart_bot(broken)
    world = World(simcord_env)
    told = await world.ann.slash(world.channel, "breaks")
    assert told.followups
    assert "Something went wrong" in words(told.followups[-1])
    assert "index out of bounds" in caplog.text
    assert not world.said()
