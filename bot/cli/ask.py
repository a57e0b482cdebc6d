"""`ask`: one question, or a file of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel, Field, model_validator

from bot.cards import Card, answer_card, reply_card, why_card
from bot.cli import batch, door, options, replying
from bot.cli.draw import show
from bot.replies import Answer, Context, PersonReply, Reply, Verdict

if TYPE_CHECKING:
    from bot.services import Request, Services, Viewer

# What measuring needs of every question: the scorers look at the first ten.
ANSWERS_WRITTEN = 10

EXAMPLES = """\
\b
Examples:
    briefing-bot ask "what did Hegseth say?"
    briefing-bot ask "how much of gdp will japan spend on defence" --json
    briefing-bot ask "did she really say that?" --about message.txt
    echo "who spoke of a new golden age?" | briefing-bot ask
    briefing-bot ask --batch questions.jsonl --out answers.jsonl

If a question asks about a quotation ("did Hegseth say “...”?"), the quotation is checked. In a batch, lines
with the same "dialogue" are one conversation, in their order.

Exit status: 0 answered or genuine; 3 not sure, several could be meant, or nothing is known; 1 altered,
withdrawn, somebody else's words, or a failure; 2 wrong usage.
"""


class Network(StrEnum):
    """What can be left out of answering, to see what it is worth."""

    VECTORS = "vectors"
    READER = "reader"


class QuestionLine(BaseModel):
    """One line of a batch; the message stands in `question` or `text`, its `date` is the message's today.

    `about` is the text of a message that it replies to.
    """

    id: str | int
    question: str | None = None
    text: str | None = None
    today: date | None = Field(default=None, alias="date")
    dialogue: str | int | None = None
    about: str | None = None

    @model_validator(mode="after")
    def _has_a_message(self) -> QuestionLine:
        if self.question is None and self.text is None:
            raise ValueError('a line needs a "question" or a "text"')
        return self

    @property
    def message(self) -> str:
        """What is asked."""
        return self.question if self.question is not None else self.text or ""


def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="What you want to know. Use - to read from a pipe."),
    ] = None,
    knowledge: options.Knowledge = None,
    limit: options.Limit = None,
    today: options.Today = None,
    why: Annotated[bool, typer.Option("--why", help="Explain why this is the answer.")] = False,
    json: options.Json = False,
    seen_as: options.As = None,
    without: Annotated[
        list[Network] | None,
        typer.Option(
            "--without",
            help="Leave out one model: the one that compares meanings "
            "(vectors), or the one that reads the best candidates "
            "(reader).",
        ),
    ] = None,
    about: Annotated[
        Path | None,
        typer.Option(
            "--about",
            metavar="FILE",
            help='A message or draft that the question is about, such as "did she really say that?"',
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help='Answer every {"id", "question" or "text", "about", "date", "dialogue"} line of a file.',
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to write the answers of --batch.")
    ] = batch.STANDARD,
) -> None:
    """Answer a question with verbatim quotes."""
    asked, now, viewer = options.joined(question), options.day(today), options.viewer(seen_as)
    wanted = {f"{network}": network not in (without or ()) for network in Network}
    if source is not None:
        if asked:
            raise typer.BadParameter("Give a question or --batch, not both.")
        with door.opened(knowledge, **wanted) as services:
            _many(source, out, services, viewer, now, limit or ANSWERS_WRITTEN)
        return
    asked = options.piped(asked)
    if not asked:
        raise typer.BadParameter("Ask a question, or name a file of questions with --batch.")
    text = options.text_of(about) if about else None
    with door.opened(knowledge, **wanted) as services:
        door.settle(services)
        reply = services.ask(_request(asked, viewer, today=now, limit=limit or ANSWERS_WRITTEN, about=text))
    if json:
        typer.echo(batch.to_json(reply.line() | (_evidence(reply) if why else {})))
    else:
        _show(reply, limit, why=why)
    replying.end(reply)


def message_card(reply: Reply, count: int | None = None) -> Card:
    """Whatever a message was replied with, as a card; of an answer, `count` entries."""
    return answer_card(reply, count=count) if isinstance(reply, Answer) else reply_card(reply)


def _request(
    message: str,
    viewer: Viewer,
    *,
    today: date | None,
    limit: int,
    context: Context | None = None,
    about: str | None = None,
) -> Request:
    from bot.services import Passage, PointedAt, Request

    pointed_at = PointedAt(passages=(Passage(text=about),)) if about else None
    return Request(message, viewer, context=context, today=today, limit=limit, pointed_at=pointed_at)


def _show(reply: Reply, limit: int | None, *, why: bool) -> None:
    listing = isinstance(reply, Answer) and reply.answered and reply.listing
    show(
        message_card(reply, limit or (ANSWERS_WRITTEN if listing else None)),
        title=isinstance(reply, Verdict | PersonReply),
    )
    if why and isinstance(reply, Answer):
        typer.echo()
        show(why_card(reply.answers[0], reply.understood))


def _many(
    source: Path, out: Path, services: Services, viewer: Viewer, today: date | None, limit: int
) -> None:
    # What is answered must not depend on how many vectors are made by now.
    services.wait_for_vectors()
    asker = _Asker(services, viewer, today, limit)
    batch.run(source, out, QuestionLine, asker.line, doing="Answering")


class _Asker:
    """Asks the lines of a batch, each dialogue a conversation of its own."""

    def __init__(self, services: Services, viewer: Viewer, today: date | None, limit: int) -> None:
        self._services, self._viewer, self._today, self._limit = services, viewer, today, limit
        self._contexts: dict[str | int, Context] = {}

    def line(self, line: QuestionLine) -> dict[str, object]:
        """The reply to a line as an object of JSON."""
        from bot.services import context_after

        before = self._contexts.get(line.dialogue) if line.dialogue is not None else None
        request = _request(
            line.message,
            self._viewer,
            context=before,
            today=line.today or self._today,
            limit=self._limit,
            about=line.about,
        )
        reply = self._services.ask(request)
        if line.dialogue is not None:
            self._contexts[line.dialogue] = context_after(reply, message_card(reply).keys, before)
        return reply.line(line.id)


def _evidence(reply: Reply) -> dict[str, object]:
    """What --why adds to the JSON: the evidence of each answer, in order."""
    return {"evidence": [[each.model_dump(mode="json") for each in item.evidence] for item in reply.answers]}
