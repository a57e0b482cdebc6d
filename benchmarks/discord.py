"""A thousand mixed questions through the real client: does every one get its reply, and how fast?

    python -m benchmarks.discord --knowledge DIR --questions QUESTIONS.jsonl [--count 1000]

QUESTIONS.jsonl has {"question"} lines; they are asked again in turn until there are `count`. By turns a
question comes as a command, as a private command, by mention and in a direct message. What is measured is the
time from sending it to the bot's last word on it; nobody is asked to slow down.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import simcord

from benchmarks.timing import spread
from bot.answering.engine import Engine
from bot.chat import build_bot
from bot.settings import Settings

COUNT = 1000
# Seconds for one question before it counts as hung; Discord itself waits three for the first sign.
PATIENCE = 30.0
UNLIMITED = 10**6

Way = Callable[[str], Awaitable[bool]]


async def measure(engine: Engine, questions: list[str], records: Path) -> tuple[list[float], list[str]]:
    """Milliseconds of every question, and the questions that got no reply."""
    settings = Settings(records=records, member_pace=UNLIMITED, channel_pace=UNLIMITED)
    async with simcord.run(build_bot(settings, engine), settle_timeout=PATIENCE) as env:
        ways = itertools.cycle(_ways(env))
        taken, silent = [], []
        for question in questions:
            way = next(ways)
            start = time.perf_counter()
            replied = await way(question)
            taken.append((time.perf_counter() - start) * 1000)
            if not replied:
                silent.append(question)
        return taken, silent


def _ways(env: simcord.Env) -> tuple[Way, ...]:
    guild = env.create_guild()
    channel = guild.create_text_channel("newsroom")
    ann = guild.add_member(env.create_user("ann"))

    async def by_command(question: str) -> bool:
        asked = await ann.slash(channel, "ask", question=question)
        return bool(asked.response or asked.followups)

    async def in_private(question: str) -> bool:
        asked = await ann.slash(channel, "ask", question=question, private=True)
        return bool(asked.response or asked.followups)

    async def by_mention(question: str) -> bool:
        assert env.bot.user
        await ann.send(channel, f"{env.bot.user.mention} {question}")
        return channel.last_message is not None and channel.last_message.author == env.bot.user

    async def directly(question: str) -> bool:
        await ann.send_dm(question)
        last = ann.user.dm_channel.last_message
        return last is not None and last.author == env.bot.user

    return by_command, in_private, by_mention, directly


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--count", type=int, default=COUNT)
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines if line.strip()]
    questions = list(itertools.islice(itertools.cycle(asked), given.count))
    with (
        tempfile.TemporaryDirectory() as folder,
        Engine.open(given.knowledge, index=Path(folder) / "index") as engine,
    ):
        engine.wait_for_vectors()
        taken, silent = asyncio.run(measure(engine, questions, Path(folder) / "records.sqlite"))
    figures = spread(taken)
    print(f"{len(questions)} questions, {len(silent)} without a reply")
    print(f"p50 {figures['p50']:.0f} ms, p95 {figures['p95']:.0f} ms, p99 {figures['p99']:.0f} ms")
    for question in silent[:10]:
        print(f"  no reply: {question}")


if __name__ == "__main__":
    main()
