"""Where a question was asked, so that a server may have it kept for less than the operator does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was asked before is nobody's own: it stays for the operator's days."""
    op.add_column("questions", sa.Column("server", ID, nullable=False, server_default="0"))
