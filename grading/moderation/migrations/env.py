"""Alembic's way in: runs the versions on the connection that it was given, and on no other."""

from alembic import context

from grading.moderation.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
