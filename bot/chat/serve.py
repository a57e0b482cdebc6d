"""The bot on Discord, from settings to its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from typing import Any

import aiohttp
import discord

from bot.chat.client import BriefingBot, build_bot
from bot.chat.gateway import BusyError, IfHeld, holding_gateway
from bot.services import (
    Hold,
    StoppedError,
    Watch,
    end_in_time,
    opened_for_all,
    set_up_log,
    stopping_at_once,
    told_by_signals,
)
from bot.settings import Settings, SettingsError
from bot.text import UserError

log = logging.getLogger(__name__)

# Seconds for which the gateway may take to be left, and the connection to end after it.
LEAVE = 0.8
# How Discord closes a connection that has more servers than one may have.
SHARDS_NEEDED = 4011


class GatewayError(UserError):
    """Discord does not let the bot go on; the sentence says why and what to do."""


Beside = Callable[[Watch, Callable[[], Settings]], AbstractAsyncContextManager[object]]
"""What is served beside the bot while it runs: from what is measured of it, and the settings as they are."""


def run(
    settings: Settings,
    *,
    reread: Callable[[], Settings] | None = None,
    if_held: IfHeld = IfHeld.REFUSE,
    beside: Beside = lambda _watch, _settings: nullcontext(),
) -> None:
    """Serve the knowledge on Discord until stopped, by SIGTERM or SIGINT.

    :param reread: reads the settings anew, at a SIGHUP.
    :param beside: what is served beside it.
    :param if_held: what is done where another process runs with this token.
    :raises SettingsError: there is no token, Discord does not accept it or an intent, or cannot be reached.
    :raises GatewayError: Discord refuses the connection, or ends it.
    :raises BusyError: another process runs with this token.
    :raises KnowledgeError: the knowledge folder cannot be read.
    """
    if settings.token is None:
        raise SettingsError("DISCORD_TOKEN: no token is set.")
    token = settings.token.get_secret_value()
    set_up_log(settings, token)
    try:
        with (
            stopping_at_once(),
            holding_gateway(settings.records, token, if_held) as hold,
            opened_for_all(settings) as services,
        ):
            bot = build_bot(settings, services, shards=None)
            with _told():
                asyncio.run(_serve(bot, token, reread or (lambda: settings), beside, hold))
    except StoppedError as signal:
        log.info("Stopped before the start was over (%s).", signal)


async def _serve(
    bot: BriefingBot, token: str, reread: Callable[[], Settings], beside: Beside, hold: Hold
) -> None:
    """Serve until a signal stops it; then finish what is in hand, and leave.

    :raises BusyError: another process has the gateway by now, or may have it.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    renewing: set[asyncio.Task[None]] = set()

    def renew() -> None:
        task = asyncio.create_task(bot.renew(reread))
        renewing.add(task)
        task.add_done_callback(renewing.discard)

    hold.when_lost(lambda: end_in_time(1))
    hold.when_lost(lambda: loop.call_soon_threadsafe(stop.set))
    with told_by_signals(stop, renew):
        async with bot, beside(Watch(bot.services, bot.connection), lambda: bot.settings):
            serving = asyncio.create_task(bot.start(token))
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if stop.is_set():
                await bot.in_hand.finish()
                await _within(LEAVE, bot.close())
                serving.cancel()
                await asyncio.wait((serving,), timeout=LEAVE)
                log.info("Stopped.")
            else:
                await serving
    if hold.lost:
        raise BusyError(hold.lost)


async def _within(seconds: float, leaving: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await leaving
    except TimeoutError:
        log.warning("Discord did not confirm that the connection was closed.")


@contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence why Discord does not let the bot in, or go on."""
    try:
        yield
    except discord.LoginFailure:
        raise SettingsError(
            "DISCORD_TOKEN: Discord does not accept this token. Reset it at discord.com/developers, Bot."
        ) from None
    except aiohttp.ClientConnectionError as error:
        raise SettingsError(
            f"Discord cannot be reached: {error}. Check the network and its firewall, then start again."
        ) from None
    except discord.PrivilegedIntentsRequired:
        raise SettingsError(
            "BRIEFING_LISTEN_CHANNELS, BRIEFING_MESSAGE_CONTENT: reading what others write needs the"
            " message content intent. Switch it on at discord.com/developers, Bot, Privileged Gateway"
            " Intents, or set neither."
        ) from None
    except discord.ConnectionClosed as error:
        raise GatewayError(_closed(error)) from None
    except (discord.HTTPException, discord.GatewayNotFound) as error:
        raise GatewayError(
            f"Discord answers with an error: {error}. Start again later; discordstatus.com tells of outages."
        ) from None


def _closed(error: discord.ConnectionClosed) -> str:
    if error.code == SHARDS_NEEDED:
        return (
            "The bot is in more servers than Discord lets its connections (shards) serve. Start it again: it"
            " asks Discord at each start how many it needs."
        )
    reason = f": {error.reason}" if error.reason else ""
    return f"Discord ended the connection (code {error.code}{reason}). Start again."
