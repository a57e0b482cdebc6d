"""Suggestions while typing, and what was meant by what was typed without choosing one."""

from __future__ import annotations

import asyncio

from discord import app_commands

from bot.cards.found import shortened
from bot.chat.errors import UnknownError
from bot.replies import Speaker, Summary
from bot.services.desk import Desk

# Discord's limits: suggestions shown, and characters of a suggestion's name and of its value.
CHOICES = 25
LENGTH = 100


async def article_choices(engine: Desk, typed: str) -> list[app_commands.Choice[str]]:
    """Articles whose titles have what was typed, the newest where nothing was."""
    found = await asyncio.to_thread(engine.articles, typed, limit=CHOICES)
    return [
        app_commands.Choice(name=shortened(each.title, LENGTH), value=_value(each.article, each.title))
        for each in found
    ]


async def person_choices(engine: Desk, typed: str) -> list[app_commands.Choice[str]]:
    """People whose names have what was typed, the most quoted where nothing was."""
    found = await asyncio.to_thread(engine.people, typed, limit=CHOICES)
    return [
        app_commands.Choice(name=shortened(_with_role(each), LENGTH), value=each.name)
        for each in found
        if len(each.name) <= LENGTH
    ]


async def person_meant(engine: Desk, typed: str) -> Speaker:
    """The person that was chosen or typed. Raises UnknownError where there is none like it."""
    found = await asyncio.to_thread(engine.people, typed, limit=CHOICES)
    if not typed.strip() or not found:
        raise UnknownError(shortened(typed))
    exact = [each for each in found if each.name.casefold() == typed.strip().casefold()]
    return (exact or found)[0]


async def person_named(engine: Desk, typed: str) -> str:
    """The name of the person that was chosen or typed. Raises UnknownError where there is none like it."""
    return (await person_meant(engine, typed)).name


def summary_of(engine: Desk, typed: str) -> Summary:
    """The article with this id, else the one whose title has these words best. Blocks.

    Raises UnknownError where there is none like it.
    """
    found = engine.summary(typed)
    if found is None and typed.strip():
        near = engine.articles(typed, limit=1)
        found = engine.summary(near[0].article) if near else None
    if found is None:
        raise UnknownError(shortened(typed))
    return found


def _value(article: str, title: str) -> str:
    """What a choice stands for: the id, or the title's beginning where the id is too long for Discord."""
    return article if len(article) <= LENGTH else title[:LENGTH]


def _with_role(person: Speaker) -> str:
    return f"{person.name}, {person.roles[0]}" if person.roles else person.name
