"""What programs ask: who they are by their key, how fast they may ask, and what is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.answering import LIMIT
from bot.records import Records
from bot.replies import Questioned, Reply
from bot.services.asking import Request
from bot.services.contexts import packed, unpacked
from bot.services.conversations import context_after, shortened
from bot.services.entries import current_context
from bot.services.keys import LOCAL, Client, Keyring
from bot.services.mirroring import Mirrors
from bot.services.pointing import Passage, PointedAt
from bot.services.question_log import QuestionJournal
from bot.services.rate_limits import RateLimiter
from bot.services.services import Services
from bot.settings import Settings
from bot.text import UserError


class KeyNeededError(UserError):
    """Somebody asks from elsewhere without a key."""

    def __init__(self) -> None:
        super().__init__(
            "Requests from other machines need a key: Authorization: Bearer KEY. The operator can make one"
            " with `briefing-bot keys add NAME`."
        )


@dataclass(frozen=True)
class ProgramQuestion:
    """A question: which day it is (the operator's where None), how many entries are handed out at most.

    `about` is the text of a message that it is about; `context` what the reply before it gave, if any.
    """

    question: str
    today: date | None = None
    limit: int = LIMIT
    about: str | None = None
    context: str = ""


@dataclass(frozen=True)
class ProgramReply:
    """The reply, and the context that the next question of the conversation is to come with."""

    reply: Reply
    context: str


class Programs:
    """Asks on behalf of programs, by whatever door they come.

    :param settings: the operator's, as they are now.
    :param clock: the moment now.
    """

    def __init__(
        self,
        services: Services,
        records: Records,
        settings: Callable[[], Settings],
        clock: Callable[[], datetime],
    ) -> None:
        self.services = services
        self._records = records
        self._settings = settings
        self._clock = clock
        self.mirrors = Mirrors(services, records, clock)
        self._keys = Keyring(records.keys)
        self._limiter = RateLimiter()
        self._journal = QuestionJournal(records.log)
        self._noting: set[asyncio.Task[None]] = set()

    async def client(self, secret: str | None, *, here: bool) -> Client:
        """Who asks: whoever has this key; without one, whoever asks on this machine (`here`).

        :raises UnknownKeyError: it is nobody's key.
        :raises KeyNeededError: there is none, and they are elsewhere.
        :raises RecordsAwayError: the records have been away ever since the start.
        """
        if secret is not None:
            return await self._keys.client(secret)
        if not here:
            raise KeyNeededError
        return LOCAL

    def check_pace(self, client: Client) -> None:
        """Count a request.

        :raises RateLimitedError: it comes too early.
        """
        self._limiter.check_key(client.name, self._clock(), self._settings().key_pace)

    async def ask(self, client: Client, asked: ProgramQuestion) -> ProgramReply:
        """Reply to a question, in a thread, and note it in the log.

        :raises ContextError: it comes with a context that is none.
        :raises TooLongError: it is longer than a question may be.
        """
        before = shortened(unpacked(asked.context)) if asked.context else None
        before = await current_context(before, client.viewer, self.services, self._records)
        pointed_at = PointedAt(passages=(Passage(text=asked.about),)) if asked.about else None
        request = Request(
            asked.question, client.viewer, before, asked.today, asked.limit, pointed_at=pointed_at
        )
        reply = await asyncio.to_thread(self.services.ask, request)
        if client.name and pointed_at is None:
            self._note(client, asked.question, reply)
        shown = reply.offered if isinstance(reply, Questioned) else reply.answers
        after = context_after(reply, [each.key for each in shown], before)
        return ProgramReply(reply, packed(shortened(after) or after))

    async def finish(self) -> None:
        """Return when all questions are noted."""
        await asyncio.gather(*self._noting)

    def _note(self, client: Client, question: str, reply: Reply) -> None:
        """Note a question while its reply is on its way: nobody waits for the disk."""
        mode = self._settings().question_log
        noting = self._journal.note_of_key(question, reply, client.name, self._clock(), mode)
        task = asyncio.create_task(noting)
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)
