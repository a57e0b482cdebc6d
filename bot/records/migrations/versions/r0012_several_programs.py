"""Several programs at once: who holds what on a server, and who sends what of the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

MOMENT = sa.String().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table of leases, and room for claims."""
    op.create_table(
        "leases",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )
    op.add_column("outbox", sa.Column("claimed", MOMENT))
