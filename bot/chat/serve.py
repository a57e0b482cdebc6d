"""The bot on Discord, from settings to its end."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.chat.client import build_bot
from bot.chat.logs import set_up
from bot.services import Services
from bot.settings import Settings, SettingsError

log = logging.getLogger(__name__)


def run(settings: Settings) -> None:
    """Serve the knowledge on Discord until stopped.

    :raises SettingsError: there is no token, Discord does not accept it or an intent, or cannot be reached.
    :raises KnowledgeError: the knowledge folder cannot be read.
    """
    if settings.token is None:
        raise SettingsError("DISCORD_TOKEN: no token is set.")
    token = settings.token.get_secret_value()
    set_up(settings.log_level, token)
    with Services.open(settings.knowledge, index=settings.index, zone=settings.zone()) as services:
        status = services.status()
        log.info("Answering from %s; articles: %d.", settings.knowledge, status.articles)
        for problem in status.problems:
            log.warning("%s", problem)
        try:
            build_bot(settings, services).run(token, log_handler=None)
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
