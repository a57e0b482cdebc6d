"""What each button and menu does. `HANDLERS` names them as custom ids do."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.answering.model import Answer, Found, Item
from bot.cards import citation
from bot.cards.found import found_card
from bot.cards.language import say
from bot.cards.notice import notice_card
from bot.cards.why import why_card
from bot.chat import message
from bot.chat.controls import Pressed, reasons_view
from bot.chat.errors import ForgottenError, GoneError
from bot.chat.escape import flat
from bot.chat.pages import AnswerSource, AnySource, Page, read_source
from bot.records.kept import Kept
from bot.records.log import Opinion

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

# A code block shows what it holds letter for letter, but for its own end.
FENCE = "```"
CONTENT = 2000
CHOSEN = "chosen"


@dataclass(frozen=True)
class Moment:
    """A button that was used, with the message that it belongs to as it was kept."""

    interaction: discord.Interaction[BriefingBot]
    kept: Kept
    source: AnySource
    place: int
    values: tuple[str, ...]

    @property
    def bot(self) -> BriefingBot:
        """The bot whose button it is."""
        return self.interaction.client

    @property
    def mine(self) -> bool:
        """Whether whoever asked used it: only they change what everybody sees."""
        return self.interaction.user.id == self.kept.asker

    @property
    def plain(self) -> bool:
        """Whether the message is plain text, for want of the right to embed."""
        shown = self.interaction.message
        return message.without_embeds(self.interaction) or bool(shown and not shown.embeds)

    @property
    def private(self) -> bool:
        """Whether nobody else sees the message."""
        shown = self.interaction.message
        return bool(shown and shown.flags.ephemeral)

    @property
    def key(self) -> str:
        """The item's key. Raises ForgottenError where the message had no such item."""
        return self.key_at(self.place)

    def key_at(self, place: int) -> str:
        """The key of the item at this place of the message."""
        if place >= len(self.kept.items):
            raise ForgottenError
        return self.kept.items[place]

    async def item(self, place: int) -> Item:
        """The item at this place as the knowledge has it now. Raises GoneError where it has it no more."""
        item = await asyncio.to_thread(self.bot.engine.item, self.key_at(place))
        if item is None:
            raise GoneError
        return item


Handler = Callable[[Moment], Awaitable[None]]


async def handle(pressed: Pressed) -> None:
    """Do what the button does. Raises a ChatError where that cannot be done any more."""
    bot = pressed.interaction.client
    kept = await bot.records.kept.find(pressed.kept)
    handler = HANDLERS.get(pressed.does)
    if kept is None or handler is None:
        raise ForgottenError
    await handler(Moment(pressed.interaction, kept, read_source(kept.source), pressed.place, pressed.values))


async def turn(moment: Moment) -> None:
    """Turn to another page: in the message itself for whoever asked, in a private copy for others."""
    await _acknowledge(moment)
    page = await asyncio.to_thread(moment.source.page, moment.bot.engine, moment.place)
    await _show(moment, page)


async def choose(moment: Moment) -> None:
    """Show the item that was meant; that it was chosen is noted for the ranking to learn from."""
    await _acknowledge(moment)
    place = int(moment.values[0])
    item = await moment.item(place)
    page = Page(found_card(item), (item.key,))
    if isinstance(moment.source, AnswerSource):
        answer = await asyncio.to_thread(moment.source.answer, moment.bot.engine)
        page = moment.source.picked(item, answer)
    if moment.mine:
        await _judge(moment, Opinion(item.key, useful=True, reason=CHOSEN))
    await _show(moment, page)


async def why(moment: Moment) -> None:
    """Tell what spoke for the item."""
    await moment.interaction.response.defer(ephemeral=True, thinking=True)
    found, answer = await _as_answer(moment)
    await _tell(moment, message.drawn(why_card(found, answer.understood), plain=moment.plain))


async def cite(moment: Moment) -> None:
    """Give the citation to copy, as plain text and as Markdown."""
    item = await moment.item(moment.place)
    citations = (("txt", citation.plain(item)), ("md", citation.markdown(item)))
    content = "\n".join(f"{FENCE}{kind}\n{words}\n{FENCE}" for kind, words in citations)
    if any(FENCE in words for _, words in citations) or len(content) > CONTENT:
        files = [discord.File(io.BytesIO(words.encode()), f"citation.{kind}") for kind, words in citations]
        await moment.interaction.response.send_message(files=files, ephemeral=True)
        return
    await moment.interaction.response.send_message(content, ephemeral=True)


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
    shared = f"-# {say('Shared by {name}', name=sharer)}"
    content = "\n".join(part for part in (shared, arguments.pop("content", "")) if part)
    await moment.interaction.followup.send(content[:CONTENT], **arguments)


async def useful(moment: Moment) -> None:
    """Note a 👍."""
    await _judge(moment, Opinion(moment.key, useful=True))
    await _thank(moment)


async def useless(moment: Moment) -> None:
    """Note a 👎 and ask for the reason."""
    await _judge(moment, Opinion(moment.key, useful=False))
    card = notice_card(say("Thank you. What is wrong with it?"))
    arguments = message.drawn(card) | {"view": reasons_view(moment.kept, moment.place)}
    await moment.interaction.response.send_message(**arguments, ephemeral=True)


async def reason(moment: Moment) -> None:
    """Note why an answer was not useful."""
    await _judge(moment, Opinion(moment.key, useful=False, reason=moment.values[0]))
    card = notice_card(say("Thank you, noted."))
    await moment.interaction.response.edit_message(**message.drawn(card), view=None)


HANDLERS: dict[str, Handler] = {
    "page": turn,
    "open": choose,
    "why": why,
    "cite": cite,
    "share": share,
    "useful": useful,
    "useless": useless,
    "reason": reason,
}


async def _acknowledge(moment: Moment) -> None:
    """Tell Discord within its three seconds that an answer comes, and where."""
    if moment.mine:
        await moment.interaction.response.defer()
    else:
        await moment.interaction.response.defer(ephemeral=True, thinking=True)


async def _show(moment: Moment, page: Page) -> None:
    """Show a page after `_acknowledge`."""
    if moment.mine:
        arguments = message.edited(page, moment.kept, plain=moment.plain, private=moment.private)
        await moment.interaction.edit_original_response(**arguments)
        return
    own = await moment.bot.records.kept.keep(
        moment.kept.source, page.keys, moment.interaction.user.id, discord.utils.utcnow()
    )
    await _tell(moment, message.sent(page, own, plain=moment.plain, private=True))


async def _tell(moment: Moment, arguments: dict[str, object]) -> None:
    """Complete a private "thinking"."""
    await moment.interaction.followup.send(**arguments, ephemeral=True)  # type: ignore[call-overload]


async def _as_answer(moment: Moment) -> tuple[Found, Answer]:
    """The item among the answers to its question. Raises GoneError where it is no answer any more."""
    if not isinstance(moment.source, AnswerSource):
        raise ForgottenError
    answer = await asyncio.to_thread(moment.source.answer, moment.bot.engine)
    for found in answer.answers:
        if found.key == moment.key:
            return found, answer
    raise GoneError


async def _judge(moment: Moment, opinion: Opinion) -> None:
    """Note an opinion where the question is in the log; with its giver's name where names are kept."""
    if moment.kept.question is None:
        return
    named = moment.bot.settings.question_log == "named"
    giver = moment.interaction.user.id if named else None
    await moment.bot.records.log.judge(moment.kept.question, opinion, giver)


async def _thank(moment: Moment) -> None:
    card = notice_card(say("Thank you, noted."))
    await moment.interaction.response.send_message(**message.drawn(card), ephemeral=True)
