"""Samples, marks and steps, to which can only be added."""

import sqlalchemy as sa
from alembic import op

from grading.moderation.migrations.keeping import only_add

revision = "0001"
down_revision = None

ADDED_ONLY = ("lwk_sample", "lwk_sampled", "lwk_mark", "lwk_step")


def upgrade() -> None:
    """Make the tables of second marking."""
    op.create_table(
        "lwk_sample",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("drawn_at", sa.DateTime, nullable=False),
        sa.Column("drawn_by", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("pass_mark", sa.Float),
        sa.Column("margin", sa.Float),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("marked", sa.Integer, nullable=False),
    )
    op.create_table(
        "lwk_sampled",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sample_id", sa.Integer, sa.ForeignKey("lwk_sample.id"), nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("submission", sa.String(32), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.UniqueConstraint("assignment", "submission", name="lwk_sampled_once"),
    )
    op.create_table(
        "lwk_mark",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("submission", sa.String(32), nullable=False, index=True),
        sa.Column("criterion", sa.String(128), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("marker", sa.String(80), nullable=False),
        sa.Column("points", sa.Float),
        sa.Column("maximum", sa.Float, nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("comment", sa.Text, nullable=False),
    )
    op.create_table(
        "lwk_step",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column(
            "sampled_id",
            sa.String(32),
            sa.ForeignKey("lwk_sampled.id"),
            nullable=False,
            index=True,
        ),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("marker", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    for name in ADDED_ONLY:
        only_add(name)
