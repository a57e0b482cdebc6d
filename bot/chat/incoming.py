"""What comes in from Discord without a command, read: whose message it is, where it stands, what it asks."""

from __future__ import annotations

import re
from collections.abc import Collection

import discord

from bot.chat.asking import AskedQuestion, Asker
from bot.chat.host import viewer_in

ServerPlace = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel
Place = ServerPlace | discord.PartialMessageable


def is_written(message: discord.Message) -> bool:
    """Whether a person wrote it: no bot, no webhook; joins, pins and the like are messages, too."""
    kinds = {discord.MessageType.default, discord.MessageType.reply}
    return message.type in kinds and not (message.author.bot or message.webhook_id)


def is_to_bot(message: discord.Message, me: discord.ClientUser | None, own: Collection[int]) -> bool:
    """Whether the bot itself is spoken to; a reply that pings it mentions it, too.

    :param own: channels where every message is to the bot.
    """
    if message.guild is None or message.channel.id in own:
        return True
    return me is not None and me in message.mentions


def channels_of(place: object, number: int) -> set[int]:
    """A channel by its number; for a thread, the one that it belongs to, too."""
    return {number, place.parent_id} if isinstance(place, discord.Thread) else {number}


async def question_in(
    message: discord.Message, member: int, asker: Asker, me: discord.ClientUser | None
) -> AskedQuestion:
    """What is asked, on behalf of a member: the words without the bot's name and Discord's codes."""
    mine = me.id if me else 0
    words = re.sub(rf"<@!?{mine}>", " ", message.content)
    names = {each.id: each.display_name for each in message.mentions if each.id != mine}
    channel = message.channel
    viewer = viewer_in(channel, message.guild.id if message.guild else None, channel.id, member)
    return await asker.question(words, member, channel.id, viewer, names)


def is_own_reaction(reaction: discord.RawReactionActionEvent, me: discord.ClientUser | None) -> bool:
    """Whether a bot put it, or it is put to what this one wrote."""
    by_bot = reaction.member is not None and reaction.member.bot
    return by_bot or (me is not None and me.id in (reaction.user_id, reaction.message_author_id))


def place_of(client: discord.Client, reaction: discord.RawReactionActionEvent) -> Place | None:
    """Where it was put; None for a channel of a server that Discord has not shown."""
    if reaction.guild_id is None:
        return client.get_partial_messageable(reaction.channel_id)
    channel = client.get_channel(reaction.channel_id)
    return channel if isinstance(channel, ServerPlace) else None
