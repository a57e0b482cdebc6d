"""The real bot over the fictional newsroom, driven through simcord; one index serves all that only ask."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import simcord

from bot.chat import BriefingBot, build_bot
from bot.records import Records
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World

DATA = Path(__file__).parents[1] / "data" / "newsroom"


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the newsroom that no test changes."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("newsroom") / "knowledge"))


@pytest.fixture(scope="session")
def shared_services(newsroom: Path) -> Iterator[Services]:
    """Services over the newsroom; by words alone, since vectors are the answering room's to test."""
    with Services.open(newsroom, vectors=False) as services:
        yield services


@pytest.fixture(scope="session")
def paged_services(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services over the newsroom and an article with more statements of one person than a page takes."""
    folder = tmp_path_factory.mktemp("paged") / "knowledge"
    shutil.copytree(newsroom, folder, ignore=shutil.ignore_patterns(".briefing-index"))
    quotes = (
        f"  - {{speaker: Wilma Stane, text: The tide came in {number} times.}}\n" for number in range(7)
    )
    (folder / "log.yaml").write_text("title: The log\nsource: Mirror\nquotes:\n" + "".join(quotes), "utf-8")
    with Services.open(folder, vectors=False) as services:
        yield services


@pytest.fixture
def services(shared_services: Services) -> Services:
    """The services that the bot answers from; a test that changes the knowledge brings its own."""
    return shared_services


@pytest_asyncio.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    """Records of a test that needs no bot."""
    records = await Records.open(tmp_path / "records.sqlite")
    yield records
    await records.close()


@pytest.fixture
def own_settings() -> dict[str, object]:
    """What a test sets otherwise than by default."""
    return {}


@pytest.fixture
def settings(tmp_path: Path, own_settings: dict[str, object]) -> Settings:
    """Settings with records in a folder of the test's own, and nothing from the environment."""
    given: dict[str, Any] = {"records": tmp_path / "records.sqlite", **own_settings}
    return Settings(_env_file=None, **given)


@pytest.fixture
def simcord_bot(settings: Settings, services: Services) -> BriefingBot:
    return build_bot(settings, services)


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    return World(simcord_env)
