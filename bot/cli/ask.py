"""`ask`: one question, or a file of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, Field

from bot.cards.answer import answer_card
from bot.cards.why import why_card
from bot.cli import batch, door, options
from bot.cli.draw import show
from bot.cli.errors import Status
from bot.replies import Answer, Questioned

# What measuring needs of every question: the scorers look at the first ten.
ANSWERS_WRITTEN = 10
# A terminal has no buttons for what else is close, but room for it.
SHOWN = 3

EXAMPLES = """\
\b
Examples:
    briefing-bot ask "what did Hegseth say?"
    briefing-bot ask "how much of gdp will japan spend on defence" --json
    echo "who spoke of a new golden age?" | briefing-bot ask
    briefing-bot ask --batch questions.jsonl --out answers.jsonl

Exit status: 0 answered, 3 nothing known, 2 wrong usage, 1 failure.
"""


class Question(BaseModel):
    """One line of a batch; its `date` is the question's today."""

    id: str | int
    question: str
    today: date | None = Field(default=None, alias="date")


def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="What you want to know; - reads it, as from a pipe."),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = None,
    today: options.Today = None,
    why: Annotated[bool, typer.Option("--why", help="Say why this was the answer.")] = False,
    json: options.Json = False,
    source: Annotated[
        Path | None,
        typer.Option(
            "--batch", metavar="FILE", help='Answer every {"id", "question", "date"} line of a file.'
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where the answers of --batch go.")
    ] = batch.STANDARD,
) -> None:
    """Answer a question with verbatim quotes."""
    asked, now = options.joined(question), options.day(today)
    if source is None:
        asked = options.piped(asked)
        if not asked:
            raise typer.BadParameter("Ask something, or name a file of questions with --batch.")
        raise typer.Exit(_one(asked, knowledge, now, limit=limit, why=why, json=json))
    if asked:
        raise typer.BadParameter("Give a question or --batch, not both.")
    _many(source, out, knowledge, now, limit or ANSWERS_WRITTEN)


def answer_line(key: str | int | None, answer: Questioned) -> dict[str, object]:
    """The answer as one object of JSON, as programs and the scorers read it."""
    return answer.line(key)


def _one(
    asked: str, knowledge: Path | None, today: date | None, *, limit: int | None, why: bool, json: bool
) -> Status:
    with door.opened(knowledge) as engine:
        door.settle(engine)
        answer = engine.ask(asked, today=today, limit=limit or ANSWERS_WRITTEN)
    if json:
        typer.echo(batch.to_json(answer_line(None, answer) | (_reasons(answer) if why else {})))
    else:
        count = limit or (
            ANSWERS_WRITTEN if isinstance(answer, Answer) and answer.answered and answer.listing else SHOWN
        )
        show(answer_card(answer, count=count), title=False)
        if why and answer.answers:
            typer.echo()
            show(why_card(answer.answers[0], answer.understood))
    return Status.DONE if answer.answered else Status.NOTHING_KNOWN


def _many(source: Path, out: Path, knowledge: Path | None, today: date | None, limit: int) -> None:
    with door.opened(knowledge) as engine:
        # What is answered must not depend on how many vectors are made by now.
        engine.wait_for_vectors()

        def work(line: Question) -> dict[str, object]:
            answer = engine.ask(line.question, today=line.today or today, limit=limit)
            return answer_line(line.id, answer)

        batch.run(source, out, Question, work, doing="Answering")


def _reasons(answer: Questioned) -> dict[str, object]:
    """What --why adds to the JSON: how the question was read, and the evidence of each answer, in order."""
    return {
        "understood": answer.understood.model_dump(mode="json"),
        "evidence": [[each.model_dump(mode="json") for each in item.evidence] for item in answer.answers],
    }
