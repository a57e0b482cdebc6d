"""`articles`: what is known, newest first."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import day
from bot.cli import door, listing, options

SHOWN = 25

EXAMPLES = """\
\b
Examples:
    briefing-bot articles
    briefing-bot articles ferry strike --limit 5
    briefing-bot articles --json | jq -r .title
"""


def articles(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words from the title; they need not be exact."),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    offset: options.Offset = 1,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """List the articles, newest first."""
    asked, viewer = options.joined(words), options.viewer(seen_as)
    with door.opened(knowledge, vectors=False) as services:
        reply = services.articles(asked, viewer, options.part(offset, limit or SHOWN))
    rows = (
        (each.article, each.title, each.source, day(each.published), each.quotes, each.facts)
        for each in reply.articles
    )
    columns = ("Id", "Title", "Source", "Published", "Quotes", "Facts")
    nothing = f"No article has “{asked}” in its title." if asked else "There are no more articles."
    listing.give(reply, reply.articles, columns, rows, nothing=nothing, json=json)
