"""Answers that showed what was corrected or taken out since are amended where they stand, each once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import discord
import pytest

from bot.chat import build_bot
from bot.services import Purge, Purger, Services
from bot.settings import Settings
from tests.chat.world import World, labels, options, words

ARTICLE = """\
title: Harbour wall at Fennmoor
source: Fennmoor Mirror
published: 2031-05-02
people: [{name: Ann Roe, role: harbour master}]
quotes:
  - speaker: Ann Roe
    text: The harbour wall will hold for forty years.
    context: at the opening
  - speaker: Bert Oke
    text: The dredger leaves the basin on Friday.
"""
LAMPS = """\
title: Lamps on the mole
quotes:
  - {speaker: Ann Roe, text: "The lamps will burn until dawn,", context: on lamps}
  - {speaker: Ann Roe, text: and no trawler will say that it lost its way., continues: true}
"""
WALL = "what did Ann Roe say about the harbour wall?"
EDITED = "/channels/*/messages/*"
FORTY, FOURTEEN = "forty years", "fourteen years"


@pytest.fixture
def own_settings() -> dict[str, object]:
    """Embeds, which keep their form when they are amended."""
    return {"cards": "embeds"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "knowledge"
    place.mkdir()
    (place / "harbour.yaml").write_text(ARTICLE, encoding="utf-8")
    (place / "tram.yaml").write_text(
        "title: Tram\nquotes: [{speaker: Cy Ness, text: The tram stops at noon.}]\n", encoding="utf-8"
    )
    return place


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[], Services]]:
    """Opens the knowledge anew, as each start of the bot does."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Services.open(folder, vectors=False))


@pytest.fixture
def services(opened: Callable[[], Services]) -> Services:
    return opened()


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "harbour.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def reload(world: World) -> None:
    world.bot.owner_id = world.ben.id
    assert (await world.ben.slash(world.channel, "knowledge reload")).ephemeral


async def test_an_answer_is_amended_after_a_correction_once(
    world: World, folder: Path, settings: Settings, opened: Callable[[], Services]
) -> None:
    answer = await world.answer(WALL)
    assert FORTY in words(answer)
    edit(folder, FORTY, FOURTEEN)
    await reload(world)
    (amended,) = world.said()
    assert amended.id == answer.id
    assert FOURTEEN in words(amended)
    assert FORTY not in words(amended)
    assert "Corrected on 1 January 2026: the words." in words(amended)
    edited = amended.edited_at
    await world.env.restart_bot(build_bot(settings, opened()))
    await world.env.advance_time(180)
    await reload(world)
    (still,) = world.said()
    assert words(still).count("Corrected on") == 1
    assert still.edited_at == edited


async def test_what_stands_beside_an_answer_is_amended_too(world: World, folder: Path) -> None:
    lamps = folder / "lamps.yaml"
    lamps.write_text(LAMPS, encoding="utf-8")
    await reload(world)
    answer = await world.answer("what did Ann Roe say about trawlers?")
    assert "For context, how this statement begins:" in words(answer)
    assert "> The lamps will burn until dawn," in words(answer)
    assert "Why this?" in labels(answer)
    assert not options(answer)
    lamps.write_text(LAMPS.replace("until dawn", "until noon"), encoding="utf-8")
    await reload(world)
    (amended,) = world.said()
    assert "> The lamps will burn until noon," in words(amended)
    assert "until dawn" not in words(amended)
    assert words(amended).index("and no trawler") < words(amended).index("Corrected on 1 January 2026")
    await world.ann.send(world.channel, world.to_bot("who said that?"))
    assert "and no trawler" in words(world.said()[-1])


async def test_a_neighbour_that_was_taken_back_goes(world: World, folder: Path) -> None:
    lamps = folder / "lamps.yaml"
    lamps.write_text(LAMPS, encoding="utf-8")
    await reload(world)
    await world.answer("what did Ann Roe say about trawlers?")
    lamps.write_text(LAMPS.replace("context: on lamps", "withdrawn: {date: 2031-06-01}"), encoding="utf-8")
    await reload(world)
    (amended,) = world.said()
    assert "until dawn" not in words(amended)
    assert "Withdrawn on 1 June 2031." in words(amended)
    assert "> and no trawler will say that it lost its way." in words(amended)


