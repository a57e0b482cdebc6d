"""The tables of the first version, which noted its changes in a table `migrations` and may lack some."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make those that are not there."""
    tables = sa.MetaData()
    sa.Table(
        "state",
        tables,
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    sa.Table(
        "questions",
        tables,
        sa.Column("id", ID, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("asker", ID),
        sa.Index("questions_asker", "asker"),
    )
    sa.Table(
        "feedback",
        tables,
        sa.Column("question", ID, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False, server_default=""),
        sa.Column("giver", ID),
    )
    sa.Table(
        "kept",
        tables,
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("asker", ID, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("question", ID, sa.ForeignKey("questions.id", ondelete="SET NULL")),
        sa.Index("kept_asker", "asker"),
    )
    sa.Table(
        "exchanges",
        tables,
        sa.Column("question", ID, primary_key=True, autoincrement=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("answer", ID, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("kept", sa.String, sa.ForeignKey("kept.id", ondelete="CASCADE")),
        sa.Index("exchanges_answer", "answer"),
    )
    sa.Table(
        "follows",
        tables,
        sa.Column("id", ID, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("member", ID, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.UniqueConstraint("channel", "kind", "subject", name="follows_subject"),
    )
    sa.Table(
        "news",
        tables,
        sa.Column("follow", ID, sa.ForeignKey("follows.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("posted", MOMENT),
    )
    tables.create_all(op.get_bind(), checkfirst=True)
