"""Articles, people, quotes and summaries by command, with suggestions while typing."""

from __future__ import annotations

import discord
import pytest

from tests.chat.world import World, words


async def test_titles_are_suggested_while_typing_slips_forgiven(world: World) -> None:
    every = await world.ann.autocomplete(world.channel, "summary", "article", "")
    assert len(every) >= 8
    slipped = await world.ann.autocomplete(world.channel, "summary", "article", "ilsand keeps scool")
    assert slipped[0]["name"] == "Gull Island keeps its school"
    chosen = await world.ann.slash(world.channel, "summary", article=slipped[0]["value"])
    assert chosen.response
    assert "stays open with eleven pupils" in words(chosen.response)


async def test_a_title_typed_without_choosing_is_found_too(world: World) -> None:
    typed = await world.ann.slash(world.channel, "summary", article="gull island school")
    assert typed.response
    assert "eleven pupils" in words(typed.response)


async def test_an_article_without_summary_shows_its_first_facts_as_such(world: World) -> None:
    shown = await world.ann.slash(world.channel, "summary", article="lighthouse-history")
    assert shown.response
    assert "No summary is written" in words(shown.response)
    assert "first lit in 1874" in words(shown.response)


async def test_an_unknown_article_or_person_is_told_in_private(world: World) -> None:
    for command, values in (("summary", {"article": "zzzz qqqq"}), ("quotes", {"person": "zzzz qqqq"})):
        told = await world.ann.slash(world.channel, command, **values)
        assert not world.said()
        (private,) = told.followups
        assert private.ephemeral
        assert "I don't know" in words(private)


async def test_people_are_suggested_with_their_role(world: World) -> None:
    suggested = await world.ann.autocomplete(world.channel, "quotes", "person", "thorly")
    assert suggested[0]["name"].startswith("Agnes Thorley, chair")
    assert suggested[0]["value"] == "Agnes Thorley"


async def test_quotes_of_a_person_page_newest_first(world: World) -> None:
    shown = await world.ann.slash(world.channel, "quotes", person="Ines Aldercott")
    assert shown.response
    assert "Ines Aldercott" in words(shown.response)
    assert words(shown.response).index("20 November 2031") < words(shown.response).index("March 2031")


async def test_articles_and_people_are_listed(world: World) -> None:
    articles = await world.ann.slash(world.channel, "articles")
    people = await world.ann.slash(world.channel, "people")
    assert articles.response and people.response
    assert "Ferry strike ends after nine days" in words(articles.response)
    assert "**Agnes Thorley**" in words(people.response)
    few = await world.ann.slash(world.channel, "articles", words="barrier")
    assert few.response
    assert "Ferry strike" not in words(few.response)


async def test_help_names_every_command_in_private(world: World) -> None:
    everything = discord.Permissions(administrator=True)
    admin = world.guild.add_member(
        world.env.create_user("eve"), roles=[world.guild.create_role("admins", permissions=everything)]
    )
    shown = await admin.slash(world.channel, "help")
    assert shown.response
    assert shown.response.ephemeral
    for name in world.ann.available_commands(world.channel):
        if name in {each.qualified_name for each in world.bot.tree.walk_commands()}:
            assert f"/{name}" in words(shown.response)


@pytest.mark.parametrize(("command", "option"), [("quotes", "person"), ("summary", "article")])
async def test_a_word_longer_than_any_finds_nothing_and_not_everything(
    world: World, command: str, option: str
) -> None:
    for typed in ("x" * 150, "renwick" + "k" * 60, "?!"):
        assert not await world.ann.autocomplete(world.channel, command, option, typed)
