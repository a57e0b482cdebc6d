"""A reply given to whoever asked in the terminal: as a card or as JSON, and as the program's exit status."""

from __future__ import annotations

from typing import NoReturn, TypeVar

import typer

from bot.cards import reply_card
from bot.cli import batch
from bot.cli.draw import show
from bot.replies import Choice, Nobody, Reply

R = TypeVar("R", bound=Reply)


def end(reply: Reply) -> NoReturn:
    """End the program with the status of a reply that has been shown."""
    from bot.services import standing

    raise typer.Exit(int(standing(reply)))


def found(reply: R | Choice | Nobody, *, json: bool) -> R:
    """The reply, unless what was typed names several or nobody: that is said, and the program ends."""
    if not isinstance(reply, Choice | Nobody):
        return reply
    if json:
        typer.echo(batch.to_json(reply.line()))
    else:
        show(reply_card(reply), err=True)
    end(reply)
