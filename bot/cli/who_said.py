"""`who-said`: whose words some words are, exactly or nearly."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cards.said import who_said_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import Status

SHOWN = 5

EXAMPLES = """\
\b
Example:
    briefing-bot who-said "a new golden age"
"""


def who_said(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="The words, as well as you remember them; - reads them."),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = SHOWN,
    json: options.Json = False,
) -> None:
    """Find out who said something, the closest match first."""
    asked = options.piped(options.joined(words))
    if not asked:
        raise typer.BadParameter("Give the words.")
    with door.opened(knowledge, vectors=False) as engine:
        found = engine.who_said(asked, limit=limit or SHOWN)
    if json:
        for item in found:
            typer.echo(batch.to_json(item.model_dump(mode="json")))
    else:
        show(who_said_card(asked, found))
    if not found:
        raise typer.Exit(Status.NOTHING_KNOWN)
