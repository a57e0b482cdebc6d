"""A draft from an attached article: looked through, corrected, published or discarded."""

from __future__ import annotations

import asyncio
from pathlib import Path

import discord
from discord import ui

from bot.cards import CardStyle, _, notice_card, published_card
from bot.chat.components.context import ComponentContext, Handler, replace_with
from bot.chat.components.items import Form
from bot.chat.errors import ForgottenError
from bot.chat.render import message
from bot.chat.sources import DraftSource
from bot.services import Deed, add_left_out, check_size, draft_article, note_deed, publish_draft, unless_away

# Characters of what is typed into a form; Discord's own limit is that of a long field.
NAME, TITLE, ADDRESS = 100, 300, 1000
LONGEST_FIELD = 4000


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
    host = context.host
    published = await asyncio.to_thread(publish_draft, _source(context), host.services, context.viewer)
    file = f"{published.published_as}.yaml"
    await note_deed(host.records, Deed.PUBLISH, context.viewer, discord.utils.utcnow(), file)
    if not published.left:
        await _told(context, file)
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
    source = _source(context)
    await asyncio.to_thread(add_left_out, source, context.host.services.knowledge)
    await _told(context, f"{source.published_as}.yaml")


async def _told(context: ComponentContext, file: str) -> None:
    """Reload, and say in place of the draft that it was published as this file."""
    await unless_away(context.host.records.views.forget(context.view.id), None)
    done = await context.host.reloader.now()
    done = await asyncio.to_thread(context.host.services.reload_seen, done, context.viewer)
    await replace_with(context, published_card(file, done))


async def leave(context: ComponentContext) -> None:
    """Leave the quotes that were not published in their draft."""
    await context.interaction.response.defer()
    await unless_away(context.host.records.views.forget(context.view.id), None)
    waiting = _("They wait in the drafts, as {file}.", file=f"{_source(context).published_as}.yaml")
    card = notice_card(waiting).model_copy(update={"style": CardStyle.GOOD})
    await replace_with(context, card)


async def discard(context: ComponentContext) -> None:
    """Throw the draft away; nothing of it was written."""
    await context.interaction.response.defer()
    await unless_away(context.host.records.views.forget(context.view.id), None)
    card = notice_card(_("Discarded; nothing was written.")).model_copy(update={"style": CardStyle.GOOD})
    await replace_with(context, card)


async def ask_for_line(context: ComponentContext) -> None:
    """Ask how a quote is to be: whose it is, its words, what is said about it."""
    number = int(context.values[0])
    line = (await asyncio.to_thread(_source(context).preview)).quotes[number]
    fields = [_field(_("Speaker"), line.speaker, NAME)]
    if len(line.text) <= LONGEST_FIELD:
        fields.append(_field(_("Words from the article (empty: leave it out)"), line.text, LONGEST_FIELD))
        fields.append(_field(_("Context"), line.context, LONGEST_FIELD))
    form = Form("mended", context.view.id, number, title=_("The quote"), fields=fields)
    await context.interaction.response.send_modal(form)


async def correct_line(context: ComponentContext) -> None:
    """Change the quote, or leave it out, and show the page that it stands on."""
    await context.interaction.response.defer()
    source, number = _source(context), context.place
    if len(context.values) == 1:
        # A form of an earlier version, or of a quote that no form takes.
        changed = source.with_speaker(number, context.values[0])
    else:
        changed = await asyncio.to_thread(source.with_line, number, *context.values)
    await _keep(context, changed, number)


async def ask_for_heading(context: ComponentContext) -> None:
    """Ask what the article says of itself."""
    draft = await asyncio.to_thread(_source(context).preview)
    published = draft.published.isoformat() if draft.published else ""
    fields = (
        _field(_("Title"), draft.title, TITLE),
        _field(_("Source"), draft.source, NAME),
        _field(_("Author"), draft.author, NAME),
        _field(_("Date, as 2031-03-04"), published, NAME),
        _field(_("Address"), draft.url, ADDRESS),
    )
    form = Form("headed", context.view.id, 0, title=_("The article"), fields=fields)
    await context.interaction.response.send_modal(form)


async def correct_heading(context: ComponentContext) -> None:
    """Change what the article says of itself."""
    await context.interaction.response.defer()
    told = dict(zip(("title", "source", "author", "published", "url"), context.values, strict=True))
    await _keep(context, _source(context).with_heading(**told), 0)


async def show_facts(context: ComponentContext) -> None:
    """Show the facts of the draft in place of its quotes."""
    await context.interaction.response.defer()
    await _keep(context, _source(context).model_copy(update={"facts": True}), 0)


async def show_quotes(context: ComponentContext) -> None:
    """Show the quotes again."""
    await context.interaction.response.defer()
    await _keep(context, _source(context).model_copy(update={"facts": False}), 0)


async def leave_out_fact(context: ComponentContext) -> None:
    """Leave a fact out, or take it back."""
    await context.interaction.response.defer()
    number = int(context.values[0])
    await _keep(context, _source(context).with_fact(number), number)


async def _keep(context: ComponentContext, source: DraftSource, number: int) -> None:
    """Keep the draft as it is now, and show the page on which a line of it stands."""
    await unless_away(context.host.records.views.change(context.view.id, source.model_dump_json()), None)
    page = await asyncio.to_thread(source.page_of_line, number, context.form)
    await context.interaction.edit_original_response(
        **message.edited(page, context.view, context.form, private=True)
    )


def _field(label: str, value: str, longest: int) -> ui.TextInput[ui.Modal]:
    style = discord.TextStyle.paragraph if longest == LONGEST_FIELD else discord.TextStyle.short
    return ui.TextInput(label=label, default=value[:longest], max_length=longest, required=False, style=style)


# Named as they stand in custom ids, which outlive an upgrade.
HANDLERS: dict[str, Handler] = {
    "publish": publish,
    "discard": discard,
    "add": add,
    "leave": leave,
    "speaker": ask_for_line,
    "mended": correct_line,
    "heading": ask_for_heading,
    "headed": correct_heading,
    "facts": show_facts,
    "lines": show_quotes,
    "fact": leave_out_fact,
}


def _source(context: ComponentContext) -> DraftSource:
    if not isinstance(context.source, DraftSource):
        raise ForgottenError
    return context.source
