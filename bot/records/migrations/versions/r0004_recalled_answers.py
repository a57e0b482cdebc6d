"""In which form a message shows an entry, and the answers that were recalled for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make `messages` anew: of what was noted before nobody can say in which form it was shown."""
    op.drop_table("messages")
    op.create_table(
        "messages",
        sa.Column("message", ID, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("channel", ID, nullable=False),
        sa.Column("server", ID, nullable=False),
        sa.Column("view", sa.String, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("imprint", sa.String, nullable=False),
        sa.Column("offered", sa.Boolean, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Index("messages_key", "key"),
    )
    op.create_table(
        "recalls",
        sa.Column("id", ID, primary_key=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("message", ID, nullable=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("server", ID, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("now", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("traits", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Index("recalls_message", "message"),
    )
    op.add_column("outbox", sa.Column("message", ID, nullable=False, server_default="0"))
