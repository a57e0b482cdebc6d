"""`init`: a newsroom's own folder, made where nobody has a clone."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.draw import clean
from bot.cli.errors import RefusedError

EXAMPLES = """\
\b
Examples:
    briefing-bot init news
    briefing-bot init

You can run it again at any time: files that already exist are never changed.
"""


def init(
    newsroom: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make. By default, the current one.")
    ] = Path(),
) -> None:
    """Set up a folder for a newsroom: knowledge with a first article, settings, and a .gitignore."""
    from bot.services import make_newsroom

    try:
        made = make_newsroom(newsroom)
    except OSError as error:
        raise RefusedError(f"{error.filename or newsroom} cannot be written: {error.strerror}.") from error
    for path in made.written:
        typer.echo(clean(f"{path}: written"))
    for path in made.kept:
        typer.echo(clean(f"{path}: left as it was"))
    folder = "" if newsroom == Path() else f"cd {shlex.quote(str(newsroom))} && "
    typer.echo(clean(f'Now ask: {folder}briefing-bot ask "what did Hegseth say?"'), err=True)
