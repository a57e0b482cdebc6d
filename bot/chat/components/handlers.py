"""What each button and menu does. `HANDLERS` names them as custom ids do."""

from __future__ import annotations

import io
from dataclasses import replace

import discord

from bot.cards import _, citation, found_card, notice_card, why_card
from bot.chat.components import drafts, opening
from bot.chat.components.context import (
    ComponentContext,
    Handler,
    acknowledge,
    complete,
    replace_with,
    show,
    show_privately,
    tell,
)
from bot.chat.components.items import ComponentEvent
from bot.chat.errors import ForgottenError, GoneError, UnknownError
from bot.chat.host import host_of, in_turn, viewer_of
from bot.chat.paging import Control, Page, known, too_long
from bot.chat.permissions import caller_of, publishers, require_knowledge_access
from bot.chat.render import message
from bot.chat.showing import note_shown
from bot.chat.sources import AnswerSource, DraftSource, read_source
from bot.chat.telling import run_errand
from bot.replies import Done, Found, Questioned
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
    if isinstance(context.source, DraftSource):
        # Whoever made the draft may have lost the right since.
        await require_knowledge_access(event.interaction, publishers)
    source = await context.source.current(context.viewer, host.services, host.records)
    try:
        await handler(replace(context, source=source))
    except UnknownError:
        # What was known when the message was sent; its name may not be seen any more.
        raise GoneError from None


async def turn(context: ComponentContext) -> None:
    """Turn to another page: in the message itself for whoever asked, in a private copy for others."""
    await acknowledge(context)
    context = _at(context, context.place)
    await show(context, await _page(context))


async def back(context: ComponentContext) -> None:
    """Show the page again that an entry, a person or an article was opened from."""
    await acknowledge(context)
    await show(context, await _page(context))


async def choose(context: ComponentContext) -> None:
    """Show the item that was meant; that it was chosen is noted for the ranking to learn from."""
    await acknowledge(context)
    item = await context.item(context.chosen)
    card = found_card(item)
    page = Page(card, known((item.key, *card.touched)), whole=too_long(card, context.form))
    if isinstance(context.source, AnswerSource):
        reply = await in_turn(
            context.interaction, context.source.reply, context.host.services, context.viewer
        )
        page = context.source.picked(item, reply, context.form)
        # Of what surely answers, to see more of one says nothing against the others.
        if context.mine and not reply.answered:
            await unless_away(_judge(context, Opinion(item.key, useful=True, reason=CHOSEN)), None)
    await show(context, page._replace(back=context.view.id))


async def mean(context: ComponentContext) -> None:
    """Show what was asked for of the person or article that was meant, in the place of the choice."""
    await acknowledge(context)
    await _mean(context, context.place, context.values[0])


async def mean_first(context: ComponentContext) -> None:
    """The same by a button beside the person or article; it is the first that was typed."""
    await acknowledge(context)
    await _mean(context, 0, context.key)


async def mean_second(context: ComponentContext) -> None:
    """The same of the second that was typed."""
    await acknowledge(context)
    await _mean(context, 1, context.key)


async def _mean(context: ComponentContext, typed: int, meant: str) -> None:
    chosen = context.source.chosen(typed, meant).model_dump_json()
    context = replace(context, source=read_source(chosen), view=replace(context.view, source=chosen))
    await show(context, await _page(context))


async def reveal(context: ComponentContext) -> None:
    """Show the answer to whoever wants it, and to nobody else in the channel."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await show_privately(context, await _page(context))


async def why(context: ComponentContext) -> None:
    """Show what spoke for the item."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    found, reply = await _as_answer(context)
    await tell(context, why_card(found, reply.understood))


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


