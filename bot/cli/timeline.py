"""`timeline`: what one person said on a subject, over time."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import timeline_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

SHOWN = 50

EXAMPLES = """\
\b
Examples:
    briefing-bot timeline Hegseth
    briefing-bot timeline "Pete Hegseth" China --json
"""


def timeline(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A name or alias.")],
    topic: Annotated[list[str] | None, typer.Argument(metavar="TOPIC", help="What it is about.")] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Show what a person said on a subject over time, oldest first."""
    about, viewer = options.joined(topic), options.viewer(seen_as)
    with door.opened(knowledge) as services:
        door.settle(services)
        asked = services.timeline(person, about, viewer, options.part(1, limit or SHOWN))
        reply = replying.found(asked, json=json)
    if json:
        for item in reply.answers:
            typer.echo(batch.to_json(item.model_dump(mode="json")))
    else:
        show(timeline_card(reply.person, reply.topic, reply.answers, start=reply.start, total=reply.total))
    replying.end(reply)
