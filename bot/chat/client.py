"""The bot: its intents, what it holds, and its start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from math import isfinite
from typing import Any

import discord
from discord.ext import commands, tasks

from bot.chat.asking import Asker
from bot.chat.cogs import COGS
from bot.chat.components.handlers import handle
from bot.chat.components.items import ActionButton, ActionSelect, ComponentEvent, submitted
from bot.chat.errors import StoppingError, report, report_errors
from bot.chat.forms import Forms
from bot.chat.host import look_directly
from bot.chat.in_hand import InHand
from bot.chat.languages import speak_to_member
from bot.chat.membership import DiscordMemberships
from bot.chat.news import NewsSender
from bot.chat.pacing import keep_pace
from bot.chat.speaking import Speech
from bot.chat.sync import sync_if_changed
from bot.chat.translator import Catalogues
from bot.chat.tree import BriefingTree
from bot.replies import Reload
from bot.services import (
    Admission,
    Connection,
    Conversations,
    DirectMessages,
    Errands,
    FollowNotifier,
    Home,
    KnowledgeError,
    Privacy,
    QuestionJournal,
    RateLimiter,
    Recaller,
    Records,
    RecordsAwayError,
    Reloader,
    ReloadRequests,
    ServerSettings,
    Services,
    ShownMessages,
    set_log_level,
    unless_away,
)
from bot.settings import Settings, SettingsError, renewed

log = logging.getLogger(__name__)

# Hours between two sweepings of what the records are to forget: days are what is promised.
SWEEP_HOURS = 6
# Seconds for which the records may take to be closed.
CLOSE = 2.0


class BriefingBot(commands.AutoShardedBot):
    """Replies out of one folder of knowledge. What needs the records is there from `setup_hook` on.

    `own_channels`: where every message is to the bot, though it is not mentioned; the intent for the content
    of messages is needed there.
    """

    records: Records
    asker: Asker
    direct: DirectMessages
    journal: QuestionJournal
    notifier: FollowNotifier
    privacy: Privacy
    recaller: Recaller
    reloader: Reloader
    reload_requests: ReloadRequests
    shown: ShownMessages
    server_settings: ServerSettings
    home: Home
    admission: Admission
    forms: Forms
    speech: Speech

    def __init__(self, settings: Settings, services: Services, shards: int | None) -> None:
        super().__init__(
            shard_count=shards,
            command_prefix=(),
            help_command=None,
            tree_cls=BriefingTree,
            intents=_intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            # Installed into a server, or by a person who takes the bot along.
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self.settings = settings
        self.services = services
        self.conversations = Conversations(timedelta(minutes=settings.remember_minutes))
        self.limiter = RateLimiter()
        self.in_hand = InHand()
        self.own_channels: set[int] = set()

    async def setup_hook(self) -> None:
        """Open the records, take up commands and buttons, and sync the commands if they changed."""
        await self._open_records()
        self.add_dynamic_items(ActionButton, ActionSelect)
        for cog in COGS:
            await self.add_cog(cog(self))
        await self.tree.set_translator(Catalogues())
        await sync_if_changed(self.tree, self.records.state)
        self._sweep.start()

    async def close(self) -> None:
        """Leave Discord and close the records; the services are their owner's to close."""
        self._sweep.cancel()
        try:
            await super().close()
        finally:
            if hasattr(self, "records"):
                # What was being written when it was cut off must not keep the program from ending.
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.records.close(), CLOSE)

    async def renew(self, reread: Callable[[], Settings]) -> None:
        """Read the settings anew, as far as they need no new start, and the knowledge."""
        try:
            new, waiting = renewed(self.settings, await asyncio.to_thread(reread))
        except SettingsError as error:
            log.warning("The settings stay as they were: %s", error)
        else:
            self.settings = new
            self.server_settings.renew(new)
            self.conversations.renew(timedelta(minutes=new.remember_minutes))
            set_log_level(new.log_level)
            if waiting:
                log.warning("Takes effect after a restart: %s.", ", ".join(waiting))
        try:
            await self.reloader.in_turn()
        except KnowledgeError as error:
            log.warning("The knowledge stays as it was: %s", error)
        except Exception:
            log.exception("The knowledge could not be read again.")
        else:
            log.info("Read again (SIGHUP).")

    def connection(self) -> Connection:
        """How Discord stands; may be asked from another thread."""
        seconds = self.latency
        return Connection(
            connected=self.is_ready() and not self.is_closed(),
            latency=seconds if isfinite(seconds) else None,
            servers=len(self.guilds),
            in_hand=self.in_hand.count,
            stopping=self.in_hand.stopping,
        )

    async def handle_component(self, event: ComponentEvent) -> None:
        """Do what a button, menu or form does; an error is shown to whoever used it, as for commands."""
        await speak_to_member(event.interaction)
        if self.in_hand.stopping:
            await report(event.interaction, StoppingError())
            return
        async with report_errors(event.interaction):
            await keep_pace(event.interaction)
            await look_directly(event.interaction)
            await handle(event)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take forms in: discord.py knows those only that it has shown since its start."""
        form = submitted(interaction)
        if form:
            await self.handle_component(form)

    async def on_ready(self) -> None:
        """Say that it is there, and where."""
        log.info("Here as %s in %d server(s).", self.user, len(self.guilds))

    async def settings_changed(self) -> None:
        """Forget at once what a server keeps no longer, and tell the cogs."""
        await self._forget()
        self.dispatch("settings_change")

    @tasks.loop(hours=SWEEP_HOURS)
    async def _sweep(self) -> None:
        """Forget what is older than it may be kept."""
        await self._forget()

    async def _forget(self) -> None:
        now = discord.utils.utcnow()
        try:
            await self.privacy.sweep(now)
            for server in await self.admission.forget_left(now):
                log.info("What was kept of server %d has been deleted: the bot left it.", server)
        except RecordsAwayError:
            log.info("Old data will be deleted later: the records cannot be used.")
        except Exception:
            # The loop must outlive what went wrong once.
            log.exception("Old data could not be deleted; this will be tried again.")

    async def _open_records(self) -> None:
        settings = self.settings
        self.records = await Records.open(settings.records, patient=True)
        # This process holds the gateway: whoever took something to send before it will not.
        await unless_away(self.records.outbox.free(), None)
        self.home = Home(self.records.state, settings)
        self.server_settings = ServerSettings(self.records.settings, settings, self.home)
        self.admission = Admission(self.records, self.server_settings, self.home)
        self.forms = Forms(self.server_settings)
        self.speech = Speech(self.forms)
        self.journal = QuestionJournal(self.records.log)
        self.privacy = Privacy(self.records, self.conversations, self.server_settings)
        clock = discord.utils.utcnow
        self.direct = DirectMessages(self.records.direct, DiscordMemberships(self), clock)
        self.recaller = Recaller(self.services, self.records, self.server_settings, settings.zone(), clock)
        self.shown = ShownMessages(self.records, settings.recall_days, self.recaller, clock)
        self.reloader = Reloader(self.services, self.records, self.recaller, self._reloaded, clock)
        self.reload_requests = ReloadRequests(self.records, self.reloader, clock)
        await self.reloader.start()
        sender = NewsSender(self, self)
        self.notifier = FollowNotifier(self.services, self.records, self.server_settings, sender, clock)
        self.asker = Asker(
            self.services,
            self.records,
            self.conversations,
            self.limiter,
            self.journal,
            self.server_settings,
            self.direct,
            Errands(self.notifier, self.records, self.journal),
            clock=clock,
        )

    def _reloaded(self, done: Reload) -> None:
        """Pass a reload's report on to the cogs."""
        self.dispatch("knowledge_reload", done)


def build_bot(settings: Settings, services: Services, *, shards: int | None = 1) -> BriefingBot:
    """The bot, ready to be started or driven by a test harness; it logs in to nothing.

    All its shards are in this process: `shards` of them, as many as Discord asks for where None.

    Commands, listeners and buttons are taken up in its `setup_hook`, which also opens the records
    (`settings.records`). The services stay their owner's: close them after the bot.
    """
    return BriefingBot(settings, services, shards)


def _intents(settings: Settings) -> discord.Intents:
    """No privileged intent, but message content where the operator lets it be read."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.guild_reactions = True
    intents.dm_reactions = True
    intents.message_content = settings.reads_messages
    return intents
