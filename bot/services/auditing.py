"""The audit as it is written and read: settings that changed, and deeds on the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.records import SETTING, AuditEntry, Records, member_name, unless_away
from bot.services.followed import may_be_named
from bot.services.server_settings import UnknownSettingError, setting_named
from bot.services.services import Services
from bot.services.setting_register import ServerSetting
from bot.services.viewer import OPERATOR, Viewer


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


def audit_seen(entries: Iterable[AuditEntry], services: Services, viewer: Viewer) -> tuple[AuditEntry, ...]:
    """The entries without the names of people and articles that the viewer may not see by now. Blocks."""
    return tuple(
        each if _may_be_told(each, services, viewer) else replace(each, new=None) for each in entries
    )


def _may_be_told(entry: AuditEntry, services: Services, viewer: Viewer) -> bool:
    if entry.what in (Deed.FOLLOW, Deed.UNFOLLOW):
        return may_be_named(services, str(entry.new), viewer)
    if entry.what == Deed.PUBLISH:
        article = {str(entry.new).removesuffix(".yaml")}
        return bool(services.seen_of(article, viewer) or not services.seen_of(article, OPERATOR))
    return True


def setting_of(entry: AuditEntry) -> ServerSetting | None:
    """The setting whose change an entry tells of; None where it is another's, or of one that is no more."""
    if not entry.what.startswith(SETTING):
        return None
    try:
        return setting_named(entry.what.removeprefix(SETTING))
    except UnknownSettingError:
        return None
