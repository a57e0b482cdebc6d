"""`person`: who somebody is here."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import person_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

EXAMPLES = """\
\b
Example:
    briefing-bot person Hegseth
"""


def person(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name or alias.")],
    knowledge: options.Knowledge = None,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Show who somebody is: their roles, with dates, and their latest statements."""
    viewer = options.viewer(seen_as)
    with door.opened(knowledge, vectors=False) as services:
        reply = replying.found(services.person(options.joined(name), viewer), json=json)
    if json:
        # Earlier versions had the person's own fields beside the subjects.
        typer.echo(batch.to_json(reply.line() | reply.person.model_dump(mode="json")))
    else:
        show(person_card(reply.person, reply.topics, reply.answers))
    replying.end(reply)
