"""`check`: every problem of the knowledge files, for the editor who fixes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot import settings
from bot.cards import _, ngettext
from bot.cli import batch, options
from bot.cli.draw import clean
from bot.cli.errors import ExitStatus
from bot.replies import Problem

if TYPE_CHECKING:
    from bot.services import FolderReport

EXAMPLES = """\
\b
Examples:
    briefing-bot check
    briefing-bot check knowledge/2031 --json
    briefing-bot check --proof
    briefing-bot check --ids
    briefing-bot check --people

Exit status: 0 if every file is good, 1 if any has an error. Files with mere warnings are still used.
"""

_COLOURS = {"error": "bold red", "warning": "bold yellow"}


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The folder of knowledge files."),
    ] = None,
    knowledge: options.Knowledge = None,
    json: options.Json = False,
    proof: Annotated[
        bool, typer.Option("--proof", help="Also check that each ingested quote and fact is in its article.")
    ] = False,
    ids: Annotated[
        bool, typer.Option("--ids", help="Give an id to each quote and fact that has none.")
    ] = False,
    people: Annotated[
        bool,
        typer.Option("--people", help="Show every doubt about who is who, not just some of each kind."),
    ] = False,
) -> None:
    """Find every problem in the knowledge files, with file, line and how to fix it."""
    if folder and knowledge:
        raise typer.BadParameter("Name the folder once, as DIR or with --knowledge.")
    chosen = folder or knowledge or settings.load().knowledge
    # What the check of proofs knows of articles takes a while to load: only who needs it waits.
    from bot.services import check_files, why_nothing

    checked = check_files(chosen, ids=ids, proof=proof, everybody=people)
    report = checked.report
    for problem in report.problems:
        if json:
            typer.echo(batch.to_json(problem.model_dump(mode="json")))
        else:
            _tell(problem)
    if checked.named is not None:
        typer.echo(_named(checked.named), err=json)
    if checked.proven is not None:
        typer.echo(_proven(*checked.proven), err=json)
    typer.echo(_summed(report), err=json)
    if not report.articles:
        typer.echo(why_nothing(chosen), err=True)
    if report.errors:
        raise typer.Exit(ExitStatus.FAILED)


def _named(count: int) -> str:
    if not count:
        return _("No id was missing.")
    return ngettext("{count} id was written.", "{count} ids were written.", count)


def _proven(proven: int, articles: int) -> str:
    return ngettext(
        "{proven} of {count} article has a proof.",
        "{proven} of {count} articles have a proof.",
        articles,
        proven=proven,
    )


def _tell(problem: Problem) -> None:
    console = Console(highlight=False, soft_wrap=True)
    place = f"{problem.path}:{problem.line}"
    told = Text.assemble(
        (clean(place), "bold"),
        ": ",
        (problem.severity, _COLOURS[problem.severity]),
        clean(f": {problem.what} {problem.mend}"),
    )
    console.print(told)


def _summed(report: FolderReport) -> str:
    held = ", ".join(
        (
            ngettext("{count} article", "{count} articles", report.articles),
            ngettext("{count} quote", "{count} quotes", report.quotes),
            ngettext("{count} fact", "{count} facts", report.facts),
        )
    )
    drafts = ngettext("{count} draft (not read)", "{count} drafts (not read)", report.drafts)
    found = (
        ngettext("{count} error", "{count} errors", len(report.errors)),
        ngettext("{count} warning", "{count} warnings", len(report.warnings)),
    )
    return f"{held}{f', {drafts}' if report.drafts else ''}: {' and '.join(found)}."
