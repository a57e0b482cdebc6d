"""A draft from an attached article: looked through, corrected, published or discarded."""

from __future__ import annotations

import asyncio
from pathlib import Path

import discord
from discord import ui

from bot.cards import CardStyle, _, notice_card, reload_card
from bot.chat.components.context import ComponentContext, Handler, replace_with
from bot.chat.components.items import Form
from bot.chat.errors import ForgottenError
from bot.chat.permissions import publishers, require_knowledge_access
from bot.chat.render import message
from bot.chat.sources import DraftSource
from bot.services import Deed, add_left_out, check_size, draft_article, note_deed, publish_draft, unless_away

NAME = 100


async def drafted(attached: discord.Attachment, source: str, knowledge: Path) -> DraftSource:
    """The draft of the first article in an attachment.

    Raises DraftError for what is too large or has nothing in it, IngestError for what cannot be read.
    """
    check_size(attached.size)
    data = await attached.read()
    article = await asyncio.to_thread(draft_article, data, attached.filename, knowledge, source)
    return DraftSource(article=article.article)


async def publish(context: ComponentContext) -> None:
    """Publish what is sure of the draft and reload; what is to be looked at is shown, to be added or left."""
    await context.interaction.response.defer()
    await require_knowledge_access(context.interaction, publishers)
    host = context.host
    published = await asyncio.to_thread(publish_draft, _source(context), host.services, context.viewer)
    file = f"{published.published_as}.yaml"
    await note_deed(host.records, Deed.PUBLISH, context.viewer, discord.utils.utcnow(), file)
    if not published.left:
        await _told(context)
        return
    await unless_away(host.records.views.change(context.view.id, published.model_dump_json()), None)
    await host.reloader.now()
    page = await asyncio.to_thread(published.page_of_line, 0, context.form)
    await context.interaction.edit_original_response(
        **message.edited(page, context.view, context.form, private=True)
    )


async def add(context: ComponentContext) -> None:
    """Add the quotes that were left out to the published article, and reload."""
    await context.interaction.response.defer()
    await require_knowledge_access(context.interaction, publishers)
    await asyncio.to_thread(add_left_out, _source(context), context.host.services.knowledge)
    await _told(context)


async def _told(context: ComponentContext) -> None:
    """Reload, and show what changed in place of the draft."""
    await unless_away(context.host.records.views.forget(context.view.id), None)
    done = await context.host.reloader.now()
    done = await asyncio.to_thread(context.host.services.reload_seen, done, context.viewer)
    await replace_with(context, reload_card(done))


async def leave(context: ComponentContext) -> None:
    """Leave the quotes that were not published in their draft."""
    await context.interaction.response.defer()
    await require_knowledge_access(context.interaction, publishers)
    await unless_away(context.host.records.views.forget(context.view.id), None)
    waiting = _("They wait in the drafts, as {file}.", file=f"{_source(context).published_as}.yaml")
    card = notice_card(waiting).model_copy(update={"style": CardStyle.GOOD})
    await replace_with(context, card)


async def discard(context: ComponentContext) -> None:
    """Throw the draft away; nothing of it was written."""
    await context.interaction.response.defer()
    await require_knowledge_access(context.interaction, publishers)
    await unless_away(context.host.records.views.forget(context.view.id), None)
    card = notice_card(_("Discarded; nothing was written.")).model_copy(update={"style": CardStyle.GOOD})
    await replace_with(context, card)


async def ask_for_speaker(context: ComponentContext) -> None:
    """Ask for the right speaker of a line."""
    await require_knowledge_access(context.interaction, publishers)
    number = int(context.values[0])
    draft = await asyncio.to_thread(_source(context).preview)
    speaker = draft.quotes[number].speaker
    field: ui.TextInput[ui.Modal] = ui.TextInput(label=_("Speaker"), default=speaker[:NAME], max_length=NAME)
    form = Form("mended", context.view.id, number, title=_("Who said it?"), field=field)
    await context.interaction.response.send_modal(form)


async def correct_speaker(context: ComponentContext) -> None:
    """Correct the line's speaker and show the page that it stands on."""
    await context.interaction.response.defer()
    await require_knowledge_access(context.interaction, publishers)
    source = _source(context).with_speaker(context.place, " ".join(context.values))
    await unless_away(context.host.records.views.change(context.view.id, source.model_dump_json()), None)
    page = await asyncio.to_thread(source.page_of_line, context.place, context.form)
    await context.interaction.edit_original_response(
        **message.edited(page, context.view, context.form, private=True)
    )


# Named as they stand in custom ids, which outlive an upgrade.
HANDLERS: dict[str, Handler] = {
    "publish": publish,
    "discard": discard,
    "add": add,
    "leave": leave,
    "speaker": ask_for_speaker,
    "mended": correct_speaker,
}


def _source(context: ComponentContext) -> DraftSource:
    if not isinstance(context.source, DraftSource):
        raise ForgottenError
    return context.source
