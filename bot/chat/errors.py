"""What can go wrong on Discord, and the one place that turns it into a private reply.

ChatError
├── RefusedError      somebody may not do this, or not here
├── ForgottenError    a button whose message is no longer known
├── GoneError         the words are no longer in the knowledge
└── UnknownError      no such person or article

What the services refuse (`SERVICE_ERRORS`) is put into words here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.cards import Card, _, error_card, ngettext
from bot.chat.in_hand import InHand
from bot.chat.render import draw
from bot.services import (
    AllUnsureError,
    CorrectionDraftedError,
    Denial,
    DeniedError,
    DraftError,
    EditedFileError,
    EmptyArticleError,
    Fault,
    FollowLimitError,
    IngestError,
    KnowledgeError,
    NoDateError,
    NoSpeakerError,
    NoTitleError,
    NotSaidError,
    OnePersonError,
    QualifierError,
    RateLimitedError,
    RecordsAwayError,
    ReloadRunningError,
    SearchAwayError,
    TooLargeError,
    TooManyWaitingError,
)
from bot.text import LONGEST, WrongUsageError

log = logging.getLogger(__name__)


class ChatError(app_commands.AppCommandError):
    """Base of what is shown to the person as it is: a sentence, and what to do about it."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.card = error_card(sentence, remedy)


class RefusedError(ChatError):
    """Somebody may not do this, or not here."""


class ForgottenError(ChatError):
    """A button was pressed whose message is no longer known."""

    def __init__(self) -> None:
        super().__init__(_("This message is too old for its buttons to work."), _("Please ask again."))


class GoneError(ChatError):
    """The words that a button stands for are no longer in the knowledge."""

    def __init__(self) -> None:
        super().__init__(
            _("This quote is no longer in the knowledge base."), _("The editors changed or removed it.")
        )


class StoppingError(ChatError):
    """The bot is about to stop, and takes nothing new in hand."""

    def __init__(self) -> None:
        super().__init__(_("I'm just being restarted."), _("Please try again in a minute."))


class CutOffError(ChatError):
    """The bot had to stop before it was finished."""

    def __init__(self) -> None:
        super().__init__(_("I was stopped before I could finish this."), _("Please try again in a minute."))


class UnknownError(ChatError):
    """Somebody typed a person or an article that is not known."""

    def __init__(self, typed: str) -> None:
        super().__init__(_("I don't know “{typed}”.", typed=typed), _("Choose from the list as you type."))


SERVICE_ERRORS = (
    RateLimitedError, TooManyWaitingError, DeniedError, FollowLimitError, ReloadRunningError, DraftError,
    RecordsAwayError, SearchAwayError,
)  # fmt: skip
# What ends a task on purpose, and is nobody's error.
PASSED_ON = (asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit)
DISCORDS = (discord.HTTPException, aiohttp.ClientError, TimeoutError)
"""What sending something may end with."""
# What Discord says to what the bot should not have sent.
_BAD_REQUEST = 400
# Discord's codes for an interaction that it does not know any more, and for one that has its answer.
_OVER = frozenset((10062, 40060))


