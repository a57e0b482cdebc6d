"""Where what was typed fits several people or articles, a menu asks which was meant."""

from __future__ import annotations

import pytest

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, menu, options, words


@pytest.fixture
def own_settings() -> dict[str, object]:
    """Embeds with their buttons below, as messages of earlier versions have them."""
    return {"cards": "embeds"}


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_person_that_was_meant_is_shown_in_the_place_of_the_choice(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    asked = await world.ann.slash(world.channel, "quotes", person="Renwick")
    assert asked.response
    assert {each["value"] for each in options(asked.response)} == {"Tobias Renwick", "Lena Renwick"}
    assert "> " not in words(asked.response)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    await world.ann.select(asked.response, ["Lena Renwick"], custom_id=menu(asked.response))
    assert "**Lena Renwick**" in words(world.said()[-1])
    assert "**Tobias Renwick**" not in words(world.said()[-1])


async def test_each_side_of_a_comparison_is_chosen_by_itself(world: World) -> None:
    asked = await world.ann.slash(world.channel, "compare", first="Dorian Pell", second="Renwick")
    assert asked.response
    await world.ann.select(asked.response, ["Tobias Renwick"], custom_id=menu(asked.response))
    shown = words(world.said()[-1])
    assert "Dorian Pell" in shown
    assert "Tobias Renwick" in shown


async def test_an_article_is_chosen_by_its_title(world: World) -> None:
    asked = await world.ann.slash(world.channel, "summary", article="ferry strike")
    assert asked.response
    values = [each["value"] for each in options(asked.response)]
    assert {"ferry-strike-begins", "ferry-strike-ends"} <= set(values)
    await world.ann.select(asked.response, ["ferry-strike-ends"], custom_id=menu(asked.response))
    assert not options(world.said()[-1])


async def test_somebody_else_gets_a_copy_of_their_own(world: World) -> None:
    asked = await world.ann.slash(world.channel, "person", name="Renwick")
    assert asked.response
    chosen = await world.ben.select(asked.response, ["Lena Renwick"], custom_id=menu(asked.response))
    assert chosen.response
    assert chosen.response.ephemeral
    assert "Lena Renwick" in words(chosen.response)
    assert "Which one did you mean" in words(world.said()[-1])


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_question_about_nobody_known_asks_back_who_was_meant(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    asked = await world.answer("what did Peter Thorley say about sleep?")
    assert "I don't know anybody named Peter Thorley" in words(asked)
    assert "> " not in words(asked)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    await world.ann.select(asked, ["Agnes Thorley"], custom_id=menu(asked))
    assert "**Agnes Thorley**" in words(world.said()[-1])


async def test_what_is_to_be_followed_must_be_one_person(world: World) -> None:
    told = await world.ann.slash(world.channel, "follow", person="Renwick")
    assert told.response
    assert "several people" in words(told.response)
