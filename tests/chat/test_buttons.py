"""Buttons and menus under an answer, before and after a restart of the bot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat import build_bot
from bot.records import Records
from bot.services import Services, check_files
from bot.settings import Settings
from tests.chat.world import PAGED, World, labels, links, menu, options, words

UNSURE = "what about the hours?"
TWO = "what did Renwick say about the strike?"
ONE = "what did Aldercott say about the barrier?"
LISTED = "what did Tobias Renwick say?"


@pytest.fixture
def own_settings() -> dict[str, object]:
    """Embeds with their buttons below, as messages of earlier versions have them."""
    return {"cards": "embeds"}


@pytest.fixture
def services(paged_services: Services) -> Services:
    return paged_services


async def opinions(settings: Settings) -> list[tuple[str, bool, str]]:
    """Item, usefulness and reason of all feedback in the log."""
    log = await (await Records.open(settings.records)).log.all()
    return [(each.item, each.useful, each.reason) for asked in log for each in asked.opinions]


@pytest.mark.parametrize("restarted", [False, True])
async def test_more_pages_and_back_returns(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    answer = await world.answer(PAGED)
    first = words(answer)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    await world.ann.click(answer, label="More")
    assert words(world.said()[-1]) != first
    assert "6 to 7 of 7" in words(world.said()[-1])
    assert "More" not in labels(world.said()[-1])
    await world.ann.click(world.said()[-1], label="Back")
    assert words(world.said()[-1]) == first
    assert len(world.said()) == 1


async def test_somebody_else_turns_the_pages_of_a_copy_of_their_own(world: World) -> None:
    answer = await world.answer(PAGED)
    turned = await world.ben.click(answer, label="More")
    assert turned.response
    assert turned.response.ephemeral
    assert words(turned.response) != words(answer)
    assert words(world.said()[-1]) == words(answer)
    again = words(turned.response)
    await world.ben.click(turned.response, label="Back")
    assert turned.response
    assert words(turned.response) != again


@pytest.mark.parametrize("restarted", [False, True])
async def test_why_tells_the_evidence_in_words(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    answer = await world.answer(LISTED)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    told = await world.ben.click(answer, label="Why the first?")
    assert told.response
    assert told.response.ephemeral
    assert "How the question was read" in words(told.response)
    assert "Tobias Renwick" in words(told.response)


async def test_a_citation_is_given_as_text_and_as_markdown(world: World) -> None:
    answer = await world.answer(LISTED)
    told = await world.ann.click(answer, label="Cite the first")
    assert told.response
    assert told.response.ephemeral
    assert "```txt\n“" in told.response.content
    assert "```md\n> " in told.response.content
    assert "The Ellery Gazette" in told.response.content


async def test_source_is_a_link(world: World) -> None:
    (link,) = links(await world.answer(LISTED))
    assert link.startswith("https://gazette.example/renwick-resigns#:~:text=My%20brother%2Din")


async def test_a_private_answer_is_shared_with_everybody(world: World) -> None:
    asked = await world.ann.slash(world.channel, "ask", question=LISTED, private=True)
    assert asked.response
    shared = await world.ann.click(asked.response, label="Share")
    assert shared.response
    assert not shared.response.ephemeral
    assert "Shared by ann" in shared.response.content
    assert "My brother-in-law's firm" in words(shared.response)
    assert "Share" not in labels(shared.response)


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_candidate_that_was_meant_is_opened_and_noted(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    answer = await world.answer(UNSURE)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    meant = next(each for each in options(answer) if each["label"].startswith("Eleven hours"))
    await world.ann.select(answer, [meant["value"]], custom_id=menu(answer))
    shown = world.said()[-1]
    assert shown.id == answer.id
    assert "**Dorian Pell**" in words(shown)
    assert "caps shifts" not in words(shown)
    assert options(shown)
    assert [(useful, reason) for _, useful, reason in await opinions(settings)] == [(True, "chosen")]


async def test_what_somebody_else_chooses_changes_nothing_for_the_asker(
    world: World, settings: Settings
) -> None:
    answer = await world.answer(UNSURE)
    chosen = await world.ben.select(answer, ["2"], custom_id=menu(answer))
    assert chosen.response
    assert chosen.response.ephemeral
    assert words(world.said()[-1]) == words(answer)
    assert not await opinions(settings)


async def test_thumbs_are_noted_and_a_reason_is_asked_for(
    world: World, settings: Settings, services: Services
) -> None:
    answer = await world.answer(LISTED)
    thanked = await world.ann.click(answer, label="👍 First answer")
    assert thanked.ephemeral
    assert [useful for _, useful, _ in await opinions(settings)] == [True]
    asked = await world.ann.click(answer, label="👎 First answer")
    assert asked.response
    assert asked.response.ephemeral
    await world.env.restart_bot(build_bot(settings, services))
    await world.ann.select(asked.response, ["old"], custom_id=menu(asked.response))
    assert [(useful, reason) for _, useful, reason in await opinions(settings)] == [(False, "old")]
    assert "Thank you" in words(asked.response)


async def test_all_that_fits_is_shown_together_and_nothing_else(world: World) -> None:
    answer = await world.answer(TWO)
    shown = words(answer)
    assert "wrong to call the strike reckless" in shown
    assert "This strike is reckless" in shown
    assert "**Agnes Thorley**" not in shown
    assert "may fit" not in shown
    assert labels(answer) == [
        "Why the first?",
        "Source of the first",
        "Cite the first",
        "👍 First answer",
        "👎 First answer",
    ]
    assert len(options(answer)) == 2


async def test_an_entry_of_several_is_opened_with_buttons_of_its_own(
    world: World, settings: Settings
) -> None:
    answer = await world.answer(TWO)
    first, second = sorted(("wrong to call", "This strike is reckless"), key=words(answer).index)
    await world.ann.select(answer, [options(answer)[1]["value"]], custom_id=menu(answer))
    opened = world.said()[-1]
    assert first not in words(opened)
    await world.ann.click(opened, label="👍")
    judged = [item for item, useful, reason in await opinions(settings) if not reason]
    assert len(judged) == 1
    assert second in words(opened)
    await world.ann.click(opened, label="Back")
    assert words(world.said()[-1]) == words(answer)


async def test_the_only_answer_has_no_menu_and_no_more(world: World) -> None:
    answer = await world.answer(ONE)
    assert labels(answer) == ["Why this?", "Source", "Cite", "👍", "👎"]
    assert not options(answer)


async def test_nothing_known_has_no_buttons(world: World) -> None:
    answer = await world.answer("what about zeppelins?")
    assert not labels(answer)
    assert not options(answer)


class TestShortMemory:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"button_days": 1, "cards": "embeds"}

    async def test_buttons_are_forgotten_after_the_days_that_the_operator_set(self, world: World) -> None:
        answer = await world.answer(PAGED)
        await world.env.advance_time(31 * 3600)
        told = await world.ann.click(answer, label="More")
        assert told.response
        assert told.response.ephemeral
        assert "too old for its buttons" in words(told.response)


class TestChangedKnowledge:
    """Buttons of an answer whose article is gone meanwhile."""

    @pytest.fixture
    def services(self, tmp_path: Path, newsroom: Path) -> Iterator[Services]:
        folder = tmp_path / "knowledge"
        shutil.copytree(newsroom, folder, ignore=shutil.ignore_patterns(".briefing-index"))
        with Services.open(folder, vectors=False) as services:
            yield services

    @pytest.mark.parametrize("label", ["Cite the first", "Why the first?"])
    async def test_what_was_taken_back_is_not_shown_again(
        self, world: World, services: Services, tmp_path: Path, label: str
    ) -> None:
        answer = await world.answer(LISTED)
        (tmp_path / "knowledge" / "renwick-resigns.yaml").unlink()
        services.reload()
        told: Any = await world.ann.click(answer, label=label)
        assert told.response
        assert told.response.ephemeral
        assert "no longer in the knowledge" in words(told.response)

    async def test_they_outlive_ids_that_the_entries_were_given(
        self, world: World, settings: Settings, services: Services, tmp_path: Path
    ) -> None:
        answer = await world.answer(UNSURE)
        before = options(answer), labels(answer), words(answer)
        check_files(tmp_path / "knowledge", ids=True)
        await world.bot.reloader.now()
        await world.env.restart_bot(build_bot(settings, services))
        await world.ann.select(answer, [options(answer)[0]["value"]], custom_id=menu(answer))
        await world.ann.click(world.said()[-1], label="Back")
        shown = world.said()[-1]
        assert (options(shown), labels(shown), words(shown)) == before
        meant = next(each for each in options(shown) if each["label"].startswith("Eleven hours"))
        await world.ann.select(shown, [meant["value"]], custom_id=menu(shown))
        opened = world.said()[-1]
        assert "**Dorian Pell**" in words(opened)
        told = await world.ann.click(opened, label="Cite")
        assert told.response
        assert "Dorian Pell" in told.response.content
        why = await world.ann.click(opened, label="Why this?")
        assert why.response
        assert "How the question was read" in words(why.response)

    async def test_they_find_a_quote_whose_words_were_corrected(
        self, world: World, settings: Settings, services: Services, tmp_path: Path
    ) -> None:
        answer = await world.answer(LISTED)
        file = tmp_path / "knowledge" / "renwick-resigns.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("My brother-in-law's", "My brother's"), encoding="utf-8")
        await world.bot.reloader.now()
        await world.env.restart_bot(build_bot(settings, services))
        why = await world.ann.click(answer, label="Why the first?")
        assert why.response
        assert "My brother's firm" in words(why.response)
