"""What was measured, as frozen data: a door only draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Seconds up to which requests are counted apart: three is what nobody should wait longer than."""


@dataclass(frozen=True)
class Latency:
    """How often something was done, the seconds it took in all, and how often no more than each bound."""

    count: int
    seconds: float
    within: tuple[int, ...]


@dataclass(frozen=True)
class Counted:
    """What was counted since the start.

    `replies` by their kind and whether they answer; `steps` by name, `whole` is all of a question;
    `reloads` by what came of them; `log_lines` by level, those of warnings and errors.
    """

    started: datetime
    questions: int
    replies: Mapping[tuple[str, bool], int]
    failed: int
    steps: Mapping[str, Latency]
    candidates: int
    reloads: Mapping[str, int]
    read: datetime
    log_lines: Mapping[str, int]


@dataclass(frozen=True)
class Connection:
    """How a door stands: connected or not (None: to nobody), seconds to there and back, what it is at.

    `latency` is None where it is unknown.
    """

    connected: bool | None
    latency: float | None
    servers: int
    in_hand: int
    stopping: bool


@dataclass(frozen=True)
class Measures:
    """All that is measured: what was counted, what the index holds, and how the connection stands.

    `index_age` are seconds since the index was built (None: unknown), `freshness` since the knowledge was
    last read; `memory` is the most that the process has taken, `disk` the index's, in bytes; `waiting` are
    the requests that wait for their turn, `workers` the bytes that each worker has for itself.
    """

    counted: Counted
    connection: Connection
    articles: int
    problems: int
    index_age: float | None
    freshness: float
    memory: int
    disk: int
    waiting: int
    workers: tuple[int, ...]


@dataclass(frozen=True)
class Readiness:
    """Whether questions are answered; if not, why, in sentences."""

    problems: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether they are."""
        return not self.problems
