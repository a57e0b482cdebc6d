"""`search`: the entries that have all that is looked for."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import reply_card
from bot.cli import batch, door, listing, options, replying
from bot.cli.draw import show

SHOWN = 10

EXAMPLES = """\
\b
Examples:
    briefing-bot search ferry strike speaker:Thorley
    briefing-bot search '"a new golden age" source:Reuters after:2025-10-01'
    briefing-bot search -- tunnel -ferry before:'March 2031'

Words are found in any form, in an entry's text, context, title, speaker and role; "a phrase" word for word,
in its text. Without words, the newest come first. Your shell removes quotation marks, so put the whole
search between single ones. Put -- before a search that begins with a minus.
"""


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SEARCH",
            help='Words, "an exact phrase", -without, speaker:, source:, after:, before:. Use - '
            "to read from a pipe.",
        ),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    offset: options.Offset = 1,
    today: options.Today = None,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Find every quote and fact that matches everything you look for."""
    typed, now, viewer = options.piped(options.joined(words)), options.day(today), options.viewer(seen_as)
    with door.opened(knowledge, vectors=False) as services:
        found = services.search(typed, viewer, options.part(offset, limit or SHOWN), today=now)
    reply = replying.found(found, json=json)
    if json:
        typer.echo(batch.to_json(reply.line()))
    else:
        show(reply_card(reply), title=False)
    listing.end(reply, len(reply.answers))
