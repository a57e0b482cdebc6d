"""The time zone of whoever looks: their server's, else the operator's."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.services.server_settings import ServerSettings, SettingPlace
from bot.services.viewer import Viewer


async def in_zone(viewer: Viewer, settings: ServerSettings) -> Viewer:
    """The viewer with their server's time zone, where it has set one."""
    if viewer.server is None:
        return viewer
    name = await settings.value("time_zone", SettingPlace(viewer.server))
    return viewer._replace(zone=ZoneInfo(name)) if name else viewer
