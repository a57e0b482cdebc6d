"""When news of a follow are posted: at once or gathered; and what the buttons under a post need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None

# A text in a file, a moment of its own in PostgreSQL.
MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """What waits from before is due by now, and goes with the next post."""
    op.add_column("follows", sa.Column("rhythm", sa.String, nullable=False, server_default=""))
    op.add_column("news", sa.Column("found", MOMENT))
    op.add_column("outbox", sa.Column("view", sa.String, nullable=False, server_default=""))
