"""Cases and towns: what can happen, written by trainers, read and checked here."""

from simgen.errors import ScenarioError
from simgen.scenario.advice import advise
from simgen.scenario.loading import (
    list_scenarios,
    load_both,
    load_scenario,
    load_town,
    scenario_hash,
)
from simgen.scenario.models import Scenario, Service, ServiceFit, Topic, Town
from simgen.scenario.parts import Item
from simgen.scenario.schema import scenario_schema, town_schema
from simgen.scenario.visits import Visit, later

__all__ = [
    "Item",
    "Scenario",
    "ScenarioError",
    "Service",
    "ServiceFit",
    "Topic",
    "Town",
    "Visit",
    "advise",
    "later",
    "list_scenarios",
    "load_both",
    "load_scenario",
    "load_town",
    "scenario_hash",
    "scenario_schema",
    "town_schema",
]
