"""The kit's version: the one place where it is written; ``pyproject.toml`` reads it here."""

__version__ = "0.1.0"
