"""Following a person or topic: what a reload brings is posted, bundled, once, and not too often."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import discord
import pytest

from bot.cards.catalogues import catalogue
from bot.chat import build_bot
from bot.chat.news import NewsSender
from bot.services import OPERATOR_NAME, FollowNotifier, Services, SettingPlace, followed
from bot.settings import Settings
from tests.chat.world import World, words
from tests.files import records_file

ARTICLE = """\
title: Seals return to the Osk ({number})
source: Gull Island Echo
people: [{{name: Petronella Fisk, role: head teacher on Gull Island}}]
quotes:
  - {{speaker: Petronella Fisk, text: The seals came back {number} days before the tourists did.}}
  - {{speaker: Dorian Pell, text: We sold {number} tickets to see them.}}
facts: [The harbour counted {number} seals.]
"""


@pytest.fixture
def folder(tmp_path: Path, newsroom: Path) -> Path:
    ignored = shutil.ignore_patterns(".briefing-index")
    return Path(shutil.copytree(newsroom, tmp_path / "knowledge", ignore=ignored))


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


def write(folder: Path, *numbers: int) -> None:
    """New articles."""
    for number in numbers:
        (folder / f"seals-{number}.yaml").write_text(ARTICLE.format(number=number), encoding="utf-8")


async def publish(world: World, folder: Path, *numbers: int) -> None:
    """New articles, and a reload by the bot's owner that takes them up."""
    write(folder, *numbers)
    world.bot.owner_id = world.ben.id
    done = await world.ben.slash(world.channel, "knowledge reload")
    assert done.ephemeral


async def test_a_person_is_followed_and_new_statements_are_posted_once(world: World, folder: Path) -> None:
    begun = await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    assert begun.ephemeral
    await publish(world, folder, 7)
    (post,) = world.said()
    assert "seals came back 7 days" in words(post)
    assert "Eleven pupils" not in words(post)
    assert "tickets" not in words(post)
    await publish(world, folder)
    assert len(world.said()) == 1


async def test_a_topic_is_followed_in_a_direct_message(world: World, folder: Path) -> None:
    await world.ann.user.slash("follow", topic="seals")
    await publish(world, folder, 7)
    post = words(world.ann.user.dm_channel.last_message)
    assert "The harbour counted 7 seals" in post
    assert not world.said()


