"""The services opened for a program that runs on: with its log watched, and what is wrong told in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.services.searched_at import address_of
from bot.services.services import Services
from bot.services.turns import cores
from bot.services.viewer import OPERATOR
from bot.services.watching.meter import Meter
from bot.settings import Settings

log = logging.getLogger(__name__)


def worker_count(settings: Settings) -> int:
    """How many processes answer questions."""
    if settings.workers is not None:
        return settings.workers
    # On one core they would only take it from each other.
    return cores() if cores() > 1 else 0


@contextmanager
def opened_for_all(settings: Settings) -> Iterator[Services]:
    """The services over the operator's folder, which say in the log what they answer from.

    :raises KnowledgeError: the folder cannot be read.
    """
    meter = Meter(words=settings.log_words)
    with (
        meter.watching_log(),
        Services.open(
            settings.knowledge,
            index=settings.index,
            zone=settings.zone(),
            meter=meter,
            workers=worker_count(settings),
            address=address_of(settings),
            indexes=settings.indexes,
        ) as services,
    ):
        status = services.status(OPERATOR)
        place = status.index if services.follows else settings.knowledge
        log.info("Answering from %s; articles: %d.", place, status.articles)
        if status.nothing:
            log.warning("%s", status.nothing)
        for problem in status.problems:
            log.warning("%s", problem)
        yield services
