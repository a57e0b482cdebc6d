"""The interface in the reader's language: no string is missing, and no answer is ever translated."""

from __future__ import annotations

import ast
import asyncio
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import interactions

from bot.cards import evidence
from bot.cards.catalogues import FOLDER, catalogue, languages
from bot.cards.language import _, set_locale
from bot.cards.po import read_po
from bot.chat import BriefingBot
from bot.chat.pointed import MENU
from bot.services import REGISTER, Screen
from bot.text.months import MONTHS
from tests.chat.world import World, labels, words

BOT = Path(__file__).parents[2] / "bot"
ROOMS = ("cards", "chat")

Message = tuple[str, ...]


def said(path: Path) -> Iterator[Message]:
    """The messages in a module's `_` and `ngettext` calls: one form, or one and many."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            forms = [each.value for each in node.args if isinstance(each, ast.Constant)]
            count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
            if forms and count:
                yield tuple(str(form) for form in forms[:count])


def described(bot: BriefingBot) -> Iterator[Message]:
    """Descriptions of the commands and their options, as Discord shows them."""
    for command in bot.tree.walk_commands():
        yield (command.description,)
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                yield (str(option.description),)
                yield from ((choice.name,) for choice in option.choices)


async def every_message(bot: BriefingBot) -> set[Message]:
    modules = (path for room in ROOMS for path in (BOT / room).rglob("*.py"))
    named = {(name,) for name in (*MONTHS, *evidence._WANTED.values(), MENU)}
    return {each for path in modules for each in said(path)} | set(described(bot)) | named | settings_said()


def settings_said() -> set[Message]:
    """The register's words, which the screens of the settings show."""
    said = {(word,) for each in REGISTER for word in (each.title, each.sentence, each.empty) if word}
    return said | {(screen.heading,) for screen in Screen}


def fields(text: str) -> set[str]:
    """The {names} that a message fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
async def test_every_catalogue_has_every_message_and_no_other(world: World, language: str) -> None:
    catalogued = read_po((FOLDER / f"{language}.po").read_text(encoding="utf-8"))
    wanted = {"\0".join(each) for each in await every_message(world.bot)}
    missing = sorted(wanted - catalogued.keys())
    assert not missing, f"add to {language}.po: {missing}"
    superfluous = sorted(catalogued.keys() - wanted - {""})
    assert not superfluous, f"take out of {language}.po: {superfluous}"


@pytest.mark.parametrize("language", languages())
def test_every_translation_fills_in_what_the_message_fills_in(language: str) -> None:
    for source, translated in read_po((FOLDER / f"{language}.po").read_text(encoding="utf-8")).items():
        if source:
            for form in translated.split("\0"):
                assert fields(form) == fields(source.split("\0")[-1]), source


@pytest.mark.parametrize("language", languages())
async def test_translated_descriptions_fit_discord(world: World, language: str) -> None:
    for (text,) in described(world.bot):
        assert 1 <= len(catalogue(language).gettext(text)) <= 100


def test_a_locale_finds_its_language_and_english_is_the_rest() -> None:
    assert catalogue("ja").gettext("Share") == "共有"
    assert catalogue("ja-JP").ngettext("{count} quote", "{count} quotes", 1) == "発言{count}件"
    assert catalogue("en-US").gettext("Share") == "Share"
    assert catalogue("xx").ngettext("{count} quote", "{count} quotes", 2) == "{count} quotes"


async def test_discord_is_told_the_descriptions_in_japanese(world: World) -> None:
    (told,) = [each for each in world.env.http_requests if each.path.endswith("/commands")]
    assert isinstance(told.json, list)
    ask = next(each for each in told.json if each["name"] == "ask")
    assert ask["description_localizations"]["ja"] == catalogue("ja").gettext(ask["description"])
    assert "name_localizations" not in ask or not ask["name_localizations"]


async def test_a_member_is_spoken_to_in_their_language_and_the_answer_is_the_editors(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # simcord's members all speak English: another locale is put into what the gateway sends.
    payload = interactions.base_payload

    def japanese(*args: Any, **kwargs: Any) -> Any:
        record, sent = payload(*args, **kwargs)
        return record, sent | {"locale": "ja"}

    monkeypatch.setattr(interactions, "base_payload", japanese)
    asked = await world.ann.slash(world.channel, "ask", question="what did Tobias Renwick say?")
    assert asked.response
    assert "もっと見る" in labels(asked.response)
    assert "2031年9月2日" in words(asked.response)
    assert "My brother-in-law's firm" in words(asked.response)
    told = await world.ann.slash(world.channel, "summary", article="zzzz qqqq")
    assert "登録されていません" in words(told.followups[0])


async def test_messages_are_answered_in_the_servers_language(world: World) -> None:
    assert world.bot.guilds[0].preferred_locale is discord.Locale.american_english
    world.bot.guilds[0].preferred_locale = discord.Locale.japanese
    assert "もっと見る" in labels(await world.answer("what did Tobias Renwick say?"))


async def test_two_people_asking_at_once_keep_their_languages() -> None:
    """The language belongs to the task, not to the program."""

    async def use_locale(locale: str) -> str:
        set_locale(catalogue(locale))
        await asyncio.sleep(0)
        return await asyncio.to_thread(_, "Share")

    spoken = await asyncio.gather(use_locale("ja"), use_locale("en-US"))
    assert [*spoken] == ["共有", "Share"]
