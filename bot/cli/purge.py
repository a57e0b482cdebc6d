"""`purge`: everything that the bot keeps of an article or entry, deleted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.cli import door, options
from bot.cli.errors import RefusedError

if TYPE_CHECKING:
    from bot.services import Purge

# Addresses of an article's entries that are named, for who wants to purge one of them.
ENTRIES_SHOWN = 20

EXAMPLES = """\
\b
Examples:
    briefing-bot purge ferry-strike --dry-run
    briefing-bot purge ferry-strike --delete-file
    briefing-bot purge ferry-strike#offer

Deletes drafts, the kept text and proof of the article, the index and vectors as they were, and everything
the records have of it. Messages on Discord that show it are amended. What editors wrote stays: remove an
entry from its knowledge file first, or delete an article's file with --delete-file. The command names what
it cannot reach (git, backups, what other people copied).
"""


def purge(
    target: Annotated[
        str, typer.Argument(metavar="ARTICLE[#ID]", help="The article, or one quote or fact of it.")
    ],
    delete_file: Annotated[
        bool, typer.Option("--delete-file", help="Delete the article's knowledge file, too.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be deleted, and what prevents it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    knowledge: options.Knowledge = None,
) -> None:
    """Delete everything that the bot keeps of an article or entry."""
    from bot.services import Purger

    article, hash_sign, entry = target.partition("#")
    if not article.strip() or (hash_sign and not entry.strip()):
        raise typer.BadParameter("Name the article, or one entry of it: ARTICLE#ID.")
    if "#" in target and delete_file:
        raise typer.BadParameter("--delete-file is for a whole article; take a single entry out of its file.")
    with door.opened(knowledge, vectors=False, empty=True) as services:
        purger = Purger(services, settings.load())
        plan = purger.look(target, delete_file=delete_file)
        if plan.refused and not dry_run:
            raise plan.refused
        for line in _plan(plan):
            typer.echo(line)
        if dry_run:
            return
        if not yes and not sys.stdin.isatty():
            raise RefusedError("Nothing was deleted. Add --yes if nobody is there to be asked.")
        if not yes:
            typer.confirm("Delete this for good?", abort=True)
        done = purger.purge(target, delete_file=delete_file)
    typer.echo()
    for line in _done(done):
        typer.echo(line)


def _plan(plan: Purge) -> Iterator[str]:
    """What would be deleted, and what keeps it."""
    yield f"To be deleted for {plan.target}:"
    yield from (f"  {path}" for path in plan.files)
    yield "  the search index and its vectors as they are; both are built again without it"
    yield from _counts(plan)
    if plan.elsewhere:
        yield f"Other articles have the same words and are not touched: {', '.join(plan.elsewhere)}."
    if plan.refused:
        yield f"This would not work yet: {plan.refused}"
        yield from (f"  {address}" for address in plan.entries[:ENTRIES_SHOWN])


def _counts(plan: Purge) -> Iterator[str]:
    found = plan.records
    if found is None:
        yield "  nothing in the records: there are none"
        return
    counts = (
        (found.questions, "question of the log that it answered", "questions of the log that it answered"),
        (found.opinions, "opinion on it as an answer", "opinions on it as an answer"),
        (found.news, "note of what followers were shown", "notes of what followers were shown"),
        (found.changes, "note of how it was changed", "notes of how it was changed"),
        (found.views, "answer whose buttons know it", "answers whose buttons know it"),
        (
            found.amended,
            "message on Discord that shows it: amended",
            "messages on Discord that show it: amended",
        ),
    )
    yield from (f"  {count} {one if count == 1 else many}" for count, one, many in counts if count)


def _done(done: Purge) -> Iterator[str]:
    """That it is done, and what is out of reach."""
    yield f"{done.target} is purged. A running bot follows within seconds."
    yield "Out of reach, so please take care of this yourself:"
    if done.git:
        yield f"  the history of the git repository {done.git}, and every clone of it"
    yield "  backups of the knowledge folder, the index, the records and this machine"
    yield "  what people copied, forwarded or were notified of, and what `feedback export` wrote"
    yield "  questions as members typed them, until BRIEFING_LOG_DAYS have passed"
    yield "  messages older than BRIEFING_RECALL_DAYS: nobody remembers what they show"
    if done.records and done.records.private:
        count = done.records.private
        yield f"  {count} private answer{'s' * (count > 1)}, which Discord lets nobody edit"
    yield from (f"  {path}: the system did not let it be deleted" for path in done.left)
