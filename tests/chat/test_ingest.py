"""`/knowledge ingest`: an attached article, looked through, mended, published or discarded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat import build_bot
from bot.ingest import said
from bot.models import Pointer
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World, labels, menu, options, title, words

ARTICLE = """\
Seals return to the Osk

By Mirela Stroud

The seals are back on the Osk this week, after eleven years without a single one.

"They came back before the tourists did," said Petronella Fisk, head teacher on Gull Island, on Monday.

Dorian Pell, chief executive of Brightwater Ferries, said: "We sold four hundred tickets in a day."
"""
FILE = ("seals.txt", ARTICLE.encode())


@pytest.fixture
def folder(tmp_path: Path, newsroom: Path) -> Path:
    ignored = shutil.ignore_patterns(".briefing-index")
    return Path(shutil.copytree(newsroom, tmp_path / "knowledge", ignore=ignored))


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.open(folder, vectors=False) as services:
        yield services


def files(folder: Path) -> list[Path]:
    """All knowledge files and drafts."""
    return sorted(folder.rglob("*.yaml"))


async def draft(world: World, file: tuple[str, bytes] = FILE) -> Any:
    """The reply to an owner who attached an article."""
    world.bot.owner_id = world.ann.id
    told = await world.ann.slash(world.channel, "knowledge ingest", article=file, source="Gull Island Echo")
    assert told.ephemeral
    assert told.response
    return told.response


async def asked_for_speaker(world: World, shown: Any) -> Any:
    """The modal that asks who said the line about tickets."""
    line = next(each for each in options(shown) if "tickets" in each["label"])
    return await world.ann.select(shown, [line["value"]], custom_id=menu(shown))


def filled(modal: Any, **typed: str) -> dict[str, str]:
    """What is sent with a form: what it holds, but for the fields that are `typed` anew, by their labels."""
    rows = modal.modal["components"]
    fields = [row["component"] if "component" in row else row["components"][0] for row in rows]
    labels = [row.get("label") or field["label"] for row, field in zip(rows, fields, strict=True)]
    held = {label.split()[0].strip(","): field for label, field in zip(labels, fields, strict=True)}
    assert typed.keys() <= held.keys(), list(held)
    return {field["custom_id"]: typed.get(name, field.get("value", "")) for name, field in held.items()}


async def test_a_draft_is_shown_and_nothing_is_written_yet(world: World, folder: Path) -> None:
    before = files(folder)
    shown = await draft(world)
    assert "They came back before the tourists did" in words(shown)
    assert "**Petronella Fisk**" in words(shown)
    assert "Gull Island Echo" in words(shown)
    assert {"Publish", "Discard"} <= set(labels(shown))
    assert files(folder) == before


async def test_a_missing_network_is_said_in_a_sentence(
    world: World, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "shipped_pointer", lambda: Pointer(tmp_path))
    before = files(folder)
    fresh = ARTICLE.replace("four hundred", "five hundred").replace("back on the Osk", "back “at home”")
    shown = await draft(world, ("seals.txt", fresh.encode()))
    assert "The article was not read." in words(shown)
    assert files(folder) == before


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_published_draft_is_answered_from_at_once(
    world: World, folder: Path, settings: Settings, services: Services, restarted: bool
) -> None:
    shown = await draft(world)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
    (folder / "other.yaml").write_text("title: [broken\n", encoding="utf-8")
    await world.ann.click(shown, label="Publish")
    assert (folder / "seals.yaml").exists()
    assert title(shown) == "Article published"
    assert "seals.yaml is published." in words(shown)
    assert "Other files have 1 problem: /knowledge status shows it." in words(shown)
    assert "other.yaml" not in words(shown)
    assert not labels(shown)
    assert "before the tourists" in words(await world.answer("what did Fisk say about the tourists?"))


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_speaker_of_a_line_is_mended_before_publishing(
    world: World, folder: Path, settings: Settings, services: Services, restarted: bool
) -> None:
    shown = await draft(world)
    modal = await asked_for_speaker(world, shown)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
    mended = await world.ann.submit_modal(modal, filled(modal, Speaker="  Tobias   Renwick "))
    assert not mended.followups
    assert "**Tobias Renwick**" in words(shown)
    await world.ann.click(shown, label="Publish")
    assert "speaker: Tobias Renwick" in (folder / "seals.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_speaker_without_a_letter_is_refused(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    shown = await draft(world)
    modal = await asked_for_speaker(world, shown)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
    told = await world.ann.submit_modal(modal, filled(modal, Speaker="   "))
    assert "A quote needs a speaker" in words(told.followups[0] if told.followups else told.response)
    assert "**Dorian Pell**" in words(shown)


async def test_a_speaker_named_for_a_draft_that_is_gone_is_told_so(world: World) -> None:
    shown = await draft(world)
    modal = await asked_for_speaker(world, shown)
    await world.ann.click(shown, label="Discard")
    told = await world.ann.submit_modal(modal, filled(modal, Speaker="Tobias Renwick"))
    assert "too old for its buttons" in words(told.followups[0] if told.followups else told.response)


DOUBTFUL = (
    "hall.txt",
    b"""Hall closed on Gull Island
