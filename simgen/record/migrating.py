"""
Bring the record of an older kit up to this kit's schema, one version at a time.

A record that was good under its own version stays good, with the same events in
the same order. What was no record before is none afterwards: checking comes
after migrating, so a migration takes whatever it is given and never raises.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simgen.record.events import SCHEMA_VERSION

Data = Mapping[str, Any]
"""A record as it stands in its file, unchecked but for its ``schema_version``."""


def migrate(data: Data) -> dict[str, Any]:
    """
    Return a record's data in the present schema.

    ``data["schema_version"]`` is a whole number from 1 to ``SCHEMA_VERSION``.
    ``data`` itself is left as it was.
    """
    record = dict(data)
    while record["schema_version"] < SCHEMA_VERSION:
        version = record["schema_version"]
        record = {**_STEPS[version](record), "schema_version": version + 1}
    return record


def _from_1(record: Data) -> Data:
    """
    Version 2 added kinds of events and changed none that there were.

    So there is nothing to change; the number alone tells an older kit that it
    may meet what it does not know.
    """
    return record


_STEPS: dict[int, Callable[[Data], Data]] = {1: _from_1}
