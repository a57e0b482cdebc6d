"""`status`: what is indexed, where, and at what cost."""

from __future__ import annotations

import asyncio

import typer

from bot import settings
from bot.cards import status_card
from bot.cli import batch, door, options
from bot.cli.draw import show

EXAMPLES = """\
\b
Example:
    briefing-bot status
"""


def status(
    knowledge: options.Knowledge = None, seen_as: options.As = None, json: options.Json = False
) -> None:
    """Show what is indexed, where, and how much memory and disk it uses."""
    viewer = options.viewer(seen_as)
    chosen = settings.load()
    with door.opened(knowledge, empty=True) as services:
        now = services.status(viewer)
    if not now.articles and knowledge in (None, chosen.knowledge):
        # The records' libraries take half a second to load: only who needs them waits.
        from bot.services import held_by_the_bot

        now = now.model_copy(update={"missing": asyncio.run(held_by_the_bot(chosen))})
    if json:
        typer.echo(batch.to_json(now.model_dump(mode="json")))
    else:
        show(status_card(now))
