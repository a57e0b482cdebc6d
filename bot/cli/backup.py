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

You can run this at any time, even while the bot runs. Only the file's owner can read it, because it holds
members' questions. It does not contain the token or other secrets, nor the knowledge folder (back that up
like any other folder), nor the search index, which is built again. It does contain the rules of collections
that are kept next to the index.
"""


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The archive to write. The file must not exist yet.")
    ],
) -> None:
    """Save records and settings, without the token, in one archive."""
    from bot.services import back_up

    made = back_up(settings.load(), file, datetime.now(UTC))
    size = sum(each.bytes for each in made.files.values())
    typer.echo(clean(f"{file}: written; {size:,} bytes of records and settings, without the token."))
