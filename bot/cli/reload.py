"""`reload`: edited knowledge files taken up, by the running bot where there is one."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot import settings
from bot.cards import reload_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import ExitStatus

EXAMPLES = """\
\b
Examples:
    briefing-bot reload
    briefing-bot reload --confirm

If a bot is running, it is told to read the files; otherwise the index is updated here. If all articles have
vanished at once, for example because a share is not mounted, answers still come from them until --confirm
says that they are meant to be gone. Exit status: 1 if anything is missing or wrong.
"""


def reload(
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="Confirm that files which have all vanished are meant to be gone."),
    ] = False,
    knowledge: options.Knowledge = None,
    json: options.Json = False,
) -> None:
    """Read knowledge files that were edited, added or removed."""
    chosen = settings.load()
    done = None
    if knowledge in (None, chosen.knowledge):
        # The records' libraries take half a second to load: only who needs them waits.
        from bot.services import reload_running

        done = asyncio.run(reload_running(chosen, confirmed=confirm))
    by_the_bot = done is not None
    if done is None or not done.missing:
        from bot.services import OPERATOR

        with door.opened(knowledge, vectors=False, empty=True) as services:
            if done is None:
                done = services.reload(confirmed=True) if confirm else services.opened
            status = services.status(OPERATOR)
        done = done.model_copy(update={"problems": status.problems, "nothing": status.nothing})
    if json:
        typer.echo(batch.to_json(done.model_dump(mode="json", exclude={"entries"}) | {"running": by_the_bot}))
    else:
        show(reload_card(done))
        typer.echo("The running bot has read them." if by_the_bot else "No bot runs here.", err=True)
    errors = any(each.severity == "error" for each in done.problems)
    if done.missing or done.unwritten or done.waiting or errors:
        raise typer.Exit(ExitStatus.FAILED)
