"""`feedback export`: what people asked and confirmed, as questions to measure and train the ranking on."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli import door, options
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.records import Asked

EXPORT = "export"

EXAMPLES = """\
Example:

    briefing-bot feedback export --out feedback.jsonl

One line a question that somebody confirmed an answer of, in the format that training and benchmarks read.
"""


def feedback(
    action: Annotated[
        str, typer.Argument(metavar=EXPORT, help="Write the questions to a file or the screen.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where it goes; without it to the screen.")
    ] = None,
    knowledge: options.Knowledge = None,
) -> None:
    """Export the questions whose answers people confirmed, as JSON lines."""
    if action != EXPORT:
        raise typer.BadParameter(f"{action!r} is not an action; the one there is is `feedback {EXPORT}`.")
    # The records' libraries take half a second to load: only who needs them waits.
    from bot.records import evaluation_questions
    from bot.services import OPERATOR

    path = settings.load().records
    if not path.exists():
        raise RefusedError(f"There are no records at {path} yet; the bot makes them when it runs.")
    log = asyncio.run(_log(path))
    written = 0
    with door.opened(knowledge, vectors=False) as services:
        target = out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout)
        with target as lines:
            for line in evaluation_questions(log, lambda key: services.item(key, OPERATOR)):
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                written += 1
    typer.echo(f"{written} of {len(log)} questions have a confirmed answer.", err=True)


async def _log(path: Path) -> tuple[Asked, ...]:
    from bot.records import Records, RecordsError

    try:
        records = await Records.open(path)
        try:
            return await records.log.all()
        finally:
            await records.close()
    except RecordsError as error:
        raise RefusedError(str(error)) from None
