"""`preview`: the Discord bot in a local browser page, without a server or a token."""

from __future__ import annotations

import asyncio
import importlib.util
from typing import Annotated

import typer

from bot import settings
from bot.cli import door, options
from bot.cli.errors import RefusedError

EXAMPLES = """\
\b
Example:
    briefing-bot preview

Talk to the bot at the address it prints, as an editor who may also use /knowledge. Ctrl-C ends it.
"""


def preview(
    knowledge: options.Knowledge = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT", min=1, max=65535, help="The port of the page. By default, any free one."
        ),
    ] = None,
) -> None:
    """Try the Discord bot in a browser, offline."""
    if not importlib.util.find_spec("simcord") or not importlib.util.find_spec("markdown_it"):
        raise RefusedError("The preview needs an extra: pip install 'briefing-bot[preview]'")
    chosen = settings.load()
    with door.opened(knowledge) as engine:
        # simcord and Discord's library take a second to load: only who needs them waits.
        from bot.chat import serve_preview

        try:
            asyncio.run(serve_preview(chosen, engine, lambda url: typer.echo(f"Open {url}"), port=port))
        except KeyboardInterrupt:
            typer.echo("Closed.")
