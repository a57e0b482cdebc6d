"""`chat`: a conversation, in which "he" and "and about Russia?" are understood."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bot import settings
from bot.cards import (
    Card,
    LineKind,
    answer_card,
    found_card,
    help_card,
    line,
    reload_card,
    reply_card,
    why_card,
)
from bot.cli import door, options
from bot.cli.draw import show
from bot.replies import Answer, Comparison, Context, Done, Entries, Found, Help, Reply, Talk, Timeline

if TYPE_CHECKING:
    from bot.services import Request, Services, Viewer

PROMPT = "> "
PAGE = 5
HELP = """\
Ask what somebody said, who said it, when, or how much; then go on: "and about China?".
"help" says what else.
/more    the next answers      /why  why this was the answer      /3  the third answer alone
/reload  take up edited files  /new  start afresh    /help        /quit, or Ctrl-D"""

EXAMPLES = """\
\b
Example:
    briefing-bot chat

/reload reads knowledge files that were edited in the meantime. With BRIEFING_WATCH=true, they are read as
soon as they are saved.
"""


@dataclass
class Conversation:
    """A conversation: its context, what was asked last and how far the reply to it was shown.

    Whoever goes back to that gets the reply as it is now: files may have been taken up meanwhile.
    """

    services: Services
    viewer: Viewer
    context: Context | None = None
    last: Request | None = None
    shown: int = 0

    def reply(self, typed: str) -> Card | str:
        """A card to show for what was typed, or a plain sentence."""
        if not typed.startswith("/"):
            return self._ask(typed)
        command = typed.removeprefix("/").strip().lower()
        if command in {"help", "?", ""}:
            return HELP
        if command == "new":
            self.context = self.last = None
            return "Forgotten. Ask away."
        if command in {"reload", "reload confirm"}:
            return reload_card(self.services.reload(confirmed=command != "reload"))
        return self._about_the_last(command)

    def _ask(self, message: str) -> Card:
        from bot.services import Request

        request = Request(message, self.viewer, context=self.context)
        reply = self.services.ask(request)
        if isinstance(reply, Help):
            return help_card(reply, commands=[line(each, LineKind.HINT) for each in HELP.splitlines()[2:]])
        card = reply_card(reply)
        if not isinstance(reply, Talk | Done):
            self.last, self.shown = request, 0
            self._remember(reply, card)
        return card

    def _about_the_last(self, command: str) -> Card | str:
        if command not in {"more", "why"} and not command.isdecimal():
            return f"There is no /{command}. /help shows what there is."
        reply = self.services.ask(self.last) if self.last else None
        offered = self._offered(reply)
        if reply is None or not (offered or isinstance(reply, Entries)):
            return "Ask something first." if reply is None or not self.shown else "That is no longer known."
        if command == "more":
            if isinstance(reply, Answer) and self.shown >= len(offered):
                return "That was all."
            return self._more(reply)
        if command == "why":
            return self._why(reply)
        return _alone(offered, int(command))

    def _offered(self, reply: Reply | None) -> Sequence[Found]:
        """What of the reply may be gone through: of what is known of nothing, only what was shown."""
        if isinstance(reply, Answer):
            return reply.offered
        return reply.answers[: self.shown] if reply else ()

    def _more(self, reply: Reply) -> Card | str:
        if isinstance(reply, Entries | Timeline | Comparison) and self.last:
            return self._next_part(reply, self.last)
        if not isinstance(reply, Answer):
            return "That was all."
        more = answer_card(reply, start=self.shown, count=PAGE)
        self._remember(reply, more)
        return more

    def _next_part(self, reply: Entries | Timeline | Comparison, request: Request) -> Card | str:
        """The next part of a list that was asked for in words."""
        if not reply.more:
            return "That was all."
        self.last = request._replace(start=reply.start + request.limit)
        following = self.services.ask(self.last)
        card = reply_card(following)
        self._remember(following, card)
        return card

    def _why(self, reply: Reply) -> Card | str:
        if not isinstance(reply, Answer):
            return "That was not an answer to a question."
        return why_card(reply.answers[0], reply.understood)

    def _remember(self, reply: Reply, card: Card) -> None:
        """Note what of a reply is on the screen: the next question follows on that."""
        from bot.services import context_after

        self.context = context_after(reply, card.keys, self.context)
        self.shown += len(card.keys)


def _alone(answers: Sequence[Found], number: int) -> Card | str:
    if 1 <= number <= len(answers):
        return found_card(answers[number - 1])
    return "There is only one answer." if len(answers) == 1 else f"There are {len(answers)} answers."


def chat(knowledge: options.Knowledge = None, seen_as: options.As = None) -> None:
    """Start a conversation; follow-up questions are understood."""
    viewer = options.viewer(seen_as)
    watching = sys.stdin.isatty()
    if watching:
        # Arrow keys and history at the prompt; absent on Windows, where the console has its own.
        with contextlib.suppress(ImportError):
            importlib.import_module("readline")
    with door.opened(knowledge) as services, taking_up(services):
        door.settle(services)
        conversation = Conversation(services, viewer)
        if watching:
            typer.echo(HELP)
        while (typed := _typed(watching)) is not None:
            if typed.lower().removeprefix("/") in {"quit", "exit", "q"}:
                return
            if typed:
                _show(conversation.reply(typed))


@contextlib.contextmanager
def taking_up(services: Services) -> Iterator[None]:
    """While it lasts, files are taken up as they are saved, where the operator wants that.

    :raises WatchError: the folder cannot be watched.
    """
    from bot.services import Watcher

    if not settings.load().watch:
        yield
        return
    with Watcher(services.knowledge, services.reload):
        yield


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
