"""`ingest`: from articles to drafts of knowledge files that an editor only has to check."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from bot import settings
from bot.cards import ngettext
from bot.cli import batch as lines
from bot.cli.draw import clean
from bot.cli.errors import RefusedError
from bot.cli.options import Knowledge, day
from bot.ingest import (
    Draft,
    IngestError,
    Outcome,
    Source,
    comments,
    draft_of,
    publish,
    quotes_of,
    read_data,
    read_inputs,
    save,
)

EXAMPLES = """\
\b
Examples:
    briefing-bot ingest article.txt --source "Morning Herald"
    briefing-bot ingest saved-pages/ --report
    curl -s https://example.org/feed.xml | briefing-bot ingest -
    briefing-bot ingest --batch ARTICLES.jsonl --out QUOTES.jsonl

A draft lies in knowledge/drafts and is read when its line "draft: true" is taken out.
"""


def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Text, HTML or feed files, folders of them, or - to read."),
    ] = None,
    knowledge: Knowledge = None,
    publish_now: Annotated[bool, typer.Option("--publish", help="Publish at once, without a draft.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Show what is found; write nothing.")] = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="ARTICLES", help='Read {"id", "text"} lines from this file.')
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="QUOTES", help="Where --batch writes to.")] = None,
    title: Annotated[str, typer.Option(help="The headline, if the input has none.")] = "",
    source: Annotated[str, typer.Option(help="The newspaper, agency or site.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication, as 2031-03-04.")
    ] = None,
) -> None:
    """Draft knowledge files from articles: quotations with their speakers, facts, people and a summary."""
    try:
        if batch is not None:
            _batch(batch, out)
            return
        if not inputs:
            raise typer.BadParameter("name a file or a folder, or - for standard input.")
        known = Source("", title, source, author, url, day(published))
        drafts = _drafts(inputs, known)
        if report:
            _report(drafts)
        else:
            _write(drafts, knowledge or settings.load().knowledge, publish_now)
    except IngestError as error:
        raise RefusedError(clean(str(error))) from error


class Article(BaseModel):
    """One line of a batch."""

    id: str | int
    text: str


def _batch(articles: Path, out: Path | None) -> None:
    if out is None:
        raise typer.BadParameter("--batch needs --out, the file to write to.")

    def work(article: Article) -> dict[str, object]:
        return {"id": article.id, "quotes": quotes_of(article.text)}

    count = lines.run(articles, out, Article, work, doing="Reading")
    typer.echo(ngettext("{count} article read.", "{count} articles read.", count), err=True)


def _drafts(inputs: Iterable[str], known: Source) -> Iterator[Draft]:
    """The drafts of all inputs; what the command line says of an article wins over what the input does."""
    for name in inputs:
        found = (
            read_data(sys.stdin.buffer.read(), "standard input") if name == "-" else read_inputs(Path(name))
        )
        for article in found:
            yield draft_of(
                replace(
                    article,
                    title=known.title or article.title,
                    source=known.source or article.source,
                    author=known.author or article.author,
                    url=known.url or article.url,
                    published=known.published or article.published,
                )
            )


def _write(drafts: Iterable[Draft], knowledge: Path, publish_now: bool) -> None:
    write = publish if publish_now else save
    written: set[Path] = set()
    for draft in drafts:
        try:
            saved = write(draft, knowledge, written=written)
        except OSError as error:
            raise RefusedError(f"{draft.name} cannot be written: {error.strerror}.") from error
        written.add(saved.path)
        quotes = ngettext("{count} quote", "{count} quotes", len(draft.lines))
        facts = ngettext("{count} fact", "{count} facts", len(draft.facts))
        unsure = f" ({len(draft.unsure)} to look at)" if draft.unsure else ""
        typer.echo(clean(f"{saved.path}: {saved.outcome.value}, {quotes}{unsure}, {facts}"))
        if saved.renamed and saved.outcome in {Outcome.WRITTEN, Outcome.PUBLISHED}:
            typer.echo(clean(f"Another article has the name {draft.name}, so this one is {saved.path.stem}."))
        if saved.outcome is Outcome.KEPT:
            typer.echo("An editor changed it, so it was kept. Reading the article again would change this:")
            for row in saved.difference.splitlines():
                typer.echo(clean(row))


def _report(drafts: Iterable[Draft]) -> None:
    console = Console(highlight=False)
    for draft in drafts:
        table = Table(title=clean(draft.title), title_justify="left")
        for column in ("sure", "speaker", "quotation", "look at"):
            table.add_column(column, overflow="fold")
        for line in sorted(draft.lines, key=lambda line: line.confidence):
            remarks = "; ".join(comments(line))
            table.add_row(f"{line.confidence:.0%}", *(clean(c) for c in (line.speaker, line.text, remarks)))
        console.print(table)
        people = ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in draft.people) or "none"
        facts = ngettext("{count} fact", "{count} facts", len(draft.facts))
        console.print(clean(f"{facts}. People: {people}"), markup=False)
