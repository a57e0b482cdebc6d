"""What can go wrong on Discord, and the one place that turns it into a private reply.

ChatError
├── RefusedError      somebody may not do this, or not here
├── ForgottenError    a button whose message is no longer known
├── GoneError         the words are no longer in the knowledge
├── UnknownError      no such person or article
└── TooFastError      a member or channel asks faster than it may
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands

from bot.cards.card import Card
from bot.cards.language import _
from bot.cards.notice import error_card
from bot.chat.render import draw
from bot.ingest import IngestError
from bot.knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)


class ChatError(app_commands.AppCommandError):
    """Base of what is told to the person as it is: a sentence, and how to mend it."""

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.card = error_card(sentence, mend)


class RefusedError(ChatError):
    """Somebody may not do this, or not here."""


class ForgottenError(ChatError):
    """A button was pressed whose message is no longer known."""

    def __init__(self) -> None:
        super().__init__(_("This message is too old for its buttons."), _("Please ask again."))


class GoneError(ChatError):
    """The words that a button stands for are no longer in the knowledge."""

    def __init__(self) -> None:
        super().__init__(
            _("These words are no longer in the knowledge."), _("The editors changed or removed them.")
        )


class UnknownError(ChatError):
    """Somebody typed a person or an article that is not known."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _("“{typed}” is not known here.", typed=typed), _("Choose from the list while typing.")
        )


class TooFastError(ChatError):
    """Somebody asks faster than the operator lets them."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_("One at a time, please: ask again in {seconds} seconds.", seconds=seconds))


TOLD = (ChatError, KnowledgeError, IngestError)


@asynccontextmanager
async def telling(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Tell foreseen errors of the block to the person: they are answers, not failures of the program."""
    try:
        yield
    except TOLD as error:
        await tell(interaction, error)


async def tell(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Tell the person, and nobody else, what went wrong; what was not foreseen goes to the log, too."""
    await privately(interaction, card_of(error))


def card_of(error: Exception) -> Card:
    """The error in words; one that nobody foresaw is logged with its traceback."""
    if isinstance(error, ChatError):
        return error.card
    if isinstance(error, KnowledgeError | IngestError):
        return error_card(str(error))
    if isinstance(error, app_commands.CheckFailure):
        return error_card(_("You may not do that here."))
    log.error("Something went wrong.", exc_info=error)
    return error_card(_("Something went wrong here."), _("The operator can see it in the log."))


async def privately(interaction: discord.Interaction[Any], card: Card) -> None:
    """A reply that only this person sees, whatever was promised before: a public "thinking" goes."""
    embed = draw.embed(card)
    response = interaction.response
    if not response.is_done():
        await response.send_message(embed=embed, ephemeral=True)
        return
    promised = None
    if response.type is discord.InteractionResponseType.deferred_channel_message:
        promised = await interaction.original_response()
    if promised is None or promised.flags.ephemeral:
        await interaction.followup.send(embed=embed, ephemeral=True)
        return
    # The first message after a public "thinking" would be public, too: it is completed, and then taken away.
    await promised.edit(content="…")
    await interaction.followup.send(embed=embed, ephemeral=True)
    await promised.delete()
