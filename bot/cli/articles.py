"""`articles`: what is known, newest first."""

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
    briefing-bot articles
    briefing-bot articles ferry strike --limit 5
    briefing-bot articles --json | jq -r .title
"""


def articles(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words of the title, roughly.")
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    offset: options.Offset = 1,
    json: options.Json = False,
) -> None:
    """List the articles, newest first."""
    asked = options.joined(words)
    with door.opened(knowledge, vectors=False) as engine:
        found = engine.articles(asked, offset=offset - 1, limit=limit or SHOWN)
        total = engine.article_count()
    if json:
        for each in found:
            typer.echo(batch.to_json(each.model_dump(mode="json")))
        return
    rows = [
        (each.article, each.title, each.source, day(each.published), each.quotes, each.facts)
        for each in found
    ]
    show_table(("Id", "Title", "Source", "Published", "Quotes", "Facts"), rows)
    rest = total - (offset - 1) - len(found)
    if rest > 0 and not asked:
        typer.echo(f"{rest:,} more: --from {offset + len(found)}", err=True)
