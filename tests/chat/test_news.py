"""Posts of news: gathered in digests, opened whole, found again after a kill, told when they hold no more."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.chat import build_bot
from bot.chat.cogs.follow import FollowCog
from bot.services import Services
from bot.settings import Settings
from tests.chat.test_follow import folder, publish, services
from tests.chat.test_server_settings import Put, put
from tests.chat.test_settings_screens import chosen, kim
from tests.chat.world import World, labels, words
from tests.files import records_file

__all__ = ["folder", "kim", "put", "services"]

FISK = "Petronella Fisk"
HOUR = 3600


@pytest.fixture(autouse=True)
def looks() -> Iterator[None]:
    """Three looks an hour at what waits, and not sixty: what is waited for here takes days."""
    FollowCog._deliver.change_interval(minutes=20)
    yield
    FollowCog._deliver.change_interval(minutes=1)


@pytest.fixture
def own_settings() -> dict[str, object]:
    """The tests' clock begins at midnight, UTC, of a Thursday."""
    return {"time_zone": "UTC", "digest_hour": 2}


def as_killed(settings: Settings) -> None:
    """What a kill leaves between what Discord took and the note of that."""
    with closing(sqlite3.connect(records_file(settings))) as killed:
        killed.execute("UPDATE outbox SET sent = NULL, claimed = NULL WHERE kind LIKE 'news%'")
        killed.execute("DELETE FROM messages")
        killed.commit()


async def test_a_digest_gathers_news_until_its_hour_across_restarts_and_is_shown_once(
    world: World, folder: Path, settings: Settings, services: Services, put: Put
) -> None:
    await put("follow_digest", "daily")
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7)
    await world.env.restart_bot(build_bot(settings, services))
    await publish(world, folder, 8)
    await world.env.advance_time(HOUR)
    assert not world.said()
    await world.env.advance_time(HOUR)
    (digest,) = world.said()
    assert "News of the day on what is followed here" in words(digest)
    assert words(digest).count("The seals came back") == 2
    as_killed(settings)
    await world.env.restart_bot(build_bot(settings, services))
    assert [each.id for each in world.said()] == [digest.id]
    assert await world.bot.records.messages.of(digest.id)
    await publish(world, folder, 9)
    await world.env.advance_time(20 * HOUR)
    assert len(world.said()) == 1
    await world.env.advance_time(4 * HOUR)
    assert "9 days before" in words(world.said()[-1])


async def test_a_follow_may_have_its_own_rhythm(world: World, folder: Path, put: Put) -> None:
    await put("follow_digest", "daily")
    await put("digest_day", "friday")
    await world.ann.slash(world.channel, "follow", person=FISK, when="off")
    await world.ann.slash(world.channel, "follow", topic="tickets", when="weekly")
    listed = await world.ann.slash(world.channel, "following")
    assert "at once" in words(listed.response)
    assert "weekly digest" in words(listed.response)
    await publish(world, folder, 7)
    assert "came back 7 days" in words(world.said()[-1])
    assert "tickets" not in words(world.said()[-1])
    await world.env.advance_time(25 * HOUR)
    assert len(world.said()) == 1
    await world.env.advance_time(2 * HOUR)
    assert "News of the week" in words(world.said()[-1])
    assert "We sold 7 tickets" in words(world.said()[-1])


async def test_a_digest_keeps_quiet_hours(world: World, folder: Path, put: Put) -> None:
    await put("follow_digest", "daily")
    await put("quiet_hours", "1-4")
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7)
    await world.env.advance_time(3 * HOUR)
    assert not world.said()
    await world.env.advance_time(HOUR + 700)
    assert "News of the day" in words(world.said()[-1])


async def test_what_waits_is_posted_as_soon_as_the_settings_let_it(
    world: World, folder: Path, put: Put, kim: Any
) -> None:
    await put("follow_digest", "weekly")
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7)
    assert not world.said()
    await chosen(world, kim, "follow_digest", "off")
    assert "came back 7 days" in words(world.said()[-1])


@pytest.mark.parametrize("form", ["layout", "embeds", "text"])
async def test_everything_behind_and_more_is_opened_by_a_button_after_a_restart(
    world: World, folder: Path, settings: Settings, services: Services, put: Put, form: str
) -> None:
    await put("cards", form)
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, *range(10, 33))
    (post,) = world.said()
    seen = Counter(re.findall(r"came back (\d+) days", words(post)))
    assert f"and {23 - len(seen)} more" in words(post)
    await world.env.restart_bot(build_bot(settings, services))
    label = "Next page" if form == "layout" else "More"
    pressed = await world.ben.click(post, label=label)
    page = (*pressed.followups, pressed.response)[0]
    assert page and page.ephemeral
    while True:
        seen.update(re.findall(r"came back (\d+) days", words(page)))
        if label not in labels(page):
            break
        await world.ben.click(page, label=label)
    assert seen == Counter(map(str, range(10, 33)))
    assert words(world.said()[0]) == words(post), "what all see stays"


async def test_a_post_is_known_again_by_its_buttons_whatever_it_says_by_then(
    world: World, folder: Path, settings: Settings, services: Services
) -> None:
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7)
    (post,) = world.said()
    await world.ann.slash(world.channel, "forgetme")
    seals = folder / "seals-7.yaml"
    seals.write_text(seals.read_text(encoding="utf-8").replace("The seals", "All seals"), encoding="utf-8")
    services.reload()
    as_killed(settings)
    await world.env.restart_bot(build_bot(settings, services))
    assert post.id in {each.id for each in world.said()}
    assert sum("Corrected" not in words(each) for each in world.said()) == 1


@pytest.mark.parametrize("how", ["withdrawn", "removed"])
async def test_what_was_posted_and_holds_no_longer_is_told_once(
    world: World, folder: Path, settings: Settings, services: Services, how: str
) -> None:
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7, 8)
    (post,) = world.said()
    seals = folder / "seals-7.yaml"
    text = seals.read_text(encoding="utf-8")
    if how == "withdrawn":
        line = "tourists did., withdrawn: {note: Fisk denies it.}}"
        seals.write_text(text.replace("tourists did.}", line), encoding="utf-8")
    else:
        quote = next(each for each in text.splitlines() if "came back" in each)
        seals.write_text(text.replace(f"{quote}\n", ""), encoding="utf-8")
    for _ in range(2):
        await publish(world, folder)
        await world.env.restart_bot(build_bot(settings, services))
    first, back = world.said()
    assert first.id == post.id
    assert "Taken back on what is followed here" in words(back)
    assert "came back 7" not in words(back)
    if how == "withdrawn":
        assert "Fisk denies it" in words(back)
        assert "Petronella Fisk" in words(back)
    else:
        assert "no longer in the knowledge base" in words(back)
    assert f"/{world.channel.id}/{post.id}" in words(back)


async def test_an_item_of_a_post_is_opened_and_cited(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "follow", person=FISK)
    await publish(world, folder, 7)
    (post,) = world.said()
    opened = await world.ben.click(post, label="More")
    shown = (*opened.followups, opened.response)[0]
    assert shown and shown.ephemeral
    cited = await world.ben.click(shown, label="Cite")
    assert "Gull Island Echo" in words((*cited.followups, cited.response)[0])
