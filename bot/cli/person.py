"""`person`: who somebody is here."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.person import person_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.names import person_meant

EXAMPLES = """\
\b
Example:
    briefing-bot person Hegseth
"""


def person(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name or alias.")],
    knowledge: options.Knowledge = None,
    json: options.Json = False,
) -> None:
    """Show who somebody is: their roles, with dates, and their latest statements."""
    with door.opened(knowledge, vectors=False) as engine:
        meant = person_meant(engine, options.joined(name))
        topics = engine.topics(meant.name)
    if json:
        typer.echo(batch.to_json(meant.model_dump(mode="json") | {"topics": topics}))
    else:
        show(person_card(meant, topics))
