"""`mcp`: what an assistant asks, by the Model Context Protocol."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli import door, options
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.services import Viewer

EXAMPLES = """\
\b
Examples:
    briefing-bot mcp
    briefing-bot mcp --knowledge /srv/news/knowledge --everything

An assistant starts this program and talks to it on standard input and output; docs/mcp.md shows how to set
that up. Without --as, --key or --everything, it sees what is public. Edited files are read within a minute.
"""


def mcp(
    knowledge: options.Knowledge = None,
    seen_as: options.As = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar="NAME", help="Show what programs with this key may see.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Show everything, whatever the collections say.")
    ] = False,
) -> None:
    """Let an assistant search, ask and check quotations, by the Model Context Protocol (MCP)."""
    viewer = viewer_of(seen_as, key, everything=everything)
    try:
        from bot.mcp import serve_stdio
    except ModuleNotFoundError as error:
        raise RefusedError(f"This needs {error.name}: pip install 'briefing-bot[mcp]'") from error
    _log(settings.load().log_level)
    if sys.stdin.isatty():
        typer.echo(
            "Assistants talk to this program on standard input and output; docs/mcp.md shows how "
            "to set that up. Ctrl-D ends it.",
            err=True,
        )
    with door.opened(knowledge) as services:
        door.settle(services)
        serve_stdio(services, viewer)


def viewer_of(seen_as: str | None, key: str | None, *, everything: bool) -> Viewer:
    """Who looks: the public, unless an option says otherwise.

    Raises typer.BadParameter where several do, or there is no such channel or key.
    """
    from bot.services import OPERATOR, PUBLIC, Viewer

    if sum((everything, seen_as is not None, key is not None)) > 1:
        raise typer.BadParameter("choose one of --as, --key and --everything.")
    if key is not None:
        chosen = settings.load()
        # Without records there is no key, and a look is no reason to make them.
        if not (settings.has_records(chosen) and asyncio.run(_is_key(key, chosen))):
            raise typer.BadParameter(f"there is no key {key!r}; `briefing-bot keys` lists those there are.")
        return Viewer(key=key)
    if everything:
        return OPERATOR
    return options.viewer(seen_as) if seen_as else PUBLIC


async def _is_key(name: str, chosen: settings.Settings) -> bool:
    from bot.services import operators_keys

    async with operators_keys(chosen) as keyring:
        return any(each.name == name for each in await keyring.all())


def _log(level: str) -> None:
    """Log to standard error, and no more than warnings of the libraries."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", force=True)
    logging.getLogger("mcp").setLevel(logging.WARNING)
