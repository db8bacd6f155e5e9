"""
The published JSON Schemas of cases and towns.

They lie in ``scenarios/schema`` so that an editor can help whoever writes a
case; a test holds the files equal to the models.
"""

from typing import Any

from pydantic import BaseModel

from simgen.scenario.models import Scenario, Town

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file."""
    return _schema(Scenario, "A case of the link-worker kit")


def town_schema() -> dict[str, Any]:
    """Return the JSON Schema of a town file."""
    return _schema(Town, "A town of the link-worker kit")


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}
