"""Records on a server: made once, refused in a sentence, away and back, and seen by several programs."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.records import (
    OPERATOR_NAME,
    Asked,
    Follow,
    Opinion,
    Records,
    RecordsAwayError,
    RecordsError,
    StoredKey,
    StoredSetting,
    Subject,
    outage,
    server_database,
    tables,
)
from bot.records.place import database_at
from bot.records.upgrade import HEAD
from bot.text import ServerAddress
from tests.postgres import PASSWORD, Databases

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
ASKED = Asked(NOW, "who?", answered=True, confidence=0.5, items=("a#1",), asker=7)


@pytest.fixture
def server(databases: Databases) -> ServerAddress:
    """An empty database."""
    return databases.new()


@pytest.fixture
async def both(server: ServerAddress) -> AsyncIterator[tuple[Records, Records]]:
    """The records, opened by two programs."""
    opened = (await Records.open(server), await Records.open(server))
    yield opened
    for each in opened:
        await each.close()


@pytest.mark.parametrize("marked", [False, True], ids=["at once", "by one change after another"])
async def test_an_empty_database_gets_the_tables_that_the_program_knows(
    server: ServerAddress, databases: Databases, marked: bool
) -> None:
    if marked:
        schema = server.whole.rpartition("=")[2]
        databases.cluster.sql(f"CREATE TABLE {schema}.alembic_version (version_num varchar(32) PRIMARY KEY)")
    await (await Records.open(server)).close()
    database = database_at(server)
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


def differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection), tables.metadata)


async def test_programs_that_start_at_once_make_the_tables_once(
    server: ServerAddress, databases: Databases
) -> None:
    for each in await asyncio.gather(*(Records.open(server) for _ in range(4))):
        await each.close()
    schema = server.whole.rpartition("=")[2]
    assert databases.cluster.sql(f"SELECT version_num FROM {schema}.alembic_version") == [(HEAD,)]


async def test_a_newer_versions_database_is_refused_in_a_sentence(
    server: ServerAddress, databases: Databases
) -> None:
    await (await Records.open(server)).close()
    schema = server.whole.rpartition("=")[2]
    databases.cluster.sql(f"UPDATE {schema}.alembic_version SET version_num = '9999'")
    with pytest.raises(RecordsError, match=r"newer version .* name another address in BRIEFING_RECORDS"):
        await Records.open(server)


async def test_somebody_elses_database_is_left_as_it_is(server: ServerAddress, databases: Databases) -> None:
    schema = server.whole.rpartition("=")[2]
    databases.cluster.sql(f"CREATE TABLE {schema}.invoices (number integer)")
    with pytest.raises(RecordsError, match="has tables of something else"):
        await Records.open(server)
    count = f"SELECT count(*) FROM pg_tables WHERE schemaname = '{schema}'"
    assert databases.cluster.sql(count) == [(1,)]


async def test_what_is_wrong_with_an_address_is_said_without_its_password(
    databases: Databases, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = databases.cluster.address("public", password="a%wrong word")  # noqa: S106 -- nobody's
    elsewhere = ServerAddress(databases.cluster.address("public").whole.replace("/postgres?", "/nowhere?"))
    unreachable = ServerAddress("postgresql+asyncpg://briefing:a%20wrong%20word@127.0.0.1:1/postgres")
    told = {wrong: "password authentication failed", elsewhere: '"nowhere" does not exist'}
    for address, reason in (told | {unreachable: "cannot be reached"}).items():
        with pytest.raises(RecordsError, match=reason) as refused:
            await Records.open(address)
        written = "".join(traceback.format_exception(refused.value)) + caplog.text
        assert not any(word in written for word in ("wrong word", "wrong%20word", PASSWORD))
        assert "Name another address in BRIEFING_RECORDS" in str(refused.value)


async def test_what_a_text_of_the_server_cannot_hold_is_replaced(server: ServerAddress) -> None:
    records = await Records.open(server)
    await records.log.add(Asked(NOW, "who\0?", answered=False, confidence=0.5, items=("a\0#1",)))
    (asked,) = await records.log.all()
    assert (asked.question, asked.items) == ("who�?", ("a\0#1",))
    await records.close()


async def test_what_another_program_sets_is_noticed_soon(
    both: tuple[Records, Records], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = both
    monkeypatch.setattr(server_database, "NOTICED", 0.0)
    versions = {await here.settings.version()}
    assert {await here.settings.version()} == versions
    await there.settings.put(StoredSetting(1, 0, "x", 3), OPERATOR_NAME, NOW)
    versions.add(await here.settings.version())
    await there.keys.add(StoredKey("website", "a" * 64, ("ask",), NOW), OPERATOR_NAME)
    versions.add(await here.keys.version())
    await there.keys.revoke("website", OPERATOR_NAME, NOW)
    versions.add(await here.keys.version())
    await there.forget_server(1)
    versions.add(await here.settings.version())
    await there.state.keep("home server", "1")
    assert {await here.settings.version()} <= versions
    await there.state.keep("home server", "2", noticed=True)
    versions.add(await here.settings.version())
    assert len(versions) == 6
    assert server_database.NOTICED < 1.0


async def test_what_was_deleted_is_not_left_in_the_tables(
    server: ServerAddress, databases: Databases
) -> None:
    database = database_at(server)
    records = Records(database)
    for _ in range(3):
        await records.log.add(ASKED)
    size = text("SELECT pg_relation_size('questions')")
    async with database.reading() as connection:
        assert await connection.scalar(size) > 0
    await records.forget_member(7)
    await database.tidy()
    async with database.reading() as connection:
        assert await connection.scalar(size) == 0
    await database.close()


async def test_records_are_away_while_the_server_is_and_come_back_with_it(
    server: ServerAddress,
    both: tuple[Records, Records],
    databases: Databases,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(outage, "AGAIN", 0.0)
    caplog.set_level(logging.INFO)
    records, _ = both
    await records.log.add(ASKED)
    databases.cluster.stop()
    try:
        with pytest.raises(RecordsAwayError, match=r"postgresql\+asyncpg://briefing:\*\*\*@127"):
            await records.log.add(ASKED)
        patient = await Records.open(server, patient=True)
    finally:
        databases.cluster.start()
    await records.log.add(ASKED)
    assert len(await patient.log.all()) == 2
    await patient.close()
    told = [each.getMessage() for each in caplog.records if "cannot be used" in each.getMessage()]
    assert len(told) == 2, "each program says it once"
    assert any("can be used again" in each.getMessage() for each in caplog.records)


async def test_tables_that_somebody_dropped_are_made_anew(
    server: ServerAddress,
    both: tuple[Records, Records],
    databases: Databases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outage, "AGAIN", 0.0)
    records, _ = both
    schema = server.whole.rpartition("=")[2]
    databases.cluster.sql(f"DROP SCHEMA {schema} CASCADE")
    databases.cluster.sql(f"CREATE SCHEMA {schema}")
    with pytest.raises(RecordsAwayError):
        await records.log.add(ASKED)
    await records.log.add(ASKED)
    assert len(await records.log.all()) == 1


async def test_what_members_do_at_once_in_two_programs_is_all_kept(both: tuple[Records, Records]) -> None:
    number = await both[0].log.add(ASKED)
    votes = (
        records.log.judge(number, Opinion("a#1", useful=bool(member % 2)), giver=member)
        for member in range(8)
        for records in both
    )
    follows = (
        records.follows.add(Follow(channel, 7, Subject.TOPIC, "seals"), NOW)
        for channel in range(4)
        for records in both
    )
    settings = (
        records.settings.put(StoredSetting(1, 0, f"x{name % 4}", name), OPERATOR_NAME, NOW)
        for name in range(8)
        for records in both
    )
    began = await asyncio.gather(*votes, *follows, *settings)
    assert began.count(True) == 4, "a channel follows something once"
    (asked,) = await both[1].log.all()
    assert len(asked.opinions) == 8, "a member has one vote, by whichever program"
    changes = await both[1].audit.latest()
    last = {each.what.rpartition(" ")[2]: each.new for each in reversed(changes)}
    assert {each.name: each.value for each in await both[0].settings.all()} == last
    for name in last:
        chain = [each for each in reversed(changes) if each.what.endswith(name)]
        assert [each.old for each in chain] == [None, *(each.new for each in chain[:-1])]
