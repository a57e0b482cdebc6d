"""`chat`: a conversation, in which "he" and "and about Russia?" are understood."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bot.cards.answer import answer_card
from bot.cards.card import Card
from bot.cards.found import found_card
from bot.cards.why import why_card
from bot.cli import door, options
from bot.cli.draw import show
from bot.replies import Context, Found, Questioned

if TYPE_CHECKING:
    from bot.services.desk import Desk

PROMPT = "> "
PAGE = 5
HELP = """\
Ask what somebody said, who said it, when, or how much; then go on: "and about China?", "when?"
/more  the next answers      /why  why this was the answer      /3  the third answer alone
/new   forget what was said  /help                              /quit, or Ctrl-D"""

EXAMPLES = """\
\b
Example:
    briefing-bot chat
"""


@dataclass
class Conversation:
    """A conversation with the engine: its context, the last answer and how far that was shown."""

    engine: Desk
    context: Context | None = None
    last: Questioned | None = None
    shown: int = 0

    def reply(self, typed: str) -> Card | str:
        """A card to show for what was typed, or a plain sentence."""
        if typed.lower() == "help":
            return HELP
        if not typed.startswith("/"):
            return self._ask(typed)
        command = typed.removeprefix("/").strip().lower()
        if command in {"help", "?", ""}:
            return HELP
        if command == "new":
            self.context = self.last = None
            return "Forgotten. Ask away."
        return self._about_the_last(command)

    def _ask(self, question: str) -> Card:
        before = self.context
        answer = self.engine.ask(question, before)
        self.last, self.shown = answer, 0
        card = self._showing(answer_card(answer))
        self.context = answer.context.shown(card.keys, before)
        return card

    def _about_the_last(self, command: str) -> Card | str:
        if self.last is None or not self.last.answers:
            return "Ask something first."
        answers = self.last.answers
        if command == "more":
            left = self.shown < len(answers)
            more = answer_card(self.last, start=self.shown, count=PAGE)
            if not left:
                return "That was all."
            self.context = self.last.context.shown(more.keys, self.context)
            return self._showing(more)
        if command == "why":
            return why_card(answers[0], self.last.understood)
        if command.isdecimal():
            return _alone(answers, int(command))
        return f"/{command} is nothing I know. /help says what there is."

    def _showing(self, card: Card) -> Card:
        self.shown += len(card.keys)
        return card


def _alone(answers: Sequence[Found], number: int) -> Card | str:
    if 1 <= number <= len(answers):
        return found_card(answers[number - 1])
    return "There is one answer only." if len(answers) == 1 else f"There are {len(answers)} answers."


def chat(knowledge: options.Knowledge = None) -> None:
    """Start a conversation; follow-up questions are understood."""
    watching = sys.stdin.isatty()
    if watching:
        # Arrow keys and history at the prompt; absent on Windows, where the console has its own.
        with contextlib.suppress(ImportError):
            importlib.import_module("readline")
    with door.opened(knowledge) as engine:
        door.settle(engine)
        conversation = Conversation(engine)
        if watching:
            typer.echo(HELP)
        while (typed := _typed(watching)) is not None:
            if typed.lower().removeprefix("/") in {"quit", "exit", "q"}:
                return
            if typed:
                _show(conversation.reply(typed))


def _typed(watching: bool) -> str | None:
    try:
        return input(PROMPT if watching else "").strip()
    except EOFError:
        if watching:
            typer.echo()
        return None


def _show(reply: Card | str) -> None:
    if isinstance(reply, str):
        typer.echo(reply)
    else:
        show(reply, title=False)
    typer.echo()
