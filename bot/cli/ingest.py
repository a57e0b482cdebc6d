"""`ingest`: from articles to drafts of knowledge files that an editor only has to check."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from bot import settings
from bot.cards import ngettext
from bot.cli import batch as lines
from bot.cli.draw import clean
from bot.cli.errors import ExitStatus, RefusedError
from bot.cli.options import Knowledge, day

if TYPE_CHECKING:
    from bot.services import Draft, IngestError, SavedDraft

EXAMPLES = """\
\b
Examples:
    briefing-bot ingest article.txt --source "Morning Herald"
    briefing-bot ingest saved-pages/ --report
    curl -s https://example.org/feed.xml | briefing-bot ingest -
    briefing-bot ingest --batch ARTICLES.jsonl --out QUOTES.jsonl

    briefing-bot ingest article.txt --publish

Drafts go to knowledge/drafts. The bot answers from them once you have published them: `briefing-bot publish`.

Exit status: 0, or with --publish 3 if a published file says something else and was kept.
"""


def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="Text, HTML, feeds, .docx, .pdf, .eml, .srt, .vtt, folders of these, or -."
        ),
    ] = None,
    knowledge: Knowledge = None,
    publish_now: Annotated[
        bool,
        typer.Option(
            "--publish", help="Publish at once. Quotes that need checking are left out and wait as a draft."
        ),
    ] = False,
    publish_unsure: Annotated[
        bool, typer.Option("--publish-unsure", help="Publish at once, including quotes that need checking.")
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace what is already there; an editor's changes to it are kept."),
    ] = False,
    report: Annotated[bool, typer.Option("--report", help="Show what was found, and write nothing.")] = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="ARTICLES", help='Read {"id", "text"} lines from this file.')
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="QUOTES", help="Where to write the quotes of --batch.")
    ] = None,
    title: Annotated[str, typer.Option(help="The headline, if the input has none.")] = "",
    source: Annotated[str, typer.Option(help="The newspaper, agency or site.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication, as 2031-03-04.")
    ] = None,
) -> None:
    """Draft knowledge files from articles: quotations with their speakers, facts, people and a summary."""
    # What attributes an article takes a while to load: only who needs it waits.
    from bot.services import IngestError, Publishing, Source, read_drafts, save_drafts

    try:
        if batch is not None:
            _batch(batch, out)
            return
        if not inputs:
            raise typer.BadParameter("Name a file or a folder, or use - to read from a pipe.")
        known = Source("", title, source, author, url, day(published))
        folder = knowledge or settings.load().knowledge
        drafts = read_drafts(_inputs(inputs), known, folder)
        if report:
            _report(drafts)
        else:
            wanted = publish_now or publish_unsure or replace
            how = Publishing(unsure=publish_unsure, replacing=replace) if wanted else None
            _tell(save_drafts(drafts, folder, publishing=how), publishing=wanted)
    except IngestError as error:
        raise RefusedError(clean(str(error))) from error


class ArticleLine(BaseModel):
    """One line of a batch."""

    id: str | int
    text: str


def _batch(articles: Path, out: Path | None) -> None:
    if out is None:
        raise typer.BadParameter("--batch needs --out, the file to write to.")

    from bot.services import quotes_of

    def work(article: ArticleLine) -> dict[str, object]:
        return {"id": article.id, "quotes": quotes_of(article.text)}

    count = lines.run(articles, out, ArticleLine, work, doing="Reading")
    typer.echo(ngettext("{count} article read.", "{count} articles read.", count), err=True)


def _inputs(names: Iterable[str]) -> Iterator[Path | bytes]:
    for name in names:
        yield sys.stdin.buffer.read() if name == "-" else Path(name)


def _tell(saved: Iterable[SavedDraft | IngestError], *, publishing: bool) -> None:
    kept = failed = False
    for one in saved:
        if not isinstance(one, tuple):
            failed = True
            typer.echo(clean(str(one)), err=True)
            continue
        draft = one.draft
        if one.notice:
            typer.echo(clean(_notice(one)))
            continue
        written = one.quotes if publishing and not (one.held or one.kept) else len(draft.quotes)
        quotes = ngettext("{count} quote", "{count} quotes", written)
        facts = ngettext("{count} fact", "{count} facts", draft.facts)
        unsure = f" ({draft.unsure} to look at)" if draft.unsure and not one.left else ""
        typer.echo(clean(f"{one.path}: {one.outcome}, {quotes}{unsure}, {facts}"))
        if draft.left_out:
            typer.echo(_not_kept(len(draft.left_out)))
        if draft.missing and not one.kept:
            typer.echo(_lacking(draft.missing))
        if one.renamed:
            typer.echo(clean(f"Another article has the name {draft.name}, so this one is {one.path.stem}."))
        if one.beside is not None:
            typer.echo(clean(PUBLISHED_ALREADY.format(article=one.beside, draft=one.path)))
        if one.left_in is not None:
            typer.echo(clean(_left_out(one.left, one.left_in, held=one.held)))
        if one.kept:
            kept = True
            tell_difference(one.difference, _why_kept(one, publishing=publishing))
    if failed:
        raise typer.Exit(ExitStatus.FAILED)
    if kept and publishing:
        raise typer.Exit(ExitStatus.UNSURE)


FITS_NONE = "This reads like a correction, but the knowledge has no article that it is about."
FITS_SEVERAL = (
    "This reads like a correction, but it is not clear of which article: {articles}. Correct it by "
    "hand, or name the headline in the notice."
)
PUBLISHED_ALREADY = (
    "This article is published already: {article}. The draft changes nothing in it until it is published: "
    "briefing-bot publish {draft} --replace, which leaves what an editor changed."
)
KEPT_DRAFT = "An editor changed it, so it was kept. Reading the article again would change this:"
KEPT_PUBLISHED = (
    "The file that is there says something else, so it was kept. --replace would change this, "
    "and keep what an editor changed:"
)


KEPT_WAITING = (
    "A draft of it waits that an editor changed, so nothing was published. Publish that one: briefing-bot "
    "publish {draft}. Reading the article again would change this in it:"
)
KEPT_EDITS = (
    "It was kept as an editor left it: reading the article again finds nothing new, and --replace would "
    "change nothing. This is what the editor changed:"
)


def _why_kept(saved: SavedDraft, *, publishing: bool) -> str:
    if not publishing:
        return KEPT_DRAFT
    if saved.waits:
        return KEPT_WAITING.format(draft=saved.path)
    return KEPT_EDITS if saved.edits_only else KEPT_PUBLISHED


def tell_difference(difference: str, why: str) -> None:
    """Say why a file was kept, and what would have been changed in it."""
    typer.echo(why)
    for row in difference.splitlines():
        typer.echo(clean(row))


def _notice(told: SavedDraft) -> str:
    draft, article = told.path, told.corrects
    if article is None:
        articles = ", ".join(map(str, told.candidates))
        return FITS_SEVERAL.format(articles=articles) if articles else FITS_NONE
    if told.known:
        return f"This corrects {article}, which has this correction already."
    if draft == article:
        return f"This corrects {article}, which is still a draft: publish that first, then read this again."
    return f"{draft}: the correction of {article}. Check it, then: briefing-bot publish {draft} --replace"


def _not_kept(count: int) -> str:
    return ngettext(
        "{count} line is neither a quote nor a fact; --report shows it.",
        "{count} lines are neither quotes nor facts; --report shows them.",
        count,
    )


OPTIONS = {"source": ("source", "--source"), "published": ("date", "--published")}
"""What an article may lack: its word, and the option that gives it."""


def _lacking(missing: Iterable[str]) -> str:
    found = [OPTIONS[key] for key in missing]
    return f"No {' and no '.join(word for word, _ in found)} found: give {' and '.join(o for _, o in found)}."


def _left_out(count: int, waiting: Path, *, held: bool) -> str:
    if held:
        return f"Nothing in it is sure. Check each line, then: briefing-bot publish {waiting}"
    left = ngettext(
        "{count} quote that needs checking was left out.",
        "{count} quotes that need checking were left out.",
        count,
    )
    return f"{left} Check it in {waiting}, then: briefing-bot publish {waiting}"


def _report(drafts: Iterable[Draft | IngestError]) -> None:
    from bot.services import IngestError, preview_of

    console = Console(highlight=False)
    failed = False
    for made in drafts:
        if isinstance(made, IngestError):
            failed = True
            typer.echo(clean(str(made)), err=True)
            continue
        draft = preview_of(made)
        table = Table(title=clean(draft.title), title_justify="left")
        for column in ("sure", "speaker", "quotation", "look at"):
            table.add_column(column, overflow="fold")
        for quote in sorted(draft.quotes, key=lambda quote: quote.confidence):
            remarks = "; ".join(quote.comments)
            cells = (clean(each) for each in (quote.speaker, quote.text, remarks))
            table.add_row(f"{quote.confidence:.0%}", *cells)
        console.print(table)
        people = ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in draft.people) or "none"
        facts = ngettext("{count} fact", "{count} facts", draft.facts)
        console.print(clean(f"{facts}. People: {people}"), markup=False)
        if draft.missing:
            console.print(_lacking(draft.missing), markup=False)
        for each in draft.left_out:
            console.print(clean(f"left out ({each.why}): {each.text}"), markup=False)
    if failed:
        raise typer.Exit(ExitStatus.FAILED)
