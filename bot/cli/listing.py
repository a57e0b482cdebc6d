"""A part of a list in the terminal: its rows or a line of JSON each, and whether there are more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

import typer
from pydantic import BaseModel

from bot.cli import batch, replying
from bot.cli.draw import show_table
from bot.replies import Entries


def give(
    reply: Entries,
    entries: Sequence[BaseModel],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    nothing: str,
    json: bool,
) -> NoReturn:
    """Print the list and end as the reply stands; `nothing` is the sentence for an empty one."""
    if json:
        for each in entries:
            typer.echo(batch.to_json(each.model_dump(mode="json")))
    elif entries:
        show_table(columns, rows)
    else:
        typer.echo(nothing, err=True)
    end(reply, len(entries))


def end(reply: Entries, shown: int) -> NoReturn:
    """Tell how to go on behind the entries that were shown, and end as the reply stands."""
    if shown and reply.more:
        reached = reply.start + shown
        rest = f"{reply.total - reached:,} more" if reply.total > reached + 1 else "More"
        typer.echo(f"{rest}: --from {reached + 1}", err=True)
    replying.end(reply)
