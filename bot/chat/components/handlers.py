"""What each button and menu does. `HANDLERS` names them as custom ids do."""

from __future__ import annotations

import asyncio
import io

import discord

from bot.cards import citation
from bot.cards.found import found_card
from bot.cards.language import _
from bot.cards.notice import notice_card
from bot.cards.why import why_card
from bot.chat.components import drafts
from bot.chat.components.controls import Pressed, reasons_view
from bot.chat.components.moments import Handler, Moment, acknowledge, complete, show
from bot.chat.errors import ForgottenError, GoneError
from bot.chat.pages import AnswerSource, Page, read_source
from bot.chat.render import message
from bot.chat.render.escape import flat
from bot.records import Opinion
from bot.replies import Answer, Found

# A code block shows what it holds letter for letter, but for its own end.
FENCE = "```"
CONTENT = 2000
CHOSEN = "chosen"


async def handle(pressed: Pressed) -> None:
    """Do what the button does. Raises a ChatError where that cannot be done any more."""
    bot = pressed.interaction.client
    kept = await bot.records.views.find(pressed.kept)
    handler = HANDLERS.get(pressed.does)
    if kept is None or handler is None:
        raise ForgottenError
    await handler(Moment(pressed.interaction, kept, read_source(kept.source), pressed.place, pressed.values))


async def turn(moment: Moment) -> None:
    """Turn to another page: in the message itself for whoever asked, in a private copy for others."""
    await acknowledge(moment)
    page = await asyncio.to_thread(moment.source.page, moment.bot.engine, moment.place)
    await show(moment, page)


async def choose(moment: Moment) -> None:
    """Show the item that was meant; that it was chosen is noted for the ranking to learn from."""
    await acknowledge(moment)
    place = int(moment.values[0])
    item = await moment.item(place)
    page = Page(found_card(item), (item.key,))
    if isinstance(moment.source, AnswerSource):
        answer = await asyncio.to_thread(moment.source.answer, moment.bot.engine)
        page = moment.source.picked(item, answer)
    if moment.mine:
        await _judge(moment, Opinion(item.key, useful=True, reason=CHOSEN))
    await show(moment, page)


async def why(moment: Moment) -> None:
    """Tell what spoke for the item."""
    await moment.interaction.response.defer(ephemeral=True, thinking=True)
    found, answer = await _as_answer(moment)
    await complete(moment, message.drawn(why_card(found, answer.understood), plain=moment.plain))


async def cite(moment: Moment) -> None:
    """Give the citation to copy, as plain text and as Markdown."""
    await moment.interaction.response.defer(ephemeral=True, thinking=True)
    item = await moment.item(moment.place)
    citations = (("txt", citation.plain(item)), ("md", citation.markdown(item)))
    content = "\n".join(f"{FENCE}{kind}\n{words}\n{FENCE}" for kind, words in citations)
    if any(FENCE in words for kind, words in citations) or len(content) > CONTENT:
        files = [discord.File(io.BytesIO(words.encode()), f"citation.{kind}") for kind, words in citations]
        await complete(moment, {"files": files})
        return
    await complete(moment, {"content": content})


async def share(moment: Moment) -> None:
    """Show everybody in the channel what was answered in private."""
    await moment.interaction.response.defer(ephemeral=False, thinking=True)
    page = await asyncio.to_thread(moment.source.page, moment.bot.engine, 0)
    if moment.kept.items and isinstance(moment.source, AnswerSource):
        item = await moment.item(moment.place)
        if item.key not in {each.key for each in page.card.blocks}:
            page = Page(found_card(item, title=moment.source.question), page.keys)
    arguments = message.sent(page, moment.kept, plain=moment.plain)
    sharer = flat(moment.interaction.user.display_name)
    shared = f"*{_('Shared by {name}', name=sharer)}*"
    content = "\n".join(part for part in (shared, arguments.pop("content", "")) if part)
    await moment.interaction.followup.send(content[:CONTENT], **arguments)


async def useful(moment: Moment) -> None:
    """Note a 👍."""
    await moment.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(moment, Opinion(moment.key, useful=True))
    await complete(moment, message.drawn(notice_card(_("Thank you, noted."))))


async def useless(moment: Moment) -> None:
    """Note a 👎 and ask for the reason."""
    await moment.interaction.response.defer(ephemeral=True, thinking=True)
    await _judge(moment, Opinion(moment.key, useful=False))
    card = notice_card(_("Thank you. What is wrong with it?"))
    arguments = message.drawn(card) | {"view": reasons_view(moment.kept, moment.place)}
    await complete(moment, arguments)


async def reason(moment: Moment) -> None:
    """Note why an answer was not useful."""
    await moment.interaction.response.defer()
    await _judge(moment, Opinion(moment.key, useful=False, reason=moment.values[0]))
    card = notice_card(_("Thank you, noted."))
    await moment.interaction.edit_original_response(**message.drawn(card), view=None)


HANDLERS: dict[str, Handler] = {
    **drafts.HANDLERS,
    "page": turn,
    "open": choose,
    "why": why,
    "cite": cite,
    "share": share,
    "useful": useful,
    "useless": useless,
    "reason": reason,
}


async def _as_answer(moment: Moment) -> tuple[Found, Answer]:
    """The item among the answers to its question. Raises GoneError where it is no answer any more."""
    if not isinstance(moment.source, AnswerSource):
        raise ForgottenError
    answer = await asyncio.to_thread(moment.source.answer, moment.bot.engine)
    for found in answer.answers:
        if moment.key in {found.key, found.key_by_text}:
            return found, answer
    raise GoneError


async def _judge(moment: Moment, opinion: Opinion) -> None:
    """Note an opinion where the question is in the log; with its giver's name where names are kept."""
    if moment.kept.question is None:
        return
    named = moment.bot.settings.question_log == "named"
    giver = moment.interaction.user.id if named else None
    await moment.bot.records.log.judge(moment.kept.question, opinion, giver)
