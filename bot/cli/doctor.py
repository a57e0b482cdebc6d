"""`doctor`: a whole installation looked at, and how to put right what is wrong."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from bot.cli import batch, options
from bot.cli.draw import clean
from bot.cli.errors import ExitStatus
from bot.cli.progress import building

if TYPE_CHECKING:
    from bot.services import Finding

EXAMPLES = """\
\b
Examples:
    briefing-bot doctor
    briefing-bot doctor --json

Checks the settings, the form of the token, permissions, the knowledge, the index (which is brought up to
date), the models, the records, the disk and the clock. It does not connect to anything: only `run` can tell
whether Discord accepts the token. You can run it while the bot runs. Exit status: 0 if nothing is wrong
(advice may be given), 1 if something is.
"""

_SIGNS = {"fine": ("ok", "green"), "advice": ("advice", "yellow"), "fault": ("WRONG", "bold red")}


def doctor(knowledge: options.Knowledge = None, json: options.Json = False) -> None:
    """Check a whole installation, and say how to fix what is wrong."""
    from bot.services import Level, examine

    wrong = False
    with building() as progress:
        for finding in examine(knowledge, datetime.now(UTC), progress):
            wrong = wrong or finding.level is Level.FAULT
            if json:
                typer.echo(batch.to_json(asdict(finding)))
            else:
                _tell(finding)
    if wrong:
        raise typer.Exit(ExitStatus.FAILED)


def _tell(finding: Finding) -> None:
    console = Console(highlight=False, soft_wrap=True)
    sign, style = _SIGNS[finding.level]
    console.print(Text.assemble((f"{sign:6}", style), f" {finding.subject}: {clean(finding.sentence)}"))
    if finding.fix:
        console.print(Text(clean(f"       {finding.fix}"), style="dim"))
