"""`settings`: what servers have set for themselves, shown and changed by the operator, and their audit."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings as operator
from bot.cli import batch, options
from bot.cli.draw import show_table
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.services import AuditEntry, InForce, ServerSettings, SettingPlace

SHOW, SET, UNSET, AUDIT = "show", "set", "unset", "audit"

EXAMPLES = """\
\b
Examples:
    briefing-bot settings show
    briefing-bot settings show --server 1234567890
    briefing-bot settings set follow_posts 2 --server 1234567890
    briefing-bot settings set question_log off --server 1234567890 --channel 9876543210
    briefing-bot settings unset follow_posts --server 1234567890
    briefing-bot settings audit --server 1234567890

A channel's own value wins over its server's, and a server's over the one in .env, which is also the limit
for servers. A server's managers can change the same settings with /settings. Every change is recorded in
the audit, which shows the newest changes of all servers or of one.
"""


def settings(
    action: Annotated[
        str, typer.Argument(metavar=f"{SHOW}|{SET}|{UNSET}|{AUDIT}", help="What to do.")
    ] = SHOW,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which setting.", show_default=False)] = "",
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its new value.", show_default=False)] = "",
    server: Annotated[
        int | None, typer.Option(metavar="ID", min=1, max=options.LARGEST_ID, help="The server.")
    ] = None,
    channel: Annotated[
        int | None,
        typer.Option(metavar="ID", min=1, max=options.LARGEST_ID, help="One of the server's channels."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Show or change what a server or channel has set for itself."""
    _check_usage(action, name, value, server, channel)
    if action == AUDIT:
        _show_audit(asyncio.run(_changes(server)), json=json)
        return
    # The records' libraries take half a second to load: only who needs them waits.
    from bot.services import SettingPlace

    found = asyncio.run(_done(action, name, value, SettingPlace(server or 0, channel or 0)))
    if json:
        for each in found:
            typer.echo(batch.to_json(_line(each)))
        return
    rows = [(each.setting.name, _text(each), each.origin.value, each.setting.sentence) for each in found]
    show_table(("Setting", "Value", "Set by", "What it does"), rows)


def _check_usage(action: str, name: str, value: str, server: int | None, channel: int | None) -> None:
    if action not in (SHOW, SET, UNSET, AUDIT):
        raise typer.BadParameter(
            f"{action!r} is not an action; there are {SHOW}, {SET}, {UNSET} and {AUDIT}."
        )
    if channel and not server:
        raise typer.BadParameter("Name the channel's server with --server.")
    if action in (SHOW, AUDIT):
        return
    if not server:
        raise typer.BadParameter("Name the server with --server; what holds everywhere is set in .env.")
    if not name:
        raise typer.BadParameter(f"Name the setting: briefing-bot settings {action} NAME --server ID.")
    if action == SET and not value:
        raise typer.BadParameter(f"Name the value: briefing-bot settings set {name} VALUE --server ID.")


async def _done(action: str, name: str, value: str, place: SettingPlace) -> tuple[InForce, ...]:
    """What is in force once it is done: of one setting where one was changed.

    Raises RefusedError, typer.BadParameter.
    """
    from bot.services import OPERATOR_NAME, SettingValueError, UnknownSettingError, operators_settings

    now = datetime.now(UTC)
    try:
        async with operators_settings(operator.load()) as known:
            if action == SET:
                return (await known.put(name, value, place, OPERATOR_NAME, now),)
            if action == UNSET:
                return (await known.take_back(name, place, OPERATOR_NAME, now),)
            return await _shown(known, name, place)
    except UnknownSettingError as error:
        raise typer.BadParameter(str(error)) from None
    except SettingValueError as error:
        raise RefusedError(str(error)) from None


async def _shown(known: ServerSettings, name: str, place: SettingPlace) -> tuple[InForce, ...]:
    from bot.services import setting_named

    shown = await known.shown(place)
    wanted = setting_named(name) if name else None
    return tuple(each for each in shown if wanted in (None, each.setting))


async def _changes(server: int | None) -> tuple[AuditEntry, ...]:
    from bot.services import operators_audit

    return await operators_audit(operator.load(), server)


def _show_audit(changes: tuple[AuditEntry, ...], *, json: bool) -> None:
    """When, who, where, what, from what to what; the newest first."""
    if json:
        for each in changes:
            typer.echo(batch.to_json(asdict(each) | {"made": each.made.isoformat()}))
        return
    zone = operator.load().zone()
    rows = [
        (
            f"{each.made.astimezone(zone):%Y-%m-%d %H:%M}",
            each.who,
            "/".join(str(part) for part in (each.server, each.channel) if part),
            each.what,
            _plain(each.old),
            _plain(each.new),
        )
        for each in changes
    ]
    show_table(("When", "Who", "Where", "What", "Before", "After"), rows)


def _line(each: InForce) -> dict[str, object]:
    setting = each.setting
    return {
        "name": setting.name,
        "value": each.value,
        "set_by": each.origin.value,
        "kind": setting.kind.value,
        "choices": setting.choices,
        "by_channel": setting.by_channel,
        "sentence": setting.sentence,
    }


def _text(each: InForce) -> str:
    return _plain(each.value)


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
