"""Commands, buttons, menus, forms and follows share a pace with questions; editors have their own."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, words

FISK = "what did Petronella Fisk say?"
TOO_SOON = "One at a time"


@pytest.fixture
def own_settings() -> dict[str, Any]:
    return {"member_pace": 3, "channel_pace": 5, "editor_pace": 8, "cards": "embeds"}


def told(result: Any) -> str:
    """What a reply says, wherever it stands."""
    return words(result.followups[-1] if result.followups else result.response)


async def test_all_that_a_member_does_counts_together(
    world: World, settings: Settings, services: Services
) -> None:
    asked = await world.ann.slash(world.channel, "ask", question=FISK)
    assert asked.response
    await world.ann.click(asked.response, label="Why the first?")
    followed = await world.ann.slash(world.channel, "follow", topic="seals")
    assert TOO_SOON not in told(followed)
    for command, options in (
        ("who-said", {"words": "eleven pupils"}),
        ("verify", {"quotation": "eleven pupils"}),
        ("follow", {"topic": "school"}),
        ("unfollow", {"subject": "seals"}),
        ("timeline", {"person": "Petronella Fisk"}),
    ):
        refused = await world.ann.slash(world.channel, command, **options)
        assert TOO_SOON in told(refused)
        assert refused.ephemeral
    refused = await world.ann.click(asked.response, label="Why the first?")
    assert TOO_SOON in told(refused)
    before = len(world.said())
    assert TOO_SOON in words(await world.answer(FISK))
    assert len(world.said()) == before + 1
    assert len(await world.bot.notifier.followed(world.channel.id)) == 1
    assert await world.ann.autocomplete(world.channel, "timeline", "person", "Fi")
    await world.env.advance_time(31)
    assert TOO_SOON not in told(await world.ann.click(asked.response, label="Why the first?"))
    await world.env.restart_bot(build_bot(settings, services))
    assert TOO_SOON not in told(await world.ann.slash(world.channel, "ask", question=FISK))


async def test_a_channel_has_a_pace_for_everybody_in_it_and_editors_their_own(world: World) -> None:
    role = world.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    kim = world.guild.add_member(world.env.create_user("kim"), roles=[role])
    for _ in range(8):
        assert TOO_SOON not in told(await kim.slash(world.channel, "who-said", words="eleven pupils"))
    assert TOO_SOON in told(await kim.slash(world.channel, "who-said", words="eleven pupils"))
    for member, times in ((world.ann, 3), (world.ben, 2)):
        for _ in range(times):
            assert TOO_SOON not in told(await member.slash(world.channel, "who-said", words="eleven pupils"))
    assert TOO_SOON in told(await world.ben.slash(world.channel, "who-said", words="eleven pupils"))
    elsewhere = world.guild.create_text_channel("elsewhere")
    assert TOO_SOON not in told(await world.ben.slash(elsewhere, "who-said", words="eleven pupils"))


async def test_whoever_keeps_the_knowledge_is_an_editor_at_home_alone(world: World) -> None:
    world.bot.owner_id = world.ben.id
    await world.env.advance_time(1)
    editors = world.guild.create_role("editors")
    eve = world.guild.add_member(world.env.create_user("eve"), roles=[editors])
    world.bot.settings = world.bot.settings.model_copy(update={"admin_roles": (editors.id,)})
    results = [told(await eve.slash(world.channel, "knowledge status")) for _ in range(5)]
    assert not [each for each in results if TOO_SOON in each]
    elsewhere = World(world.env)
    results = [
        told(await elsewhere.ann.slash(elsewhere.channel, "who-said", words="eleven")) for _ in range(4)
    ]
    assert [TOO_SOON in each for each in results] == [False, False, False, True]
