"""Answers amended after a correction: as a reload takes it up, and at the start what came meanwhile."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.chat.amending import MessageAmender
from bot.replies import Reload
from bot.services import RecordsAwayError

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

# Hours between two looks at what waits to be amended.
LOOK_HOURS = 1


class RecallCog(commands.Cog):
    """Amends what the recaller finds."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._amender = MessageAmender(bot, bot)
        self._swept = False

    async def cog_load(self) -> None:
        """Begin to look for what waits."""
        self._look.start()

    async def cog_unload(self) -> None:
        """Look no longer."""
        self._look.cancel()

    @commands.Cog.listener()
    async def on_knowledge_reload(self, done: Reload) -> None:
        """Amend what showed something that the reload changed."""
        await self._amend()

    @tasks.loop(hours=LOOK_HOURS)
    async def _look(self) -> None:
        """Amend what waits; the first time look through all that was shown of late."""
        await self.bot.wait_until_ready()
        await self._amend(looking=True)

    async def _amend(self, *, looking: bool = False) -> None:
        try:
            if looking:
                await self._look_through()
            await self.bot.recaller.deliver(self._amender)
        except RecordsAwayError:
            log.info("Answers are amended later: the records are away.")
        except Exception:
            # The loop must outlive what went wrong once.
            log.exception("Answers could not be amended; the next look tries again.")

    async def _look_through(self) -> None:
        """Find what is to be amended; the first time among all that was shown of late."""
        await self.bot.reload_requests.take()
        await self.bot.reloader.catch_up()
        if not self._swept:
            await self.bot.recaller.look()
            self._swept = True
