"""`invite`: the link by which somebody lets the bot into a server."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

import typer

from bot import settings
from bot.cli.errors import RefusedError

SCOPES = ("bot", "applications.commands")

# Name, its bit in Discord's documentation (discord.com/developers/docs/topics/permissions), what it is for.
PERMISSIONS = (
    ("Add Reactions", 6, "to add a 💬 in channels it listens to when it has an answer"),
    ("View Channels", 10, "to see where it is asked"),
    ("Send Messages", 11, "to answer"),
    ("Embed Links", 14, "to show answers as cards; without it they are plain text"),
    ("Attach Files", 15, "to send what is too long for a message"),
    (
        "Read Message History",
        16,
        "to reply to the question itself, and to see what it should check",
    ),
    ("Create Public Threads", 35, "to move a long exchange out of the way"),
    ("Send Messages in Threads", 38, "to answer there"),
)

EXAMPLES = """\
\b
Example:
    briefing-bot invite --application-id 1234567890
"""


def invite(
    application: Annotated[
        int | None,
        typer.Option(
            "--application-id",
            metavar="ID",
            help="The application's id. By default, it is read from the token.",
        ),
    ] = None,
) -> None:
    """Print the link that invites the bot into a server."""
    number = application or application_of(settings.load())
    typer.echo(link(number))
    typer.echo("\nOpen it as somebody who may manage the server. It asks for:", err=True)
    for name, _, purpose in PERMISSIONS:
        typer.echo(f"  {name}: {purpose}", err=True)


def link(application: int) -> str:
    """The invite link of an application, with the scopes and permissions that the bot uses."""
    permissions = sum(1 << bit for _, bit, _ in PERMISSIONS)
    asked = {"client_id": application, "scope": " ".join(SCOPES), "permissions": permissions}
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def application_of(chosen: settings.Settings) -> int:
    """The application's id, which is the first part of its token. Raises RefusedError where there is none."""
    if chosen.token is None:
        raise RefusedError(
            "No token is set. Put DISCORD_TOKEN into .env, or give --application-id "
            "(discord.com/developers, General Information)."
        )
    from bot.services import application_in

    found = application_in(chosen.token.get_secret_value())
    if found is None:
        raise RefusedError(
            "DISCORD_TOKEN does not look like a bot's token. Copy it anew, or give --application-id."
        )
    return found
