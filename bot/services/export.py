"""What members asked and confirmed, as questions to measure and train the ranking on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.records import Asked, Place, Records, evaluation_questions
from bot.services.services import Services
from bot.services.viewer import OPERATOR


class QuestionExport(NamedTuple):
    """`questions` are those with a confirmed answer, as JSON objects; `asked` counts all that were logged."""

    questions: Iterator[dict[str, Any]]
    asked: int


def export_questions(records: Place, services: Services) -> QuestionExport:
    """The logged questions whose answers somebody confirmed; not to be called where an event loop runs.

    :raises RecordsError: the records cannot be used.
    """
    log = asyncio.run(_log(records))
    return QuestionExport(evaluation_questions(log, lambda key: services.item(key, OPERATOR)), len(log))


async def _log(place: Place) -> tuple[Asked, ...]:
    records = await Records.open(place)
    try:
        return await records.log.all()
    finally:
        await records.close()
