"""Cards in Discord's layout: entries with their own buttons, lists that lead somewhere, and other forms."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat import build_bot
from bot.services import Services, SettingPlace
from bot.settings import Settings
from tests.chat.world import PAGED, World, button, labels, links, options, title, words

TWO = "what did Renwick say about the strike?"
ONE = "what did Aldercott say about the barrier?"
UNSURE = "what about the hours?"


@pytest.fixture
def services(paged_services: Services) -> Services:
    return paged_services


async def press(world: World, message: Any, label: str, place: int = 0) -> Any:
    """Ann presses the so many-th button of this label; the message as it is then."""
    await world.ann.click(message, custom_id=button(message, label, place))
    return message if message.flags.ephemeral else world.said()[-1]


async def test_each_quotation_has_its_own_cite_and_more_and_five_buttons_stand_below(world: World) -> None:
    answer = await world.answer(TWO)
    assert answer.flags.components_v2
    assert not answer.embeds and not answer.content
    assert labels(answer) == ["More", "Cite", "More", "Cite", "👍 First answer", "👎 First answer"]
    for place, said in enumerate(("wrong to call", "This strike is reckless")):
        shown = sorted(("wrong to call", "This strike is reckless"), key=words(answer).index)[place]
        told: Any = await world.ben.click(answer, custom_id=button(answer, "Cite", place))
        assert told.ephemeral
        assert shown in words(told.response), said


@pytest.mark.parametrize("restarted", [False, True])
async def test_more_opens_an_entry_in_its_place_and_back_leads_to_its_page(
    world: World, settings: Settings, services: Services, restarted: bool
) -> None:
    answer = await world.answer(PAGED)
    second = await press(world, answer, "Next page")
    before = words(second)
    if restarted:
        await world.env.restart_bot(build_bot(settings, services))
    opened = await press(world, second, "More", 1)
    assert opened.id == answer.id
    assert words(opened).count("> The tide came in") == 1
    assert labels(opened) == ["Cite", "Open", "Open", "Why this?", "Back", "👍", "👎"]
    back = await press(world, opened, "Back")
    assert words(back) == before
    assert len(world.said()) == 1


async def test_an_opened_entry_leads_to_its_speaker_its_article_and_its_very_words(world: World) -> None:
    opened = await press(world, await world.answer(ONE), "More")
    (link,) = links(opened)
    assert "#:~:text=" in link
    assert f"(<{link}>)" in words(opened)
    why = await world.ben.click(opened, label="Why this?")
    assert why.ephemeral
    assert "How the question was read" in words(why.response)
    person = await press(world, opened, "Open", 0)
    assert title(person) == "Ines Aldercott"
    article = await press(world, await press(world, person, "Back"), "More")
    article = await press(world, article, "Open", 1)
    assert labels(article) == ["Back", "Source", "Quotes"]
    quotes = await press(world, article, "Quotes")
    assert "Ines Aldercott" in words(quotes)
    assert title(await press(world, quotes, "Back")) == title(article)


async def test_people_lead_to_a_person_and_on_to_statements_timeline_and_articles(world: World) -> None:
    listed = await world.ann.slash(world.channel, "people")
    place = [each for each in words(listed.response).split("\n") if each.startswith("**")]
    number = next(number for number, each in enumerate(place) if each.startswith("**Tobias Renwick**"))
    person = await press(world, listed.response, "Open", number)
    assert title(person) == "Tobias Renwick"
    assert "**Statements:** 4" in words(person)
    first = await press(world, person, "Statements")
    assert "2 September 2031" in words(first)
    person = await press(world, first, "Back")
    timeline = await press(world, person, "Timeline")
    assert words(timeline).index("4 March 2031") < words(timeline).index("13 March 2031")
    articles = await press(world, await press(world, timeline, "Back"), "Articles")
    assert title(articles) == "Articles on Tobias Renwick"
    assert "Renwick leaves the cabinet" in words(articles)
    article = await press(world, articles, "Open")
    assert {"Back", "Source", "Quotes"} <= set(labels(article))
    people = world.said()[-1]
    for _ in range(3):
        people = await press(world, people, "Back")
    assert words(people) == words(listed.response)


async def test_somebody_else_opens_what_a_list_leads_to_for_themselves(world: World) -> None:
    listed = await world.ann.slash(world.channel, "articles")
    before = words(world.said()[-1])
    told: Any = await world.ben.click(world.said()[-1], custom_id=button(listed.response, "Open", 1))
    assert told.ephemeral
    assert "Quotes" in labels(told.response)
    assert "Back" not in labels(told.response)
    quotes = await world.ben.click(told.response, label="Quotes")
    assert quotes
    assert words(world.said()[-1]) == before


async def test_several_of_a_name_have_a_button_each(world: World) -> None:
    asked: Any = await world.ann.slash(world.channel, "compare", first="Dorian Pell", second="Renwick")
    assert labels(asked.response) == ["This one", "This one"]
    assert not options(asked.response)
    place = words(asked.response).index("**Tobias") > words(asked.response).index("**Lena")
    shown = await press(world, world.said()[-1], "This one", int(place))
    assert "**Dorian Pell**" in words(shown)
    assert "**Tobias Renwick**" in words(shown)
    assert "**Lena Renwick**" not in words(shown)


async def test_what_may_be_meant_is_opened_beside_it_and_noted(world: World) -> None:
    answer = await world.answer(UNSURE)
    assert "Did you mean one of these?" in words(answer)
    assert set(labels(answer)) <= {"More", "Cite", "Next page"}
    opened = await press(world, answer, "More")
    assert "Back" in labels(opened)
    log = await world.bot.records.log.all()
    assert [each.reason for asked in log for each in asked.opinions] == ["chosen"]


async def test_a_private_answer_is_shared_in_the_same_form(world: World) -> None:
    asked: Any = await world.ann.slash(world.channel, "quotes", person="Agnes Thorley", private=True)
    assert asked.ephemeral
    shared: Any = await world.ann.click(asked.response, label="Share")
    assert shared.response
    assert not shared.response.ephemeral
    assert words(shared.response).startswith("*Shared by ann*")
    assert "We did not win everything" in words(shared.response)


async def test_everything_can_be_asked_in_private(world: World) -> None:
    name = "Tobias Renwick"
    commands: dict[str, dict[str, Any]] = {
        "summary": {"article": "gull-island-school"}, "quotes": {"person": name}, "people": {},
        "compare": {"first": name, "second": "Agnes Thorley"}, "person": {"name": name}, "articles": {},
        "timeline": {"person": name}, "who-said": {"words": "we will sleep again"},
    }  # fmt: skip
    for command, values in commands.items():
        told = await world.ann.slash(world.channel, command, private=True, **values)
        assert told.ephemeral, command
        assert "Share" in labels(told.response), command
    assert not world.said()


async def test_a_server_chooses_the_form_and_a_message_keeps_its_own(
    world: World, settings: Settings, services: Services
) -> None:
    laid_out = await world.answer(PAGED)
    where = SettingPlace(world.guild.id)
    await world.bot.server_settings.put("cards", "embeds", where, "ann", world.env.now())
    embed = await world.answer(PAGED)
    assert embed.embeds
    assert "Why the first?" in labels(embed)
    await world.bot.server_settings.put("cards", "text", where, "ann", world.env.now())
    plain = await world.answer(PAGED)
    assert plain.content and not plain.embeds and not plain.flags.components_v2
    await world.bot.server_settings.take_back("cards", where, "ann", world.env.now())
    await world.env.restart_bot(build_bot(settings, services))
    for message, more in ((laid_out, "Next page"), (embed, "More"), (plain, "More")):
        first = words(message)
        told: Any = await world.ben.click(message, label=more)
        assert told.response.flags.components_v2 is message.flags.components_v2
        assert bool(told.response.embeds) is bool(message.embeds)
        assert words(told.response) != first


LONG = "We counted. " * 1000


class TestLongStatements:
    """Statements that no message takes whole."""

    @pytest.fixture
    def services(self, tmp_path: Path, newsroom: Path) -> Iterator[Services]:
        folder = tmp_path / "knowledge"
        shutil.copytree(newsroom, folder, ignore=shutil.ignore_patterns(".briefing-index"))
        quotes = "".join(
            f'  - {{speaker: Ann Roe, text: "{number}: {text}"}}\n'
            for number, text in enumerate((LONG, "Few. " * 210, "Many. " * 180, "None. " * 240))
        )
        text = f"title: The count\nsource: Mirror\npublished: 2031-05-06\nurl: https://m.example/c\nquotes:\n{quotes}"
        (folder / "count.yaml").write_text(text, encoding="utf-8")
        with Services.open(folder, vectors=False) as services:
            yield services

    @pytest.fixture(params=["layout", "embeds", "text"])
    def own_settings(self, request: pytest.FixtureRequest) -> dict[str, object]:
        return {"cards": request.param}

    async def test_all_stand_on_some_page_with_speaker_source_and_day_and_the_whole_is_a_press_away(
        self, world: World
    ) -> None:
        shown = await world.ann.slash(world.channel, "quotes", person="Ann Roe")
        message, seen = world.said()[-1], words(shown.response)
        for _ in range(4):
            assert "— **Ann Roe**" in words(message)
            assert "Mirror · 6 May 2031 · [The count](<https://m.example/c#:~:text=" in words(message)
            if "0: We counted." in words(message):
                long = message
                whole = await self.whole(world, long)
            following = {"More", "Next page"} & set(labels(message))
            if (not following - {"More"} and message.flags.components_v2) or not following:
                break
            label = "Next page" if message.flags.components_v2 else "More"
            await world.ann.click(message, label=label)
            message = world.said()[-1]
            seen += words(message)
        assert all(seen.count(f"> {number}: ") == 1 for number in range(4))
        assert whole.startswith(f"“0: {LONG.strip()}")
        assert "Ann Roe" in whole and "Mirror" in whole

    async def whole(self, world: World, message: Any) -> str:
        """The whole of the long statement, as Ben gets it."""
        if message.flags.components_v2:
            opened: Any = await world.ben.click(message, custom_id=button(message, "More"))
            message = opened.response
            assert "… cut here" in words(message)
        file: Any = await world.ben.click(message, label="Whole text")
        assert file.ephemeral
        (attached,) = file.response.attachments
        return str((await attached.read()).decode())
