"""A thousand mixed questions through the real client: does every one get its reply, and how fast?

    python -m benchmarks.discord --knowledge DIR --questions QUESTIONS.jsonl [--count 1000]
    python -m benchmarks.discord --knowledge DIR --questions QUESTIONS.jsonl --against OTHER/.venv/bin/python

QUESTIONS.jsonl has {"question"} lines; they are asked again in turn until there are `count`. By turns a
question comes as a command, as a private command, by mention and in a direct message. What is measured is the
time from sending it to the bot's last word on it; nobody is asked to slow down. A part of that time is the
simulated Discord's own: it is measured with a bot that answers everything at once with as many buttons.
With --against another version of the program is measured in turn with this one.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import app_commands
from discord.ext import commands

from benchmarks.against import add_options, compare
from benchmarks.json_lines import read_lines
from benchmarks.product import opened
from benchmarks.timing import Figure, spread, spread_of

COUNT = 1000
# Seconds for one question before it counts as hung; Discord itself waits three for the first sign.
PATIENCE = 30.0
UNLIMITED = 10**6

Says = Callable[[], bool]
Way = Callable[[str], Awaitable[Says]]


class Parrot(commands.Bot):
    """Answers at once, as long as our answers are: what is left is the simulated Discord's time."""

    def __init__(self) -> None:
        super().__init__(command_prefix=(), help_command=None, intents=discord.Intents.default())
        self.tree.add_command(app_commands.Command(name="ask", description="Ask", callback=self.ask))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def ask(self, interaction: discord.Interaction[Any], question: str, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private, thinking=True)
        await interaction.followup.send(**self.words(question))

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            async with message.channel.typing():
                pass
            await message.channel.send(**self.words(message.content))

    def words(self, question: str) -> dict[str, Any]:
        view = discord.ui.View(timeout=None)
        for name in ("Why this?", "Cite", "More", "Useful", "Useless"):
            view.add_item(discord.ui.Button(label=name, custom_id=name))
        options = [discord.SelectOption(label=f"{number} {question[:80]}") for number in range(25)]
        view.add_item(discord.ui.Select(custom_id="menu", options=options))
        return {"embed": discord.Embed(title=question[:200], description="word " * 60), "view": view}


async def measure(bot: discord.Client, questions: list[str]) -> tuple[list[float], list[str]]:
    """Milliseconds of every question, and the questions that got no reply."""
    async with simcord.run(bot, settle_timeout=PATIENCE) as env:
        ways = itertools.cycle(_ways(env))
        taken, silent = [], []
        for question in questions:
            way = next(ways)
            start = time.perf_counter()
            replied = await way(question)
            taken.append((time.perf_counter() - start) * 1000)
            if not replied():
                silent.append(question)
        return taken, silent


def _ways(env: simcord.Env) -> tuple[Way, ...]:
    guild = env.create_guild()
    channel = guild.create_text_channel("newsroom")
    ann = guild.add_member(env.create_user("ann"))

    async def by_command(question: str) -> Says:
        asked = await ann.slash(channel, "ask", question=question)
        return lambda: bool(asked.response or asked.followups)

    async def in_private(question: str) -> Says:
        asked = await ann.slash(channel, "ask", question=question, private=True)
        return lambda: bool(asked.response or asked.followups)

    async def by_mention(question: str) -> Says:
        assert env.bot.user
        await ann.send(channel, f"{env.bot.user.mention} {question}")
        return lambda: _answered(channel.last_message, env)

    async def directly(question: str) -> Says:
        await ann.send_dm(question)
        return lambda: _answered(ann.user.dm_channel.last_message, env)

    return by_command, in_private, by_mention, directly


def _answered(last: discord.Message | None, env: simcord.Env) -> bool:
    return last is not None and last.author == env.bot.user


def task_discord(knowledge: str, questions: str, count: str) -> Iterator[Figure]:
    """One run: the times, and how many questions stayed without a reply (see `benchmarks.worker`)."""
    taken, silent = _replies(Path(knowledge), _asked(Path(questions), int(count)))
    yield from spread_of("reply", taken)
    yield Figure("without a reply", "", len(silent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--count", type=int, default=COUNT)
    add_options(parser)
    given = parser.parse_args()
    if given.against:
        task = ("discord", given.knowledge.resolve(), given.questions.resolve(), given.count)
        compare(f"{given.count} questions on Discord", given.against, given.runs, lambda *_: [task])
        return
    questions = _asked(given.questions, given.count)
    taken, silent = _replies(given.knowledge, questions)
    alone, _ = asyncio.run(measure(Parrot(), questions))
    print(f"{len(questions)} questions, {len(silent)} without a reply")
    print(f"with our answers:     {_figures(taken)}")
    print(f"of these, Discord's:  {_figures(alone)} (a bot that answers at once)")
    for question in silent[:10]:
        print(f"  no reply: {question}")


def _asked(path: Path, count: int) -> list[str]:
    asked = [line["question"] for line in read_lines(path)]
    return list(itertools.islice(itertools.cycle(asked), count))


def _replies(knowledge: Path, questions: list[str]) -> tuple[list[float], list[str]]:
    """What `measure` says of our bot over a folder, whose vectors are made before."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(knowledge, Path(folder) / "index", vectors=True) as product,
    ):
        product.wait_for_vectors()
        bot = product.bot(Path(folder) / "records.sqlite", UNLIMITED)
        return asyncio.run(measure(bot, questions))


def _figures(taken: list[float]) -> str:
    figures = spread(taken)
    return f"p50 {figures['p50']:.0f} ms, p95 {figures['p95']:.0f} ms, p99 {figures['p99']:.0f} ms"


if __name__ == "__main__":
    main()
