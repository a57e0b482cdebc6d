"""`compare`: what two people said on the same subject."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.said import compared_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import Status
from bot.cli.names import person_meant

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
) -> None:
    """Show what two people said on a subject, side by side."""
    about = options.joined(topic)
    with door.opened(knowledge) as engine:
        door.settle(engine)
        names = [person_meant(engine, typed).name for typed in (first, second)]
        said = [engine.quotes(name, topic=about, limit=limit or SHOWN) for name in names]
    if json:
        for name, items in zip(names, said, strict=True):
            quotes = [item.model_dump(mode="json") for item in items]
            typer.echo(batch.to_json({"person": name, "quotes": quotes}))
    else:
        show(compared_card(about, dict(zip(names, said, strict=True))))
    if not any(said):
        raise typer.Exit(Status.NOTHING_KNOWN)
