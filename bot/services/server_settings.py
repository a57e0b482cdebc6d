"""Which setting is in force where: a channel's, else its server's, else the operator's; and its change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from rapidfuzz import process

from bot.records import WHOLE, AuditEntry, Records, SettingsStore, StoredSetting, unless_away
from bot.services.home import Home
from bot.services.in_force import PlaceSettings
from bot.services.setting_register import REGISTER, ServerSetting, SettingValueError
from bot.services.viewer import Viewer
from bot.settings import Settings

# A name is taken for a mistyped one from this likeness on (0 to 100): a letter or two in a name of ten.
MISTYPED = 75


class UnknownSettingError(Exception):
    """There is no setting of this name for servers; the sentence names one like it, or all."""


class Origin(StrEnum):
    """Who set the value that is in force."""

    CHANNEL = "channel"
    SERVER = "server"
    OPERATOR = "operator"


@dataclass(frozen=True)
class SettingPlace:
    """A channel of a server, or the whole of it. Server 0 stands for everywhere."""

    server: int = 0
    channel: int = WHOLE


class ServerStanding(StrEnum):
    """What a server is to the bot: ADMITTED, WAITING for the operator's yes, or REFUSED."""

    ADMITTED = "admitted"
    WAITING = "waiting"
    REFUSED = "refused"


# What is noted of a server under the name of its admission.
ADMISSION, ALLOWED, REFUSED, ASKED = "admission", "allowed", "refused", "asked"


@dataclass(frozen=True)
class InForce:
    """A setting with its value at a place, and who set it."""

    setting: ServerSetting
    value: Any
    origin: Origin


