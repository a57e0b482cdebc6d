"""The real bot over knowledge that not everybody may see, in two servers, and all that it has shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import simcord
from simcord.components import walk_components

from bot.chat import BriefingBot, build_bot
from bot.services import Services, Viewer
from bot.settings import Settings
from tests.conftest import SETTLED
from tests.hidden import PAGES, PUBLIC, SECRETS, Model

FAST = 10**6
"""A pace that nobody reaches."""
# To publish a draft makes its words everybody's.
LEFT_OUT = ("Publish",)


class Place(NamedTuple):
    """Where somebody is, and who looks there: what is for them alone they see with their roles."""

    member: Any
    channel: Any
    viewer: Viewer
    roles: frozenset[int] = frozenset()


class Town:
    """The real bot over the secrets in two servers, and all that was read of it so far."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.model = folder, Model()
        (folder / "harbour-report.yaml").write_text(PUBLIC, encoding="utf-8")
        for name, page in PAGES.items():
            place = folder / SECRETS[name].folder
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{SECRETS[name].article}.yaml").write_text(page, encoding="utf-8")
        self.services = Services.open(folder, vectors=False, reader=False, clock=lambda: self.model.now)
        self.settings = Settings(
            _env_file=None, records=folder.parent / "records.sqlite", member_pace=FAST, channel_pace=FAST,
            editor_pace=FAST, follow_posts=FAST, channel_follows=FAST, member_follows=FAST,
        )  # fmt: skip
        self.read: dict[int, str] = {}
        self.typed: dict[int, str] = {}
        self.topics: dict[int, str] = {}
        self.leaks: list[str] = []
        self.places: dict[str, Place] = {}
        self.ann: Any = None
        self.loop = asyncio.new_event_loop()

    def bot(self) -> BriefingBot:
        """The bot, owned by Ann."""
        bot = build_bot(self.settings, self.services)
        bot.owner_id = self.ann.id if self.ann else None
        return bot

    @property
    def running(self) -> BriefingBot:
        """The bot that runs now."""
        assert isinstance(self.env.bot, BriefingBot)
        return self.env.bot

    async def open(self) -> None:
        """Start the bot, and let everybody in."""
        self.env = env = simcord.Env(self.bot(), settle_timeout=SETTLED)
        await env.start()
        self.ann = env.create_user("ann")
        first, second = env.create_guild(), env.create_guild()
        desk, hall = first.create_text_channel("desk"), first.create_text_channel("hall")
        other, role = second.create_text_channel("other"), second.create_role("editors")
        here, there = first.add_member(self.ann), second.add_member(self.ann)
        bob = first.add_member(env.create_user("bob"))
        cleo = second.add_member(env.create_user("cleo"), roles=[role])
        self.running.owner_id = self.ann.id
        await self.ann.send_dm("hello")
        direct = self.ann.dm_channel
        self.places = {
            "desk": Place(here, desk, Viewer(first.id, desk.id)),
            "hall": Place(bob, hall, Viewer(first.id, hall.id)),
            "other": Place(there, other, Viewer(second.id, other.id)),
            "other with a role": Place(cleo, other, Viewer(second.id, other.id), frozenset((role.id,))),
            "direct message": Place(self.ann, direct, Viewer(None, direct.id)),
        }
        self.grants = [
            f"server:{first.id}", f"server:{second.id}", f"channel:{desk.id}", f"channel:{other.id}",
            f"role:{role.id}",
        ]  # fmt: skip

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        """Wait for something on Discord."""
        with self.env.time_context():
            return self.loop.run_until_complete(doing)

    def close(self) -> None:
        self.run(self.env.shutdown())
        self.loop.close()
        self.services.close()

    # What is seen

    def messages(self) -> Iterator[Any]:
        """All messages of the bot, the private ones among them."""
        assert self.running.user
        for of_channel in self.env.backend.messages.values():
            yield from (each for each in list(of_channel.values()) if each.author_id == self.running.user.id)

    def look(self, typed: str) -> None:
        """Read what was sent or edited since the last look; of what is new, this was `typed`."""
        for each in self.messages():
            text = text_of(each)
            if self.read.get(each.id) != text:
                known = self.typed.setdefault(each.id, f"{typed} {self.topics.get(each.channel_id, '')}")
                self.read[each.id] = text
                self.check(text, known, self.viewer_of(each))

    def viewer_of(self, sent: Any) -> Viewer:
        """Who reads a message."""
        here = [each for each in self.places.values() if each.channel.id == sent.channel_id]
        if not sent.is_ephemeral:
            return here[0].viewer
        (reader,) = (each for each in here if sent.visible_to(each.member.id))
        return reader.viewer._replace(roles=reader.roles)

    def check(self, text: str, typed: str, viewer: Viewer) -> None:
        """Nothing has a word of a secret that is hidden there, but for what was typed."""
        text, typed = text.casefold(), typed.casefold()
        for name, secret in SECRETS.items():
            if not self.model.sees(viewer, name):
                for word in secret.words:
                    if word in text and word not in typed:
                        self.leaks.append(f"{word} is seen by {viewer}: {text}")
        assert not self.leaks, self.leaks[0]


def usable(sent: Any) -> list[dict[str, Any]]:
    """The buttons and menus of a message."""
    return [
        each
        for each in walk_components(sent.components)
        if each.get("custom_id") and each.get("label") not in LEFT_OUT and each["type"] in (2, 3)
    ]


def text_of(sent: Any) -> str:
    """All that a reader, or a program of theirs, finds in a message."""
    parts = [
        {name: value for name, value in each.items() if name not in ("custom_id", "components", "accessory")}
        for each in walk_components(sent.components)
    ]
    return json.dumps([sent.content, sent.embeds, parts, sent.attachments], default=str)
