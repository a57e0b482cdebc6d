"""`publish`: drafts that an editor has looked through go into the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cards import ngettext
from bot.cli.draw import clean
from bot.cli.errors import ExitStatus, RefusedError
from bot.cli.ingest import tell_difference
from bot.cli.options import Knowledge

if TYPE_CHECKING:
    from bot.services import PublishedDraft

EXAMPLES = """\
\b
Examples:
    briefing-bot publish knowledge/drafts/harbour.yaml
    briefing-bot publish harbour

Quotes that `ingest --publish` left out are added to their article, in the order of its text.

Exit status: 0, or 3 if a published file says something else and was kept.
"""

KEPT = (
    "The published file says something else, so it was kept. --replace would change this, and "
    "keep what an editor changed:"
)
KEPT_EDITS = (
    "The published file was kept as an editor left it: the draft has nothing new, and --replace "
    "would only remove the draft. This is what the editor changed:"
)
KEPT_CLASH = (
    "The published file was changed in the same lines as the draft, so it was kept. Make these "
    "lines the same in both, then publish the draft again:"
)


def publish(
    drafts: Annotated[
        list[str],
        typer.Argument(metavar="DRAFT", help="Draft files, or their names in knowledge/drafts."),
    ],
    knowledge: Knowledge = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace what is already there; an editor's changes to it are kept."),
    ] = False,
) -> None:
    """Publish drafts that you have checked; the bot answers from them after the next reload."""
    # What proves a draft takes a while to load: only who needs it waits.
    from bot.services import IngestError, publish_drafts

    folder = knowledge or settings.load().knowledge
    try:
        kept = _tell(publish_drafts(drafts, folder, replacing=replace))
    except IngestError as error:
        raise RefusedError(clean(str(error))) from error
    if kept:
        raise typer.Exit(ExitStatus.UNSURE)


def _tell(published: Iterable[PublishedDraft]) -> bool:
    """Tell what became of each; whether any was not published as a file was kept."""
    kept = False
    for one in published:
        quotes = ngettext("{count} quote", "{count} quotes", one.quotes)
        facts = ngettext("{count} fact", "{count} facts", one.facts)
        counted = f", {quotes}, {facts}"
        if one.added:
            counted = f", {quotes} added" + (f", {facts} added" if one.facts else "")
        typer.echo(clean(f"{one.path}: {one.outcome}{'' if one.kept else counted}"))
        if one.marked:
            typer.echo(_still_marked(one.marked))
        if one.kept:
            kept = True
            why = KEPT_CLASH if one.clash else KEPT_EDITS if one.edits_only else KEPT
            tell_difference(one.difference, why)
    return kept


def _still_marked(rows: tuple[int, ...]) -> str:
    told = ngettext(
        "{count} quote still has a comment that says what to check",
        "{count} quotes still have a comment that says what to check",
        len(rows),
    )
    where = f"line{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}"
    return f"{told}: {where}. Correct what is wrong there, and remove the comment."
