"""`feedback export`: what people asked and confirmed, as questions to measure and train the ranking on."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.cli import door, options
from bot.cli.errors import RefusedError

EXPORT = "export"

EXAMPLES = """\
\b
Example:
    briefing-bot feedback export --out feedback.jsonl

Writes one line for each question whose answer people confirmed, in the format that training and benchmarks
read.
"""


def feedback(
    action: Annotated[
        str, typer.Argument(metavar=EXPORT, help="Write the questions to a file or the screen.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to write them; by default, to the screen."),
    ] = None,
    knowledge: options.Knowledge = None,
) -> None:
    """Export the questions whose answers people confirmed, as JSON lines."""
    if action != EXPORT:
        raise typer.BadParameter(f"{action!r} is not an action; the one there is is `feedback {EXPORT}`.")
    chosen = settings.load()
    if not settings.has_records(chosen):
        raise RefusedError(f"There are no records at {chosen.records} yet; the bot makes them when it runs.")
    # The records' libraries take half a second to load: only who needs them waits.
    from bot.services import export_questions

    written = 0
    with door.opened(knowledge, vectors=False) as services:
        exported = export_questions(chosen.records, services)
        target = out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout)
        with target as lines:
            for line in exported.questions:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                written += 1
    typer.echo(f"{written} of {exported.asked} questions have a confirmed answer.", err=True)
