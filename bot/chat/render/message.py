"""A page as what discord.py sends or edits: in its form, with its buttons."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import Card
from bot.chat.components.layout import layout_of
from bot.chat.components.view import view_of
from bot.chat.forms import form_for
from bot.chat.host import host_of, in_turn, viewer_of
from bot.chat.paging import Page, PageSource
from bot.chat.render import draw
from bot.chat.render.form import Form
from bot.chat.showing import note_shown
from bot.services import StoredView

NOT_KEPT = StoredView("", "", (), 0)
"""What a message without buttons has."""


def drawn(card: Card) -> dict[str, Any]:
    """A card as an embed, with a view of its own beside it."""
    return draw.alone(card, Form.EMBED)


async def alone(interaction: discord.Interaction[Any], card: Card) -> dict[str, Any]:
    """A card without buttons as arguments of a `send` that answers a command."""
    return draw.alone(card, await host_of(interaction).forms.of(interaction))


def sent(
    page: Page, stored: StoredView, form: Form, *, private: bool = False, above: str = ""
) -> dict[str, Any]:
    """The page and its buttons as arguments of a `send`; `above` is a line of Markdown before it."""
    arguments = edited(page, stored, form, private=private, above=above)
    return {name: each for name, each in arguments.items() if each is not None}


def edited(
    page: Page, stored: StoredView, form: Form, *, private: bool = False, above: str = ""
) -> dict[str, Any]:
    """The page and its buttons as arguments of an `edit`, which takes away what the page has not."""
    if form is Form.LAYOUT:
        return {"view": layout_of(page, stored, private=private, above=above)}
    arguments = draw.alone(page.card, form) | {"view": view_of(page, stored, private=private)}
    content = "\n".join(part for part in (above, arguments.get("content", "")) if part)
    return arguments | ({"content": content} if content else {})


async def show_source(
    interaction: discord.Interaction[Any], source: PageSource, *, private: bool | None = None
) -> None:
    """Answer a command with the first page of a source.

    :param private: whether nobody else sees it; None: as it is where they are.
    """
    host = host_of(interaction)
    settings = await host.server_settings.at(viewer_of(interaction)) if private is None else None
    private = settings.answers_privately if settings else bool(private)
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    settings = settings or await host.server_settings.at(viewer_of(interaction))
    form = form_for(interaction, settings)
    viewer = viewer_of(interaction, private=private)
    page = await in_turn(interaction, source.page, host.services, viewer, 0, form)
    made, server = discord.utils.utcnow(), interaction.guild_id or 0
    stored = await host.records.views.keep(
        source.model_dump_json(), page.keys, interaction.user.id, made, server=server
    )
    await send_reply(interaction, page, stored, form, private=private)


async def send_reply(
    interaction: discord.Interaction[Any],
    page: Page,
    stored: StoredView,
    form: Form,
    *,
    private: bool = False,
) -> None:
    """Complete a "thinking" with a page, and note what it shows."""
    arguments = sent(page, stored, form, private=private)
    shown = await interaction.followup.send(**arguments, ephemeral=private, wait=True)
    await note_shown(interaction, shown, page.card, stored.id)
