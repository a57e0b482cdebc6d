"""`status`: what is indexed, where, and at what cost."""

from __future__ import annotations

import typer

from bot.cards import status_card
from bot.cli import batch, door, options
from bot.cli.draw import show

EXAMPLES = """\
\b
Example:
    briefing-bot status
"""


def status(knowledge: options.Knowledge = None, json: options.Json = False) -> None:
    """Show what is indexed, where, and how much memory and disk it uses."""
    with door.opened(knowledge) as services:
        now = services.status()
    if json:
        typer.echo(batch.to_json(now.model_dump(mode="json")))
    else:
        show(status_card(now))
