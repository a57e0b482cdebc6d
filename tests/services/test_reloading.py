"""An entry that was remembered is found again, however its correction came to be taken up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.records import Records
from bot.replies import Unknown
from bot.services import (
    OPERATOR,
    Recaller,
    Reloader,
    Request,
    ServerSettings,
    Services,
    context_after,
    current_context,
    current_entry,
)
from bot.settings import Settings

BEFORE = """title: Harbour opens
source: Fennmoor Mirror
quotes:
  - speaker: Ann Roe
    text: The harbour will open in May and feed the whole town again.
"""
OLD, NEW = "in May", "in June"

Correction = Callable[[Path, Records], Awaitable[tuple[str, Services]]]


def opened(folder: Path) -> Services:
    return Services.open(folder, vectors=False)


def reloader(services: Services, records: Records) -> Reloader:
    now = datetime(2031, 5, 4, tzinfo=UTC)
    settings = Settings(_env_file=None)
    zoned = ServerSettings(records.settings, settings)
    recaller = Recaller(services, records, zoned, UTC, clock=lambda: now)
    return Reloader(services, records, recaller, lambda done: None, clock=lambda: now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "knowledge"
    place.mkdir()
    (place / "harbour.yaml").write_text(BEFORE, "utf-8")
    return place


def correct(folder: Path) -> None:
    (folder / "harbour.yaml").write_text(BEFORE.replace(OLD, NEW), "utf-8")


def key_of(services: Services) -> str:
    (item,) = services.items("harbour", OPERATOR)
    return item.key


async def corrected_while_down(folder: Path, records: Records) -> tuple[str, Services]:
    with opened(folder) as services:
        key = key_of(services)
    correct(folder)
    services = opened(folder)
    await reloader(services, records).start()
    return key, services


async def taken_up_by_another_process(folder: Path, records: Records) -> tuple[str, Services]:
    services = opened(folder)
    key = key_of(services)
    correct(folder)
    with opened(folder):
        pass
    await reloader(services, records).now()
    return key, services


async def taken_up_by_the_terminal_while_down(folder: Path, records: Records) -> tuple[str, Services]:
    with opened(folder) as services:
        key = key_of(services)
        await reloader(services, records).start()
    correct(folder)
    with opened(folder):
        pass
    services = opened(folder)
    await reloader(services, records).start()
    return key, services


async def killed_before_it_was_noted(folder: Path, records: Records) -> tuple[str, Services]:
    with opened(folder) as services:
        key = key_of(services)
        await reloader(services, records).start()
        correct(folder)
        services.reload()
    services = opened(folder)
    await reloader(services, records).now()
    return key, services


@pytest.mark.parametrize(
    "correction",
    [
        corrected_while_down,
        taken_up_by_another_process,
        taken_up_by_the_terminal_while_down,
        killed_before_it_was_noted,
    ],
)
async def test_an_old_key_leads_to_the_corrected_entry(
    correction: Correction, folder: Path, records: Records
) -> None:
    key, services = await correction(folder, records)
    with services:
        entry = await current_entry(key, OPERATOR, services, records)
        assert entry is not None
        assert NEW in entry.text


async def test_a_conversation_goes_on_about_an_entry_that_was_corrected(
    folder: Path, records: Records
) -> None:
    with opened(folder) as services:
        reply = services.ask(Request("what did Ann Roe say about the harbour?", OPERATOR))
        before = context_after(reply, [each.key for each in reply.answers])
        correct(folder)
        await reloader(services, records).now()
        context = await current_context(before, OPERATOR, services, records)
        (found,) = services.ask(Request("who said that?", OPERATOR, context)).answers
        assert (found.speaker, NEW in found.text) == ("Ann Roe", True)


def test_a_conversation_in_the_terminal_goes_on_about_a_corrected_entry(folder: Path) -> None:
    with opened(folder) as services:
        reply = services.ask(Request("what did Ann Roe say about the harbour?", OPERATOR))
        before = context_after(reply, [each.key for each in reply.answers])
        correct(folder)
        services.reload()
        (found,) = services.ask(Request("who said that?", OPERATOR, before)).answers
        assert NEW in found.text
        assert not services.ask(Request("what else did she say?", OPERATOR, before)).answers


async def test_what_was_taken_out_is_not_told_again(folder: Path, records: Records) -> None:
    (folder / "other.yaml").write_text("title: Pier\nfacts: [The pier is old.]\n", "utf-8")
    with opened(folder) as services:
        reply = services.ask(Request("what did Ann Roe say about the harbour?", OPERATOR))
        before = context_after(reply, [each.key for each in reply.answers])
        (folder / "harbour.yaml").unlink()
        await reloader(services, records).now()
        context = await current_context(before, OPERATOR, services, records)
        told = services.ask(Request("who said that?", OPERATOR, context))
        assert isinstance(told, Unknown)
        assert (told.gone, told.answers) == (True, ())