@pytest.mark.parametrize("asked_in_the_terminal_first", [False, True])
async def test_it_is_amended_at_the_next_start_where_the_bot_was_down(
    world: World,
    folder: Path,
    settings: Settings,
    opened: Callable[[], Services],
    asked_in_the_terminal_first: bool,
) -> None:
    await world.answer(WALL)
    edit(folder, FORTY, FOURTEEN)
    if asked_in_the_terminal_first:
        opened().close()
    await world.env.restart_bot(build_bot(settings, opened()))
    (amended,) = world.said()
    assert FOURTEEN in words(amended)
    assert "Corrected on" in words(amended)
    assert "Cite" in labels(amended)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("speaker: Ann Roe", "speaker: Bert Oke", "Corrected on 1 January 2026: who said it."),
        ("published: 2031-05-02", "published: 2031-05-03", "Corrected on 1 January 2026: the date."),
    ],
)
async def test_a_corrected_speaker_or_date_is_told(
    world: World, folder: Path, old: str, new: str, told: str
) -> None:
    await world.answer(WALL)
    edit(folder, old, new)
    await reload(world)
    (amended,) = world.said()
    assert told in words(amended)
    assert FORTY in words(amended)


@pytest.mark.parametrize(
    ("old", "new"), [("at the opening", "at the reopening"), ("harbour master", "mayor")]
)
async def test_another_context_or_role_is_no_correction(
    world: World, folder: Path, old: str, new: str
) -> None:
    answer = await world.answer(WALL)
    edit(folder, old, new)
    await reload(world)
    assert world.said()[0].edited_at == answer.edited_at is None


async def test_what_was_taken_out_goes_and_what_is_put_back_comes_back(world: World, folder: Path) -> None:
    await world.answer(WALL)
    kept = (folder / "harbour.yaml").read_bytes()
    (folder / "harbour.yaml").unlink()
    await reload(world)
    assert "Taken out on 1 January 2026." in words(world.said()[0])
    assert FORTY not in words(world.said()[0])
    (folder / "harbour.yaml").write_bytes(kept)
    await reload(world)
    assert "Put back on 1 January 2026." in words(world.said()[0])
    assert "Taken out" not in words(world.said()[0])
    assert FORTY in words(world.said()[0])


async def test_what_did_not_arrive_is_tried_again(world: World, folder: Path) -> None:
    await world.answer(WALL)
    world.env.inject_error("PATCH", EDITED, status=503)
    edit(folder, FORTY, FOURTEEN)
    await reload(world)
    assert FORTY in words(world.said()[0])
    await world.env.advance_time(3 * 3600)
    assert FOURTEEN in words(world.said()[0])


@pytest.mark.parametrize(
    ("mark", "told", "shown"),
    [
        (
            "withdrawn: {date: 2031-06-01, note: He never said so.}",
            "Withdrawn on 1 June 2031: He never",
            False,
        ),
        (
            "corrected: {date: 2031-06-01, note: She gave years}",
            "Corrected on 1 June 2031: She gave years.",
            True,
        ),
        (
            "disputed: {note: The builders deny it.}",
            "Disputed since 1 January 2026: The builders deny it.",
            True,
        ),
        ("superseded_by: tram", "Superseded on 1 January 2026: something newer", True),
    ],
)
async def test_what_editors_say_of_an_entry_is_told(
    world: World, folder: Path, mark: str, told: str, shown: bool
) -> None:
    await world.answer(WALL)
    edit(folder, "    context: at the opening\n", f"    context: at the opening\n    {mark}\n")
    await reload(world)
    (amended,) = world.said()
    assert told in words(amended)
    assert (FORTY in words(amended)) is shown


async def test_a_folder_that_is_missing_whole_recalls_nothing(world: World, folder: Path) -> None:
    await world.answer(WALL)
    files = {folder / name: (folder / name).read_bytes() for name in ("harbour.yaml", "tram.yaml")}
    for file in files:
        file.unlink()
    await reload(world)
    for file, content in files.items():
        file.write_bytes(content)
    await reload(world)
    assert world.said()[0].edited_at is None


async def test_a_menu_offers_no_words_that_were_corrected_or_taken_out(world: World, folder: Path) -> None:
    answer = await world.answer("what about Fennmoor?")
    offered = [each["label"] for each in options(answer)]
    assert any("dredger" in label for label in offered)
    assert any(FORTY in label for label in offered)
    edit(folder, "The dredger leaves the basin on Friday.", "Nothing leaves before the tide.")
    edit(folder, FORTY, FOURTEEN)
    await reload(world)
    offered = [each["label"] for each in options(world.said()[0])]
    assert not any("dredger" in label or FORTY in label for label in offered)


