"""What programs that keep copies of the knowledge have by now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "mirrors",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("seen", sa.LargeBinary, nullable=False),
        sa.Index("mirrors_key", "key"),
    )
