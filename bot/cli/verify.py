"""`verify`: is this what was said, and by whom? One quotation, a file of them, or all in a draft text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, model_validator

from bot.cards.checked import checked_card
from bot.cards.verdict import verdict_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import RefusedError, Status
from bot.replies import Outcome, Verdict

EXAMPLES = """\
Examples:

    briefing-bot verify "fight and fight to win" --speaker Hegseth

    briefing-bot verify --file draft.txt

    briefing-bot verify --batch quotations.jsonl --out verdicts.jsonl

Exit status: 0 genuine, 1 altered or misattributed (with --file: if any is), 3 not known, 2 wrong usage.
"""


class Quotation(BaseModel):
    """One line of a batch: a quotation, or a text of which every quotation is checked."""

    id: str | int
    quotation: str | None = None
    text: str | None = None
    speaker: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Quotation:
        if (self.quotation is None) == (self.text is None):
            raise ValueError('a line needs either a "quotation" or a "text"')
        return self


def verify(
    quotation: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUOTATION", help="The quotation, with or without marks; - reads it."),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", "-s", metavar="NAME", help="Who is said to have said it.")
    ] = None,
    knowledge: options.Knowledge = None,
    json: options.Json = False,
    draft: Annotated[
        Path | None,
        typer.Option("--file", metavar="DRAFT", help="Check every quotation in a text; - reads it."),
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
        Path, typer.Option("--out", metavar="FILE", help="Where the verdicts of --batch go.")
    ] = batch.STANDARD,
) -> None:
    """Check a quotation, word for word."""
    asked = options.joined(quotation)
    if draft is None and source is None:
        asked = options.piped(asked)
    if sum((bool(asked), draft is not None, source is not None)) != 1:
        raise typer.BadParameter("Give a quotation, or --file, or --batch.")
    if draft is not None:
        raise typer.Exit(_text(draft, knowledge, json=json))
    if source is not None:
        _many(source, out, knowledge)
        return
    raise typer.Exit(_one(asked, speaker, knowledge, json=json))


def verdict_line(key: str | int | None, verdict: Verdict) -> dict[str, object]:
    """The verdict as one object of JSON, as programs and the scorer read it."""
    return verdict.line(key)


def _one(asked: str, speaker: str | None, knowledge: Path | None, *, json: bool) -> Status:
    from bot.services import is_wrong

    with door.opened(knowledge, vectors=False) as engine:
        verdict = engine.verify(asked, speaker)
    if json:
        typer.echo(batch.to_json(verdict_line(None, verdict)))
    else:
        show(verdict_card(verdict))
    if is_wrong(verdict):
        return Status.FAILED
    return Status.NOTHING_KNOWN if verdict.verdict is Outcome.UNKNOWN else Status.DONE


def _many(source: Path, out: Path, knowledge: Path | None) -> None:
    from bot.services import OPERATOR

    with door.opened(knowledge, vectors=False) as engine:

        def work(line: Quotation) -> dict[str, object]:
            if line.text is not None:
                return engine.check(line.text, OPERATOR).line(line.id)
            return verdict_line(line.id, engine.verify(line.quotation or "", line.speaker))

        batch.run(source, out, Quotation, work, doing="Checking")


def _read(draft: Path) -> str:
    if draft == batch.STANDARD:
        return sys.stdin.read()
    try:
        return draft.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(f"{draft} is not UTF-8 text.") from None
    except OSError as error:
        raise RefusedError(f"{draft} cannot be read: {error.strerror}.") from None


def _text(draft: Path, knowledge: Path | None, *, json: bool) -> Status:
    from bot.services import OPERATOR

    text = _read(draft)
    with door.opened(knowledge, vectors=False) as engine:
        report = engine.check(text, OPERATOR)
    if json:
        for one in report.quotations:
            typer.echo(batch.to_json({"line": one.line} | verdict_line(None, one.verdict)))
    else:
        show(checked_card(report))
    return Status.FAILED if report.wrong else Status.DONE
