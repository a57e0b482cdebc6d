"""Takes the README's pictures of the bot on Discord: its preview in Chromium, over the fictional newsroom.

.venv/bin/python docs/make_screenshots.py

Needs the extra `dev` and a Chromium (Debian: `apt-get install chromium`). Nothing is retouched.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import FloatRect, Page, ViewportSize, async_playwright

from bot.chat.preview import previewing
from bot.services import Services
from bot.settings import Settings

DOCS = Path(__file__).parent
NEWSROOM = DOCS.parent / "tests" / "data" / "newsroom"
# Pixels: as wide as a card and the list of channels beside it, as high as the longest card; and a phone.
PAGE: ViewportSize = {"width": 1000, "height": 2000}
PHONE: ViewportSize = {"width": 390, "height": 2600}
# Pixels drawn for each: letters stay sharp on the screens of phones and laptops.
SHARPNESS = 2
# Pixels above the messages; below them the page begins anew.
MARGIN = 6
COLOURS = 128
CARDS = "#channel-timeline .component-container"
QUESTIONS = {
    "discord-answer": "waht did renwik say abuot the strike?",
    "discord-unsure": "what did Thorley say about money?",
    "discord-verdict": "did Agnes Thorley say “We did not win anything, but we will sleep again.”?",
}


async def main() -> None:
    """Write every picture beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Path(shutil.copytree(NEWSROOM, Path(folder) / "knowledge"))
        with Services.open(knowledge) as services:
            services.wait_for_vectors()
            async with (
                previewing(Settings(_env_file=None), services) as preview,
                async_playwright() as browsers,
            ):
                chromium = shutil.which("chromium") or shutil.which("google-chrome")
                browser = await browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                page = await browser.new_page(viewport=PAGE, device_scale_factor=SHARPNESS)
                await page.goto(preview.url)
                for name, question in QUESTIONS.items():
                    await ask(page, question)
                    await take(page, name, messages=2)
                await preview.viewers[0].slash(preview.channel, "people")
                await page.reload()
                await take(page, "discord-people", messages=1)
                await preview.viewers[0].slash(preview.channel, "settings show", about="rights")
                await page.reload()
                await take(page, "discord-settings", messages=1)
                await browser.close()


async def ask(page: Page, question: str) -> None:
    """Type a question into the channel, and wait for its answer."""
    answers = page.locator(CARDS)
    before = await answers.count()
    composer = page.locator("#channel-composer-input")
    await composer.fill(question)
    await composer.press("Enter")
    await answers.nth(before).wait_for()


async def take(page: Page, name: str, *, messages: int) -> None:
    """Take the channel's last messages, a question and its answer or a command's, wide and on a phone."""
    for size, suffix in ((PAGE, ""), (PHONE, "-phone")):
        await page.set_viewport_size(size)
        await take_once(page, f"{name}{suffix}.png", messages)
    await page.set_viewport_size(PAGE)


async def take_once(page: Page, name: str, messages: int) -> None:
    """Take them as wide as the page is now."""
    await page.locator(CARDS).last.wait_for()
    await page.locator("#channel-timeline").evaluate("list => list.scrollTop = list.scrollHeight")
    found = await page.locator("article.channel-message").all()
    boxes = [box for each in found[-messages:] if (box := await each.bounding_box())]
    top = boxes[0]["y"] - MARGIN
    bottom = boxes[-1]["y"] + boxes[-1]["height"]
    clip = FloatRect(x=boxes[0]["x"], y=top, width=boxes[0]["width"], height=bottom - top)
    shot = Image.open(io.BytesIO(await page.screenshot(clip=clip)))
    # A page has few colours: named in a table they take a third of the bytes, and nobody sees a difference.
    shot.convert("RGB").quantize(COLOURS).save(DOCS / name, optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
