"""Reloads by themselves: an editor saves a file, or `git pull` brings some, and the bot takes them up."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.services import KnowledgeError, Watcher, WatchError
from bot.settings import SettingsError, names

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Tries while another program, such as `briefing-bot ask`, updates the index; each waits some seconds for it.
TRIES = 6
# Seconds between two looks at an index that another bot writes; questions are answered from it within two.
EVERY = 30.0
# Seconds for which the end of a reload is waited for when the bot stops; one that is cut off harms nothing.
END = 0.3


class WatchingCog(commands.Cog):
    """Watches the knowledge folder where the operator wants it, or the index that another bot writes."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._watcher: Watcher | None = None
        self._following: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin to watch. Raises SettingsError where that cannot be."""
        if self.bot.services.follows:
            self._following = asyncio.create_task(self._follow())
            return
        if not self.bot.settings.watch:
            return
        loop = asyncio.get_running_loop()
        watcher = Watcher(self.bot.services.knowledge, lambda: self._changed(loop))
        try:
            self._watcher = await asyncio.to_thread(watcher.start)
        except WatchError as error:
            raise SettingsError(f"{names()['watch']}: {error}") from error
        log.info("Watching %s: changed files are taken up at once.", self.bot.services.knowledge)

    async def cog_unload(self) -> None:
        """Watch no longer. In a thread: a reload that is under way needs this one to come to its end."""
        if self._following:
            self._following.cancel()
        if self._watcher:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.to_thread(self._watcher.stop), END)

    async def _follow(self) -> None:
        """Take up, for follows and for answers that are not right any more, what another bot indexes."""
        while True:
            await asyncio.sleep(EVERY)
            await self._take_up()

    def _changed(self, loop: asyncio.AbstractEventLoop) -> None:
        """Reload, and return when that is done: changes meanwhile are passed on afterwards, all in one."""
        if loop.is_closed():
            return
        with suppress(CancelledError):
            asyncio.run_coroutine_threadsafe(self._take_up(), loop).result()

    async def _take_up(self) -> None:
        try:
            for _ in range(TRIES):
                if not (await self.bot.reloader.in_turn()).waiting:
                    return
        except KnowledgeError as error:
            log.warning("Changed knowledge was not taken up: %s", error)
        except Exception:
            # Watching must go on: the next change may well be taken up.
            log.exception("Changed knowledge was not taken up.")