async def test_a_verdict_is_given_anew(world: World, folder: Path) -> None:
    quotation = f"The harbour wall will hold for {FORTY}."
    checked = await world.ann.slash(world.channel, "verify", quotation=quotation, speaker="Ann Roe")
    assert checked.response
    assert "Genuine" in words(checked.response)
    edit(folder, FORTY, FOURTEEN)
    await reload(world)
    assert "Altered" in words(world.said()[0])
    assert "Corrected on" in words(world.said()[0])


async def test_a_list_keeps_what_it_showed(world: World, folder: Path) -> None:
    await world.ann.slash(world.channel, "timeline", person="Ann Roe")
    edit(folder, FORTY, FOURTEEN)
    await reload(world)
    (amended,) = world.said()
    assert FOURTEEN in words(amended)
    assert "2 May 2031" in words(amended)


class TestWhatCannotBeAmended:
    """It is listed for those who keep the knowledge, with links to what was amended."""

    async def test_a_private_answer(self, world: World, folder: Path) -> None:
        await world.ann.slash(world.channel, "ask", question=WALL, private=True)
        edit(folder, FORTY, FOURTEEN)
        await reload(world)
        listed = await self.listed(world)
        assert "private, cannot be edited" in listed
        assert "discord.com" not in listed

    async def test_a_deleted_answer(self, world: World, folder: Path) -> None:
        await (await world.answer(WALL)).delete()
        edit(folder, FORTY, FOURTEEN)
        await reload(world)
        assert "not there any more" in await self.listed(world)

    async def test_an_answer_that_the_bot_may_not_edit_any_more(self, world: World, folder: Path) -> None:
        await world.answer(WALL)
        world.env.inject_error("PATCH", EDITED, status=403, code=50001, message="Missing Access")
        edit(folder, FORTY, FOURTEEN)
        await reload(world)
        assert "may not be edited" in await self.listed(world)

    async def test_what_was_amended_is_linked(self, world: World, folder: Path) -> None:
        answer = await world.answer(WALL)
        edit(folder, FORTY, FOURTEEN)
        await reload(world)
        listed = await self.listed(world)
        assert "Corrected on 1 January 2026: the words." in listed
        assert f"discord.com/channels/{world.guild.id}/{world.channel.id}/{answer.id}" in listed
        assert "amended" in listed

    async def test_members_see_no_list(self, world: World) -> None:
        asked = await world.ann.slash(world.channel, "knowledge recall")
        assert asked.response
        assert "Only the people who manage the knowledge" in words(asked.response)

    @staticmethod
    async def listed(world: World) -> str:
        world.bot.owner_id = world.ben.id
        shown = await world.ben.slash(world.channel, "knowledge recall")
        assert shown.response
        assert shown.ephemeral
        return words(shown.response)


class TestNever:
    @pytest.fixture
    def own_settings(self) -> dict[str, object]:
        return {"recall_days": 0, "cards": "embeds"}

    async def test_nothing_is_amended_where_the_operator_does_not_want_it(
        self, world: World, folder: Path
    ) -> None:
        await world.answer(WALL)
        edit(folder, FORTY, FOURTEEN)
        await reload(world)
        assert FORTY in words(world.said()[0])
        told = await world.ann.slash(world.channel, "privacy")
        assert told.response
        assert "correction" not in words(told.response)


async def test_privacy_says_for_how_long_it_is_known_what_an_answer_showed(world: World) -> None:
    told = await world.ann.slash(world.channel, "privacy")
    assert told.response
    assert "so that a correction reaches it: 7 days" in words(told.response)


def purge(folder: Path, settings: Settings, now: datetime) -> Purge:
    with Services.open(folder, vectors=False) as services:
        return Purger(services, settings, clock=lambda: now).purge("harbour", delete_file=True)


async def test_what_the_operator_purges_goes_from_answers_while_the_bot_runs(
    world: World, folder: Path, settings: Settings
) -> None:
    offering = await world.answer("what about Fennmoor?")
    await world.answer(WALL)
    await world.ann.slash(world.channel, "ask", question=WALL, private=True)
    # As in a program of its own, beside the running bot.
    done = await asyncio.to_thread(purge, folder, settings, discord.utils.utcnow())
    assert done.records
    assert (done.records.amended, done.records.private) == (2, 1)
    await world.env.advance_time(2 * 3600)
    offered, amended = world.said()
    assert "Deleted on 1 January 2026. What was here may no longer be shown." in words(amended)
    for message in (amended, offered):
        assert FORTY not in words(message)
        assert "dredger" not in words(message)
        assert not options(message)
    assert offered.id == offering.id
    for question in (WALL, "who said that?"):
        assert "> " not in words(await world.answer(question))