The hall was old. Dorian Pell said: "It was cold in there.
"We will build another one," Petronella Fisk said.
""",
)


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_was_left_out_is_added_by_a_button(
    world: World, folder: Path, settings: Settings, services: Services, restarted: bool
) -> None:
    shown = await draft(world, DOUBTFUL)
    await world.ann.click(shown, label="Publish")
    assert "left out" in words(shown)
    assert "It was cold" not in (folder / "hall.yaml").read_text(encoding="utf-8")
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
    line = next(each for each in options(shown) if "cold" in each["label"])
    modal = await world.ann.select(shown, [line["value"]], custom_id=menu(shown))
    await world.ann.submit_modal(modal, filled(modal, Speaker="Tobias Renwick"))
    assert "**Tobias Renwick**" in words(shown)
    await world.ann.click(shown, label="Add these quotes")
    published = (folder / "hall.yaml").read_text(encoding="utf-8")
    assert published.index("It was cold") < published.index("We will build")
    assert "speaker: Tobias Renwick" in published
    assert not (folder / "drafts/hall.yaml").exists()
    assert "It was cold" in words(await world.answer("what did Tobias Renwick say about the cold?"))


async def test_what_was_left_out_may_stay_a_draft(world: World, folder: Path) -> None:
    shown = await draft(world, DOUBTFUL)
    await world.ann.click(shown, label="Publish")
    await world.ann.click(shown, label="Leave them as a draft")
    assert "hall.yaml" in words(shown)
    assert "adds_to: hall" in (folder / "drafts/hall.yaml").read_text(encoding="utf-8")


async def test_a_discarded_draft_leaves_nothing(world: World, folder: Path) -> None:
    before = files(folder)
    shown = await draft(world)
    await world.ann.click(shown, label="Discard")
    assert "nothing was written" in words(shown)
    assert not labels(shown)
    assert files(folder) == before


async def test_what_an_editor_changed_is_kept(world: World, folder: Path) -> None:
    (folder / "seals.yaml").write_text("title: Seals\nfacts: [There are seals.]\n", encoding="utf-8")
    shown = await draft(world)
    told = await world.ann.click(shown, label="Publish")
    assert "was kept" in words(told.followups[0])
    assert "There are seals." in (folder / "seals.yaml").read_text(encoding="utf-8")


async def test_a_correction_is_drafted_as_a_change_of_its_article(world: World, folder: Path) -> None:
    article = folder / "gulls.yaml"
    article.write_text(
        "title: Gulls and terns of the bay\nfacts: [The gulls came in 1999 to stay.]\n", encoding="utf-8"
    )
    notice = "Correction\nIn “Gulls and terns of the bay” we gave the year as 1999. It was 2001.\n".encode()
    told = await world.ann.click(await draft(world, ("notice.txt", notice)), label="Publish")
    assert "This corrects gulls.yaml" in words(told.followups[0])
    assert "came in 2001" in (folder / "drafts/gulls.yaml").read_text(encoding="utf-8")
    assert "came in 1999" in article.read_text(encoding="utf-8")
    (folder / "drafts/gulls.yaml").replace(article)
    article.write_text(article.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    again = await world.ann.click(await draft(world, ("notice.txt", notice)), label="Publish")
    assert "has the correction already" in words(again.followups[0])
    assert not (folder / "drafts/gulls.yaml").exists()


async def test_what_holds_no_article_is_told(world: World) -> None:
    assert "I found neither a quotation" in words(await draft(world, ("empty.txt", b"   ")))


async def test_whoever_may_not_reload_may_not_ingest(world: World) -> None:
    told = await world.ben.slash(world.channel, "knowledge ingest", article=FILE)
    assert told.response
    assert "Only the people who manage the knowledge" in words(told.response)


async def chosen(world: World, shown: Any, part: str) -> Any:
    """The form for the line that has these words."""
    line = next(each for each in options(shown) if part in each["label"])
    return await world.ann.select(shown, [line["value"]], custom_id=menu(shown))


@pytest.mark.parametrize("restarted", [False, True])
async def test_all_of_a_draft_is_changed_before_it_is_published(
    world: World, folder: Path, settings: Settings, services: Services, restarted: bool
) -> None:
    shown = await draft(world)
    form = await chosen(world, shown, "tickets")
    words_of_it = filled(form, Speaker="Dora Pell", Words="four hundred tickets", Context="at the pier")
    await world.ann.submit_modal(form, words_of_it)
    assert "> four hundred tickets" in words(shown)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
        world.bot.owner_id = world.ann.id
    heading = await world.ann.click(shown, label="Title, date, address")
    told = {"Title": "Seals are back", "Date": "2031-05-06", "Address": "https://echo.example/seals"}
    await world.ann.submit_modal(heading, filled(heading, **told))
    assert "Seals are back" in words(shown)
    assert "6 May 2031" in words(shown)
    await world.ann.click(shown, label="Publish")
    published = (folder / "seals.yaml").read_text(encoding="utf-8")
    for line in (
        "title: Seals are back", "published: 2031-05-06", "url: https://echo.example/seals",
        "speaker: Dora Pell", "text: four hundred tickets", "context: at the pier",
    ):  # fmt: skip
        assert line in published


async def test_what_the_article_does_not_say_is_no_quote_of_it(world: World) -> None:
    shown = await draft(world)
    form = await chosen(world, shown, "tickets")
    told = await world.ann.submit_modal(form, filled(form, Words="We sold five hundred tickets in a day."))
    assert "does not have exactly these words" in words(told.followups[0])
    assert "four hundred tickets" in words(shown)
    heading = await world.ann.click(shown, label="Title, date, address")
    told = await world.ann.submit_modal(heading, filled(heading, Date="next week"))
    assert "“next week” is not a date" in words(told.followups[0])


async def test_quotes_and_facts_are_left_out_and_taken_back(world: World, folder: Path) -> None:
    shown = await draft(world)
    form = await chosen(world, shown, "tickets")
    await world.ann.submit_modal(form, filled(form, Words=""))
    assert "~~We sold four hundred tickets" in words(shown)
    await world.ann.click(shown, label="Facts")
    fact = "The seals are back on the Osk this week"
    assert fact in words(shown)
    for drawn in (f"~~{fact}", fact, f"~~{fact}"):
        await chosen(world, shown, fact)
        assert (f"~~{fact}" in words(shown)) == drawn.startswith("~~")
    await world.ann.click(shown, label="Back to the quotes")
    await world.ann.click(shown, label="Publish")
    published = (folder / "seals.yaml").read_text(encoding="utf-8")
    assert "before the tourists did" in published
    assert "four hundred" not in published
    assert f"- {fact}" not in published


async def test_rights_are_asked_at_every_press(world: World, folder: Path) -> None:
    shown = await draft(world)
    before, seen = files(folder), words(shown)
    line = options(shown)[0]["value"]
    world.bot.owner_id = world.ben.id
    for label in ("Publish", "Discard", "Title, date, address", "Facts"):
        told = await world.ann.click(shown, label=label)
        private = told.followups[0] if told.followups else told.response
        assert "Only the people who manage the knowledge" in words(private), label
    told = await world.ann.select(shown, [line], custom_id=menu(shown))
    assert told.modal is None
    assert (files(folder), words(shown)) == (before, seen)
    world.bot.owner_id = world.ann.id
    await world.ann.click(shown, label="Publish")
    assert (folder / "seals.yaml").exists()
