"""`briefing-bot ingest`: from articles to drafts of knowledge files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.ingest import (
    Draft,
    IngestError,
    Outcome,
    Saved,
    Source,
    comments,
    draft_of,
    publish,
    read_data,
    read_inputs,
    run_batch,
    save,
)  # fmt: skip
from bot.knowledge.dates import read_date

FAILURE = 1
USAGE = 2


def ingest(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Text, HTML or feed files, folders of them, or - for standard input."),
    ] = None,
    knowledge: Annotated[
        Path, typer.Option(help="The knowledge folder; drafts go to its folder drafts.")
    ] = Path("knowledge"),
    publish_now: Annotated[
        bool, typer.Option("--publish", help="Publish at once instead of leaving a draft.")
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Print what was found, by confidence; write nothing.")
    ] = False,
    batch: Annotated[
        Path | None, typer.Option(help='Read {"id", "text"} lines from this file.', metavar="ARTICLES")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where --batch writes its quotations.", metavar="QUOTES")
    ] = None,
    title: Annotated[str, typer.Option(help="The headline, where the input has none.")] = "",
    source: Annotated[str, typer.Option(help="The newspaper, agency or site.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    published: Annotated[str, typer.Option(help="The day of publication, as 2016-09-08.")] = "",
) -> None:
    """Draft knowledge files from articles: quotations with their speakers, facts, people, summary.

    Examples:

        briefing-bot ingest article.txt --source "Morning Herald"

        briefing-bot ingest saved-pages/ --report

        cat article.txt | briefing-bot ingest -

        briefing-bot ingest --batch ARTICLES.jsonl --out QUOTES.jsonl
    """
    console, errors = Console(), Console(stderr=True)
    try:
        if batch is not None:
            _batch(batch, out, console)
            return
        if not inputs:
            raise typer.BadParameter("name a file, a folder, or - for standard input.", param_hint="INPUTS")
        given = Source("", title, source, author, url, _date(published))
        drafts = list(_named(_drafts(inputs, given)))
        if report:
            _report(drafts, console)
            return
        _write(drafts, knowledge, publish_now, console)
    except IngestError as error:
        errors.print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(FAILURE) from error


def _date(text: str) -> date | None:
    try:
        return read_date(text) if text else None
    except ValueError as error:
        raise typer.BadParameter("write the day as 2016-09-08.", param_hint="--published") from error


def _batch(articles: Path, out: Path | None, console: Console) -> None:
    if out is None:
        raise typer.BadParameter("--batch needs --out, the file to write to.", param_hint="--out")
    count = run_batch(articles, out)
    console.print(f"{count} articles read, quotations in {out}", markup=False, highlight=False)


def _drafts(inputs: Iterable[str], given: Source) -> Iterable[Draft]:
    for name in inputs:
        found = (
            read_data(sys.stdin.buffer.read(), "standard input") if name == "-" else read_inputs(Path(name))
        )
        for article in found:
            known = {
                key: getattr(given, key) or getattr(article, key)
                for key in ("title", "source", "author", "url", "published")
            }
            yield draft_of(replace(article, **known))


def _named(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """The drafts, a name of its own for each: a second "storm" becomes "storm-2"."""
    taken: Counter[str] = Counter()
    for draft in drafts:
        taken[draft.name] += 1
        count = taken[draft.name]
        yield draft if count == 1 else replace(draft, name=f"{draft.name}-{count}")


def _write(drafts: list[Draft], knowledge: Path, publish_now: bool, console: Console) -> None:
    put = publish if publish_now else save
    for draft in drafts:
        saved: Saved = put(draft, knowledge)
        quotes, unsure = len(draft.lines), len(draft.unsure)
        found = f"{quotes} quotes ({unsure} to look at), {len(draft.facts)} facts"
        console.print(
            f"{saved.path}: {saved.outcome.value}, {found}", markup=False, highlight=False, soft_wrap=True
        )
        if saved.outcome is Outcome.KEPT:
            console.print("It was edited since, so it was kept. What reading it anew would change:")
            console.print(saved.difference, markup=False, highlight=False, soft_wrap=True)


def _report(drafts: list[Draft], console: Console) -> None:
    for draft in drafts:
        table = Table(title=draft.title, title_justify="left", expand=console.is_terminal)
        for column in ("sure", "speaker", "quotation", "look at"):
            table.add_column(column, overflow="fold")
        for line in sorted(draft.lines, key=lambda line: line.confidence):
            table.add_row(f"{line.confidence:.0%}", line.speaker, line.text, "; ".join(comments(line)))
        console.print(table)
        people = ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in draft.people)
        console.print(f"{len(draft.facts)} facts. People: {people or 'none'}", markup=False, highlight=False)
