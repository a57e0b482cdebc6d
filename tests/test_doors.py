"""Twenty requests, asked in the terminal and on Discord, get the same replies: doors decide nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import simcord

import bot.services
from bot.chat import BriefingBot, build_bot
from bot.chat.paging import ITEMS_PAGE
from bot.chat.pointed import MENU
from bot.chat.sources.answer import FETCHED
from bot.chat.sources.lists import LIST_PAGE
from bot.chat.sources.said import COMPARED_PAGE
from bot.replies import Reply
from bot.services import Services
from bot.settings import Settings
from tests.chat.world import World
from tests.cli.conftest import Run, run
from tests.conftest import SETTLED

__all__ = ["run"]

SLUICE = "leave the northern sluice open from March to June"
# Entries of a page on Discord, asked for in the terminal.
PAGE, LISTED, COMPARED = str(ITEMS_PAGE), str(LIST_PAGE), str(COMPARED_PAGE)


class Recorder(Services):
    """The services, with a note of every reply that they gave to a door."""

    replies: list[Reply]


def noting(name: str) -> Callable[..., Any]:
    """The method of this name, whose replies are noted."""

    def method(self: Recorder, *given: Any, **named: Any) -> Any:
        reply = getattr(Services, name)(self, *given, **named)
        Recorder.replies.append(reply)
        return reply

    return method


RECORDED = (
    "ask",
    "verify_pasted",
    "person",
    "article",
    "articles",
    "people",
    "timeline",
    "compare",
    "who_said",
    "search",
)
for recorded in RECORDED:
    setattr(Recorder, recorded, noting(recorded))


class Asked(NamedTuple):
    """A command of the terminal, and the same on Discord."""

    kind: str
    terminal: tuple[str, ...]
    command: str
    options: dict[str, str]


QUESTIONS = (
    ("answer", "what did Aldercott say about the car parks?"),
    ("answer", "what did Petronella Fisk say?"),
    ("answer", "waht did Aldercot say abuot the car prks"),
    ("answer", "what did Thorley say about sleep?"),
    ("answer", "how long did the ferry strike last?"),
    ("unknown", "what did Macron say about wine"),
    ("talk", "thanks"),
    ("answer", "what was said about the strike? speaker:Thorley"),
    ("verdict", f"did Lena Renwick say “{SLUICE}”?"),
    ("verdict", f"did Tobias Renwick really say “{SLUICE}”?"),
)
COMMANDS = (
    Asked("verdict", ("verify", SLUICE, "-s", "Lena Renwick"), "verify",
          {"quotation": SLUICE, "speaker": "Lena Renwick"}),
    Asked("verdict", ("verify", "nobody ever said these very words"), "verify",
          {"quotation": "nobody ever said these very words"}),
    Asked("person", ("person", "Thorley"), "person", {"name": "Thorley"}),
    Asked("person", ("person", "Nelly"), "person", {"name": "Nelly"}),
    Asked("choice", ("person", "Renwick"), "person", {"name": "Renwick"}),
    Asked("unknown", ("person", "Zyx"), "person", {"name": "Zyx"}),
    Asked("article", ("summary", "tidal barrier on the"), "summary", {"article": "tidal barrier on the"}),
    Asked("choice", ("summary", "ferry"), "summary", {"article": "ferry"}),
    Asked("list", ("articles", "-n", LISTED), "articles", {}),
    Asked("list", ("people", "-n", LISTED), "people", {}),
    Asked("timeline", ("timeline", "Tobias Renwick", "strike", "-n", PAGE), "timeline",
          {"person": "Tobias Renwick", "topic": "strike"}),
    Asked("choice", ("timeline", "Renwick", "-n", PAGE), "timeline", {"person": "Renwick"}),
    Asked("comparison", ("compare", "Thorley", "Tobias Renwick", "strike", "-n", COMPARED), "compare",
          {"first": "Thorley", "second": "Tobias Renwick", "topic": "strike"}),
    Asked("list", ("who-said", "light our kitchens", "-n", PAGE), "who-said",
          {"words": "light our kitchens"}),
    Asked("list", ("search", 'strike -tram "reckless" source:courier', "-n", PAGE), "search",
          {"query": 'strike -tram "reckless" source:courier'}),
    Asked("choice", ("search", "speaker:Renwick", "-n", PAGE), "search", {"query": "speaker:Renwick"}),
)  # fmt: skip
FOLLOWING = ("what did Agnes Thorley say about the strike?", "what did she say about sleep?", "when?")


@pytest.fixture(scope="module")
def recorder(newsroom: Path) -> Iterator[Recorder]:
    """What Discord answers from; the terminal opens the same folder and index."""
    with Recorder.open(newsroom) as services:
        services.wait_for_vectors()
        yield services


@pytest.fixture
def simcord_bot(recorder: Recorder, tmp_path: Path) -> BriefingBot:
    return build_bot(Settings(_env_file=None, records=tmp_path / "records.sqlite"), recorder)


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    return World(simcord_env)


@pytest.fixture
def in_terminal(run: Run, newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Reply]]:
    """The replies that a command of the terminal was given."""
    monkeypatch.setattr(bot.services, "Services", Recorder)

    def replies(*arguments: object) -> list[Reply]:
        Recorder.replies = []
        run(*arguments, "-k", newsroom)
        return Recorder.replies

    return replies


async def on_discord(world: World, command: str, **options: str) -> Reply:
    """The reply that a command of Discord was given."""
    Recorder.replies = []
    await world.ann.slash(world.channel, command, **options)
    (reply,) = Recorder.replies
    return reply


@pytest.mark.parametrize(("kind", "question"), QUESTIONS)
async def test_a_question_gets_one_reply(
    world: World, in_terminal: Callable[..., list[Reply]], kind: str, question: str
) -> None:
    reply = await on_discord(world, "ask", question=question)
    assert reply.line()["reply"] == kind
    assert in_terminal("ask", question, "-n", FETCHED) == [reply]


@pytest.mark.parametrize("asked", COMMANDS, ids=lambda asked: " ".join(asked.terminal))
async def test_a_command_gets_one_reply(
    world: World, in_terminal: Callable[..., list[Reply]], asked: Asked
) -> None:
    reply = await on_discord(world, asked.command, **asked.options)
    assert reply.line()["reply"] == asked.kind
    [*_, shown] = in_terminal(*asked.terminal)
    assert shown == reply


async def test_a_message_is_checked_alike(
    world: World, in_terminal: Callable[..., list[Reply]], tmp_path: Path
) -> None:
    message = tmp_path / "message.txt"
    for said in (f"> {SLUICE}\n– Lena Renwick", "Lena Renwick said that the northern sluice stays open"):
        message.write_text(said, "utf-8")
        Recorder.replies = []
        written = await world.ben.send(world.channel, said)
        await world.ann.context_menu(world.channel, MENU, written)
        (reply,) = Recorder.replies
        assert in_terminal("ask", MENU, "--about", message, "-n", FETCHED) == [reply]


async def test_a_conversation_goes_on_alike(
    world: World, in_terminal: Callable[..., list[Reply]], tmp_path: Path
) -> None:
    source = tmp_path / "turns.jsonl"
    turns = [{"id": number, "dialogue": 1, "text": text} for number, text in enumerate(FOLLOWING)]
    source.write_text("\n".join(map(json.dumps, turns)), "utf-8")
    replies = [await on_discord(world, "ask", question=text) for text in FOLLOWING]
    assert in_terminal("ask", "--batch", source, "-n", FETCHED) == replies


async def test_the_bot_has_its_time_whichever_tests_are_run(simcord_env: simcord.Env) -> None:
    """Three questions in a row are read by a network: a busy machine takes longer than simcord waits."""
    assert simcord_env.settle_timeout == SETTLED
