"""`people`: who is quoted, the most quoted first."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import day
from bot.cli import door, listing, options

SHOWN = 25

EXAMPLES = """\
\b
Examples:
    briefing-bot people
    briefing-bot people hegset
"""


def people(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="A name or alias; it need not be exact.")
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    offset: options.Offset = 1,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """List the people, most quoted first."""
    asked, viewer = options.joined(name), options.viewer(seen_as)
    with door.opened(knowledge, vectors=False) as services:
        reply = services.people(asked, viewer, options.part(offset, limit or SHOWN))
    rows = (
        (each.name, each.roles[0] if each.roles else "", each.quotes, day(each.first), day(each.latest))
        for each in reply.people
    )
    columns = ("Name", "Role", "Quotes", "First", "Latest")
    nothing = f"I don't know anybody named “{asked}”." if asked else "There are no more people."
    listing.give(reply, reply.people, columns, rows, nothing=nothing, json=json)
