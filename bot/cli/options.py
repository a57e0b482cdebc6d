"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

Knowledge = Annotated[
    Path | None,
    typer.Option(
        "--knowledge", "-k", metavar="DIR", help="The folder of knowledge files.", show_default="knowledge"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="Show at most N.")]
Offset = Annotated[int, typer.Option("--from", metavar="N", min=1, help="Begin with entry N of the list.")]


def day(text: str | None) -> date | None:
    """A day as "2031-03-04". Raises typer.BadParameter for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2031-03-04.") from None


Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help='The day that "yesterday" is counted from.'),
]


def joined(words: list[str] | None) -> str:
    """Words of a command line as one text, so that quotation marks around it may be forgotten."""
    return " ".join(words or []).strip()
