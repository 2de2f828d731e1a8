"""A scenario file: read, checked against the dials, merged into its parent, written back."""

from contactline.errors import ScenarioError
from contactline.scenario.changing import parse_setting
from contactline.scenario.faults import Known, known_names
from contactline.scenario.fields import FIELDS
from contactline.scenario.library import available, load, parse, scenario_of
from contactline.scenario.model import AS_IT_COMES, IF_CEASEFIRE, Scenario, View
from contactline.scenario.schema import SCHEMA_FILE, is_schema, json_schema, schema_text
from contactline.scenario.specs import ActorSpec, Event, Stance, Truce
from contactline.scenario.template import template
from contactline.scenario.values import Value, value_of

__all__ = [
    "AS_IT_COMES",
    "FIELDS",
    "IF_CEASEFIRE",
    "SCHEMA_FILE",
    "ActorSpec",
    "Event",
    "Known",
    "Scenario",
    "ScenarioError",
    "Stance",
    "Truce",
    "Value",
    "View",
    "available",
    "is_schema",
    "json_schema",
    "known_names",
    "load",
    "parse",
    "parse_setting",
    "scenario_of",
    "schema_text",
    "template",
    "value_of",
]
