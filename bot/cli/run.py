"""`run`: the bot on Discord."""

from __future__ import annotations

import typer

from bot import settings
from bot.cli import options
from bot.cli.errors import RefusedError

EXAMPLES = """\
\b
Example:
    briefing-bot run

Reads the token and everything else from the environment and from .env, which `briefing-bot init` writes with
every setting in it.
"""


def run(knowledge: options.Knowledge = None) -> None:
    """Run the bot on Discord until Ctrl-C stops it."""
    chosen = settings.load(**({"knowledge": knowledge} if knowledge else {}))
    for warning in settings.unknown():
        typer.echo(f"Warning: {warning}", err=True)
    if chosen.token is None:
        raise RefusedError(
            "No token is set. On discord.com/developers choose your application, Bot and Reset Token, and "
            "put the token behind DISCORD_TOKEN= in .env. Without a .env, `briefing-bot init` writes one."
        )
    # Discord's library takes a second to load: only who needs it waits.
    from bot.chat import run as serve

    serve(chosen)
