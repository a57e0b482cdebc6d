"""What the bot answered to which message: kept, so that both are edited, deleted and amended together."""

from __future__ import annotations

import discord

from bot.chat.asking import PreparedReply
from bot.chat.host import Host
from bot.chat.showing import entries_of
from bot.services import Exchange, Showing, unless_away


async def keep_exchange(
    host: Host, question: discord.Message, sent: discord.Message, reply: PreparedReply
) -> None:
    """Keep that a message was answered with another one, and what that shows."""
    now = discord.utils.utcnow()
    exchange = Exchange(question.id, sent.channel.id, sent.id, now, reply.view.id or None)
    await unless_away(host.records.exchanges.keep(exchange), None)
    await note_reply(host, question, sent.id, sent.channel.id, reply)


async def keep_line(host: Host, question: discord.Message, sent: discord.Message) -> None:
    """Keep that a line without an answer stands below a message: it goes when that is deleted."""
    now = discord.utils.utcnow()
    line = Exchange(question.id, sent.channel.id, sent.id, now)
    await unless_away(host.records.exchanges.keep(line), None)


async def note_reply(
    host: Host, question: discord.Message, answer: int, channel: int, reply: PreparedReply
) -> None:
    """Note what the answer to a message (its id and channel) shows."""
    server = question.guild.id if question.guild else 0
    await host.shown.note(Showing(answer, channel, server, reply.view.id), entries_of(reply.page.card))
