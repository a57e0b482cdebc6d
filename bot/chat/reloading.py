"""Reloading the knowledge: one at a time, told to those who follow it and, in the log, to the operator."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.cards.language import _
from bot.chat.errors import RefusedError
from bot.knowledge.problems import Problem
from bot.replies import Reload

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)


class Reloader:
    """The one way to a reload, whoever asks for it."""

    def __init__(self, bot: BriefingBot) -> None:
        self._bot = bot
        self._alone = asyncio.Lock()
        self._problems: frozenset[Problem] = frozenset()

    async def now(self) -> Reload:
        """Reload for somebody who waits for the report. Raises RefusedError while another reload runs."""
        if self._alone.locked():
            raise RefusedError(_("A reload is under way."), _("Its report comes when it is done."))
        return await self.in_turn()

    async def in_turn(self) -> Reload:
        """Reload after another one that is under way, so that no change is left out."""
        async with self._alone:
            done = await asyncio.to_thread(self._bot.engine.reload)
        self._log(done)
        self._bot.dispatch("knowledge_reload", done)
        return done

    def _log(self, done: Reload) -> None:
        """Say what came of it, and what is wrong now that was not before."""
        counts = (
            ("added", done.added), ("changed", done.changed), ("renamed", done.renamed),
            ("removed", done.removed), ("kept as they were for the errors in their files", done.kept),
        )  # fmt: skip
        told = ", ".join(f"{len(articles)} {what}" for what, articles in counts if articles)
        if done.waiting:
            log.warning("Nothing was reloaded: another program is updating the index.")
        elif told:
            log.info("Reloaded in %.1f s: articles %s.", done.seconds, told)
        for problem in done.problems:
            if problem not in self._problems:
                log.warning("%s", problem)
        self._problems = frozenset(done.problems)
