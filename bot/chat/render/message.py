"""A page as what discord.py sends or edits: an embed or plain text, and the buttons under it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from bot.cards.card import Card
from bot.chat.components.controls import view_of
from bot.chat.pages import AnySource, Page
from bot.chat.render import draw
from bot.records import StoredView

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot


def drawn(card: Card, *, plain: bool = False) -> dict[str, Any]:
    """The card as arguments of a `send`."""
    if plain:
        return {"content": draw.text(card)}
    return {"embed": draw.embed(card)}


def sent(page: Page, kept: StoredView, *, plain: bool = False, private: bool = False) -> dict[str, Any]:
    """The page and its buttons as arguments of a `send`."""
    view = view_of(page, kept, private=private)
    return drawn(page.card, plain=plain) | ({"view": view} if view else {})


def edited(page: Page, kept: StoredView, *, plain: bool = False, private: bool = False) -> dict[str, Any]:
    """The page and its buttons as arguments of an `edit`, which takes away what the page has not."""
    return drawn(page.card, plain=plain) | {"view": view_of(page, kept, private=private)}


def without_embeds(interaction: discord.Interaction[Any]) -> bool:
    """Whether embeds are not allowed where the answer goes; in direct messages they always are."""
    return interaction.guild_id is not None and not interaction.app_permissions.embed_links


async def show_source(
    interaction: discord.Interaction[BriefingBot], source: AnySource, *, private: bool = False
) -> None:
    """Answer a command with the first page of a source."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    bot = interaction.client
    page = await asyncio.to_thread(source.page, bot.engine, 0)
    made = discord.utils.utcnow()
    kept = await bot.records.views.keep(source.model_dump_json(), page.keys, interaction.user.id, made)
    plain = without_embeds(interaction)
    await interaction.followup.send(**sent(page, kept, plain=plain, private=private))
