"""Commands registered with Discord when they changed, not at every start."""

from __future__ import annotations

import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.cards import edition
from bot.services import State, unless_away
from bot.text import sha256_of

log = logging.getLogger(__name__)

# The record of what was registered last, for each application: another token is another bot.
SYNCED = "commands of {application}"


async def sync_if_changed(tree: app_commands.CommandTree[Any], state: State) -> bool:
    """Register the commands if they are not those registered last; whether they were."""
    name = SYNCED.format(application=tree.client.application_id)
    now = fingerprint(tree)
    if await unless_away(state.value(name), "") == now:
        return False
    try:
        await tree.sync()
    except discord.HTTPException as error:
        log.warning("The commands could not be registered; the next start tries again: %s", error)
        return False
    await unless_away(state.keep(name, now), None)
    log.info("The commands changed and were registered with Discord.")
    return True


def fingerprint(tree: app_commands.CommandTree[Any]) -> str:
    """A hash of everything that is registered of the commands, in all languages.

    The catalogues count as a whole: to translate each text into Discord's 33 locales takes far longer than
    all else at a start.
    """
    commands = (command for kind in discord.AppCommandType for command in tree.get_commands(type=kind))
    payloads: list[dict[str, Any]] = [command.to_dict(tree) for command in commands]
    payloads.sort(key=lambda each: (each["type"], each["name"]))
    return sha256_of(json.dumps([payloads, edition()], sort_keys=True))
