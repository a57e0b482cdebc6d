"""The preview in Debian's Chromium: ask, page, open "Why this?", verify."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from bot.services import Services
from bot.settings import Settings
from tests.chat.world import PAGED

CHROMIUM = shutil.which("chromium") or ""
pytest.importorskip("markdown_it", reason="the extra `preview` is not installed")
playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

CLAIM = "is it true that Agnes Thorley said “We did not win anything, but we will sleep again.”?"


async def test_an_editor_asks_pages_opens_why_and_verifies(
    settings: Settings, paged_services: Services
) -> None:
    from bot.chat.preview import previewing

    async with previewing(settings, paged_services) as preview, playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1200, "height": 1000})
        await page.goto(preview.url)
        cards = page.locator("#channel-timeline .component-container")
        buttons = page.locator("#channel-timeline").get_by_role("button")

        answer = await asked(page, PAGED)
        assert "Wilma Stane" in answer
        assert await page.locator("#channel-timeline .message-author").last.inner_text() == "Briefing Bot"

        await buttons.filter(has_text="Next page").click()
        await buttons.filter(has_text="Previous page").wait_for()
        assert await cards.last.inner_text() != answer
        await buttons.filter(has_text="Previous page").click()
        await buttons.filter(has_text="Previous page").wait_for(state="detached")
        assert await cards.last.inner_text() == answer

        await buttons.filter(has_text="More").first.click()
        await buttons.filter(has_text="Why this?").click()
        await cards.get_by_text("How the question was read").wait_for()

        verdict = await asked(page, CLAIM)
        assert verdict.startswith("Altered")
        assert "“anything” instead of “everything”" in verdict
        await browser.close()


async def asked(page: Any, question: str) -> str:
    """Type a question into the channel; all that stands on the card that answers it."""
    cards = page.locator("#channel-timeline .component-container")
    before = await cards.count()
    composer = page.locator("#channel-composer-input")
    await composer.fill(question)
    await composer.press("Enter")
    await cards.nth(before).wait_for()
    return str(await cards.nth(before).inner_text())
