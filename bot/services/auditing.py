"""The audit as it is written and read: settings that changed, and deeds on the knowledge."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.records import SETTING, AuditEntry, Records, member_name, unless_away
from bot.services.server_settings import UnknownSettingError, setting_named
from bot.services.setting_register import ServerSetting
from bot.services.viewer import Viewer


class Deed(StrEnum):
    """What somebody did to the knowledge, or had a channel follow."""

    RELOAD = "reload"
    PUBLISH = "publish"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"


async def note_deed(records: Records, deed: Deed, viewer: Viewer, now: datetime, what: str = "") -> None:
    """Note what somebody did, where, and to `what`: a knowledge file or subject; nothing fails with that."""
    who = member_name(viewer.member or 0)
    entry = AuditEntry(now, who, deed, None, what or None, viewer.server or 0, viewer.channel or 0)
    await unless_away(records.audit.note(entry), None)


def setting_of(entry: AuditEntry) -> ServerSetting | None:
    """The setting whose change an entry tells of; None where it is another's, or of one that is no more."""
    if not entry.what.startswith(SETTING):
        return None
    try:
        return setting_named(entry.what.removeprefix(SETTING))
    except UnknownSettingError:
        return None
