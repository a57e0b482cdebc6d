"""`who-said`: whose words some words are, exactly or nearly."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards import who_said_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

SHOWN = 5

EXAMPLES = """\
\b
Example:
    briefing-bot who-said "a new golden age"
"""


def who_said(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help="The words, as well as you remember them. Use - to read from a pipe."
        ),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    json: options.Json = False,
    seen_as: options.As = None,
) -> None:
    """Find out who said something, the closest match first."""
    asked, viewer = options.piped(options.joined(words)), options.viewer(seen_as)
    if not asked:
        raise typer.BadParameter("Give the words.")
    with door.opened(knowledge, vectors=False) as services:
        reply = services.who_said(asked, viewer, options.part(1, limit or SHOWN))
    if json:
        for item in reply.answers:
            typer.echo(batch.to_json(item.model_dump(mode="json")))
    else:
        show(who_said_card(asked, reply.answers, reply.withdrawn))
    replying.end(reply)
