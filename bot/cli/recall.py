"""`recall`: answers on Discord that showed what was corrected or taken out since."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from bot import settings
from bot.cards import recall_sentence, state_name
from bot.cli import batch, options
from bot.cli.draw import show_table
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.replies import RecalledEntry

EXAMPLES = """\
\b
Examples:
    briefing-bot recall
    briefing-bot recall --json | jq -r '.answers[] | select(.state != "amended") | .url'

The bot amends these answers by itself when it reads a correction, up to BRIEFING_RECALL_DAYS after they were
given. Answers that are gone, private or cannot be edited are listed with the reason.
"""


def recall(json: options.Json = False) -> None:
    """List the answers on Discord that showed something corrected or removed since then."""
    chosen = settings.load()
    if not settings.has_records(chosen):
        raise RefusedError(f"There are no records at {chosen.records} yet; the bot makes them when it runs.")
    # The records' libraries take half a second to load: only who needs them waits.
    from bot.services import operators_recalls

    found = asyncio.run(operators_recalls(chosen))
    if json:
        for each in found:
            typer.echo(batch.to_json(each.model_dump(mode="json")))
    elif found:
        show_table(("What", "Entry", "Answer", "Where"), (row for each in found for row in _rows(each)))
    else:
        typer.echo("No recent answer showed anything that was corrected since then.", err=True)


def _rows(entry: RecalledEntry) -> Iterator[tuple[str, ...]]:
    for answer in entry.answers:
        yield recall_sentence(entry), entry.key, state_name(answer.state), answer.url or "-"
