"""The register of what servers may set, and what is in force where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from bot.records import OPERATOR_NAME, WHOLE, Records, StoredSetting
from bot.services import (
    REGISTER,
    Home,
    Origin,
    PlaceSettings,
    ServerSetting,
    ServerSettings,
    SettingKind,
    SettingPlace,
    SettingValueError,
    UnknownSettingError,
    Viewer,
)
from bot.settings import Settings

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
SERVER = SettingPlace(10)
CHANNEL = SettingPlace(10, 11)
OTHER_CHANNEL = SettingPlace(10, 12)


def viewer(place: SettingPlace) -> Viewer:
    """Somebody there."""
    return Viewer(place.server, place.channel or None)


@pytest.fixture
def own_settings() -> dict[str, Any]:
    """What the operator of a test sets otherwise than by default."""
    return {}


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    opened = await Records.open(tmp_path / "records.sqlite")
    yield opened
    await opened.close()


@pytest.fixture
def known(records: Records, own_settings: dict[str, Any]) -> ServerSettings:
    return ServerSettings(records.settings, Settings(_env_file=None, **own_settings))


@pytest.mark.parametrize("setting", REGISTER, ids=lambda setting: setting.name)
def test_every_setting_has_what_a_screen_needs(setting: ServerSetting) -> None:
    assert setting.sentence.endswith(".")
    assert (len(setting.choices) > 1) == (setting.kind is SettingKind.CHOICE)
    default = getattr(Settings(_env_file=None), setting.name)
    assert setting.read(default) == default
    setting.check(default, Settings(_env_file=None))


def test_every_setting_is_obeyed() -> None:
    assert [each.name for each in REGISTER] == [each.name for each in fields(PlaceSettings)]


async def test_what_another_program_sets_is_in_force_at_once(
    known: ServerSettings, records: Records, tmp_path: Path
) -> None:
    """`briefing-bot settings` has the records open at the same time."""
    here = viewer(CHANNEL)
    assert (await known.at(here)).thread_after == 0
    other = await Records.open(tmp_path / "records.sqlite")
    theirs = ServerSettings(other.settings, Settings(_env_file=None))
    for value in (4, 5):
        await theirs.put("thread_after", value, SERVER, OPERATOR_NAME, NOW)
        assert (await known.at(here)).thread_after == value
    await theirs.take_back("thread_after", SERVER, OPERATOR_NAME, NOW)
    assert (await known.at(here)).thread_after == 0
    await known.put("thread_after", 7, SERVER, OPERATOR_NAME, NOW)
    assert (await theirs.at(here)).thread_after == (await known.at(here)).thread_after == 7
    await other.close()


async def test_in_direct_messages_the_operators_are_in_force(known: ServerSettings) -> None:
    await known.put("thread_after", 4, CHANNEL, OPERATOR_NAME, NOW)
    assert (await known.at(Viewer(None, CHANNEL.channel, 1))).thread_after == 0


async def test_a_channels_value_comes_before_its_servers_and_that_before_the_operators(
    known: ServerSettings,
) -> None:
    async def values() -> list[int]:
        return [
            (await known.at(viewer(place))).follow_posts
            for place in (CHANNEL, OTHER_CHANNEL, SettingPlace(99))
        ]

    assert await values() == [5, 5, 5]
    await known.put("follow_posts", "3", SERVER, OPERATOR_NAME, NOW)
    await known.put("follow_posts", 1, CHANNEL, OPERATOR_NAME, NOW)
    assert await values() == [1, 3, 5]
    assert (await known.take_back("follow_posts", CHANNEL, OPERATOR_NAME, NOW)).origin is Origin.SERVER
    assert (await known.take_back("follow_posts", SERVER, OPERATOR_NAME, NOW)).origin is Origin.OPERATOR
    assert await values() == [5, 5, 5]


async def test_all_are_shown_with_who_set_them(known: ServerSettings) -> None:
    await known.put("time_zone", "Asia/Tokyo", SERVER, OPERATOR_NAME, NOW)
    await known.put("thread_after", "4", CHANNEL, OPERATOR_NAME, NOW)
    shown = {each.setting.name: (each.value, each.origin) for each in await known.shown(CHANNEL)}
    assert [*shown] == [each.name for each in REGISTER if not each.home_only]
    assert shown["time_zone"] == ("Asia/Tokyo", Origin.SERVER)
    assert shown["thread_after"] == (4, Origin.CHANNEL)
    assert shown["member_pace"] == (20, Origin.OPERATOR)


class TestListening:
    @pytest.fixture
    def own_settings(self) -> dict[str, Any]:
        return {"listen_channels": (5,)}

    async def test_channels_are_set_as_people_write_them_where_the_operator_listens(
        self, known: ServerSettings
    ) -> None:
        await known.put("listen_channels", "11, 12", SERVER, OPERATOR_NAME, NOW)
        assert (await known.at(viewer(SERVER))).listen_channels == (11, 12)
        assert (await known.at(viewer(SettingPlace(99)))).listen_channels == (5,)


@pytest.mark.parametrize(
    ("name", "typed", "place"),
    [
        ("follow_posts", "6", SERVER),
        ("follow_posts", "0", SERVER),
        ("follow_posts", "many", SERVER),
        ("question_log", "named", SERVER),
        ("question_log", "loud", SERVER),
        ("remember_minutes", "11", SERVER),
        ("time_zone", "UTC", CHANNEL),
        ("time_zone", "Europe/Gull Island", SERVER),
        ("listen_channels", "11", SERVER),
        ("remember_minutes", "-1", CHANNEL),
    ],
)
async def test_what_is_no_value_or_beyond_the_operators_is_refused_in_a_sentence_and_not_kept(
    known: ServerSettings, records: Records, name: str, typed: str, place: SettingPlace
) -> None:
    with pytest.raises(SettingValueError, match=f"^{name}: .*[.?]$"):
        await known.put(name, typed, place, OPERATOR_NAME, NOW)
    assert await records.settings.all() == ()
    assert await records.audit.latest() == ()


async def test_a_server_may_be_stricter_than_the_operator(known: ServerSettings) -> None:
    await known.put("question_log", "off", SERVER, OPERATOR_NAME, NOW)
    assert (await known.at(viewer(CHANNEL))).question_log == "off"


async def test_an_operator_who_allows_less_later_is_obeyed_at_once(
    known: ServerSettings, records: Records
) -> None:
    await known.put("remember_minutes", "8", SERVER, OPERATOR_NAME, NOW)
    stricter = ServerSettings(
        records.settings, Settings(_env_file=None, remember_minutes=3, question_log="off")
    )
    assert (await stricter.at(viewer(SERVER))).remember_minutes == 3
    assert (await stricter.at(viewer(SERVER))).question_log == "off"


async def test_a_stored_value_that_is_none_any_more_gives_way_to_the_operators(
    known: ServerSettings, records: Records
) -> None:
    await records.settings.put(StoredSetting(10, WHOLE, "time_zone", "Mars/Base"), OPERATOR_NAME, NOW)
    await records.settings.put(StoredSetting(10, WHOLE, "a_setting_of_old", 1), OPERATOR_NAME, NOW)
    shown = {each.setting.name: each.origin for each in await known.shown(SERVER)}
    assert shown["time_zone"] is Origin.OPERATOR
    assert "a_setting_of_old" not in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [("folow_posts", "Did you mean follow_posts?"), ("colour", "There are: answering, ")],
)
async def test_an_unknown_setting_is_told_with_the_ones_there_are(
    known: ServerSettings, typed: str, told: str
) -> None:
    with pytest.raises(UnknownSettingError) as refused:
        await known.put(typed, "1", SERVER, OPERATOR_NAME, NOW)
    assert told in str(refused.value)


async def test_names_are_read_as_the_operator_writes_them(known: ServerSettings) -> None:
    await known.put("BRIEFING_FOLLOW_POSTS", "2", SERVER, OPERATOR_NAME, NOW)
    assert (await known.at(viewer(SERVER))).follow_posts == 2


async def test_a_change_is_in_the_audit(known: ServerSettings, records: Records) -> None:
    await known.put("follow_posts", "2", CHANNEL, "member:7", NOW)
    (entry,) = await records.audit.latest()
    assert (entry.who, entry.what, entry.old, entry.new) == ("member:7", "setting follow_posts", None, 2)
    assert (entry.server, entry.channel) == (10, 11)


@pytest.mark.parametrize(
    ("typed", "read", "loud"),
    [("22-7", "22:00-07:00", 12), ("09:30 - 10:15", "09:30-10:15", 11), ("0-24", "00:00-00:00", None)],
)
async def test_hours_are_quiet_by_the_clock_of_the_place(
    known: ServerSettings, typed: str, read: str, loud: int | None
) -> None:
    await known.put("time_zone", "Asia/Tokyo", SERVER, OPERATOR_NAME, NOW)
    await known.put("quiet_hours", typed, SERVER, OPERATOR_NAME, NOW)
    here = await known.at(viewer(CHANNEL))
    assert here.quiet_hours == read
    begin = datetime(2031, 3, 4, int(read[:2]), int(read[3:5]), tzinfo=ZoneInfo("Asia/Tokyo"))
    assert here.is_quiet(begin)
    assert here.is_quiet(begin.replace(hour=loud or 3)) is (loud is None)


async def test_where_it_is_answered(known: ServerSettings) -> None:
    async def answered() -> list[bool]:
        places = (CHANNEL, OTHER_CHANNEL)
        return [(await known.at(viewer(each))).answers(viewer(each)) for each in places]

    assert await answered() == [True, True]
    await known.put("answer_channels", str(CHANNEL.channel), SERVER, OPERATOR_NAME, NOW)
    assert await answered() == [True, False]
    await known.put("answering", "off", CHANNEL, OPERATOR_NAME, NOW)
    assert await answered() == [False, False]
    direct = Viewer(None, 12, 1)
    assert (await known.at(direct)).answers(direct)


async def test_a_question_does_not_ask_the_records_for_a_home_where_there_is_none(records: Records) -> None:
    operator = Settings(_env_file=None, allowed_servers=(99,))
    settings = ServerSettings(records.settings, operator, Home(records.state, operator))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    await settings.at(viewer(SERVER))
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for _ in range(3):
            assert (await settings.at(viewer(SERVER))).answering == "off"
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert not asked


async def test_a_home_that_another_program_notes_is_seen_at_the_next_question(
    records: Records, tmp_path: Path
) -> None:
    operator = Settings(_env_file=None, allowed_servers=(99,))
    settings = ServerSettings(records.settings, operator, Home(records.state, operator))
    assert (await settings.at(viewer(SERVER))).answering == "off"
    other = await Records.open(tmp_path / "records.sqlite")
    own = Home(other.state, operator)
    assert await own.server() is None
    await own.note(SERVER.server)
    assert await own.server() == SERVER.server
    await other.close()
    assert (await settings.at(viewer(SERVER))).answering == "on"
