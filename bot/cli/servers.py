"""`servers`: which servers the bot may be in, shown and decided by the operator."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli import batch, options
from bot.cli.draw import show_table

if TYPE_CHECKING:
    from bot.services import KnownServer

SHOW, ALLOW, REFUSE = "show", "allow", "refuse"

EXAMPLES = """\
\b
Examples:
    briefing-bot servers
    briefing-bot servers allow 1234567890
    briefing-bot servers refuse 1234567890

BRIEFING_ALLOWED_SERVERS lists the servers that are let in, BRIEFING_UNKNOWN_SERVERS says what to do with
others. What you decide here wins over both. A running bot starts or stops answering there at once, and
leaves a refused server within the hour. Everything kept of a server is deleted BRIEFING_LEAVE_DAYS after
the bot left it.
"""


def servers(
    action: Annotated[str, typer.Argument(metavar=f"{SHOW}|{ALLOW}|{REFUSE}", help="What to do.")] = SHOW,
    server: Annotated[
        int | None,
        typer.Argument(metavar="ID", min=1, max=options.LARGEST_ID, help="Which server.", show_default=False),
    ] = None,
    json: options.Json = False,
) -> None:
    """Show which servers the bot knows, let one in, or turn one away."""
    if action not in (SHOW, ALLOW, REFUSE):
        raise typer.BadParameter(f"{action!r} is not an action; there are {SHOW}, {ALLOW} and {REFUSE}.")
    if action == SHOW:
        _show(asyncio.run(_known()), json=json)
        return
    if server is None:
        raise typer.BadParameter(f"Name the server: briefing-bot servers {action} ID.")
    asyncio.run(_decided(server, allowed=action == ALLOW))
    told = "is let in" if action == ALLOW else "is refused; a running bot leaves it within the hour"
    typer.echo(f"The server {server} {told}.", err=True)


async def _known() -> tuple[KnownServer, ...]:
    from bot.services import operators_servers

    return await operators_servers(settings.load())


async def _decided(server: int, *, allowed: bool) -> None:
    from bot.services import operators_decision

    await operators_decision(settings.load(), server, datetime.now(UTC), allowed=allowed)


def _show(known: tuple[KnownServer, ...], *, json: bool) -> None:
    if json:
        for each in known:
            left = each.left.isoformat() if each.left else None
            typer.echo(batch.to_json(asdict(each) | {"left": left}))
        return
    rows = []
    for each in known:
        left = f"{each.left:%Y-%m-%d}" if each.left else ""
        rows.append((each.server, each.standing.value, "home" if each.home else "", left))
    show_table(("Server", "Standing", "Home", "Left"), rows)
