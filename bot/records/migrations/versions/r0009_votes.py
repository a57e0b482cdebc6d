"""One vote a member on each item of an answer, in the place of one for all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Opinions of before stay: whose they are is not known, and no vote of a member replaces them."""
    with op.batch_alter_table("feedback") as feedback:
        feedback.add_column(sa.Column("voter", sa.String, nullable=False, server_default=""))
        feedback.drop_constraint("feedback_item", type_="unique")
        feedback.create_unique_constraint("feedback_vote", ["question", "item", "voter"])
