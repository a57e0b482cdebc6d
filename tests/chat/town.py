"""The real bot over knowledge that not everybody may see, in two servers, and all that it has shown."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import discord
import simcord
from simcord.components import walk_components

from bot.chat import BriefingBot, build_bot
from bot.services import Services, Viewer
from bot.settings import Settings
from tests.conftest import SETTLED
from tests.hidden import PAGES, PUBLIC, SECRETS, Model

BUTTON = 2
"""Discord's number for the kind of component."""
FAST = 10**6
"""A pace that nobody reaches."""
# To publish a draft makes its words everybody's.
LEFT_OUT = ("Publish",)
SHARED = "The harbour is deep enough for everybody."
# What is in a collection of what everybody may see: the same statement, and a title like the public one.
AGAIN = f"""
title: Gasbag log of the harbour
source: Gasbag Monthly
published: 2031-05-27
people: [{{name: Ada Lind, role: aeronaut}}]
quotes:
  - {{speaker: Ada Lind, text: {SHARED}}}
  - {{speaker: Zora Quillfeather, text: The hindquarter is deep enough for me.}}
"""
HELD = re.compile(r", \{name: Imogen Larkspur\}|^.*embargo.*\n", re.MULTILINE)
"""What tells of the entry that is held back, in the public article."""


class Place(NamedTuple):
    """Where somebody is, and who looks there: what is for them alone they see with their roles."""

    member: Any
    channel: Any
    viewer: Viewer
    roles: frozenset[int] = frozenset()


