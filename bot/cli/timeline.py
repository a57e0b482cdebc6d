"""`timeline`: what one person said on a subject, over time."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.said import in_time, timeline_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import Status
from bot.cli.names import person_meant

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
) -> None:
    """Show what a person said on a subject over time, oldest first."""
    about = options.joined(topic)
    with door.opened(knowledge) as engine:
        door.settle(engine)
        name = person_meant(engine, person).name
        said = in_time(engine.quotes(name, topic=about, limit=limit or SHOWN))
    if json:
        for item in said:
            typer.echo(batch.to_json(item.model_dump(mode="json")))
    else:
        show(timeline_card(name, about, said))
    if not said:
        raise typer.Exit(Status.NOTHING_KNOWN)
