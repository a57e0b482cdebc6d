"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.services import Part, Viewer

LARGEST_ID = 2**63 - 1
"""Of Discord, and of what the records can hold."""

Knowledge = Annotated[
    Path | None,
    typer.Option("--knowledge", "-k", metavar="DIR", help="The folder of knowledge files."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="Show at most N.")]
Offset = Annotated[int, typer.Option("--from", metavar="N", min=1, help="Start at entry N of the list.")]


As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="SERVER/CHANNEL", help="Show what people see in this Discord channel. Give both ids."
    ),
]


def viewer(text: str | None) -> Viewer:
    """Who looks: the operator, or somebody in the channel given as "SERVER/CHANNEL", in their time zone.

    Raises typer.BadParameter for anything else, RecordsError where the records cannot be used.
    """
    from bot.services import OPERATOR, Viewer

    if text is None:
        return OPERATOR
    server, slash, channel = text.partition("/")
    if not (slash and _is_id(server) and _is_id(channel)):
        raise typer.BadParameter(f"{text!r} is not a channel. Give both ids, such as --as 1234/5678.")
    chosen = settings.load()
    there = Viewer(server=int(server), channel=int(channel))
    # Without records no server has set anything, and a look is no reason to make them.
    return asyncio.run(_zoned(there, chosen)) if settings.has_records(chosen) else there


def _is_id(text: str) -> bool:
    # Python reads no more than some thousand digits.
    return text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_ID


async def _zoned(viewer: Viewer, chosen: settings.Settings) -> Viewer:
    """The viewer with their server's time zone."""
    from bot.services import operators_settings

    async with operators_settings(chosen) as known:
        return await known.zoned(viewer)


def text_of(file: Path) -> str:
    """The text of a file, or of standard input for "-".

    :raises RefusedError: it cannot be read.
    """
    try:
        return sys.stdin.read() if file == Path("-") else file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(f"{file} is not UTF-8 text.") from None
    except OSError as error:
        raise RefusedError(f"{file} cannot be read: {error.strerror}.") from None


def day(text: str | None) -> date | None:
    """A day as "2031-03-04". Raises typer.BadParameter for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date. Write it like 2031-03-04.") from None


Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help='The date to use as today, for "yesterday" and the like.'),
]


def piped(text: str, *, lines: bool = False) -> str:
    """The text, or what standard input has: for "-", and where there is no text but something is piped in.

    With `lines` its lines are kept, else all of it is one.

    Raises RefusedError where that is not UTF-8.
    """
    if text != "-" and (text or sys.stdin.isatty()):
        return text
    try:
        read = sys.stdin.read()
        return read.strip() if lines else " ".join(read.split())
    except UnicodeDecodeError:
        raise RefusedError("What was piped in is not UTF-8 text.") from None


def joined(words: list[str] | None) -> str:
    """Words of a command line as one text, so that quotation marks around it may be forgotten."""
    return " ".join(words or []).strip()


def part(offset: int, limit: int) -> Part:
    """So many entries of a list, from its entry `offset` on (from 1)."""
    from bot.services import Part

    return Part(offset - 1, limit)
