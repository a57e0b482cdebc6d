"""Keys of programs, and which of them a question of the log was asked with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table of keys, and room for a key's name in the log."""
    op.create_table(
        "api_keys",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.UniqueConstraint("hash", name="api_keys_hash"),
    )
    op.add_column("questions", sa.Column("key", sa.String))
