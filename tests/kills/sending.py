"""The bot is killed while it posts news to a stand-in for Discord, start after start."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import discord
from pydantic import SecretStr

from bot.chat import BriefingBot, IfHeld, build_bot
from bot.chat.gateway import holding_gateway
from bot.records import Follow, Records, Subject
from bot.services import Services
from bot.settings import Settings
from tests.chat.standin import PLACE, StandIn
from tests.kills.killing import HANGS, NOTHING, Done, Pace, Ran, Running

TOKEN = "MTIz.pretended.token"
ARTICLE = """title: Seals return ({number})
source: Gull Island Echo
quotes: [{{speaker: Petronella Fisk, text: The seals came back {number} days before the tourists did.}}]
"""
# Of so many kills, one falls into the start.
STARTS = 4
SENT = "noted as sent"


def bot(place: Path, done: Done) -> None:
    """Run the bot until it is killed; `place` has all that it needs."""
    discord.http.Route.BASE = (place / "discord").read_text("utf-8")
    settings = _settings(place)
    with (
        holding_gateway(settings.records, TOKEN, IfHeld.REFUSE),
        Services.open(settings.knowledge, vectors=False, reader=False) as services,
    ):
        done()
        asyncio.run(_serve(build_bot(settings, services, shards=None)))


async def _serve(bot: BriefingBot) -> None:
    # For two seconds discord.py would wait for servers to be told of.
    bot._connection.guild_ready_timeout = 0.0
    await bot.start(TOKEN)


def _settings(place: Path) -> Settings:
    own = {"token": SecretStr(TOKEN), "knowledge": place / "knowledge", "records": place / "records.sqlite"}
    return Settings(_env_file=None, follow_posts=1000, workers=0, **own)  # type: ignore[arg-type]


class Sending:
    """A channel that follows somebody who says something new before each start."""

    def __init__(self, place: Path, standin: StandIn, chance: random.Random) -> None:
        self._place = place
        self._standin = standin
        self._chance = chance
        self._file = place / "records.sqlite"
        self._said = 0

    async def begin(self) -> None:
        """Follow, and see how long it takes to post something."""
        (self._place / "knowledge").mkdir(parents=True)
        (self._place / "discord").write_text(self._standin.base, "utf-8")
        records = await Records.open(self._file)
        follow = Follow(PLACE, 7, Subject.PERSON, "Petronella Fisk")
        await records.follows.add(follow, discord.utils.utcnow(), [("nothing", "nothing")])
        await records.close()
        starting, posting = await self._post_all()
        self._starting, self._posting = Pace(starting, self._chance), Pace(posting, self._chance)

    async def kill(self) -> str:
        """Have news, start the bot and kill it; how far it had come with them."""
        self._say()
        chance = self._chance
        self._standin.slow = chance.choice((0, 0.02))
        self._standin.knows_again = chance.random() < 0.5
        running = Running(bot, self._place)
        if at_start := not chance.randrange(STARTS):
            await asyncio.sleep(self._starting.after())
        else:
            await self._ready()
            await asyncio.sleep(self._posting.after())
        ran: Ran = await asyncio.to_thread(running.killed, 0.0)
        assert not ran.ended
        while not self._standin.ready.empty():
            self._standin.ready.get_nowait()
        phase = self._how_far()
        if not at_start:
            self._posting.was(early=phase == NOTHING, late=phase == SENT)
        return "starting" if at_start and phase == NOTHING else phase

    async def end(self) -> None:
        """Start once more: every piece of news is in one post, and every post is in the channel once."""
        self._standin.slow = 0
        await self._post_all()
        with closing(sqlite3.connect(self._file)) as database:
            posts = database.execute("SELECT keys, view, sent FROM outbox WHERE kind = 'news'").fetchall()
            numbers = [each for (each,) in database.execute("SELECT id FROM outbox WHERE kind = 'news'")]
        assert all(sent for *_, sent in posts)
        told = Counter(key.partition("#")[0] for keys, *_ in posts for key in json.loads(keys))
        assert told == Counter(f"seals-{number}" for number in range(1, self._said + 1))
        arrived = [str(each) for each in self._standin.posted(PLACE)]
        assert [sum(view in text for text in arrived) for _, view, _ in posts] == [1] * len(posts)
        assert len(arrived) == len(posts)
        # By these Discord itself knows a post again that is sent by another process.
        assert {each["nonce"] for each in self._standin.posted(PLACE)} == {f"news-{each}" for each in numbers}

    def _say(self) -> None:
        self._said += 1
        file = self._place / "knowledge" / f"seals-{self._said}.yaml"
        file.write_text(ARTICLE.format(number=self._said), "utf-8")

    async def _ready(self) -> None:
        await asyncio.wait_for(self._standin.ready.get(), HANGS)

    async def _post_all(self) -> tuple[float, float]:
        """Have news, and run the bot until they are posted; the seconds that its start and that took."""
        self._say()
        loop = asyncio.get_running_loop()
        began = loop.time()
        running = Running(bot, self._place)
        await self._ready()
        ready = loop.time()
        async with asyncio.timeout(HANGS):
            while self._how_far() != SENT:  # noqa: ASYNC110 -- it is another process that notes it
                await asyncio.sleep(0.01)
        posted = loop.time()
        await asyncio.to_thread(running.killed, 0.0)
        return ready - began, posted - ready

    def _how_far(self) -> str:
        """What the records have of the newest news."""
        with closing(sqlite3.connect(self._file)) as database:
            news = database.execute("SELECT count(*), count(posted) FROM news WHERE item LIKE ?", self._item)
            found, taken = news.fetchone()
            waits = database.execute(
                "SELECT view FROM outbox WHERE sent IS NULL AND kind = 'news'"
            ).fetchall()
        if not taken:
            return "found" if found else NOTHING
        if not waits:
            return SENT
        ((view,),) = waits
        arrived = view and any(view in str(each) for each in self._standin.posted(PLACE))
        return "taken by Discord" if arrived else "ready to be sent" if view else "in the outbox"

    @property
    def _item(self) -> tuple[str]:
        return (f"seals-{self._said}#%",)
