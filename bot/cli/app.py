"""The program `briefing-bot`: its commands, one line each, and how errors reach the person."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib.metadata import version
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from bot.cli import (
    articles,
    ask,
    backup,
    chat,
    check,
    collections,
    compare,
    doctor,
    feedback,
    ingest,
    init,
    invite,
    keys,
    mcp,
    people,
    person,
    preview,
    publish,
    purge,
    recall,
    reload,
    restore,
    run,
    schema,
    search,
    serve,
    servers,
    settings,
    status,
    summary,
    timeline,
    verify,
    who_said,
)
from bot.cli.errors import ExitStatus
from bot.cli.help import WIDTH, Command
from bot.settings import SettingsError, unknown
from bot.text import UserError

ANOTHER_FOLDER = "Name another folder on the command line, or as BRIEFING_KNOWLEDGE in .env."
# What the person can fix: shown as its own sentence, without a traceback.
TOLD = (SettingsError, UserError)


class Program(TyperGroup):
    """The command group: whole sentences in its help, and one for every error that a person can fix."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TOLD as error:
            # The services take a while to load: --help and a wrong option need not wait for them.
            from bot.services import FolderError

            fix = f" {ANOTHER_FOLDER}" if isinstance(error, FolderError) else ""
            typer.echo(f"{error}{fix}", err=True)
            raise typer.Exit(getattr(error, "status", ExitStatus.FAILED)) from None


app = typer.Typer(
    name="briefing-bot",
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
)

# A command is a function of its own module's name; here in the order of --help.
COMMANDS = (
    ask,
    verify,
    chat,
    search,
    who_said,
    timeline,
    compare,
    articles,
    people,
    person,
    summary,
    collections,
    init,
    check,
    ingest,
    publish,
    schema,
    status,
    doctor,
    reload,
    serve,
    run,
    mcp,
    invite,
    servers,
    settings,
    keys,
    recall,
    purge,
    backup,
    restore,
    feedback,
    preview,
)
for module in COMMANDS:
    name = module.__name__.rpartition(".")[2]
    app.command(name.replace("_", "-"), cls=Command, epilog=module.EXAMPLES)(getattr(module, name))


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("briefing-bot"))
        raise typer.Exit


@app.callback()
def briefing_bot(
    context: typer.Context,
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Answers questions with the exact words that were said: who said them, when and where."""
    # The doctor has lines of its own for them.
    for warning in unknown() if context.invoked_subcommand != "doctor" else ():
        typer.echo(f"Warning: {warning}", err=True)


def main() -> None:
    """Run the program; a reader of the pipe who has seen enough is no error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end; there is nobody left to read.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitStatus.FAILED)


def _speak_utf8(stream: TextIO) -> None:
    """Pipes and files get UTF-8 whatever the locale, a terminal keeps its own; "?" is for what they lack."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with contextlib.suppress(OSError):
            given = {} if stream.isatty() else {"encoding": "utf-8"}
            reconfigure(errors="strict" if stream is sys.stdin else "replace", **given)
