"""`backup`: records, settings and rules of collections in one archive, while the bot runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.cli.draw import clean

EXAMPLES = """\
\b
Example:
    briefing-bot backup briefing-2031-03-04.zip

May run at any time; the bot goes on. The file is readable by its owner only: it has members' questions.
Not in it: the token and other secrets, the knowledge folder (back that up as any folder), and the search
index, which is made anew. The rules of collections that are kept beside the index are in it.
"""


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write; none that is there.")],
) -> None:
    """Write records and settings, without the token, into one archive."""
    from bot.services import back_up

    made = back_up(settings.load(), file, datetime.now(UTC))
    size = sum(each.bytes for each in made.files.values())
    typer.echo(clean(f"{file}: written; {size:,} bytes of records and settings, without the token."))