class ServerSettings:
    """Settings as servers have set them, within the `operator`'s.

    :param home: knows the server that alone may set who keeps the knowledge; without it none may.
    """

    def __init__(self, store: SettingsStore, operator: Settings, home: Home | None = None) -> None:
        self._store = store
        self.operator = operator
        self._home = home
        self._version: object = None
        self._set: dict[tuple[int, int], dict[str, StoredSetting]] = {}
        self._known: dict[tuple[int, int], PlaceSettings] = {}

    def renew(self, operator: Settings) -> None:
        """Take up what the operator sets from now on."""
        self.operator = operator
        if self._home:
            self._home.operator = operator
        self._known = {}

    async def at(self, viewer: Viewer) -> PlaceSettings:
        """All settings in force where somebody looks, the operator's in direct messages.

        What is set anywhere is known by heart and read anew when it has changed, by whatever program. While
        the records are away, what was in force before is.
        """
        await unless_away(self._renew(), None)
        server = viewer.server or 0
        place = (server, viewer.channel or WHOLE)
        found = self._at(place if place in self._set else (server, WHOLE))
        admitted = not server or await self.standing(server) is ServerStanding.ADMITTED
        return found if admitted else replace(found, answering="off")

    async def standing(self, server: int) -> ServerStanding:
        """Whether the bot may answer in a server, by what the operator sets and who was let in since."""
        operator = self.operator
        asks = operator.unknown_servers == "ask"
        noted = self._noted(server, ADMISSION)
        if not asks and not operator.allowed_servers:
            return ServerStanding.REFUSED if noted == REFUSED else ServerStanding.ADMITTED
        if noted in (ALLOWED, REFUSED):
            return ServerStanding.ADMITTED if noted == ALLOWED else ServerStanding.REFUSED
        if server in operator.allowed_servers or await self.is_home(server):
            return ServerStanding.ADMITTED
        return ServerStanding.WAITING if asks else ServerStanding.REFUSED

    async def noted(self, name: str) -> dict[int, Any]:
        """Every server of which something is noted under this name, with what it is.

        :raises RecordsAwayError: that cannot be read at the moment.
        """
        await self._renew()
        return {
            server: kept[name].value
            for (server, channel), kept in self._set.items()
            if channel == WHOLE and name in kept
        }

    async def note(self, server: int, name: str, value: str | None, who: str, now: datetime) -> None:
        """Note something of a server that it cannot set itself; None takes it away."""
        await self._store.put(StoredSetting(server, WHOLE, name, value), who, now)

    def _noted(self, server: int, name: str) -> Any:
        kept = self._set.get((server, WHOLE), {}).get(name)
        return kept.value if kept else None

    async def zoned(self, viewer: Viewer) -> Viewer:
        """The viewer with the time zone of their place."""
        return viewer._replace(zone=(await self.at(viewer)).zone)

    async def _renew(self) -> None:
        version = await self._store.version()
        if version != self._version:
            await self._learn()
            if self._home:
                self._home.renew()
            self._version = version

    async def _learn(self) -> None:
        """Read what is set by all, by place."""
        found: dict[tuple[int, int], dict[str, StoredSetting]] = {}
        for each in await self._store.all():
            found.setdefault((each.server, each.channel), {})[each.name] = each
        self._set, self._known = found, {}

    def _at(self, place: tuple[int, int]) -> PlaceSettings:
        if place not in self._known:
            stored = {**self._set.get((place[0], WHOLE), {}), **self._set.get(place, {})}
            if not stored and place[0]:
                return self._at((0, WHOLE))
            values = {each.name: self._in_force(each, stored).value for each in REGISTER}
            self._known[place] = PlaceSettings(**values)
        return self._known[place]

    async def days_of_questions(self) -> dict[int, int]:
        """For how many days questions are kept in servers that keep them for less than the operator does.

        :raises RecordsAwayError: that cannot be read at the moment.
        """
        await self._renew()
        days = {server: self._at((server, WHOLE)).log_days for server, channel in self._set}
        return {server: each for server, each in days.items() if each < self.operator.log_days}

    async def shown(self, place: SettingPlace) -> tuple[InForce, ...]:
        """All settings that a place has, with their values there, in the register's order."""
        stored = await self._store.in_force(place.server, place.channel)
        home = not place.server or await self.is_home(place.server)
        return tuple(self._in_force(each, stored) for each in REGISTER if home or not each.home_only)

    async def put(self, name: str, typed: object, place: SettingPlace, who: str, now: datetime) -> InForce:
        """Set a value for a place; what is in force there now. The audit gets `who` and what was before.

        :raises UnknownSettingError: servers have no such setting.
        :raises SettingValueError: it is no value, is beyond the operator's, or is not for such a place.
        """
        setting = _for(place, setting_named(name))
        if setting.home_only and not await self.is_home(place.server):
            raise SettingValueError(setting, "this is set in the home server alone.")
        value = setting.read(typed)
        setting.check(value, self.operator)
        plain = list(value) if isinstance(value, tuple) else value
        await self._store.put(StoredSetting(place.server, place.channel, setting.name, plain), who, now)
        return InForce(setting, value, Origin.CHANNEL if place.channel else Origin.SERVER)

    async def take_back(self, name: str, place: SettingPlace, who: str, now: datetime) -> InForce:
        """Take a place's own value away; what is in force there now.

        :raises UnknownSettingError: servers have no such setting.
        """
        setting = setting_named(name)
        await self._store.put(StoredSetting(place.server, place.channel, setting.name, None), who, now)
        return self._in_force(setting, await self._store.in_force(place.server, place.channel))

    async def is_home(self, server: int) -> bool:
        """Whether a server's administrators keep the knowledge."""
        return self._home is not None and await self._home.server() == server

    def _in_force(self, setting: ServerSetting, stored: dict[str, StoredSetting]) -> InForce:
        found = stored.get(setting.name)
        if found is not None:
            try:
                value = setting.within(setting.read(found.value), self.operator)
            except SettingValueError:
                # An older version took for a value what is none any more.
                pass
            else:
                return InForce(setting, value, Origin.CHANNEL if found.channel else Origin.SERVER)
        return InForce(setting, getattr(self.operator, setting.name), Origin.OPERATOR)


@asynccontextmanager
async def operators_settings(operator: Settings) -> AsyncIterator[ServerSettings]:
    """What servers have set, with the operator's records open as long.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        yield ServerSettings(records.settings, operator, Home(records.state, operator))
    finally:
        await records.close()


async def operators_audit(operator: Settings, server: int | None = None) -> tuple[AuditEntry, ...]:
    """The newest changes, of one server where it is named; newest first.

    :raises RecordsError: the records cannot be used.
    """
    records = await Records.open(operator.records)
    try:
        return await records.audit.latest(server=server)
    finally:
        await records.close()


def setting_named(name: str) -> ServerSetting:
    """The entry of this name, however it is written.

    :raises UnknownSettingError: there is none.
    """
    wanted = name.strip().lower().replace("-", "_").removeprefix("briefing_")
    names = {each.name: each for each in REGISTER}
    if wanted in names:
        return names[wanted]
    near = process.extractOne(wanted, list(names), score_cutoff=MISTYPED)
    meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
    raise UnknownSettingError(f"Servers have no setting {name!r}. {meant}")


def _for(place: SettingPlace, setting: ServerSetting) -> ServerSetting:
    if place.channel and not setting.by_channel:
        raise SettingValueError(setting, "this is set for a whole server, not for a channel.")
    return setting
