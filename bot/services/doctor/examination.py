"""All that the doctor looks at, in the order in which a bot that does not start is mended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bot import settings as operator
from bot.replies import Status
from bot.search import Progress
from bot.services.doctor.clock import clock_found
from bot.services.doctor.configured import (
    broken_settings,
    extras_found,
    permissions_found,
    settings_found,
    token_found,
    workers_found,
)
from bot.services.doctor.finding import Finding, fault
from bot.services.doctor.stored import (
    index_found,
    is_far,
    knowledge_found,
    models_found,
    opened_status,
    records_found,
    room_found,
    told_as,
)
from bot.settings import SettingsError
from bot.text import UserError

log = logging.getLogger(__name__)


def examine(
    knowledge: Path | None, now: datetime, progress: Callable[[Progress], None] | None = None
) -> Iterator[Finding]:
    """Look at a whole installation, one thing after the other, whatever becomes of one of them.

    :param knowledge: another folder than the one that is set.
    :param progress: is told how far the index is, where it has to be built.
    """
    yield from permissions_found()
    try:
        chosen = operator.load()
    except SettingsError as error:
        yield from broken_settings(error)
        return
    folder = knowledge or chosen.knowledge
    yield from settings_found(chosen)
    yield from token_found(chosen)
    yield from extras_found(chosen)
    yield from workers_found(chosen)
    if chosen.indexes:
        yield from _looked("knowledge", lambda: knowledge_found(folder))
    index: list[Status] = []

    def index_opened() -> Iterable[Finding]:
        index.append(opened_status(folder, chosen, progress))
        return index_found(index[0])

    yield from _looked("index", index_opened)
    yield from _looked("models", models_found)
    yield from _looked("records", lambda: records_found(chosen))
    place = Path(index[0].index) if index and not is_far(index[0]) else None
    yield from _looked("disk", lambda: room_found(chosen, place))
    written = [each for each in (chosen.records, place) if isinstance(each, Path)]
    yield from _looked("clock", lambda: clock_found(now, written))


def _looked(subject: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a look finds; where it fails, that."""
    try:
        yield from look()
    except UserError as error:
        yield told_as(subject, error)
    except Exception as error:
        log.debug("The doctor could not look.", exc_info=error)
        told = f"It cannot be looked at: {type(error).__name__}: {error}"
        yield fault(subject, told, "This should not happen. Please tell whoever made the program.")
