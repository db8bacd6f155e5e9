"""Samples, marks and steps, to which can only be added."""

import sqlalchemy as sa
from alembic import op

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
        _only_add(name)


def _only_add(name: str) -> None:
    """Let the database itself refuse to change or remove a row."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} BEGIN "
                f"SELECT RAISE(ABORT, 'rows of {name} are kept as they are'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {name}_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'rows of {name} are kept as they are'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_kept()"
    )
