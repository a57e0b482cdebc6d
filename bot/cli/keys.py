"""`keys`: with which programs ask by HTTP and MCP."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli import batch, options
from bot.cli.draw import show_table

if TYPE_CHECKING:
    from bot.services import KeyScope, NewKey, StoredKey

LIST, ADD, REVOKE = "list", "add", "revoke"

EXAMPLES = """\
\b
Examples:
    briefing-bot keys
    briefing-bot keys add website
    briefing-bot keys add archive-mirror --scope read --scope changes
    briefing-bot keys revoke website

Scopes: ask (questions, search), verify (quotations, drafts), read (people, articles, lists), changes (a copy
of everything, kept up to date), metrics. A key sees what everybody sees, and the collections whose
collection.yaml names it: visible_to: [key:website]. Its secret is shown once; only a hash is kept.
"""


def keys(
    action: Annotated[str, typer.Argument(metavar=f"{LIST}|{ADD}|{REVOKE}", help="What to do.")] = LIST,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of the key.", show_default=False)
    ] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope", metavar="SCOPE", help="What the key may do. By default: ask, verify and read."
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """List, add or revoke the keys that programs use."""
    if action not in (LIST, ADD, REVOKE):
        raise typer.BadParameter(f"{action!r} is not an action; there are {LIST}, {ADD} and {REVOKE}.")
    if action != LIST and not name:
        raise typer.BadParameter(f"Name the key: briefing-bot keys {action} NAME.")
    if action == ADD:
        _tell_new(asyncio.run(_added(name, _scopes(scope))), json=json)
    elif action == REVOKE:
        asyncio.run(_revoked(name))
        typer.echo(f"The key {name} is revoked.", err=True)
    else:
        _tell(asyncio.run(_all()), json=json)


def _scopes(named: list[str] | None) -> frozenset[KeyScope]:
    """The scopes of these names, the usual ones for none. Raises typer.BadParameter."""
    # The records' libraries take half a second to load: only who needs them waits.
    from bot.services import USUAL_SCOPES, KeyScope

    known = {scope.value: scope for scope in KeyScope}
    for each in named or ():
        if each not in known:
            raise typer.BadParameter(f"{each!r} is not a scope; there are {', '.join(known)}.")
    return frozenset(known[each] for each in named or ()) or USUAL_SCOPES


async def _added(name: str, scopes: frozenset[KeyScope]) -> NewKey:
    from bot.services import operators_keys

    async with operators_keys(settings.load()) as ring:
        return await ring.add(name, scopes, datetime.now(UTC))


async def _revoked(name: str) -> None:
    from bot.services import operators_keys

    async with operators_keys(settings.load()) as ring:
        await ring.revoke(name, datetime.now(UTC))


async def _all() -> tuple[StoredKey, ...]:
    from bot.services import operators_keys

    chosen = settings.load()
    # Without records there is no key, and a look is no reason to make them.
    if not settings.has_records(chosen):
        return ()
    async with operators_keys(chosen) as ring:
        return await ring.all()


def _tell(found: tuple[StoredKey, ...], *, json: bool) -> None:
    if json:
        for each in found:
            typer.echo(batch.to_json(_line(each)))
    elif found:
        rows = [(each.name, ", ".join(each.scopes), f"{each.made:%Y-%m-%d}") for each in found]
        show_table(("Key", "Scopes", "Made"), rows)
    else:
        typer.echo("There are no keys yet. `briefing-bot keys add NAME` makes one.", err=True)


def _tell_new(new: NewKey, *, json: bool) -> None:
    if json:
        typer.echo(batch.to_json(_line(new.key) | {"secret": new.secret}))
        return
    typer.echo("This is the key. It is shown only once, and whoever has it may use it:", err=True)
    typer.echo(new.secret)


def _line(key: StoredKey) -> dict[str, object]:
    return {"name": key.name, "scopes": list(key.scopes), "made": key.made.isoformat()}
