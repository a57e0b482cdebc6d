"""What each button and menu does. `HANDLERS` names them as custom ids do."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import discord

from bot.cards import _, citation, found_card, notice_card, why_card
from bot.chat.components import drafts
from bot.chat.components.context import ComponentContext, Handler, acknowledge, complete, show, show_privately
from bot.chat.components.items import ComponentEvent
from bot.chat.components.view import reasons_view
from bot.chat.errors import ForgottenError, GoneError, UnknownError
from bot.chat.host import host_of, viewer_of
from bot.chat.paging import Page
from bot.chat.permissions import caller_of
from bot.chat.render import message
from bot.chat.showing import note_shown
from bot.chat.sources import AnswerSource, read_source
from bot.replies import Found, Questioned
from bot.services import CHOSEN, Denial, DeniedError, Opinion, may_check_publicly, unless_away
from bot.text import discord_line

# A code block shows what it holds letter for letter, but for its own end.
FENCE = "```"
CONTENT = 2000


async def handle(event: ComponentEvent) -> None:
    """Do what the component does. Raises a ChatError where that cannot be done any more."""
    host = host_of(event.interaction)
    view = await host.records.views.find(event.view)
    handler = HANDLERS.get(event.action)
    if view is None or handler is None:
        raise ForgottenError
    viewer = viewer_of(event.interaction)
    if event.action not in drafts.HANDLERS and not (await host.server_settings.at(viewer)).answers(viewer):
        raise DeniedError(Denial.SILENT)
    context = ComponentContext(event.interaction, view, read_source(view.source), event.place, event.values)
    source = await context.source.current(context.viewer, host.services, host.records)
    try:
        await handler(replace(context, source=source))
    except UnknownError:
        # What was known when the message was sent; its name may not be seen any more.
        raise GoneError from None


async def turn(context: ComponentContext) -> None:
    """Turn to another page: in the message itself for whoever asked, in a private copy for others."""
    await acknowledge(context)
    page = await asyncio.to_thread(context.source.page, context.host.services, context.viewer, context.place)
    await show(context, page)


async def choose(context: ComponentContext) -> None:
    """Show the item that was meant; that it was chosen is noted for the ranking to learn from."""
    await acknowledge(context)
    place = int(context.values[0])
    item = await context.item(place)
    page = Page(found_card(item), (item.key,))
    if isinstance(context.source, AnswerSource):
        reply = await asyncio.to_thread(context.source.reply, context.host.services, context.viewer)
        page = context.source.picked(item, reply)
    if context.mine:
        await unless_away(_judge(context, Opinion(item.key, useful=True, reason=CHOSEN)), None)
    await show(context, page)


async def mean(context: ComponentContext) -> None:
    """Show what was asked for of the person or article that was meant, in the place of the choice."""
    await acknowledge(context)
    source = context.source.chosen(context.place, context.values[0])
    page = await asyncio.to_thread(source.page, context.host.services, context.viewer, 0)
    stored = source.model_dump_json()
    if context.mine:
        await unless_away(context.host.records.views.change(context.view.id, stored), None)
    await show(replace(context, view=replace(context.view, source=stored)), page)


async def reveal(context: ComponentContext) -> None:
    """Show the answer to whoever wants it, and to nobody else in the channel."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    page = await asyncio.to_thread(context.source.page, context.host.services, context.viewer, 0)
    await show_privately(context, page)


async def why(context: ComponentContext) -> None:
    """Show what spoke for the item."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    found, reply = await _as_answer(context)
    await complete(context, message.drawn(why_card(found, reply.understood), plain=context.plain))


async def cite(context: ComponentContext) -> None:
    """Give the citation to copy, as plain text and as Markdown."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    item = await context.item(context.place)
    citations = (("txt", citation.plain(item)), ("md", citation.markdown(item)))
    content = "\n".join(f"{FENCE}{kind}\n{words}\n{FENCE}" for kind, words in citations)
    if any(FENCE in words for kind, words in citations) or len(content) > CONTENT:
        files = [discord.File(io.BytesIO(words.encode()), f"citation.{kind}") for kind, words in citations]
        await complete(context, {"files": files})
        return
    await complete(context, {"content": content})


async def share(context: ComponentContext) -> None:
    """Show everybody in the channel what was answered in private."""
    await context.interaction.response.defer(ephemeral=False, thinking=True)
    context = replace(context, shared=True)
    page = await asyncio.to_thread(context.source.page, context.host.services, context.viewer, 0)
    settings = await context.host.server_settings.at(context.viewer)
    if page.is_check and not may_check_publicly(caller_of(context.interaction), settings):
        raise DeniedError(Denial.CHECK)
    if context.view.items and isinstance(context.source, AnswerSource):
        item = await context.item(context.place)
        if item.key not in page.card.keys:
            page = Page(found_card(item, title=context.source.question), page.keys)
    view = await context.view_of(page)
    arguments = message.sent(page, view, plain=context.plain)
    sharer = discord_line(context.interaction.user.display_name)
    shared = f"*{_('Shared by {name}', name=sharer)}*"
    content = "\n".join(part for part in (shared, arguments.pop("content", "")) if part)
    sent = await context.interaction.followup.send(content[:CONTENT], wait=True, **arguments)
    await note_shown(context.interaction, sent, page.card, view.id)


async def useful(context: ComponentContext) -> None:
    """Note a 👍."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(context, Opinion(context.key, useful=True))
    await complete(context, message.drawn(notice_card(_("Thank you, noted."))))


async def useless(context: ComponentContext) -> None:
    """Note a 👎 and ask for the reason."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(context, Opinion(context.key, useful=False))
    card = notice_card(_("Thank you. What is wrong with it?"))
    arguments = message.drawn(card) | {"view": reasons_view(context.view, context.place)}
    await complete(context, arguments)


async def reason(context: ComponentContext) -> None:
    """Note why an answer was not useful."""
    await context.interaction.response.defer()
    await _judge(context, Opinion(context.key, useful=False, reason=context.values[0]))
    card = notice_card(_("Thank you, noted."))
    await context.interaction.edit_original_response(**message.drawn(card), view=None)


HANDLERS: dict[str, Handler] = {
    **drafts.HANDLERS,
    "page": turn,
    "open": choose,
    "meant": mean,
    "reveal": reveal,
    "why": why,
    "cite": cite,
    "share": share,
    "useful": useful,
    "useless": useless,
    "reason": reason,
}


async def _as_answer(context: ComponentContext) -> tuple[Found, Questioned]:
    """The item among the answers to its question. Raises GoneError where it is no answer any more."""
    if not isinstance(context.source, AnswerSource):
        raise ForgottenError
    item = await context.item(context.place)
    reply = await asyncio.to_thread(context.source.reply, context.host.services, context.viewer)
    if isinstance(reply, Questioned):
        for found in reply.answers:
            if found.key == item.key:
                return found, reply
    raise GoneError


async def _judge(context: ComponentContext, opinion: Opinion) -> None:
    mode = (await context.host.server_settings.at(context.viewer)).question_log
    await context.host.journal.judge(context.view, opinion, context.interaction.user.id, mode)
