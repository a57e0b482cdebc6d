"""How the records' tables came to be: named changes, each made once and in this order.

A change is never edited after it was released; a new one is added below.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.records.database import Database


class Migration(NamedTuple):
    """A named change of the tables."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        "state",
        ("CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)",),
    ),
    Migration(
        "question log",
        (
            "CREATE TABLE questions (id INTEGER PRIMARY KEY, made TEXT NOT NULL, question TEXT NOT NULL,"
            " answered INTEGER NOT NULL, confidence REAL NOT NULL, items TEXT NOT NULL, asker INTEGER)",
            "CREATE INDEX questions_asker ON questions (asker)",
            "CREATE TABLE feedback (question INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,"
            " item TEXT NOT NULL, useful INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', giver INTEGER,"
            " PRIMARY KEY (question, item))",
        ),
    ),
    Migration(
        "what buttons need",
        (
            "CREATE TABLE kept (id TEXT PRIMARY KEY, made TEXT NOT NULL, asker INTEGER NOT NULL,"
            " source TEXT NOT NULL, items TEXT NOT NULL,"
            " question INTEGER REFERENCES questions ON DELETE SET NULL)",
            "CREATE INDEX kept_asker ON kept (asker)",
            "CREATE TABLE exchanges (question INTEGER PRIMARY KEY, channel INTEGER NOT NULL,"
            " answer INTEGER NOT NULL, made TEXT NOT NULL, kept TEXT REFERENCES kept ON DELETE CASCADE)",
            "CREATE INDEX exchanges_answer ON exchanges (answer)",
        ),
    ),
    Migration(
        "following",
        (
            "CREATE TABLE follows (id INTEGER PRIMARY KEY, made TEXT NOT NULL, channel INTEGER NOT NULL,"
            " member INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,"
            " UNIQUE (channel, kind, subject))",
            "CREATE TABLE news (follow INTEGER NOT NULL REFERENCES follows ON DELETE CASCADE,"
            " digest TEXT NOT NULL, item TEXT NOT NULL, posted TEXT, PRIMARY KEY (follow, digest))",
        ),
    ),
)


async def migrate(database: Database) -> tuple[str, ...]:
    """Make the changes that the file has not seen; their names. Change and mark share one transaction."""
    async with database.reading() as connection:
        # Its one row must be read: an unfinished statement would keep the file locked.
        await connection.execute_fetchall("PRAGMA journal_mode = WAL")
    async with database.writing() as connection:
        await connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations"
            " (name TEXT PRIMARY KEY, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
        )
        rows = await connection.execute_fetchall("SELECT name FROM migrations")
        done = {row["name"] for row in rows}
        due = [each for each in MIGRATIONS if each.name not in done]
        for migration in due:
            for statement in migration.statements:
                await connection.execute(statement)
            await connection.execute("INSERT INTO migrations (name) VALUES (?)", (migration.name,))
    return tuple(each.name for each in due)
