"""The bot in a local browser page, over a simulated Discord."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.services import Services
from bot.settings import Settings
from tests.chat.world import words
from tests.files import records_file

pytest.importorskip("markdown_it", reason="the extra `preview` is not installed")

from bot.chat.preview import previewing


def status(url: str) -> int:
    """The HTTP status of a page."""
    with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310
        return int(page.status)


async def test_the_page_is_served_on_the_loopback_and_an_editor_is_answered(
    settings: Settings, services: Services, tmp_path: Path
) -> None:
    async with previewing(settings, services) as preview:
        parts = urlsplit(preview.url)
        assert parts.hostname == "127.0.0.1"
        assert await asyncio.to_thread(status, f"http://127.0.0.1:{parts.port}/") == 200
        editor = preview.viewers[0]
        asked = await editor.slash(preview.channel, "ask", question="what did Tobias Renwick say?")
        assert "My brother-in-law" in words(asked.response)
        keeping = await editor.slash(preview.channel, "knowledge status")
        assert keeping.ephemeral
        assert "Articles" in words(keeping.response)
        shown = await preview.snapshot()
        assert "brother-in-law" in str(shown["messages"])
    assert not records_file(settings).exists()
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        await asyncio.to_thread(status, f"http://127.0.0.1:{parts.port}/")
