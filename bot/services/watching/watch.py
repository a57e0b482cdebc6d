"""A running bot looked at: what was measured, and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.services.services import Services
from bot.services.viewer import OPERATOR
from bot.services.watching.measures import Connection, Measures, Readiness


class Watch:
    """Puts together what the services and the door know.

    :param connection: says how the door stands, from whatever thread.
    """

    def __init__(
        self,
        services: Services,
        connection: Callable[[], Connection],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.services = services
        self._connection = connection
        self._clock = clock

    def measures(self) -> Measures:
        """All that is measured, now. Looks at the index's files: blocks."""
        now, status, counted = self._clock(), self.services.status(OPERATOR), self.services.meter.counted()
        return Measures(
            counted=counted,
            connection=self._connection(),
            articles=status.articles,
            problems=len(status.problems),
            index_age=(now - status.built).total_seconds() if status.built else None,
            freshness=(now - counted.read).total_seconds(),
            memory=status.memory,
            disk=status.disk,
            waiting=self.services.turns.waiting,
            workers=self.services.hands.memory,
        )

    def readiness(self) -> Readiness:
        """Whether questions are answered now."""
        stands = self._connection()
        problems = (
            (stands.stopping, "It is stopping."),
            (stands.connected is False, "Discord is not connected."),
            (self.services.empty, "No article can be read; `briefing-bot check` says why."),
        )
        return Readiness(tuple(sentence for is_so, sentence in problems if is_so))
