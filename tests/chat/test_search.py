"""`/search`: words, phrases and qualifiers, in pages; questions with qualifiers."""

from __future__ import annotations

import pytest

from bot.services import Services
from tests.chat.world import World, button, words


async def test_what_is_found_stands_with_speaker_source_and_date(world: World) -> None:
    shown = await world.ann.slash(world.channel, "search", query='strike "not reckless" speaker:Thorley')
    assert shown.response and not shown.response.ephemeral
    seen = words(shown.response)
    assert "Only: by Agnes Thorley · with “not reckless”" in seen
    assert "This walkout is **not reckless**; it is overdue." in seen
    assert "Varrenland Courier · 4 March 2031" in seen


async def test_it_can_be_asked_in_private(world: World) -> None:
    shown = await world.ann.slash(world.channel, "search", query="strike", private=True)
    assert shown.response and shown.response.ephemeral
    assert not world.said()


async def test_what_cannot_be_read_is_one_private_sentence(world: World) -> None:
    told = await world.ann.slash(world.channel, "search", query="strike after: soon")
    assert not world.said()
    (private,) = told.followups
    assert private.ephemeral
    assert "I can't read “soon” as a day. Write a day like 2031-03-04" in words(private)


async def test_several_of_a_name_are_asked_back_about(world: World) -> None:
    shown = await world.ann.slash(world.channel, "search", query="sluice speaker:Renwick")
    assert shown.response
    place = words(shown.response).index("**Lena") > words(shown.response).index("**Tobias")
    await world.ann.click(shown.response, custom_id=button(shown.response, "This one", int(place)))
    seen = words(world.said()[-1])
    assert "leave the northern **sluice** open" in seen
    assert "Only: by Lena Renwick" in seen


async def test_a_source_that_is_not_there_is_told(world: World) -> None:
    shown = await world.ann.slash(world.channel, "search", query="source:Times strike")
    assert shown.response
    assert "No article here is from “Times”." in words(shown.response)


async def test_names_are_completed_behind_what_is_typed(world: World) -> None:
    offered = await world.ann.autocomplete(world.channel, "search", "query", "strike speaker:thor")
    assert offered[0]["value"] == 'strike speaker:"Agnes Thorley"'
    assert await world.ann.autocomplete(world.channel, "search", "query", "strike") == []


async def test_a_question_is_kept_to_its_qualifiers(world: World) -> None:
    answer = await world.answer("what was said about the strike? speaker:Thorley")
    assert "Only: by Agnes Thorley" in words(answer)
    assert "Renwick" not in words(answer)
    listed = await world.answer("speaker:Thorley source:courier")
    assert "Only: by Agnes Thorley · from Varrenland Courier" in words(listed)


class TestPages:
    """More is found than a page takes."""

    @pytest.fixture
    def services(self, paged_services: Services) -> Services:
        return paged_services

    async def test_pages_are_turned_and_every_entry_stands_on_one(self, world: World) -> None:
        shown = await world.ann.slash(world.channel, "search", query='tide "times"')
        assert shown.response
        first = words(shown.response)
        assert "1 to 4 of 7" in first
        assert "The **tide** came in" in first
        await world.ann.click(shown.response, label="Next page")
        second = words(world.said()[-1])
        assert "5 to 7 of 7" in second
        counted = [f"came in {number} **times**" for number in range(7)]
        assert sorted(each for each in counted for page in (first, second) if each in page) == counted
        await world.ann.click(world.said()[-1], label="Previous page")
        assert words(world.said()[-1]) == first
