"""`serve`: the HTTP API without Discord."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bot import settings
from bot.cli import options
from bot.cli.errors import RefusedError

EXAMPLES = """\
\b
Examples:
    briefing-bot serve
    briefing-bot serve --port 8000
    curl http://127.0.0.1:8642/v1/person?name=Hegseth

Without a key, it answers only this machine, and shows only what everybody may see. `briefing-bot keys add
NAME` makes a key. docs/api.md explains how programs can ask. Edited files are read within a minute.
"""


def serve(
    knowledge: options.Knowledge = None,
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="The address to answer at.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="The port.")
    ] = None,
) -> None:
    """Answer programs by HTTP, without Discord, until SIGTERM or Ctrl-C stops it."""
    named = {"knowledge": knowledge, "web_host": host, "web_port": port}
    given: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    chosen = settings.load(**given)
    try:
        from bot.web import serve as answer
    except ModuleNotFoundError as error:
        raise RefusedError(f"This needs {error.name}: pip install 'briefing-bot[web]'") from error
    answer(chosen, reread=lambda: settings.load(**given))
