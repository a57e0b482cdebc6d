"""`collections`: who may see which folder of the knowledge, and what to do where a rule is gone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import batch, door, options
from bot.cli.draw import show_table

if TYPE_CHECKING:
    from bot.replies import CollectionStatus

EXAMPLES = """\
\b
Examples:
    briefing-bot collections
    briefing-bot collections --release desk/archive
    briefing-bot articles --as 1234/5678

A folder with a file collection.yaml is shown only to those whom the file names. If the file cannot be read,
nobody sees the folder. If the file is gone, its last rule still applies until you release the folder.
"""

NOBODY = "nobody"
STATES = {
    "stated": "",
    "unread": "collection.yaml cannot be read: briefing-bot check",
    "gone": "collection.yaml is gone: put it back, or --release",
}


def collections(
    knowledge: options.Knowledge = None,
    release: Annotated[
        str | None,
        typer.Option(
            "--release",
            metavar="FOLDER",
            help="Open a folder whose collection.yaml is gone: drop its last rule.",
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """List the folders that not everybody may see, and who may."""
    with door.opened(knowledge, vectors=False, empty=True) as services:
        if release is not None:
            services.release(_folder(release))
        found = services.collections()
    if json:
        for each in found:
            typer.echo(batch.to_json(each.model_dump(mode="json")))
    elif found:
        columns = ("Folder", "Title", "Articles", "Visible to", "From", "Remarks")
        show_table(columns, (_row(each) for each in found))
    else:
        typer.echo("There are no collections: everybody may see all of the knowledge.", err=True)
    if release is not None:
        typer.echo("A running bot follows this after its next reload.", err=True)


def _folder(typed: str) -> str:
    """A folder as it is known: from the knowledge folder on; "." is that itself."""
    return typed.strip("/").removeprefix("./").removeprefix(".")


def _row(each: CollectionStatus) -> tuple[object, ...]:
    who = ", ".join(each.visible_to) or NOBODY
    return each.folder or ".", each.title, each.articles, who, _moment(each.embargo), STATES[each.state]


def _moment(embargo: datetime | None) -> str:
    return f"{embargo:%Y-%m-%d %H:%M %Z}".strip() if embargo else ""
