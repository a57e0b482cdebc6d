"""`restore`: records and settings put back from an archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.draw import clean
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.services import Restorable

EXAMPLES = """\
\b
Examples:
    briefing-bot restore briefing-2031-03-04.zip
    briefing-bot restore briefing-2031-03-04.zip --keep-settings

Stop the bot first. The whole archive is checked before anything is replaced; then everything is, or nothing.
Settings go into .env, and records to where these settings say. The token is not in the archive: you are asked
for it, unless it is already set. A backup from an older version is upgraded.
"""


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An archive that `briefing-bot backup` wrote.")
    ],
    keep_settings: Annotated[
        bool,
        typer.Option("--keep-settings", help="Restore only the records, and leave the settings as they are."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking, not even for the token.")] = False,
) -> None:
    """Check a backup, and put its records and settings in place."""
    from bot.services import checked_backup

    with checked_backup(file, keep_settings=keep_settings) as found:
        for line in _plan(found):
            typer.echo(clean(line))
        asked = not yes and sys.stdin.isatty()
        if found.replaced and not yes and not asked:
            raise RefusedError("Nothing was restored. Add --yes if nobody is there to be asked.")
        if found.replaced and asked:
            typer.confirm("Replace them?", abort=True)
        secrets = {name: _secret(name) for name in found.missing} if asked else {}
        found.apply(secrets)
    typer.echo("Restored.")
    for name in found.missing:
        if not secrets.get(name):
            typer.echo(f"{name} is in no backup: put it into .env before you start the bot.", err=True)


def _plan(found: Restorable) -> Iterator[str]:
    made = found.manifest
    yield f"A backup of {made.made:%Y-%m-%d %H:%M} (UTC), by version {made.version}: complete."
    if found.settings is not None:
        yield f"Settings for .env: {len(found.settings)}."
    for name in found.passed_over:
        yield f"Left out, because this version has no such setting: {name}."
    yield f"Records for {found.records}."
    yield from (f"To be replaced: {path}." for path in found.replaced)


def _secret(name: str) -> str:
    text: str = typer.prompt(
        f"{name} (not shown; Enter for none)", default="", show_default=False, hide_input=True
    )
    return text.strip()
