"""What was known when a follow began: one mark in the follow, in the place of a row for each entry."""

from __future__ import annotations

from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Gather the digests of what is no news, by follow."""
    op.add_column("follows", sa.Column("known", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    # Only SQLite has rows from before.
    if connection.dialect.name != "sqlite":
        return
    known = sa.text("SELECT follow, digest FROM news WHERE posted = '' ORDER BY follow, digest")
    rows = connection.execute(known).all()
    for follow, marks in groupby(rows, key=lambda row: row.follow):
        digests = " ".join(row.digest for row in marks)
        update = sa.text("UPDATE follows SET known = :known WHERE id = :follow")
        connection.execute(update, {"known": digests, "follow": follow})
    op.execute("DELETE FROM news WHERE posted = ''")
