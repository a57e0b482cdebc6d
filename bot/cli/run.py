"""`run`: the bot on Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import settings
from bot.cli import options
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.chat import Beside

EXAMPLES = """\
\b
Example:
    briefing-bot run

Reads the token and all settings from the environment and from .env. `briefing-bot init` writes a .env with
every setting in it.
"""


def run(
    knowledge: options.Knowledge = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Stop the process that is running this bot on this machine, and take its place."
        ),
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait until no other process is running this bot, then start.")
    ] = False,
    web: Annotated[
        bool, typer.Option("--web", help="Also answer programs, /healthz and /metrics by HTTP.")
    ] = False,
) -> None:
    """Run the bot on Discord until SIGTERM or Ctrl-C stops it; SIGHUP makes it read everything again."""
    if replace and wait:
        raise typer.BadParameter("choose one of --replace and --wait.")
    given: dict[str, Any] = {"knowledge": knowledge} if knowledge else {}
    if web:
        given["web"] = True
    chosen = settings.load(**given)
    if chosen.token is None:
        raise RefusedError(
            "No token is set. On discord.com/developers choose your application, Bot and Reset "
            "Token, and put the token after DISCORD_TOKEN= in .env. If there is no .env yet, "
            "`briefing-bot init` writes one."
        )
    # Discord's library takes a second to load: only who needs it waits.
    from bot.chat import IfHeld
    from bot.chat import run as serve

    if_held = IfHeld.REPLACE if replace else IfHeld.WAIT if wait else IfHeld.REFUSE
    beside = {"beside": _web()} if chosen.web else {}
    serve(chosen, reread=lambda: settings.load(**given), if_held=if_held, **beside)


def _web() -> Beside:
    """What serves the web beside the bot. Raises RefusedError where its libraries are missing."""
    try:
        from bot.web import serving
    except ModuleNotFoundError as error:
        raise RefusedError(
            f"BRIEFING_WEB and --web need {error.name}: pip install 'briefing-bot[web]'"
        ) from error
    return serving
