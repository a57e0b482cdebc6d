"""The preview in Debian's Chromium: ask, page, open "Why this?", verify."""

from __future__ import annotations

import shutil

import pytest

from bot.answering.engine import Engine
from bot.settings import Settings

CHROMIUM = shutil.which("chromium") or ""
pytest.importorskip("markdown_it", reason="the extra `preview` is not installed")
playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

QUESTION = "what did Renwick say about the strike?"
CLAIM = "is it true that Agnes Thorley said “We did not win anything, but we will sleep again.”?"


async def test_an_editor_asks_pages_opens_why_and_verifies(settings: Settings, engine: Engine) -> None:
    from bot.chat.preview import previewing

    async with previewing(settings, engine) as preview, playwright.async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1200, "height": 1000})
        await page.goto(preview.url)
        composer = page.locator("#channel-composer-input")
        log = page.locator("#channel-timeline")
        await composer.fill(QUESTION)
        await composer.press("Enter")
        await log.get_by_text("I was wrong to call the strike reckless.").first.wait_for()
        await log.get_by_role("button", name="More").last.click()
        await log.get_by_role("button", name="Back").last.wait_for()
        await composer.fill("what did Petronella Fisk say?")
        await composer.press("Enter")
        await log.get_by_role("button", name="Why this?").last.click()
        await log.get_by_text("How the question was read").wait_for()
        await composer.fill(CLAIM)
        await composer.press("Enter")
        await log.get_by_text("Altered", exact=True).wait_for()
        await browser.close()
