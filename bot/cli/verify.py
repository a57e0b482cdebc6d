"""`verify`: is this what was said, and by whom? One quotation, a file of them, or all in a draft text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from pydantic import BaseModel, model_validator

from bot.cards import checked_card, reply_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show

if TYPE_CHECKING:
    from bot.services import Viewer

EXAMPLES = """\
\b
Examples:
    briefing-bot verify "fight and fight to win" --speaker Hegseth
    briefing-bot verify "“Fight and fight to win,” Hegseth said."
    briefing-bot verify --file draft.txt
    briefing-bot verify --batch quotations.jsonl --out verdicts.jsonl

Exit status: 0 genuine; 1 altered, withdrawn or somebody else's words; 3 not known; 2 wrong usage. With
--file: 1 if any quotation is altered, withdrawn or misattributed, else 3 if any is not known.
"""


class QuotationLine(BaseModel):
    """One line of a batch: a quotation, or a text of which every quotation is checked."""

    id: str | int
    quotation: str | None = None
    text: str | None = None
    speaker: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> QuotationLine:
        if (self.quotation is None) == (self.text is None):
            raise ValueError('a line needs either a "quotation" or a "text"')
        return self


def verify(
    quotation: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUOTATION",
            help="The quotation, with or without quotation marks, or pasted with its sentence. "
            "Use - to read from a pipe.",
        ),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", "-s", metavar="NAME", help="Who is said to have said it.")
    ] = None,
    knowledge: options.Knowledge = None,
    json: options.Json = False,
    seen_as: options.As = None,
    draft: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="DRAFT", help="Check every quotation in a text. Use - to read from a pipe."
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help='Check every {"id", "quotation", "speaker"} or {"id", "text"} line of a file.',
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write the verdicts of --batch.")
    ] = batch.STANDARD,
) -> None:
    """Check a quotation, word for word."""
    asked, viewer = options.joined(quotation), options.viewer(seen_as)
    if draft is None and source is None:
        asked = options.piped(asked, lines=True)
    if sum((bool(asked), draft is not None, source is not None)) != 1:
        raise typer.BadParameter("Give a quotation, or --file, or --batch.")
    if source is not None:
        _many(source, out, knowledge, viewer)
        return
    if draft is not None:
        _text(options.text_of(draft), knowledge, viewer, json=json)
    with door.opened(knowledge, vectors=False) as services:
        reply = services.verify_pasted(asked, speaker, viewer)
    if json:
        typer.echo(batch.to_json(reply.line()))
    else:
        show(reply_card(reply))
    replying.end(reply)


def _many(source: Path, out: Path, knowledge: Path | None, viewer: Viewer) -> None:
    with door.opened(knowledge, vectors=False) as services:

        def work(line: QuotationLine) -> dict[str, object]:
            if line.text is not None:
                return services.check(line.text, viewer).line(line.id)
            return services.verify_pasted(line.quotation or "", line.speaker, viewer).line(line.id)

        batch.run(source, out, QuotationLine, work, doing="Checking")


def _text(text: str, knowledge: Path | None, viewer: Viewer, *, json: bool) -> NoReturn:
    with door.opened(knowledge, vectors=False) as services:
        report = services.check(text, viewer)
    if json:
        for one in report.quotations:
            typer.echo(batch.to_json({"line": one.line} | one.verdict.line()))
    else:
        show(checked_card(report))
    replying.end(report)
