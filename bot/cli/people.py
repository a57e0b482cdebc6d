"""`people`: who is quoted, the most quoted first."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.dates import day
from bot.cli import batch, door, options
from bot.cli.draw import show_table

SHOWN = 25

EXAMPLES = """\
\b
Examples:
    briefing-bot people
    briefing-bot people hegset
"""


def people(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="A name or alias, roughly.")
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    offset: options.Offset = 1,
    json: options.Json = False,
) -> None:
    """List the people, most quoted first."""
    with door.opened(knowledge, vectors=False) as engine:
        found = engine.people(options.joined(name), offset=offset - 1, limit=limit or SHOWN)
    if json:
        for each in found:
            typer.echo(batch.to_json(each.model_dump(mode="json")))
        return
    rows = [
        (each.name, each.roles[0] if each.roles else "", each.quotes, day(each.first), day(each.latest))
        for each in found
    ]
    show_table(("Name", "Role", "Quotes", "First", "Latest"), rows)
