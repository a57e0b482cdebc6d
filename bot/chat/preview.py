"""The bot in a local browser page: the same client, commands and buttons, over a simulated Discord.

Needs the extra `preview` (simcord). Nothing leaves the machine; the page is served on the loopback only.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import simcord

from bot.chat.client import build_bot
from bot.services import Services
from bot.settings import Settings

NAME = "Briefing Bot"
SERVER = "Preview"
CHANNEL = "newsroom"
EDITOR = "editor"
# Seconds that the bot may take for one action; the first question may wait for the sentence encoder.
PATIENCE = 60.0
WIDTH = 1100
HEIGHT = 800


@asynccontextmanager
async def previewing(
    settings: Settings, services: Services, *, port: int | None = None
) -> AsyncIterator[simcord.Preview]:
    """The page while it is served; its `url` is the only way in. Records are thrown away at the end.

    Whoever opens it is the application's owner and may use /knowledge, so a reload takes the real files up.
    """
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "records": Path(folder) / "records.sqlite",
            "home_guild": None,
            "message_content": True,
        }
        bot = build_bot(settings.model_copy(update=own), services)
        async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as env:
            guild = env.create_guild(SERVER)
            channel = guild.create_text_channel(CHANNEL)
            # Whoever types in the page need not mention the bot.
            bot.own_channels.add(channel.id)
            manages = guild.create_role("editors", permissions=discord.Permissions(manage_guild=True))
            editor = guild.add_member(env.create_user(EDITOR), roles=[manages])
            bot.owner_id = editor.id
            if bot.user:
                await bot.user.edit(username=NAME)
            page = env.preview(
                channel, viewers=[editor], layout="channel", width=WIDTH, height=HEIGHT, port=port
            )
            try:
                async with page as preview:
                    yield preview
            finally:
                # simcord leaves its bots as they are; the records and the watch must end before their folder.
                await bot.close()


async def serve_preview(
    settings: Settings, services: Services, tell: Callable[[str], None], *, port: int | None = None
) -> None:
    """Serve the page until it is closed in the browser; `tell` is given its address."""
    async with previewing(settings, services, port=port) as page:
        tell(page.url)
        await page.wait_closed()
