"""`summary`: one article in short."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import summary_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

EXAMPLES = """\
\b
Examples:
    briefing-bot summary japan-us-joint-exercises
    briefing-bot summary joint exercises
"""


def summary(
    article: Annotated[
        list[str], typer.Argument(metavar="ARTICLE", help="The article's id, or words from its title.")
    ],
    knowledge: options.Knowledge = None,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Show an article in short."""
    viewer = options.viewer(seen_as)
    with door.opened(knowledge, vectors=False) as services:
        reply = replying.found(services.article(options.joined(article), viewer), json=json)
    if json:
        # Earlier versions had the article's own fields; `article` is its id there.
        typer.echo(batch.to_json(reply.line() | reply.article.model_dump(mode="json")))
    else:
        show(summary_card(reply.article))
    replying.end(reply)