class Town:
    """The real bot over the secrets in two servers, and all that was read of it so far."""

    def __init__(self, folder: Path, *, secrets: bool = True) -> None:
        self.folder, self.model = folder, Model()
        self.write(secrets=secrets)
        self.services = Services.open(folder, vectors=False, reader=False, clock=lambda: self.model.now)
        self.settings = Settings(
            _env_file=None, records=folder.parent / "records.sqlite", member_pace=FAST, channel_pace=FAST,
            editor_pace=FAST, follow_posts=FAST, channel_follows=FAST, member_follows=FAST,
            message_content=True,
        )  # fmt: skip
        self.read: dict[int, str] = {}
        self.looked_at: dict[int, object] = {}
        self.new: list[str] = []
        self.typed: dict[int, str] = {}
        self.topics: dict[int, str] = {}
        self.leaks: list[str] = []
        self.places: dict[str, Place] = {}
        self.ann: Any = None
        self.loop = asyncio.new_event_loop()

    def write(self, *, secrets: bool = True) -> None:
        """Write all articles as they are at first; without `secrets` only what everybody may see."""
        for other in self.folder.rglob("*.yaml"):
            if other.name != "collection.yaml":
                other.unlink()
        (self.folder / "harbour-report.yaml").write_text(
            PUBLIC if secrets else HELD.sub("", PUBLIC), encoding="utf-8"
        )
        for name, page in PAGES.items() if secrets else ():
            self.page(name).parent.mkdir(parents=True, exist_ok=True)
            self.page(name).write_text(page, encoding="utf-8")
        if secrets:
            (self.page("red").parent / "gasbag-log.yaml").write_text(AGAIN, encoding="utf-8")

    def page(self, name: str) -> Path:
        """The file of a secret's article."""
        return self.folder / SECRETS[name].folder / f"{SECRETS[name].article}.yaml"

    def rule(self, name: str) -> Path:
        """The file that says who may see a collection."""
        return self.folder / SECRETS[name].folder / "collection.yaml"

    def allow(self, name: str, allowed: frozenset[str] | None) -> None:
        """Write down who may see a collection (None: everybody)."""
        who = "everybody" if allowed is None else f"[{', '.join(sorted(allowed))}]"
        self.rule(name).write_text(f"visible_to: {who}\n", encoding="utf-8")
        self.model.rules[name] = allowed

    def take_up(self) -> None:
        """Have the bot read what was written, and do what it does then."""
        # Asked for on Discord, so that all is waited for that follows.
        self.use("direct message", "knowledge reload")

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
        managing = discord.Permissions(manage_guild=True)
        here, there = (
            guild.add_member(self.ann, roles=[guild.create_role("managers", permissions=managing)])
            for guild in (first, second)
        )
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

    def show_directly(self, name: str) -> None:
        """Note that Ann sees in direct messages what may be seen in a place's server; "": what is public."""
        server = self.places[name].viewer.server if name else None
        direct = self.places["direct message"]
        viewer = Viewer(None, direct.channel.id, direct=server)
        self.places["direct message"] = direct._replace(viewer=viewer)

    def use(self, where: str, command: str, typed: str = "", **options: Any) -> Any:
        """Use a command somewhere, and read what came of it."""
        place = self.places[where]
        if place.viewer.server is None:
            done = self.run(place.member.slash(command, **options))
        else:
            done = self.run(place.member.slash(place.channel, command, **options))
        self.look(typed or " ".join(str(each) for each in options.values()))
        return done

    def suggested(self, where: str, command: str, option: str, typed: str) -> str:
        """What is suggested while an option is typed somewhere."""
        place = self.places[where]
        if place.viewer.server is None:
            found = self.run(place.member.autocomplete(command, option, typed))
        else:
            found = self.run(place.member.autocomplete(place.channel, command, option, typed))
        # Commands that everybody sees suggest what everybody there may see.
        self.check(json.dumps(found), f"{typed} {self.topics.get(place.channel.id, '')}", place.viewer)
        return json.dumps(found)

    def say(self, where: str, words: str, typed: str = "") -> Any:
        """Write to the bot somewhere, and read what it answers; the message that was written."""
        place = self.places[where]
        assert self.running.user
        if place.viewer.server is None:
            said = self.run(place.member.send_dm(words))
        else:
            said = self.run(place.member.send(place.channel, f"{self.running.user.mention} {words}"))
        self.look(f"{typed} {words}")
        return said

    def have_checked(self, where: str, words: str, *, by_menu: bool) -> None:
        """Have a message checked that is not to the bot: by the menu of messages, or by a lens put to it."""
        place = self.places[where]
        written = self.run(place.member.send(place.channel, words))
        if by_menu:
            self.run(place.member.context_menu(place.channel, "Check quotations", written))
        else:
            self.run(place.member.react(written, "🔎"))
        self.look(words)

    def press(self, where: str, used: Any, part: dict[str, Any], choice: int = 0) -> None:
        """Press a button, or choose from a menu, of one of the bot's messages."""
        place, typed = self.places[where], self.typed[used.id]
        target = next(each for each in place.channel.history(viewer=place.member) if each.id == used.id)
        if part["type"] == BUTTON:
            done = self.run(place.member.click(target, custom_id=part["custom_id"]))
        else:
            value = part["options"][choice % len(part["options"])]["value"]
            done = self.run(place.member.select(target, [value], custom_id=part["custom_id"]))
        self.check(json.dumps(done.modal), typed, place.viewer._replace(roles=place.roles))
        self.look(typed)

    def visible(self, where: str) -> list[Any]:
        """The bot's messages that somebody sees, with buttons or menus."""
        place = self.places[where]
        return [
            each
            for each in self.messages()
            if each.channel_id == place.channel.id and each.visible_to(place.member.id) and usable(each)
        ]

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
        """Read what was sent or edited since the last look (`new`); of what is new, this was `typed`."""
        self.new = []
        for each in self.messages():
            # Each edit makes a new list.
            if self.looked_at.get(each.id) is each.embeds:
                continue
            self.looked_at[each.id] = each.embeds
            text = text_of(each)
            if self.read.get(each.id) != text:
                known = self.typed.setdefault(each.id, f"{typed} {self.topics.get(each.channel_id, '')}")
                self.read[each.id] = text
                self.new.append(text)
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


def usable(sent: Any, *, all_of_them: bool = False) -> list[dict[str, Any]]:
    """The buttons and menus of a message that may be used at random, or `all_of_them`."""
    left_out = () if all_of_them else LEFT_OUT
    return [
        each
        for each in walk_components(sent.components)
        if each.get("custom_id") and each.get("label") not in left_out and each["type"] in (2, 3)
    ]


def text_of(sent: Any) -> str:
    """All that a reader, or a program of theirs, finds in a message."""
    parts = [
        {name: value for name, value in each.items() if name not in ("custom_id", "components", "accessory")}
        for each in walk_components(sent.components)
    ]
    return json.dumps([sent.content, sent.embeds, parts, sent.attachments], default=str)


@contextmanager
def opened(*, secrets: bool = True) -> Iterator[Town]:
    """A town, its bot running."""
    with TemporaryDirectory() as folder:
        knowledge = Path(folder) / "knowledge"
        knowledge.mkdir()
        town = Town(knowledge, secrets=secrets)
        town.loop.run_until_complete(town.open())
        try:
            yield town
        finally:
            town.close()
