"""
The tables beside the gradebook.

Their names begin with ``lwk_``, so that they can also lie in a database that
nbgrader uses. Times are UTC. A submission is named by the id of its notebook in
nbgrader's gradebook (32 hexadecimal digits), never by a person's name.

``handed_in`` tells one hand-in of a submission from the next: nbgrader's time of it,
as ISO 8601; empty where nbgrader noted none, or an older kit kept the row.
"""

from sqlalchemy import (
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION_TABLE = "lwk_moderation_version"
"""Alembic's; nbgrader has its own, ``alembic_version``, which nothing here touches."""

HEAD = "0003"
"""The newest version of these tables; a test holds it equal to the newest migration."""

metadata = MetaData()

samples = Table(
    "lwk_sample",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assignment", String(128), nullable=False),
    Column("drawn_at", DateTime, nullable=False),
    Column("drawn_by", String(80), nullable=False),
    Column("size", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("pass_mark", Float),
    Column("margin", Float),
    Column("source", Text, nullable=False),
    Column("marked", Integer, nullable=False),
)
"""One draw: how many at random, by which seed, and how near to which pass mark; ``marked`` is how
many submissions it was drawn from."""

sampled = Table(
    "lwk_sampled",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sample_id", Integer, ForeignKey("lwk_sample.id"), nullable=False),
    Column("assignment", String(128), nullable=False),
    Column("submission", String(32), nullable=False),
    Column("why", String(16), nullable=False),
    Column("points", Float, nullable=False),
    Column("handed_in", String(32), nullable=False, server_default=""),
    UniqueConstraint("assignment", "submission", "handed_in", name="lwk_sampled_once"),
)
"""One submission to be marked twice; its ``id`` is random and stands in addresses."""

marks = Table(
    "lwk_mark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("assignment", String(128), nullable=False),
    Column("submission", String(32), nullable=False, index=True),
    Column("criterion", String(128), nullable=False),
    Column("role", String(8), nullable=False),
    Column("marker", String(80), nullable=False),
    Column("points", Float),
    Column("maximum", Float, nullable=False),
    Column("level", Integer),
    Column("comment", Text, nullable=False),
    Column("handed_in", String(32), nullable=False, server_default=""),
)
"""Every mark that was ever given, ``first``, ``second`` or ``agreed``; the newest counts. ``points``
is None where a mark was taken back."""

steps = Table(
    "lwk_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("sampled_id", String(32), ForeignKey("lwk_sampled.id"), nullable=False, index=True),
    Column("step", String(16), nullable=False),
    Column("marker", String(80), nullable=False),
    Column("note", Text, nullable=False),
)
"""How far a submission has come: ``finished`` (second marks), ``resolved``, ``written``."""

comments = Table(
    "lwk_comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("criterion", String(128), nullable=False, index=True),
    Column("level", Integer),
    Column("text", Text, nullable=False),
    Column("kept_at", DateTime, nullable=False),
    Column("kept_by", String(80), nullable=False),
)
"""Comments that a marker chose to keep for others."""

uses = Table(
    "lwk_comment_use",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("comment", String(32), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
)
"""Each time a comment was put into a box; ``comment`` is its id in the bank."""
