"""Replies that are one card without buttons: small talk, help, and what became of what was asked for."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.cards import Card, Line, LineKind, Span, TextStyle, _, help_card, reply_card
from bot.chat.asking import AskedQuestion, on_behalf
from bot.chat.forms import form_for
from bot.chat.host import Host, host_of, viewer_of
from bot.chat.permissions import caller_of, keeps_knowledge
from bot.chat.render import draw
from bot.replies import Done, Help, Rhythm, Talk
from bot.services import Caller

Told = Talk | Help | Done
"""What nothing can be asked about: it is not remembered, and none of it is kept for buttons."""


KEEPERS = "knowledge "
"""What the commands begin with that only those are told of who keep the knowledge."""
MANAGERS = frozenset(("settings show", "settings audit"))
"""Commands for whoever manages the server."""


async def told(host: Host, question: AskedQuestion, reply: Told, asker: Caller, answer: str = "") -> Card:
    """The card of such a reply; what was asked for is done before.

    :raises DeniedError: the asker may not have it done.
    :param answer: the id of the view of the answer that a message replies to, "" where it replies to none.
    """
    if isinstance(reply, Help):
        return await guide_card(host, reply, asker)
    if isinstance(reply, Done):
        reply = await host.asker.run_errand(question, reply, asker, answer)
    return reply_card(reply)


async def run_errand(
    interaction: discord.Interaction[Any], asked: Done, rhythm: Rhythm | None = None
) -> None:
    """Have done, after a private "thinking", what a command or button is for, and say what came of it.

    :raises DeniedError: whoever used it may not have it done.
    :raises FollowLimitError: as much is followed already as may be.
    """
    host = host_of(interaction)
    settings = await host.server_settings.at(viewer_of(interaction))
    channel = interaction.channel_id or 0
    behalf = on_behalf(caller_of(interaction), interaction.user.id, channel, settings)
    done = await host.asker.errands.run(asked, behalf._replace(rhythm=rhythm))
    card = draw.alone(reply_card(done), form_for(interaction, settings))
    await interaction.followup.send(**card, ephemeral=True)


async def guide_card(host: Host, reply: Help, asker: Caller) -> Card:
    """What can be asked in words, and every command that the asker may use."""
    keeps = await keeps_knowledge(host, asker)
    offered = (
        each
        for each in host.tree.walk_commands()
        if isinstance(each, app_commands.Command)
        and (keeps or not each.qualified_name.startswith(KEEPERS))
        and (asker.manager or each.qualified_name not in MANAGERS)
    )
    return help_card(reply, commands=(*map(_command, offered), _checking()))


def _checking() -> Line:
    """The ways to have somebody's message checked."""
    name = Span(text=_("Check quotations"), style=TextStyle.STRONG)
    how = _(
        "press and hold a message (on a computer: right-click it), then Apps. Or add 🔎 to it, or reply to "
        "it and ask me “did she really say that?”"
    )
    return Line(spans=(name, Span(text=f" — {how}")), kind=LineKind.BULLET)


def _command(command: app_commands.Command[Any, ..., Any]) -> Line:
    name = Span(text=f"/{command.qualified_name}", style=TextStyle.STRONG)
    return Line(spans=(name, Span(text=f" — {_(command.description)}")), kind=LineKind.BULLET)
