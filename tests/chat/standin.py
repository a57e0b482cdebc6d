"""A stand-in for Discord on sockets of this machine: as much of it as a process of the bot needs to run."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web
from discord.utils import time_snowflake, utcnow

BOT = {"id": "100", "username": "briefing", "discriminator": "0", "avatar": None, "bot": True}
ASKER = {"id": "200", "username": "ann", "discriminator": "0", "avatar": None}
PLACE = 300
LIMITS = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}


class StandIn:
    """What was asked of Discord, and connections to its gateway.

    :param refuse: the code by which the gateway closes a connection that identifies itself; 0: it does not.

    `slow` is for how many seconds it keeps to itself that it took a message; `knows_again` is whether it
    takes one with the same nonce for the same, as Discord does for some minutes.
    """

    def __init__(self, refuse: int = 0) -> None:
        self.refuse = refuse
        self.requests: asyncio.Queue[tuple[str, str, Any]] = asyncio.Queue()
        self.ready: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        self.left: asyncio.Queue[int | None] = asyncio.Queue()
        self.base = ""
        self.slow = 0.0
        self.knows_again = True
        self._numbers = itertools.count(time_snowflake(utcnow()))
        self._posted: dict[str, list[dict[str, Any]]] = {}

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listen until the block ends."""
        app = web.Application()
        app.router.add_get("/ws", self._gateway)
        app.router.add_route("*", "/{path:.*}", self._rest)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield
        finally:
            await runner.cleanup()

    async def asked(self, method: str, path: str) -> Any:
        """Wait for a request; what was sent with it."""
        while True:
            found = await self.requests.get()
            if found[:2] == (method, path):
                return found[2]

    async def say(self, socket: web.WebSocketResponse, words: str) -> None:
        """Somebody writes to the bot directly."""
        message = self._message(words) | {"author": ASKER}
        await socket.send_json({"op": 0, "t": "MESSAGE_CREATE", "s": 2, "d": message})

    def posted(self, channel: int) -> list[dict[str, Any]]:
        """The bot's messages in a channel, oldest first."""
        return self._posted.get(str(channel), [])

    async def _messages(self, request: web.Request, content: dict[str, Any]) -> Any:
        channel = request.path.split("/")[-2]
        if request.method == "POST":
            return await self._taken(channel, content)
        after = int(request.query.get("after", 0))
        return [each for each in reversed(self.posted(int(channel))) if int(each["id"]) > after]

    async def _taken(self, channel: str, content: dict[str, Any]) -> dict[str, Any]:
        """A message that the bot sends, or sent before."""
        posted, nonce = self._posted.setdefault(channel, []), content.get("nonce")
        known = [each for each in posted if nonce is not None and each["nonce"] == nonce]
        if known and self.knows_again:
            return known[0]
        parts = {each: content[each] for each in ("components", "embeds") if each in content}
        message = self._message(content.get("content") or "") | parts
        posted.append(message | {"channel_id": channel, "nonce": nonce})
        await asyncio.sleep(self.slow)
        return posted[-1]

    def _message(self, words: str) -> dict[str, Any]:
        return {
            "id": str(next(self._numbers)), "channel_id": str(PLACE), "author": BOT, "content": words,
            "type": 0, "timestamp": "2031-05-04T00:00:00+00:00", "edited_timestamp": None,
            "tts": False, "pinned": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "components": [], "flags": 0,
        }  # fmt: skip

    async def _rest(self, request: web.Request) -> web.Response:
        body = await request.text()
        content: Any = json.loads(body) if body.startswith(("{", "[")) else {}
        await self.requests.put((request.method, request.path, content))
        if request.path == "/gateway/bot":
            url = self.base.replace("http", "ws") + "/ws"
            return _json({"url": url, "shards": 1, "session_start_limit": LIMITS})
        if request.path == "/users/@me":
            return _json(BOT)
        if request.path == "/oauth2/applications/@me":
            about = {"name": "briefing", "description": "", "icon": None, "bot_public": True}
            return _json(
                {"id": "100", "verify_key": "", "owner": ASKER, "bot_require_code_grant": False, **about}
            )
        if request.path.endswith("/messages"):
            return _json(await self._messages(request, content))
        if request.path.endswith("/typing"):
            return web.Response(status=204)
        return _json([])

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, json.loads(message.data))
        await self.left.put(socket.close_code)
        return socket

    async def _heard(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        if said["op"] == 1:
            await socket.send_json({"op": 11})
        elif said["op"] == 2 and self.refuse:
            await socket.close(code=self.refuse)
        elif said["op"] == 2:
            ready = {
                "v": 10, "user": BOT, "guilds": [], "session_id": "s", "shard": [0, 1],
                "resume_gateway_url": self.base.replace("http", "ws") + "/ws",
                "application": {"id": "100", "flags": 0},
            }  # fmt: skip
            await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
            await self.ready.put(socket)


def _json(what: Any) -> web.Response:
    """As Discord sends it: without a set of letters in its type."""
    return web.Response(body=json.dumps(what).encode(), content_type="application/json")
