"""Comments that markers keep for others, and how often each was used."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the comment bank."""
    op.create_table(
        "lwk_comment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("criterion", sa.String(128), nullable=False, index=True),
        sa.Column("level", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("kept_by", sa.String(80), nullable=False),
    )
    op.create_table(
        "lwk_comment_use",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("comment", sa.String(32), nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
