"""Suggestions while typing, and whom a typed name means."""

from __future__ import annotations

import asyncio

from discord import app_commands

from bot.cards import _, shortened
from bot.chat.errors import RefusedError, UnknownError
from bot.replies import Choice, Nobody, Speaker
from bot.services import Part, Services, Viewer

# Discord's limits: suggestions shown, and characters of a suggestion's name and of its value.
CHOICES = 25
LENGTH = 100
PRIVATE = "Show it only to you"
"""What the option does that every command which shows something has."""


async def article_choices(services: Services, typed: str, viewer: Viewer) -> list[app_commands.Choice[str]]:
    """Articles whose titles have what was typed, the newest where nothing was."""
    found = await asyncio.to_thread(services.articles, typed, viewer, Part(0, CHOICES))
    return [
        app_commands.Choice(name=shortened(each.title, LENGTH), value=_value(each.article, each.title))
        for each in found.articles
    ]


async def person_choices(services: Services, typed: str, viewer: Viewer) -> list[app_commands.Choice[str]]:
    """People whose names have what was typed, the most quoted where nothing was."""
    found = await asyncio.to_thread(services.people, typed, viewer, Part(0, CHOICES))
    return [
        app_commands.Choice(name=shortened(_with_role(each), LENGTH), value=each.name)
        for each in found.people
        if len(each.name) <= LENGTH
    ]


async def search_choices(services: Services, typed: str, viewer: Viewer) -> list[app_commands.Choice[str]]:
    """A search with the names that its end may be meant for; as it is where it is at the end of a word."""
    found = await asyncio.to_thread(services.completions, typed, viewer)
    return [app_commands.Choice(name=each, value=each) for each in found if len(each) <= LENGTH][:CHOICES]


async def person_named(services: Services, typed: str, viewer: Viewer) -> str:
    """The name of the one person that was chosen or typed.

    :raises UnknownError: there is none like it.
    :raises RefusedError: there are several.
    """
    found = await asyncio.to_thread(services.person, typed, viewer)
    if isinstance(found, Nobody):
        raise UnknownError(shortened(found.typed))
    if isinstance(found, Choice):
        several = ", ".join(each.name for each in found.people)
        raise RefusedError(
            _(
                "“{typed}” could be any of several people: {names}.",
                typed=shortened(found.typed),
                names=several,
            ),
            _("Choose from the list as you type."),
        )
    return found.person.name


def _value(article: str, title: str) -> str:
    """What a choice stands for: the id, or the title's beginning where the id is too long for Discord."""
    return article if len(article) <= LENGTH else title[:LENGTH]


def _with_role(person: Speaker) -> str:
    return f"{person.name}, {person.roles[0]}" if person.roles else person.name
