"""The tables' way from the first version to this one, in files as those versions left them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.records import Asked, Exchange, Follow, Opinion, Records, RecordsError, StoredView, Subject, tables
from bot.records.upgrade import HEAD, SCRIPTS

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)

# As the first version wrote it, change by change.
STATE = "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
LOG = """
CREATE TABLE questions (id INTEGER PRIMARY KEY, made TEXT NOT NULL, question TEXT NOT NULL,
 answered INTEGER NOT NULL, confidence REAL NOT NULL, items TEXT NOT NULL, asker INTEGER);
CREATE INDEX questions_asker ON questions (asker);
CREATE TABLE feedback (question INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
 item TEXT NOT NULL, useful INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', giver INTEGER,
 PRIMARY KEY (question, item));
"""
BUTTONS = """
CREATE TABLE kept (id TEXT PRIMARY KEY, made TEXT NOT NULL, asker INTEGER NOT NULL,
 source TEXT NOT NULL, items TEXT NOT NULL,
 question INTEGER REFERENCES questions ON DELETE SET NULL);
CREATE INDEX kept_asker ON kept (asker);
CREATE TABLE exchanges (question INTEGER PRIMARY KEY, channel INTEGER NOT NULL,
 answer INTEGER NOT NULL, made TEXT NOT NULL, kept TEXT REFERENCES kept ON DELETE CASCADE);
CREATE INDEX exchanges_answer ON exchanges (answer);
"""
FOLLOWING = """
CREATE TABLE follows (id INTEGER PRIMARY KEY, made TEXT NOT NULL, channel INTEGER NOT NULL,
 member INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
 UNIQUE (channel, kind, subject));
CREATE TABLE news (follow INTEGER NOT NULL REFERENCES follows ON DELETE CASCADE,
 digest TEXT NOT NULL, item TEXT NOT NULL, posted TEXT, PRIMARY KEY (follow, digest));
"""
MARKS = """
CREATE TABLE migrations (name TEXT PRIMARY KEY, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
"""
ROWS = """
INSERT INTO migrations (name) VALUES ('state'), ('question log'), ('what buttons need'), ('following');
INSERT INTO state VALUES ('commands', 'abc');
INSERT INTO questions VALUES (3, '2031-03-04T12:00:00+00:00', 'who?', 1, 0.5, '["a#1", "b#2"]', 7);
INSERT INTO questions VALUES (5, '2031-03-04T12:00:00+00:00', 'what?', 0, 0.25, '[]', NULL);
INSERT INTO feedback VALUES (3, 'b#2', 1, 'chosen', 9);
INSERT INTO feedback VALUES (3, 'a#1', 0, '', NULL);
INSERT INTO kept VALUES ('00ff', '2031-03-04T12:00:00+00:00', 7, '{}', '["a#1"]', 3);
INSERT INTO exchanges VALUES (1, 2, 1234567890123456789, '2031-03-04T12:00:00+00:00', '00ff');
INSERT INTO follows VALUES (4, '2031-03-04T12:00:00+00:00', 1, 7, 'person', 'Petronella Fisk');
INSERT INTO news VALUES (4, 'd9', 'k9', NULL);
INSERT INTO news VALUES (4, 'd1', 'k1', '');
INSERT INTO news VALUES (4, 'd2', 'k2', '2031-03-04T12:00:00+00:00');
INSERT INTO news VALUES (4, 'd3', 'k3', NULL);
"""
# The tables that the program knows, with the names of their columns.
KNOWN = {name: {column.name for column in table.columns} for name, table in tables.metadata.tables.items()}


def written(path: Path, *statements: str) -> Path:
    """A file that these statements made, in WAL mode as the first version had it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL;" + "".join(statements))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def former(path: Path) -> Path:
    """The first version's file, with something in each table."""
    return written(path, MARKS, STATE, LOG, BUTTONS, FOLLOWING, ROWS)


async def test_the_first_versions_file_is_taken_over_without_losing_a_row(former: Path) -> None:
    records = await Records.open(former)
    assert await records.state.value("commands") == "abc"
    who, what = await records.log.all()
    opinions = (Opinion("b#2", useful=True, reason="chosen"), Opinion("a#1", useful=False))
    assert who == Asked(NOW, "who?", True, 0.5, ("a#1", "b#2"), 7, 3, opinions)
    assert what == Asked(NOW, "what?", False, 0.25, (), None, 5)
    assert await records.views.find("00ff") == StoredView("00ff", "{}", ("a#1",), 7, 3)
    exchange = Exchange(question=1, channel=2, answer=1234567890123456789, made=NOW, kept="00ff")
    assert await records.exchanges.answered_by(1234567890123456789) == exchange
    assert await records.follows.all() == (Follow(1, 7, Subject.PERSON, "Petronella Fisk", 4),)
    assert await records.follows.waiting(1) == (("k9", "k3"), ())
    await records.follows.found(4, [("d1", "k1"), ("d2", "k2")])
    assert await records.follows.waiting(1) == (("k9", "k3"), ())
    assert await records.follows.posted_since(1, NOW) == 1
    await records.close()


async def test_what_depended_on_what_still_does(former: Path) -> None:
    records = await Records.open(former)
    await records.follows.remove(4)
    await records.forget_member(7)
    await records.close()
    rest = "\n".join(dump(former))
    assert not [name for name in ("news", "feedback", "exchanges") if f'INTO "{name}"' in rest]


@pytest.mark.parametrize("made", [(), (STATE,), (STATE, LOG), (STATE, LOG, BUTTONS)])
async def test_a_file_that_has_only_the_first_changes_gets_the_others(
    path: Path, made: tuple[str, ...]
) -> None:
    written(path, MARKS, *made)
    records = await Records.open(path)
    await records.follows.add(Follow(1, 7, Subject.TOPIC, "seals"), NOW)
    await records.close()
    assert columns(path) == KNOWN


@pytest.mark.parametrize("made", [None, MARKS], ids=["at once", "by one change after another"])
async def test_a_new_file_has_the_tables_that_the_program_knows(path: Path, made: str | None) -> None:
    if made:
        written(path, made)
    await (await Records.open(path)).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


async def test_a_file_that_was_taken_over_has_the_columns_that_the_program_knows(former: Path) -> None:
    await (await Records.open(former)).close()
    assert columns(former) == KNOWN


async def test_opening_it_again_changes_nothing(former: Path) -> None:
    await (await Records.open(former)).close()
    before = dump(former)
    await (await Records.open(former)).close()
    assert dump(former) == before


async def test_several_programs_may_open_a_former_file_at_once(former: Path) -> None:
    opened = await asyncio.gather(*(Records.open(former) for _ in range(4)))
    for records in opened:
        assert len(await records.log.all()) == 2
        await records.close()


async def test_a_newer_versions_file_is_refused_in_a_sentence_and_left_as_it_is(path: Path) -> None:
    await (await Records.open(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(path)
    with pytest.raises(RecordsError, match="newer version of Briefing Bot") as refused:
        await Records.open(path)
    assert "BRIEFING_RECORDS" in str(refused.value)
    assert dump(path) == before


def test_the_newest_change_is_the_one_that_is_looked_for() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == HEAD


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def columns(path: Path) -> dict[str, set[str]]:
    """The file's tables with the names of their columns."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        described = {
            name: connection.execute("SELECT name FROM pragma_table_info(?)", (name,)) for (name,) in names
        }
        found = {name: {column for (column,) in rows} for name, rows in described.items()}
    return {name: each for name, each in found.items() if not name.startswith(("sqlite_", "alembic_"))}
