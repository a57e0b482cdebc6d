"""A stand-in for Discord in a process of its own: hundreds of servers whose members ask at a rate.

    python -m benchmarks.gateway QUESTIONS.jsonl SERVERS

It prints its address as a line of JSON, and then reads lines from its standard input: {"rate", "seconds",
"faults"}. For each it lets so many questions a second come, one server after the other, each of another
member, waits for the last replies, and prints a line of JSON: how long each question waited, and how much of
the processor it took itself. With `faults`, it once ends the bot's connection in the middle, has the bot take
it up again, and once asks it to slow down (429).
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from benchmarks.json_lines import read_lines

BOT = {"id": "100", "username": "briefing", "discriminator": "0", "avatar": None, "bot": True}
EVERYTHING = str(0xFFFFFFFFFF)
PATIENCE = 30.0
"""Seconds after the last question until what has no reply is lost."""
MOMENT = "A moment, please"
SERVERS_FROM, CHANNELS_FROM, MEMBERS_FROM = 10_000_000, 20_000_000, 30_000_000
BREAK = 4000
"""The code of an end after which a connection may be taken up again."""
NOW = "2031-05-04T00:00:00+00:00"


def server(number: int) -> dict[str, Any]:
    """A server with one channel, in which the bot may do everything."""
    guild, channel = str(SERVERS_FROM + number), str(CHANNELS_FROM + number)
    role = {"id": guild, "name": "@everyone", "permissions": EVERYTHING, "position": 0, "color": 0}
    me = {"user": BOT, "roles": [], "joined_at": NOW, "deaf": False, "mute": False, "flags": 0}
    place = {"id": channel, "type": 0, "name": "news", "position": 0, "permission_overwrites": []}
    return {
        "id": guild, "name": f"Server {number}", "owner_id": "1", "roles": [role], "members": [me],
        "channels": [place], "threads": [], "emojis": [], "features": [], "member_count": 2, "large": False,
        "preferred_locale": "en-GB", "stage_instances": [], "stickers": [], "guild_scheduled_events": [],
    }  # fmt: skip


class Gateway:
    """What is asked, when, and when it was replied to."""

    def __init__(self, questions: list[str], servers: int) -> None:
        self._questions = itertools.cycle(questions)
        self._servers = itertools.cycle(range(servers))
        self._count = servers
        self._numbers = itertools.count(40_000_000)
        self._sequence = itertools.count(1)
        self._socket: web.WebSocketResponse | None = None
        self._held: list[dict[str, Any]] = []
        self._slow_down = False
        self._last = False
        self._over = asyncio.Event()
        self.base = ""
        self.there = asyncio.Event()
        self.asked: dict[str, float] = {}
        self.replied: dict[str, tuple[float, bool]] = {}

    async def listen(self) -> None:
        """Listen on a free port of this machine."""
        app = web.Application()
        app.router.add_get("/ws", self._gateway)
        app.router.add_route("*", "/{path:.*}", self._rest)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def run(self, rate: float, seconds: float, *, faults: bool) -> dict[str, Any]:
        """Let questions come, and wait for their replies."""
        self.asked, self.replied = {}, {}
        self._last, self._over = False, asyncio.Event()
        begun, used = time.perf_counter(), _used()
        count = int(rate * seconds)
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            if faults and number == count // 2:
                await self._break_off()
            await self._ask()
        self._last = True
        self._see()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), PATIENCE)
        waited = [self.replied[each][0] - self.asked[each] for each in self.asked if each in self.replied]
        told = sum(moment for _, moment in self.replied.values())
        return {
            "asked": len(self.asked), "waited": waited, "told": told, "used": _used() - used,
            "took": time.perf_counter() - begun,
        }  # fmt: skip

    def _see(self) -> None:
        """Whether all that came was replied to, and nothing more comes."""
        if self._last and len(self.replied) == len(self.asked):
            self._over.set()

    async def _ask(self) -> None:
        place, number = next(self._servers), str(next(self._numbers))
        user = {"id": str(MEMBERS_FROM + place), "username": "ann", "discriminator": "0", "avatar": None}
        member = {"roles": [], "joined_at": NOW, "deaf": False, "mute": False, "flags": 0}
        message = _message(number, CHANNELS_FROM + place, f"<@100> {next(self._questions)}")
        message |= {
            "author": user,
            "member": member,
            "guild_id": str(SERVERS_FROM + place),
            "mentions": [BOT],
        }
        self.asked[number] = time.perf_counter()
        await self._send("MESSAGE_CREATE", message)

    async def _send(self, name: str, what: dict[str, Any]) -> None:
        event = {"op": 0, "t": name, "s": next(self._sequence), "d": what}
        if self._socket is None or self._socket.closed:
            self._held.append(event)
        else:
            await self._socket.send_json(event)

    async def _break_off(self) -> None:
        if self._socket:
            socket, self._socket = self._socket, None
            self._slow_down = True
            await socket.close(code=BREAK)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, json.loads(message.data))
        return socket

    async def _heard(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        if said["op"] == 1:
            await socket.send_json({"op": 11})
        elif said["op"] == 2:
            self._socket = socket
            guilds = [{"id": str(SERVERS_FROM + each), "unavailable": True} for each in range(self._count)]
            ready = {
                "v": 10, "user": BOT, "guilds": guilds, "session_id": "s", "shard": [0, 1],
                "resume_gateway_url": self.base.replace("http", "ws") + "/ws",
                "application": {"id": "100", "flags": 0},
            }  # fmt: skip
            await self._send("READY", ready)
            for each in range(self._count):
                await self._send("GUILD_CREATE", server(each))
            self.there.set()
        elif said["op"] == 6:
            self._socket = socket
            held, self._held = self._held, []
            for event in held:
                await socket.send_json(event)
            await self._send("RESUMED", {})

    async def _rest(self, request: web.Request) -> web.Response:
        path = request.path
        if path.endswith("/messages") and request.method == "POST":
            return await self._written(request)
        if path.endswith("/typing"):
            return web.Response(status=204)
        if path == "/gateway/bot":
            limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
            url = self.base.replace("http", "ws") + "/ws"
            return _json({"url": url, "shards": 1, "session_start_limit": limits})
        if path == "/users/@me":
            return _json(BOT)
        if path == "/oauth2/applications/@me":
            about = {"name": "briefing", "description": "", "icon": None, "bot_public": True}
            owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None}
            return _json(
                {"id": "100", "verify_key": "", "owner": owner, "bot_require_code_grant": False} | about
            )
        return _json([])

    async def _written(self, request: web.Request) -> web.Response:
        if self._slow_down:
            self._slow_down = False
            told = {"message": "slow down", "retry_after": 0.5, "global": False}
            return _json(told, status=429, headers={"Retry-After": "1", "Via": "1.1 google"})
        body = await request.text()
        question = json.loads(body)["message_reference"]["message_id"]
        if str(question) in self.asked:
            self.replied.setdefault(str(question), (time.perf_counter(), MOMENT in body))
            self._see()
        return _json(_message(str(next(self._numbers)), int(request.path.split("/")[-2]), ""))


def _message(number: str, channel: int, content: str) -> dict[str, Any]:
    return {
        "id": number, "channel_id": str(channel), "author": BOT, "content": content, "type": 0,
        "timestamp": NOW, "edited_timestamp": None, "tts": False, "pinned": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "components": [], "flags": 0,
    }  # fmt: skip


def _json(what: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A response as Discord's: of a content type that names no charset, as the client reads no other JSON."""
    body = json.dumps(what).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _used() -> float:
    """Seconds of the processor that this process took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def main() -> None:
    """Serve, and do what the lines say."""
    questions = [line["question"] for line in read_lines(Path(sys.argv[1]))]
    gateway = Gateway(questions, int(sys.argv[2]))
    await gateway.listen()
    print(json.dumps({"base": gateway.base}), flush=True)
    await gateway.there.wait()
    print(json.dumps({"there": True}), flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await gateway.run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
