"""Of which server a follow and what buttons need are, so that they go with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The bot finds out at its start in which servers the channels of former follows are."""
    for table in ("kept", "follows"):
        op.add_column(table, sa.Column("server", ID, nullable=False, server_default="0"))