async def whole(context: ComponentContext) -> None:
    """Give all words of an entry that was cut, with their source, as a file."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    item = await context.item(context.place)
    await complete(
        context, {"file": discord.File(io.BytesIO(citation.plain(item).encode()), "quotation.txt")}
    )


async def share(context: ComponentContext) -> None:
    """Show everybody in the channel what was answered in private."""
    await context.interaction.response.defer(ephemeral=False, thinking=True)
    context = replace(context, shared=True)
    page = await _page(context)
    settings = await context.host.server_settings.at(context.viewer)
    if page.is_check and not may_check_publicly(caller_of(context.interaction), settings):
        raise DeniedError(Denial.CHECK)
    if context.view.items and isinstance(context.source, AnswerSource) and context.key not in page.card.keys:
        item = await context.item(context.place)
        if item.key not in page.card.keys:
            card = found_card(item, title=context.source.question)
            page = Page(card, known((*page.keys, *card.touched)))
    view = await context.view_of(page)
    above = f"*{_('Shared by {name}', name=discord_line(context.interaction.user.display_name))}*"
    arguments = message.sent(page, view, context.form, above=above)
    sent = await context.interaction.followup.send(wait=True, **arguments)
    await note_shown(context.interaction, sent, page.card, view.id)


async def followed(context: ComponentContext) -> None:
    """Show what the channel of a post follows, and who began it."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await run_errand(context.interaction, Done(what="following"))


async def useful(context: ComponentContext) -> None:
    """Note a 👍."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(context, Opinion(context.key, useful=True))
    await tell(context, notice_card(_("Thank you, noted.")))


async def useless(context: ComponentContext) -> None:
    """Note a 👎 and ask for the reason."""
    await context.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(context, Opinion(context.key, useful=False))
    page = Page(notice_card(_("Thank you. What is wrong with it?")), controls=(_reasons(context.place),))
    await complete(context, message.sent(page, context.view, context.form))


def _reasons(place: int) -> Control:
    """The menu that asks why an answer is not useful: as the log names it, and in the reader's language."""
    reasons = (
        ("person", _("It is about somebody else")),
        ("topic", _("It is about something else")),
        ("incomplete", _("Something important is missing")),
        ("old", _("It is out of date")),
        ("wrong", _("The words or the source are wrong")),
    )
    return Control("reason", _("What is wrong with it?"), reasons, place)


async def reason(context: ComponentContext) -> None:
    """Note why an answer was not useful."""
    await context.interaction.response.defer()
    await _judge(context, Opinion(context.key, useful=False, reason=context.values[0]))
    await replace_with(context, notice_card(_("Thank you, noted.")))


HANDLERS: dict[str, Handler] = {
    **drafts.HANDLERS,
    **opening.HANDLERS,
    "page": turn,
    "back": back,
    "open": choose,
    "meant": mean,
    "meantfirst": mean_first,
    "meantsecond": mean_second,
    "reveal": reveal,
    "why": why,
    "cite": cite,
    "whole": whole,
    "share": share,
    "followed": followed,
    "useful": useful,
    "useless": useless,
    "reason": reason,
}


async def _page(context: ComponentContext) -> Page:
    """The page of what the message is made of that it shows now."""
    host, source = context.host, context.source
    return await in_turn(
        context.interaction, source.page, host.services, context.viewer, source.at, context.form
    )


def _at(context: ComponentContext, start: int) -> ComponentContext:
    """The same with another page: the message remembers where it stands."""
    source = context.source.model_copy(update={"at": start})
    return replace(context, source=source, view=replace(context.view, source=source.model_dump_json()))


async def _as_answer(context: ComponentContext) -> tuple[Found, Questioned]:
    """The item among the answers to its question. Raises GoneError where it is no answer any more."""
    if not isinstance(context.source, AnswerSource):
        raise ForgottenError
    item = await context.item(context.place)
    reply = await in_turn(context.interaction, context.source.reply, context.host.services, context.viewer)
    if isinstance(reply, Questioned):
        for found in reply.answers:
            if found.key == item.key:
                return found, reply
    raise GoneError


async def _judge(context: ComponentContext, opinion: Opinion) -> None:
    mode = (await context.host.server_settings.at(context.viewer)).question_log
    await context.host.journal.judge(context.view, opinion, context.interaction.user.id, mode)
