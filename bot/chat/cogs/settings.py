"""`/settings`: what a server sets for itself, who has changed it, and what members see in direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.components.settings import audit_at, handle, screen_at, used
from bot.chat.direct import PUBLIC, SERVER, choose_directly, direct_card
from bot.chat.errors import StoppingError, report, report_errors
from bot.chat.languages import speak_to_member
from bot.chat.permissions import caller_of
from bot.chat.render import message
from bot.services import Screen, SettingPlace, require_settings_rights

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

_SCREENS = [app_commands.Choice(name=each.heading, value=each.value) for each in Screen]
Channel = discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel


class SettingsCog(commands.GroupCog, group_name="settings", group_description="This server's settings"):
    """Settings for those who may manage the server, `dm` for every member; every reply is private."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="show", description="See and change what this server sets for itself")
    @app_commands.describe(about="Which settings", channel="Only for this channel")
    @app_commands.choices(about=_SCREENS)
    async def show(
        self,
        interaction: discord.Interaction[BriefingBot],
        about: str = Screen.ANSWERS.value,
        channel: Channel | None = None,
    ) -> None:
        """Show a subject's settings with buttons to change them."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            server = require_settings_rights(caller_of(interaction))
            place = SettingPlace(server, channel.id if channel else 0)
            view = await screen_at(interaction, Screen(about), place)
            await interaction.followup.send(view=view, ephemeral=True)

    @app_commands.command(name="audit", description="Who changed what here, and when")
    async def audit(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """List the changes, the newest first."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            server = require_settings_rights(caller_of(interaction))
            await interaction.followup.send(view=await audit_at(interaction, server), ephemeral=True)

    @app_commands.command(name="dm", description="Whose knowledge I show you in direct messages")
    @app_commands.describe(show="What I show you there; leave it out to see how it is set")
    @app_commands.choices(
        show=[
            app_commands.Choice(name="What members of this server may see", value=SERVER),
            app_commands.Choice(name="Only what everybody may see", value=PUBLIC),
        ]
    )
    async def dm(self, interaction: discord.Interaction[BriefingBot], show: str = "") -> None:
        """Choose the server whose knowledge a member sees in their direct messages."""
        async with report_errors(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await choose_directly(interaction, show)
            card = await direct_card(interaction, changed=bool(show))
            await interaction.followup.send(**message.drawn(card))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Take in what was pressed, chosen or typed on a screen, whichever start of the bot has shown it."""
        event = used(interaction)
        if event:
            await speak_to_member(interaction)
            if self.bot.in_hand.stopping:
                await report(interaction, StoppingError())
            else:
                await handle(event)
