"""A small Discord around the bot: a server, a channel and two members."""

from __future__ import annotations

from typing import Any

import discord
import simcord

from bot.chat import BriefingBot

PAGED = "what did Wilma Stane say?"
"""A question with more answers than a page takes, of `paged_services`."""


class World:
    """A server with one channel, two members and the bot."""

    def __init__(self, env: simcord.Env, server: int | None = None) -> None:
        self.env = env
        self.guild = env.create_guild(id=server)
        self.channel = self.guild.create_text_channel("newsroom")
        self.ann = self.guild.add_member(env.create_user("ann"))
        self.ben = self.guild.add_member(env.create_user("ben"))

    @property
    def bot(self) -> BriefingBot:
        """The bot that is running now."""
        assert isinstance(self.env.bot, BriefingBot)
        return self.env.bot

    def to_bot(self, words: str) -> str:
        """The words with a mention of the bot before them."""
        assert self.bot.user
        return f"{self.bot.user.mention} {words}"

    def said(self) -> list[discord.Message]:
        """What the bot wrote into the channel for all to see, oldest first."""
        history = self.channel.history()
        return [each for each in history if each.author == self.bot.user and not each.flags.ephemeral]

    async def answer(self, words: str) -> discord.Message:
        """Ann asks by mention; the bot's answer."""
        await self.ann.send(self.channel, self.to_bot(words))
        return self.said()[-1]


def labels(message: Any) -> list[str]:
    """The labels of a message's buttons."""
    return [each.get("label", "") for each in _components(message) if each["type"] == 2]


def options(message: Any) -> list[dict[str, str]]:
    """The entries of a message's menu."""
    return [option for each in _components(message) if each["type"] == 3 for option in each["options"]]


def menu(message: Any) -> str:
    """The custom id of a message's menu."""
    return next(str(each["custom_id"]) for each in _components(message) if each["type"] == 3)


def words(message: Any) -> str:
    """All that a reader sees of a message: its content and its embeds."""
    parts = [message.content]
    for embed in message.embeds:
        fields = (f"{field.name} {field.value}" for field in embed.fields)
        parts += [embed.title or "", embed.description or "", *fields, embed.footer.text or ""]
    return "\n".join(part for part in parts if part)


def _components(message: Any) -> list[dict[str, Any]]:
    rows = message.components
    raw = [row if isinstance(row, dict) else row.to_dict() for row in rows]
    return [each for row in raw for each in row["components"]]