async def test_several_new_statements_and_follows_make_one_post(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    await world.ann.slash(world.channel, "follow", topic="seals")
    await publish(world, folder, 7, 8)
    (post,) = world.said()
    assert words(post).count("came back 7 days") == 1
    assert words(post).count("came back 8 days") == 1


async def test_what_is_changed_later_and_was_known_before_is_no_news(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    school = folder / "gull-island-school.yaml"
    school.write_text(school.read_text(encoding="utf-8").replace("keeps its", "keeps her"), encoding="utf-8")
    await publish(world, folder)
    assert not world.said()


async def test_a_correction_is_shown_as_one_and_not_as_news(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    await publish(world, folder, 7)
    school, seals = folder / "gull-island-school.yaml", folder / "seals-7.yaml"
    school.write_text(
        school.read_text(encoding="utf-8").replace("Eleven pupils", "Twelve pupils"), encoding="utf-8"
    )
    seals.write_text(
        seals.read_text(encoding="utf-8").replace("before the", "ahead of the"), encoding="utf-8"
    )
    await publish(world, folder)
    posted, correction = (words(each) for each in world.said())
    assert "ahead of the tourists" in posted
    assert "Corrected on 1 January 2026: the words." in posted
    assert "Corrected on what is followed here" in correction
    assert correction.count("Corrected:") == 2
    assert "New on" not in correction
    assert "Twelve pupils" in correction


async def test_what_was_never_shown_is_new_however_often_it_was_corrected(world: World, folder: Path) -> None:
    await world.bot.server_settings.put(
        "follow_posts", 1, SettingPlace(world.guild.id), OPERATOR_NAME, discord.utils.utcnow()
    )
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    await publish(world, folder, 7)
    await publish(world, folder, 8)
    seals = folder / "seals-8.yaml"
    seals.write_text(
        seals.read_text(encoding="utf-8").replace("before the", "ahead of the"), encoding="utf-8"
    )
    await publish(world, folder)
    assert len(world.said()) == 1
    await world.env.advance_time(28 * 3600)
    late = words(world.said()[-1])
    assert "8 days ahead of the tourists" in late
    assert "New on what is followed here" in late
    assert "Corrected" not in late


async def test_a_restart_between_following_and_news_changes_nothing(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    await world.env.restart_bot(build_bot(settings, services))
    await publish(world, folder, 7)
    assert len(world.said()) == 1
    await world.env.restart_bot(build_bot(settings, services))
    await publish(world, folder)
    assert len(world.said()) == 1


class TestDowntime:
    """What the editors bring while the bot is down."""

    @pytest.fixture
    def later(self, folder: Path) -> Iterator[Callable[[], Services]]:
        """Opens the knowledge anew, as the next start of the bot does."""
        with ExitStack() as stack:
            yield lambda: stack.enter_context(Services.open(folder, vectors=False))

    async def test_news_that_came_while_the_bot_was_down_are_posted_once_at_its_start(
        self, world: World, folder: Path, settings: Settings, later: Callable[[], Services]
    ) -> None:
        await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
        await world.ben.user.slash("follow", topic="seals")
        write(folder, 7, 8)
        await world.env.restart_bot(build_bot(settings, later()))
        (post,) = world.said()
        assert words(post).count("The seals came back") == 2
        assert "tickets" not in words(post)
        assert "The harbour counted 8 seals" in words(world.ben.user.dm_channel.last_message)
        before = len(world.ben.user.dm_channel.history())
        await world.env.restart_bot(build_bot(settings, later()))
        await publish(world, folder)
        assert len(world.said()) == 1
        assert len(world.ben.user.dm_channel.history()) == before

    @pytest.mark.parametrize("followed", [{"person": "Petronella Fisk"}, {"topic": "strike"}])
    async def test_what_was_known_before_is_no_news_at_a_start(
        self, world: World, settings: Settings, later: Callable[[], Services], followed: dict[str, str]
    ) -> None:
        await world.ann.slash(world.channel, "follow", **followed)
        await world.env.restart_bot(build_bot(settings, later()))
        assert not world.said()

    async def test_an_archive_beyond_what_is_looked_through_does_not_flood_when_some_of_it_goes(
        self,
        world: World,
        folder: Path,
        settings: Settings,
        later: Callable[[], Services],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(followed, "KNOWN", 4)
        monkeypatch.setattr(followed, "LOOKED", 2)
        for year in range(2001, 2031):
            dated = f"published: {year}-05-01\n" + ARTICLE.format(number=year)
            (folder / f"old-{year}.yaml").write_text(dated, encoding="utf-8")
        await world.env.restart_bot(build_bot(settings, later()))
        for wanted in ({"person": "Dorian Pell"}, {"topic": "seals"}):
            await world.ann.slash(world.channel, "follow", **wanted)
        (folder / "old-2030.yaml").unlink()
        (folder / "newest.yaml").write_text(
            "published: 2031-12-30\n" + ARTICLE.format(number=7), encoding="utf-8"
        )
        await world.env.restart_bot(build_bot(settings, later()))
        (post,) = world.said()
        assert "counted 7 seals" in words(post)
        assert "20" not in words(post).replace("2031", "")

    async def test_the_daily_limit_holds_across_starts(
        self, world: World, folder: Path, settings: Settings, later: Callable[[], Services]
    ) -> None:
        limited = settings.model_copy(update={"follow_posts": 2})
        await world.ann.slash(world.channel, "follow", topic="seals")
        for number in (1, 2, 3, 4):
            write(folder, number)
            await world.env.restart_bot(build_bot(limited, later()))
            await world.env.advance_time(60)
        assert len(world.said()) == 2
        await world.env.advance_time(28 * 3600)
        assert len(world.said()) == 3
        assert "counted 4 seals" in words(world.said()[-1])

    async def test_what_another_program_took_up_is_posted_at_the_next_reload(
        self, world: World, folder: Path, later: Callable[[], Services]
    ) -> None:
        await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
        write(folder, 7)
        later()
        await publish(world, folder)
        assert len(world.said()) == 1


async def test_a_post_that_discord_failed_at_is_sent_later_and_once(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await world.ann.slash(world.channel, "follow", topic="seals")
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    await publish(world, folder, 7)
    assert not world.said()
    world.env.backend.faults.clear()
    for _ in range(2):
        await world.env.restart_bot(build_bot(settings, services))
        (post,) = world.said()
    assert "New on what is followed here" in words(post)
    assert await world.bot.records.messages.of(post.id)


async def test_a_post_after_which_the_bot_was_killed_is_found_and_not_sent_again(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await world.ann.slash(world.channel, "follow", topic="seals")
    await publish(world, folder, 7)
    (before,) = world.said()
    # As a kill leaves the records between what Discord takes and the note of that.
    with closing(sqlite3.connect(records_file(settings))) as killed:
        killed.execute("UPDATE outbox SET sent = NULL, claimed = NULL WHERE kind = 'news'")
        killed.execute("DELETE FROM messages")
        killed.commit()
    await world.env.restart_bot(build_bot(settings, services))
    assert [each.id for each in world.said()] == [before.id]
    assert await world.bot.records.messages.of(before.id)
    assert not await world.bot.records.outbox.due(discord.utils.utcnow(), kind="news")


async def test_two_rounds_at_the_same_time_post_once(world: World, folder: Path, services: Services) -> None:
    await world.ann.slash(world.channel, "follow", topic="seals")
    write(folder, 7)
    services.reload()
    notifier = FollowNotifier(
        services,
        world.bot.records,
        world.bot.server_settings,
        NewsSender(world.bot, world.bot),
        clock=discord.utils.utcnow,
    )
    await asyncio.gather(notifier.run(), notifier.run())
    assert len(world.said()) == 1


async def test_a_look_that_fails_is_logged_and_the_next_one_looks_again(
    world: World,
    folder: Path,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await world.ann.slash(world.channel, "follow", topic="seals")
    write(folder, 7)
    services.reload()
    with monkeypatch.context() as broken:
        broken.setattr(world.bot.records.follows, "all", None)
        await world.env.advance_time(4 * 3600)
    assert "could not be looked through" in caplog.text
    assert not world.said()
    await world.env.advance_time(4 * 3600)
    assert len(world.said()) == 1


async def test_news_are_told_in_the_servers_language_and_without_embeds_where_none_are_allowed(
    world: World, folder: Path
) -> None:
    refused = discord.PermissionOverwrite(embed_links=False)
    bare = world.guild.create_text_channel("bare", overwrites={world.guild.default_role: refused})
    world.bot.guilds[0].preferred_locale = discord.Locale.japanese
    await world.ann.slash(bare, "follow", topic="seals")
    await publish(world, folder, 7)
    (post,) = bare.history()
    assert not post.embeds
    assert "The harbour counted 7 seals" in post.content
    assert catalogue("ja").gettext("New on what is followed here") in post.content


async def test_following_lists_and_unfollow_ends(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person="fisk")
    twice = await world.ann.slash(world.channel, "follow", person="Petronella Fisk")
    assert twice.response
    assert "already" in words(twice.response)
    shown = await world.ben.slash(world.channel, "following")
    assert shown.response
    assert "Person: Petronella Fisk" in words(shown.response)
    suggested = await world.ann.autocomplete(world.channel, "unfollow", "subject", "fisk")
    assert [each["value"] for each in suggested] == ["Petronella Fisk"]
    await world.ann.slash(world.channel, "unfollow", subject="petronella fisk")
    await publish(world, folder, 7)
    assert not world.said()
    none = await world.ben.slash(world.channel, "following")
    assert none.response
    assert "Nothing is followed here" in words(none.response)


async def test_only_one_thing_is_followed_at_a_time_and_only_what_is_known(world: World) -> None:
    for values in ({}, {"person": "Fisk", "topic": "seals"}, {"person": "zzzz qqqq"}):
        told = await world.ann.slash(world.channel, "follow", **values)
        assert told.ephemeral
        assert told.response
        assert "I will post news" not in words(told.response)


async def test_where_the_bot_may_not_write_it_does_not_follow(world: World) -> None:
    assert world.bot.user
    refused = discord.PermissionOverwrite(send_messages=False)
    muted = world.guild.create_text_channel("muted", overwrites={world.bot.user: refused})
    told = await world.ann.slash(muted, "follow", topic="seals")
    assert told.response
    assert "may not write here" in words(told.response)


class TestDailyLimit:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"follow_posts": 2}

    async def test_beyond_the_daily_limit_news_waits_for_the_next_day(
        self, world: World, folder: Path
    ) -> None:
        await world.ann.slash(world.channel, "follow", topic="seals")
        for number in (1, 2, 3, 4):
            await publish(world, folder, number)
            await world.env.advance_time(60)
        assert len(world.said()) == 2
        await world.env.advance_time(28 * 3600)
        assert len(world.said()) == 3
        assert "counted 3 seals" in words(world.said()[-1])
        assert "counted 4 seals" in words(world.said()[-1])
