"""`/timeline`, `/compare`, `/who-said`, `/person` and `/verify`."""

from __future__ import annotations

import pytest

from bot.chat import build_bot
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, labels, words

WALKOUT = "This walkout is not reckless; it is overdue."


@pytest.fixture
def own_settings() -> dict[str, object]:
    """Embeds with their buttons below, as messages of earlier versions have them."""
    return {"cards": "embeds"}


async def test_a_timeline_is_dated_linked_and_oldest_first(world: World) -> None:
    shown = await world.ann.slash(world.channel, "timeline", person="Tobias Renwick")
    assert shown.response
    text = words(shown.response)
    days = ["4 March 2031", "13 March 2031", "22 April 2031", "2 September 2031"]
    assert [text.index(f"**{day}**") for day in days] == sorted(text.index(f"**{day}**") for day in days)
    assert "https://gazette.example/renwick-resigns" in text


async def test_two_people_are_set_beside_each_other_and_pages_turn_after_a_restart(
    world: World, settings: Settings, services: Services
) -> None:
    shown = await world.ann.slash(world.channel, "compare", first="Tobias Renwick", second="Agnes Thorley")
    assert shown.response
    first = words(shown.response)
    sides = {field.name: field.value for field in shown.response.embeds[0].fields}
    assert "> My brother-in-law's firm" in (sides["Tobias Renwick"] or "")
    assert "> We did not win everything" in (sides["Agnes Thorley"] or "")
    await world.env.restart_bot(build_bot(settings, services))
    await world.ann.click(shown.response, label="More")
    assert words(shown.response) != first


async def test_words_are_led_back_to_their_speaker(world: World) -> None:
    shown = await world.ann.slash(world.channel, "who-said", words="eleven pupils are a scool")
    assert shown.response
    assert "**Petronella Fisk**" in words(shown.response)
    none = await world.ann.slash(world.channel, "who-said", words="the school sells penguins to the ministry")
    assert none.response
    assert "I don't know anybody who said that" in words(none.response)


async def test_a_person_is_shown_with_role_figures_and_subjects(world: World) -> None:
    shown = await world.ann.slash(world.channel, "person", name="Tobias Renwick")
    assert shown.response
    (embed,) = shown.response.embeds
    figures = {field.name: field.value for field in embed.fields}
    assert "harbour minister of Varrenland" in (embed.description or "")
    assert figures["Statements"] == "4"
    assert figures["First"] == "4 March 2031"
    assert "tidal barrier" in (figures["Subjects"] or "")


async def test_names_are_suggested_everywhere(world: World) -> None:
    for command, option in (
        ("timeline", "person"), ("compare", "first"), ("compare", "second"), ("person", "name"),
        ("verify", "speaker"),
    ):  # fmt: skip
        suggested = await world.ann.autocomplete(world.channel, command, option, "renwik")
        assert "Tobias Renwick" in {each["value"] for each in suggested}


async def test_a_quotation_is_verified_and_an_altered_one_is_shown_with_its_differences(world: World) -> None:
    genuine = await world.ann.slash(world.channel, "verify", quotation=WALKOUT, speaker="Agnes Thorley")
    assert genuine.response
    assert genuine.response.embeds[0].title == "Genuine"
    assert "Why this?" not in labels(genuine.response)
    altered = await world.ann.slash(
        world.channel, "verify", quotation=WALKOUT.replace("not reckless", "reckless")
    )
    assert altered.response
    assert altered.response.embeds[0].title == "Altered"
    assert "~~" in words(altered.response) or "__**" in words(altered.response)
    blamed = await world.ann.slash(world.channel, "verify", quotation=WALKOUT, speaker="Dorian Pell")
    assert blamed.response
    assert blamed.response.embeds[0].title == "Misattributed"


async def test_a_verdict_given_in_private_can_be_shared(world: World) -> None:
    asked = await world.ann.slash(world.channel, "verify", quotation=WALKOUT, private=True)
    assert asked.response
    assert asked.ephemeral
    shared = await world.ann.click(asked.response, label="Share")
    assert shared.response
    assert shared.response.embeds[0].title == "Genuine"
    assert not shared.response.ephemeral


async def test_who_is_not_known_is_told_in_private(world: World) -> None:
    for command, values in (
        ("timeline", {"person": "zzzz qqqq"}), ("person", {"name": "zzzz qqqq"}),
        ("compare", {"first": "Agnes Thorley", "second": "zzzz qqqq"}),
    ):  # fmt: skip
        told = await world.ann.slash(world.channel, command, **values)
        assert [each.ephemeral for each in told.followups] == [True]
        assert not world.said()


async def test_nobody_is_compared_with_themselves(world: World) -> None:
    told = await world.ann.slash(world.channel, "compare", first="Thorley", second="Agnes Thorley")
    assert [each.ephemeral for each in told.followups] == [True]
    assert words(told.followups[0]) == "Both names mean Agnes Thorley. Name two different people."
    assert not world.said()


async def test_every_quotation_in_a_message_is_checked_for_whoever_asks(world: World) -> None:
    draft = (
        f"Agnes Thorley said: “{WALKOUT}” Dorian Pell said: “Eleven hours is a limit that we cannot keep.”"
    )
    written = await world.ben.send(world.channel, draft)
    checked = await world.ann.context_menu(world.channel, "Check quotations", written)
    assert checked.response
    assert checked.ephemeral
    assert "2 quotations checked" in words(checked.response)
    shared = await world.ann.click(checked.response, label="Share")
    assert shared.response
    assert not shared.response.ephemeral
    assert "2 quotations checked" in words(shared.response)


async def test_is_it_true_is_answered_with_a_verdict(world: World) -> None:
    answer = await world.answer(f"is it true that Agnes Thorley said “{WALKOUT}”?")
    assert answer.embeds[0].title == "Genuine"
    answer = await world.answer(f"did Dorian Pell really say “{WALKOUT}”?")
    assert answer.embeds[0].title == "Misattributed"
