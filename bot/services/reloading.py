"""Reloading the knowledge: one at a time, its report passed on and, in the log, to the operator."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bot.knowledge.problems import Problem
from bot.replies import Reload

log = logging.getLogger(__name__)


class Reloadable(Protocol):
    """What can read its knowledge anew. Blocks."""

    def reload(self) -> Reload:
        """Read what changed."""


class ReloadRunningError(Exception):
    """A reload is running already, and its report goes to whoever began it."""


class Reloader:
    """The one way to a reload, whoever asks for it.

    :param knowledge: what is reloaded.
    :param done: is given the report of each reload.
    """

    def __init__(self, knowledge: Reloadable, done: Callable[[Reload], object]) -> None:
        self._knowledge = knowledge
        self._done = done
        self._alone = asyncio.Lock()
        self._problems: frozenset[Problem] = frozenset()

    async def now(self) -> Reload:
        """Reload for somebody who waits for the report.

        :raises ReloadRunningError: another reload runs.
        """
        if self._alone.locked():
            raise ReloadRunningError
        return await self.in_turn()

    async def in_turn(self) -> Reload:
        """Reload after another one that is under way, so that no change is left out."""
        async with self._alone:
            done = await asyncio.to_thread(self._knowledge.reload)
        self._log(done)
        self._done(done)
        return done

    def _log(self, done: Reload) -> None:
        """Say what came of it, and what is wrong now that was not before."""
        counts = (
            ("added", done.added), ("changed", done.changed), ("renamed", done.renamed),
            ("removed", done.removed), ("kept as they were for the errors in their files", done.kept),
        )  # fmt: skip
        report = ", ".join(f"{len(articles)} {what}" for what, articles in counts if articles)
        if done.waiting:
            log.warning("Nothing was reloaded: another program is updating the index.")
        elif report:
            log.info("Reloaded in %.1f s: articles %s.", done.seconds, report)
        for problem in done.problems:
            if problem not in self._problems:
                log.warning("%s", problem)
        self._problems = frozenset(done.problems)
