"""Servers that the bot is invited to: let in, asked about, or left with a kind word."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.ext import commands, tasks

from bot.cards import Card, _, notice_card
from bot.chat.errors import DISCORDS, report_errors
from bot.chat.languages import speak_to_member, speak_to_server
from bot.chat.permissions import caller_of, owners_of
from bot.chat.render import message
from bot.services import RecordsAwayError, ServerStanding, Viewer, member_name, require_knowledge_rights

if TYPE_CHECKING:
    from bot.chat.client import BriefingBot

log = logging.getLogger(__name__)

CUSTOM_ID = "briefing:server:{action}:{server}"
_USED = re.compile(r"briefing:server:(allow|refuse):(\d+)")
# Hours between two looks at what the operator decided in the terminal: answers obey at once, leaving waits.
LOOK_HOURS = 1
# Seconds in which Discord shows many servers, as at a start: they are looked at together.
GATHER = 0.5


class ServersCog(commands.Cog):
    """Who may run the bot."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self._is_to_look = False
        self._looking = asyncio.Lock()

    async def cog_load(self) -> None:
        """Begin to look."""
        self._look.start()

    async def cog_unload(self) -> None:
        """Look no longer."""
        self._look.cancel()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Stay in a server that is let in, ask about one, or leave it."""
        log.info("Invited to server %d.", guild.id)
        await self._look_once()

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The same of one that Discord shows only now."""
        await self._look_once()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server was left: what is kept of it goes after the days of grace."""
        log.info("Left server %d.", guild.id)
        with suppress(RecordsAwayError):
            await self.bot.admission.note_left(guild.id, discord.utils.utcnow())

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Take in the owner's yes or no to a server."""
        data: dict[str, Any] = dict(interaction.data or {})
        match = _USED.fullmatch(str(data.get("custom_id", "")))
        if match:
            await speak_to_member(interaction)
            async with report_errors(interaction):
                await self._decide(interaction, int(match[2]), allowed=match[1] == "allow")

    @tasks.loop(hours=LOOK_HOURS)
    async def _look(self) -> None:
        """Obey what was decided meanwhile, and note where the bot is."""
        await self.bot.wait_until_ready()
        await self._look_at_all()

    async def _look_once(self) -> None:
        """Look at all servers; once for all that Discord shows meanwhile, as it does at a start."""
        if self._is_to_look:
            return
        self._is_to_look = True
        await self.bot.wait_until_ready()
        await asyncio.sleep(GATHER)
        self._is_to_look = False
        await self._look_at_all()

    async def _look_at_all(self) -> None:
        try:
            async with self._looking:
                now = discord.utils.utcnow()
                await self.bot.admission.note_present([each.id for each in self.bot.guilds], now)
                await self.bot.notifier.place()
                for guild in tuple(self.bot.guilds):
                    await self._receive(guild)
        except RecordsAwayError:
            log.info("The servers are looked at later: the records are away.")
        except DISCORDS as error:
            log.warning("The servers are looked at later: %s", error)
        except Exception:
            # The loop must outlive what went wrong once.
            log.exception("The servers could not be looked at; the next look tries again.")

    async def _receive(self, guild: discord.Guild) -> None:
        standing = await self.bot.admission.standing(guild.id)
        if standing is ServerStanding.REFUSED:
            await self._leave(guild)
            return
        waits = standing is ServerStanding.WAITING
        if waits and await self.bot.admission.asks_first(guild.id, discord.utils.utcnow()):
            await self._ask(guild)

    async def _leave(self, guild: discord.Guild) -> None:
        """Say so kindly, and leave."""
        log.warning("Leaving server %d: it is not among those that may use this bot.", guild.id)
        channel = await self._channel(guild)
        if channel:
            farewell = _(
                "Thank you for the invitation! I may only be in certain servers, so I have to leave again."
            )
            with suppress(*DISCORDS):
                await channel.send(farewell)
        await guild.leave()

    async def _ask(self, guild: discord.Guild) -> None:
        """Say in the server that it waits, and ask the owners directly."""
        channel = await self._channel(guild)
        if channel:
            with suppress(*DISCORDS):
                await channel.send(
                    _("Thank you for the invitation! I'll answer here once my operator says yes.")
                )
        asked = False
        for owner in await owners_of(self.bot):
            try:
                direct = await (await self.bot.fetch_user(owner)).create_dm()
                await direct.send(**message.drawn(_question(guild)), view=_buttons(guild.id))
                asked = True
            except DISCORDS as error:
                log.debug("Owner %d cannot be asked: %s", owner, error)
        if not asked:
            log.warning(
                "Server %d waits: `briefing-bot servers allow %d` lets it in, `refuse` has it left.",
                guild.id,
                guild.id,
            )

    async def _channel(self, guild: discord.Guild) -> discord.TextChannel | None:
        """Where the bot may write, first where the server has its own notices; its language from here on."""
        for channel in (guild.system_channel, *guild.text_channels):
            if channel and channel.permissions_for(guild.me).send_messages:
                speak_to_server(guild, await self.bot.server_settings.at(Viewer(guild.id, channel.id)))
                return channel
        return None

    async def _decide(
        self, interaction: discord.Interaction[BriefingBot], server: int, *, allowed: bool
    ) -> None:
        """What the owner pressed; nobody else gets the buttons."""
        await require_knowledge_rights(caller_of(interaction), None, ())
        who = member_name(interaction.user.id)
        await self.bot.admission.decide(server, discord.utils.utcnow(), allowed=allowed, who=who)
        told = _("Allowed. I'll answer there from now on.") if allowed else _("Refused. I'm leaving it.")
        await interaction.response.edit_message(**message.drawn(notice_card(told)), view=None)
        await self._look_at_all()


def _question(guild: discord.Guild) -> Card:
    members = guild.member_count or 0
    return notice_card(
        _(
            "I was invited to the server “{name}” ({number}, {members} members). May I answer there?",
            name=guild.name,
            number=guild.id,
            members=members,
        )
    )


def _buttons(server: int) -> ui.View:
    view = ui.View(timeout=None)
    for action, label in (("allow", _("Yes")), ("refuse", _("No, leave it"))):
        view.add_item(ui.Button(label=label, custom_id=CUSTOM_ID.format(action=action, server=server)))
    # Presses come in by their custom ids: discord.py need not remember the view.
    view.stop()
    return view
