"""What a message points at, as Discord has it: the message that it replies to, a forward, attached files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator

import discord

from bot.cards import _
from bot.chat.errors import ChatError
from bot.services import LARGEST_FILE, Passage, PointedAt, passage_in

MENU = "Check quotations"
"""The entry of the message menu. Discord shows the bot every message on which it is chosen."""
_Carrier = discord.Message | discord.MessageSnapshot


class HiddenMessageError(ChatError):
    """Discord keeps a message's words from the bot, but shows them where the message menu is used."""

    def __init__(self) -> None:
        super().__init__(
            _("Discord does not show me what that message says."),
            _(
                "Press and hold it (on a computer: right-click it), then choose Apps and “{menu}”.",
                menu=_("Check quotations"),
            ),
        )


class DeletedMessageError(ChatError):
    """The message that was replied to is not there any more."""

    def __init__(self) -> None:
        super().__init__(_("The message that you reply to was deleted, so I cannot check it."))


def points(message: discord.Message, me: discord.ClientUser | None) -> bool:
    """Whether a message points at something: a message of somebody else's, files, or one that it forwards.

    What the bot itself wrote is gone on with, not checked.
    """
    return bool(message.attachments or message.message_snapshots) or _replies_to_another(message, me)


async def pointed_by(
    message: discord.Message, me: discord.ClientUser | None, *, readable: bool
) -> PointedAt | None:
    """What a message points at: what it carries itself, else the message that it replies to.

    None where that turns out to be the bot's own.

    :param readable: whether the bot has the message content intent.
    :raises HiddenMessageError: Discord does not show the message that is replied to.
    :raises DeletedMessageError: it is there no more.
    """
    if message.attachments or message.message_snapshots:
        return await _carried((message, *message.message_snapshots), own=True)
    target = await _replied_to(message)
    return None if target.author == me else await pointed_in(target, readable=readable)


async def pointed_in(target: discord.Message, *, readable: bool) -> PointedAt:
    """All that somebody's message says: its text, what it forwards, its files, the previews of its links.

    :param readable: whether the bot sees what is not written to it.
    :raises HiddenMessageError: Discord does not show it.
    """
    carriers: tuple[_Carrier, ...] = (target, *target.message_snapshots)
    shown = any(each.content or each.embeds or each.attachments or each.components for each in carriers)
    # A message of stickers alone looks like a hidden one; where it is neither, there is nothing to check.
    if not shown and not readable:
        raise HiddenMessageError
    return await _carried(carriers)


async def _carried(carriers: Iterable[_Carrier], *, own: bool = False) -> PointedAt:
    """What messages carry; of the asker's `own` message not the words, which ask."""
    passages: list[Passage] = []
    unread: list[str] = []
    for each in carriers:
        asks = own and isinstance(each, discord.Message)
        passages += [] if asks else [Passage(text=text) for text in _texts(each)]
        for attached in each.attachments:
            passage = await _read(attached)
            if passage:
                passages.append(passage)
            else:
                unread.append(attached.filename)
    return PointedAt(passages=tuple(passages), unread=tuple(unread))


def _texts(carrier: _Carrier) -> Iterator[str]:
    if carrier.content:
        yield carrier.content
    for embed in carrier.embeds:
        fields = (f"{field.name}\n{field.value}" for field in embed.fields)
        parts = (embed.title, embed.description, *fields)
        text = "\n\n".join(part for part in parts if part and part.strip())
        if text:
            yield text
    yield from _displayed(carrier.components)


def _displayed(components: Iterable[object]) -> Iterator[str]:
    """The texts of a message that is laid out in components, as some bots write them."""
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        elif isinstance(each, discord.Container | discord.SectionComponent):
            yield from _displayed(each.children)


async def _read(attached: discord.Attachment) -> Passage | None:
    """The text of a file; None where it is too large, cannot be fetched or is no text."""
    kind = attached.content_type or ""
    if attached.size > LARGEST_FILE or kind.startswith(("image/", "video/", "audio/")):
        return None
    try:
        data = await attached.read()
    except discord.HTTPException:
        return None
    return await asyncio.to_thread(passage_in, data, attached.filename)


def _replies_to_another(message: discord.Message, me: discord.ClientUser | None) -> bool:
    reference = message.reference
    if reference is None or reference.type is not discord.MessageReferenceType.reply:
        return False
    resolved = reference.resolved
    return not (isinstance(resolved, discord.Message) and resolved.author == me)


async def _replied_to(message: discord.Message) -> discord.Message:
    reference = message.reference
    resolved = reference.resolved if reference else None
    if isinstance(resolved, discord.Message):
        return resolved
    if (
        reference is None
        or reference.message_id is None
        or isinstance(resolved, discord.DeletedReferencedMessage)
    ):
        raise DeletedMessageError
    try:
        return await message.channel.fetch_message(reference.message_id)
    except discord.NotFound:
        raise DeletedMessageError from None
    except discord.Forbidden:
        raise HiddenMessageError from None
