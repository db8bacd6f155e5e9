"""How the tables beside the gradebook changed, version by version; Alembic carries them over."""
