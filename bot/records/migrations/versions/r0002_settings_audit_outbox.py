"""Settings, audit, outbox, messages and changes; numbers for opinions and news, keys for follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Number what was ordered by SQLite's own row numbers, and make the new tables."""
    _number_opinions()
    _number_news()
    op.add_column("follows", sa.Column("key", sa.String, nullable=False, server_default=""))
    _add_tables()
    if sa.inspect(op.get_bind()).has_table("migrations"):
        op.drop_table("migrations")


def _number_opinions() -> None:
    op.rename_table("feedback", "former")
    op.create_table(
        "feedback",
        sa.Column("id", ID, primary_key=True),
        sa.Column("question", ID, sa.ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("giver", ID),
        sa.UniqueConstraint("question", "item", name="feedback_item"),
    )
    _move("feedback", "question, item, useful, reason, giver")


def _number_news() -> None:
    op.rename_table("news", "former")
    op.create_table(
        "news",
        sa.Column("id", ID, primary_key=True),
        sa.Column("follow", ID, sa.ForeignKey("follows.id", ondelete="CASCADE"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("posted", MOMENT),
        sa.UniqueConstraint("follow", "digest", name="news_digest"),
    )
    _move("news", "follow, digest, item, posted")


def _move(table: str, columns: str) -> None:
    """Move the rows of `former` into the table, in the order in which they came."""
    # Only SQLite has rows from before.
    order = " ORDER BY rowid" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM former{order}")  # noqa: S608
    op.drop_table("former")


def _add_tables() -> None:
    op.create_table(
        "settings",
        sa.Column("server", ID, primary_key=True, autoincrement=False),
        sa.Column("channel", ID, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", ID, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("server", ID, nullable=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Index("audit_server", "server"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("keys", sa.Text, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent", MOMENT),
        sa.Index("outbox_due", "sent", "due"),
    )
    op.create_table(
        "messages",
        sa.Column("message", ID, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("channel", ID, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Index("messages_key", "key"),
    )
    op.create_table(
        "changes",
        sa.Column("id", ID, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("old", sa.String),
        sa.Column("new", sa.String),
        sa.Index("changes_old", "old"),
        sa.Index("changes_new", "new"),
    )
