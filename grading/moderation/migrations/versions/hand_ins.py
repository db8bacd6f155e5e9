"""
Which hand-in a mark and a draw belong to, so that work handed in again can be drawn anew.

What was kept before has an empty text there: it is not known.
"""

import sqlalchemy as sa
from alembic import op

from grading.moderation.migrations.keeping import only_add

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column to marks and draws; let a submission be drawn once for each hand-in."""
    op.add_column("lwk_mark", _column())
    if op.get_bind().dialect.name != "sqlite":
        op.add_column("lwk_sampled", _column())
        op.drop_constraint("lwk_sampled_once", "lwk_sampled", type_="unique")
        op.create_unique_constraint(
            "lwk_sampled_once", "lwk_sampled", ["assignment", "submission", "handed_in"]
        )
        return
    # SQLite cannot take a constraint away, and no table that others refer to can be replaced: so
    # the steps, which refer to the draws, make way first. One transaction holds it all.
    op.execute("CREATE TABLE lwk_step_before AS SELECT * FROM lwk_step")
    op.drop_table("lwk_step")
    op.rename_table("lwk_sampled", "lwk_sampled_before")
    op.create_table(
        "lwk_sampled",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sample_id", sa.Integer, sa.ForeignKey("lwk_sample.id"), nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("submission", sa.String(32), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        _column(),
        sa.UniqueConstraint("assignment", "submission", "handed_in", name="lwk_sampled_once"),
    )
    op.execute("INSERT INTO lwk_sampled SELECT *, '' FROM lwk_sampled_before")
    op.drop_table("lwk_sampled_before")
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
    op.execute("INSERT INTO lwk_step SELECT * FROM lwk_step_before")
    op.drop_table("lwk_step_before")
    only_add("lwk_sampled")
    only_add("lwk_step")


def _column() -> sa.Column[str]:
    return sa.Column("handed_in", sa.String(32), nullable=False, server_default="")
