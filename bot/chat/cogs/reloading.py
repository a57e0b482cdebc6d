"""Reloads that the terminal asks for, and those that a share needs which comes back."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.services import KnowledgeError, RecordsAwayError, asks_reload

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Seconds between two looks at whether the terminal asks for a reload.
LOOK = 2.0
# Looks between two at whether files are back that had vanished: a minute.
BACK = 30


class ReloadingCog(commands.Cog):
    """Reloads where nobody on Discord asks for it. A thread looks, so that no question waits for it."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._over = Event()
        self._reloading: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin to look."""
        loop = asyncio.get_running_loop()
        Thread(target=self._run, args=(loop,), name="reload requests", daemon=True).start()

    async def cog_unload(self) -> None:
        """Look no longer."""
        self._over.set()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        looks = 0
        while not self._over.wait(LOOK) and not loop.is_closed():
            looks += 1
            try:
                asked = asks_reload(self.bot.settings.records, self.bot.records, loop)
            except RuntimeError:
                # The loop has come to its end just now.
                return
            if asked or (looks % BACK == 0 and self.bot.services.missing):
                # The loop may come to its end just now.
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(self._begin, asked)

    def _begin(self, asked: bool) -> None:
        if self._reloading is None or self._reloading.done():
            self._reloading = asyncio.create_task(self._reload(asked=asked))

    async def _reload(self, *, asked: bool) -> None:
        try:
            if asked:
                await self.bot.reload_requests.take()
            else:
                await self.bot.reloader.in_turn()
        except (RecordsAwayError, KnowledgeError):
            # The operator was told of it; the next look tries again.
            return
        except Exception:
            # The looks must outlive what went wrong once.
            log.exception("A reload that was asked for failed.")