@asynccontextmanager
async def report_errors(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Report errors of the block to the person, of whatever class: a library may raise a base of its own."""
    try:
        in_hand: InHand = interaction.client.in_hand
        async with in_hand.doing(lambda: privately(interaction, CutOffError().card)):
            yield
    except PASSED_ON:
        raise
    except BaseException as error:
        await report(interaction, error)


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Show the person, and nobody else, what went wrong; what was not foreseen goes to the log, too."""
    if is_discords(error):
        log.warning("An answer could not be shown: %s", error)
        if not _may_be_told(error):
            return
        card = error_card(_("Something went wrong."), _("Please try again in a minute."))
    else:
        card = card_of(error)
    try:
        await privately(interaction, card)
    except DISCORDS as failed:
        log.warning("An error could not be shown to whoever asked: %s", failed)


def is_discords(error: BaseException) -> bool:
    """Whether this is an error of Discord or of the way there: nothing is wrong with the bot."""
    if isinstance(error, discord.HTTPException):
        return error.status != _BAD_REQUEST or error.code in _OVER
    return isinstance(error, DISCORDS)


def _may_be_told(error: BaseException) -> bool:
    """Whether telling whoever asked may work after an error of Discord's.

    An interaction that came too late is not known any more; one that was answered needs no second answer.
    """
    return not (isinstance(error, discord.HTTPException) and error.code in _OVER)


def card_of(error: BaseException) -> Card:
    """The error in words; one that nobody foresaw is logged with its traceback."""
    if isinstance(error, ChatError):
        return error.card
    if isinstance(error, SERVICE_ERRORS):
        return error_card(*_refusal(error))
    if isinstance(error, WrongUsageError):
        return error_card(_usage(error))
    if isinstance(error, KnowledgeError | IngestError):
        return error_card(str(error))
    if isinstance(error, app_commands.CheckFailure):
        return error_card(_("You may not do that here."))
    log.error("Something went wrong.", exc_info=error)
    return error_card(_("Something went wrong."), _("The operator can see it in the log."))


def _refusal(error: BaseException) -> tuple[str, str]:
    """Why a service refused, and what to do about it ("" where nothing can be done)."""
    match error:
        case RateLimitedError():
            return _("One at a time, please: ask again in {seconds} seconds.", seconds=error.seconds), ""
        case TooManyWaitingError():
            return _("A moment, please: I'm being asked a lot right now."), _("Please try again in a minute.")
        case DeniedError() | FollowLimitError():
            return _not_allowed(error)
        case ReloadRunningError():
            return _("A reload is already running; you'll get its report when it finishes."), ""
        case RecordsAwayError() | SearchAwayError():
            return _away(error), _("Please try again in a minute.")
    return _draft_refusal(error)


def _away(error: RecordsAwayError | SearchAwayError) -> str:
    """What cannot be used just now."""
    if isinstance(error, RecordsAwayError):
        return _("My records cannot be used at the moment.")
    return _("My search is down at the moment.")


def _usage(error: WrongUsageError) -> str:
    """Why what was typed cannot be asked so."""
    if isinstance(error, QualifierError):
        return {
            Fault.NOTHING: _(
                "Say what to look for: words, “an exact phrase”, -without, speaker:, source:, after: or"
                " before:."
            ),
            Fault.NO_VALUE: _("Put a value right after “{typed}:”.", typed=error.typed),
            Fault.NO_DAY: _(
                "I can't read “{typed}” as a day. Write a day like 2031-03-04, “4 March 2031”, "
                "“March 2031”, 2031 or yesterday.",
                typed=error.typed,
            ),
            Fault.UNREAL: _(
                "There is no such day as “{typed}”. Write a day like 2031-03-04, “4 March 2031”, "
                "“March 2031”, 2031 or yesterday.",
                typed=error.typed,
            ),
            Fault.CROSSED: _(
                "“after:” and “before:” leave no day between them: swap the two, or leave one out."
            ),
        }[error.fault]
    if isinstance(error, OnePersonError):
        return _("Both names mean {name}. Name two different people.", name=error.name)
    return _("That is too long: I read {count} letters at a time.", count=f"{LONGEST:,}")


def _draft_refusal(error: BaseException) -> tuple[str, str]:
    match error:
        case TooLargeError():
            return _("That file is too large."), _("`briefing-bot ingest` reads it in the terminal.")
        case EmptyArticleError():
            return _("I found neither a quotation nor a complete sentence in it."), ""
        case NoSpeakerError():
            return _("A quote needs a speaker."), ""
        case NoTitleError() | NoDateError() | NotSaidError():
            return _unchanged_draft(error)
    return _waiting_draft(error)


def _unchanged_draft(error: NoTitleError | NoDateError | NotSaidError) -> tuple[str, str]:
    """Why a draft was not changed as an editor wanted it."""
    match error:
        case NoTitleError():
            return _("An article needs a title."), ""
        case NoDateError():
            return _("“{typed}” is not a date. Write it like 2031-03-04.", typed=error.typed), ""
    return (
        _("The article does not have exactly these words."),
        _("You can make a quote shorter or longer, but only with words from the article."),
    )


def _waiting_draft(error: BaseException) -> tuple[str, str]:
    """What is not published as it was, and waits."""
    match error:
        case AllUnsureError():
            waits = _("Every quote in it needs checking, so it waits as the draft {file}.", file=error.name)
            return waits, _("Once you have checked it, publish it with `briefing-bot publish`.")
        case CorrectionDraftedError() if not error.name:
            return _("This corrects {article}, which has the correction already.", article=error.article), ""
        case CorrectionDraftedError():
            change = _(
                "This corrects {article}: the change waits as the draft {file}.",
                article=error.article,
                file=error.name,
            )
            return change, _("Once you have checked it, publish it with `briefing-bot publish --replace`.")
        case EditedFileError():
            kept = _("{file} says something else, so it was kept.", file=error.name)
            return kept, _("Compare the two with `briefing-bot ingest`.")
    return str(error), ""


def _not_allowed(error: DeniedError | FollowLimitError) -> tuple[str, str]:
    if isinstance(error, DeniedError):
        return _denial(error.denial)
    return _too_much_followed(error), _("Use /unfollow to end what is no longer needed.")


def _too_much_followed(error: FollowLimitError) -> str:
    if error.of_channel:
        return ngettext(
            "This channel already follows {count} person or topic, which is as many as it may.",
            "This channel already follows {count} people and topics, which is as many as it may.",
            error.limit,
        )
    return ngettext(
        "You already have this server follow {count} person or topic, which is as many as you may.",
        "You already have this server follow {count} people and topics, which is as many as you may.",
        error.limit,
    )


def _denial(denial: Denial) -> tuple[str, str]:
    return {
        Denial.NO_HOME: (
            _("I'm in several servers and none of them is my home."),
            _("The operator can name it in BRIEFING_HOME_GUILD; my owner may do this anywhere."),
        ),
        Denial.ELSEWHERE: (_("The knowledge is managed elsewhere: use this in my home server."), ""),
        Denial.NOT_ALLOWED: (_("Only the people who manage the knowledge can do that."), ""),
        Denial.WAITING: (_("I don't answer in this server yet: I'm waiting for my operator's yes."), ""),
        Denial.SILENT: (
            _("I've been told not to answer in this channel."),
            _("Ask me in another channel, or in a direct message."),
        ),
        Denial.FOLLOW: (
            _("In this channel only some roles may follow."),
            _("You may follow in your direct messages with me."),
        ),
        Denial.UNFOLLOW: (
            _("Somebody else began that, so only they or whoever manages this channel may end it."),
            _("/following shows who began what."),
        ),
        Denial.CHECK: (
            _("Here, only some roles may have quotations checked for everybody to see."),
            _("Only you see this check."),
        ),
        Denial.NO_SERVER: (_("Settings belong to a server: use this in one."), ""),
        Denial.MANAGE: (_("Only people who may manage this server can change its settings."), ""),
    }[denial]


async def privately(interaction: discord.Interaction[Any], card: Card) -> None:
    """A reply that only this person sees, whatever was promised before: a public "thinking" goes."""
    shown = draw.alone(card, await interaction.client.forms.of(interaction))
    response = interaction.response
    if not response.is_done():
        await response.send_message(**shown, ephemeral=True)
        return
    async with taking_back(interaction):
        await interaction.followup.send(**shown, ephemeral=True)


@asynccontextmanager
async def taking_back(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Take back a public "thinking", so that what is sent in this block may be private."""
    promised = None
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        promised = await interaction.original_response()
    if promised is None or promised.flags.ephemeral:
        yield
        return
    # The first message after a public "thinking" would be public, too: it is completed, and then taken away.
    await promised.edit(content="…")
    try:
        yield
    finally:
        await promised.delete()
