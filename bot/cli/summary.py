"""`summary`: one article in short."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.lists import summary_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import Status

# How many titles are offered where none is meant for sure.
OFFERED = 5

EXAMPLES = """\
\b
Examples:
    briefing-bot summary japan-us-joint-exercises
    briefing-bot summary joint exercises
"""


def summary(
    article: Annotated[
        list[str], typer.Argument(metavar="ARTICLE", help="The article's id, or words of its title.")
    ],
    knowledge: options.Knowledge = None,
    json: options.Json = False,
) -> None:
    """Show an article in short."""
    asked = options.joined(article)
    with door.opened(knowledge, vectors=False) as engine:
        near = engine.articles(asked, limit=OFFERED)
        found = engine.summary(asked)
        if found is None and len(near) == 1:
            found = engine.summary(near[0].article)
    if found is None:
        typer.echo(
            f"No article {asked!r} is known." + (" Did you mean one of these?" if near else ""), err=True
        )
        for each in near:
            typer.echo(f"  {each.article}  {each.title}", err=True)
        raise typer.Exit(Status.NOTHING_KNOWN)
    if json:
        typer.echo(batch.to_json(found.model_dump(mode="json")))
    else:
        show(summary_card(found))
