"""A page as what discord.py sends or edits: an embed or plain text, and the buttons under it."""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.cards import Card
from bot.chat.components.view import view_of
from bot.chat.host import host_of, viewer_of
from bot.chat.paging import Page, PageSource
from bot.chat.render import draw
from bot.chat.showing import note_shown
from bot.services import StoredView


def drawn(card: Card, *, plain: bool = False) -> dict[str, Any]:
    """The card as arguments of a `send`."""
    if plain:
        return {"content": draw.text(card)}
    return {"embed": draw.embed(card)}


def sent(page: Page, stored: StoredView, *, plain: bool = False, private: bool = False) -> dict[str, Any]:
    """The page and its buttons as arguments of a `send`."""
    view = view_of(page, stored, private=private)
    return drawn(page.card, plain=plain) | ({"view": view} if view else {})


def edited(page: Page, stored: StoredView, *, plain: bool = False, private: bool = False) -> dict[str, Any]:
    """The page and its buttons as arguments of an `edit`, which takes away what the page has not."""
    return drawn(page.card, plain=plain) | {"view": view_of(page, stored, private=private)}


def without_embeds(interaction: discord.Interaction[Any]) -> bool:
    """Whether embeds are not allowed where the answer goes; in direct messages they always are."""
    return interaction.guild_id is not None and not interaction.app_permissions.embed_links


async def show_source(
    interaction: discord.Interaction[Any], source: PageSource, *, private: bool | None = None
) -> None:
    """Answer a command with the first page of a source.

    :param private: whether nobody else sees it; None: as it is where they are.
    """
    host = host_of(interaction)
    if private is None:
        private = (await host.server_settings.at(viewer_of(interaction))).answers_privately
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    viewer = viewer_of(interaction, private=private)
    page = await asyncio.to_thread(source.page, host.services, viewer, 0)
    made, server = discord.utils.utcnow(), interaction.guild_id or 0
    stored = await host.records.views.keep(
        source.model_dump_json(), page.keys, interaction.user.id, made, server=server
    )
    await send_reply(interaction, page, stored, private=private)


async def send_reply(
    interaction: discord.Interaction[Any], page: Page, stored: StoredView, *, private: bool = False
) -> None:
    """Complete a "thinking" with a page, and note what it shows."""
    arguments = sent(page, stored, plain=without_embeds(interaction), private=private)
    shown = await interaction.followup.send(**arguments, ephemeral=private, wait=True)
    await note_shown(interaction, shown, page.card, stored.id)
