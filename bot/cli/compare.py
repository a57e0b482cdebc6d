"""`compare`: what two people said on the same subject."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import compared_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

SHOWN = 5

EXAMPLES = """\
\b
Example:
    briefing-bot compare Hegseth Koizumi exercises
"""


def compare(
    first: Annotated[str, typer.Argument(metavar="PERSON", help="A name or alias.")],
    second: Annotated[str, typer.Argument(metavar="PERSON", help="Another.")],
    topic: Annotated[list[str] | None, typer.Argument(metavar="TOPIC", help="What it is about.")] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Show what two people said on a subject, side by side."""
    about, viewer = options.joined(topic), options.viewer(seen_as)
    with door.opened(knowledge) as services:
        door.settle(services)
        asked = services.compare((first, second), about, viewer, options.part(1, limit or SHOWN))
        reply = replying.found(asked, json=json)
    if json:
        for side in reply.sides:
            typer.echo(batch.to_json(side.model_dump(mode="json")))
    else:
        show(compared_card(reply.topic, {side.person: side.quotes for side in reply.sides}))
    replying.end(reply)
