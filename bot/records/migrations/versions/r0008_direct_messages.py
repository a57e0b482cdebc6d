"""The servers whose knowledge members see in their direct messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "direct",
        sa.Column("member", ID, primary_key=True, autoincrement=False),
        sa.Column("server", ID, nullable=False),
        sa.Column("channel", ID, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Index("direct_channel", "channel"),
    )
