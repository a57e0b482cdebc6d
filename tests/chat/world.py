"""A small Discord around the bot: a server, a channel and two members."""

from __future__ import annotations

from typing import Any

import discord
import simcord
from simcord.components import walk_components

from bot.chat import BriefingBot

PAGED = "what did Wilma Stane say?"
"""A question with more answers than a page takes, of `paged_services`."""


class World:
    """A server with one channel, two members and the bot."""

    def __init__(self, env: simcord.Env, server: int | None = None) -> None:
        self.env = env
        self.guild = env.create_guild(id=server)
        offer_everything(env, self.guild)
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


def offer_everything(env: simcord.Env, guild: Any) -> None:
    """Let every member of a server use all commands, so that only the bot itself refuses what it must.

    A server's managers may set that in Discord, whatever the bot has asked for.
    """
    for command in env.backend.commands.get(None, {}).values():
        guild.set_command_permissions(int(command["id"]), {guild.default_role: True})


def labels(message: Any) -> list[str]:
    """The labels of a message's buttons."""
    return [each.get("label", "") for each in _components(message) if each["type"] == 2]


def button(message: Any, label: str, place: int = 0) -> str:
    """The custom id of the button that has this label for the so many-th time."""
    found = [each for each in _components(message) if each["type"] == 2 and each.get("label") == label]
    return str(found[place]["custom_id"])


def links(message: Any) -> list[str]:
    """The addresses behind a message's buttons."""
    return [each["url"] for each in _components(message) if each["type"] == 2 and each.get("url")]


def options(message: Any) -> list[dict[str, str]]:
    """The entries of a message's menu."""
    return [option for each in _components(message) if each["type"] == 3 for option in each["options"]]


def menu(message: Any) -> str:
    """The custom id of a message's menu."""
    return next(str(each["custom_id"]) for each in _components(message) if each["type"] == 3)


def words(message: Any) -> str:
    """All that a reader sees of a message: its content, its embeds and what is laid out."""
    parts = [message.content]
    for embed in message.embeds:
        fields = (f"{field.name} {field.value}" for field in embed.fields)
        parts += [embed.title or "", embed.description or "", *fields, embed.footer.text or ""]
    parts += [each["content"] for each in _components(message) if each["type"] == 10]
    return "\n".join(part for part in parts if part)


def title(message: Any) -> str:
    """The title of a message's card."""
    first = words(message).split("\n")[0]
    return first.removeprefix("### ")


def _components(message: Any) -> list[dict[str, Any]]:
    """All components of a message, nested ones after what they are nested in."""
    raw = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    return list(walk_components(raw))
