"""Settings of servers and channels in the records, and the audit of every change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.records import OPERATOR_NAME, WHOLE, AuditEntry, Place, Records, StoredSetting, member_name

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
SERVER, CHANNEL, OTHER = 10, 11, 12


async def test_a_channels_own_value_comes_before_its_servers(records: Records) -> None:
    await records.settings.put(StoredSetting(SERVER, WHOLE, "follow_posts", 3), OPERATOR_NAME, NOW)
    await records.settings.put(StoredSetting(SERVER, CHANNEL, "follow_posts", 1), OPERATOR_NAME, NOW)
    await records.settings.put(StoredSetting(99, WHOLE, "follow_posts", 1), OPERATOR_NAME, NOW)
    here = await records.settings.in_force(SERVER, CHANNEL)
    assert {name: each.value for name, each in here.items()} == {"follow_posts": 1}
    elsewhere = await records.settings.in_force(SERVER, OTHER)
    assert elsewhere["follow_posts"] == StoredSetting(SERVER, WHOLE, "follow_posts", 3)
    assert await records.settings.in_force(77) == {}


@pytest.mark.parametrize("value", [0, 7, True, "Asia/Tokyo", "", [1, 2]])
async def test_a_value_comes_back_as_it_was_set(place: Place, records: Records, value: Any) -> None:
    await records.settings.put(StoredSetting(SERVER, WHOLE, "x", value), OPERATOR_NAME, NOW)
    again = await Records.open(place)
    assert await again.settings.all() == (StoredSetting(SERVER, WHOLE, "x", value),)
    await again.close()


async def test_every_change_is_in_the_audit_with_what_was_and_what_is(records: Records) -> None:
    for value in (3, 3, 4, None):
        await records.settings.put(StoredSetting(SERVER, CHANNEL, "x", value), member_name(7), NOW)
    changes = [(each.old, each.new) for each in await records.audit.latest()]
    assert changes == [(4, None), (3, 4), (None, 3)]
    assert await records.audit.latest(1) == (
        AuditEntry(NOW, "member:7", "setting x", 4, None, server=SERVER, channel=CHANNEL),
    )
    assert await records.settings.all() == ()


async def test_the_audit_of_one_server_has_nothing_of_another(records: Records) -> None:
    for server in (SERVER, OTHER):
        await records.audit.note(AuditEntry(NOW, OPERATOR_NAME, "made", server=server))
    assert [each.server for each in await records.audit.latest(server=OTHER)] == [OTHER]


async def test_a_moment_of_another_zone_is_stored_as_the_same_moment(records: Records) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    await records.audit.note(AuditEntry(tokyo, OPERATOR_NAME, "made"))
    (entry,) = await records.audit.latest()
    assert entry.made == tokyo
    assert entry.made.utcoffset() == timedelta(0)


async def test_who_is_forgotten_is_no_longer_named_in_the_audit(records: Records) -> None:
    for member in (7, 77):
        await records.audit.note(AuditEntry(NOW, member_name(member), "made"))
    await records.forget_member(7)
    assert [each.who for each in await records.audit.latest()] == ["member:77", "forgotten"]


async def test_what_a_server_set_goes_with_it(records: Records) -> None:
    for server in (SERVER, OTHER):
        await records.settings.put(StoredSetting(server, WHOLE, "x", 1), OPERATOR_NAME, NOW)
    await records.forget_server(SERVER)
    assert [each.server for each in await records.settings.all()] == [OTHER]
