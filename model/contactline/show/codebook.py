"""The codebook of a folder of results: what every column of every table means, for a program.

It is a tabular data package (specs.frictionlessdata.io), made from the registries: a new measure,
outcome, dial or table follows by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from contactline import __version__
from contactline.dials import DIALS
from contactline.dials.measures import MEASURES, OUTCOMES
from contactline.scenario import AS_IT_COMES, FIELDS, IF_CEASEFIRE
from contactline.show.words import NOT_A_FORECAST
from contactline.study.ledger.questions import MAINS

if TYPE_CHECKING:
    import pandas as pd

CODEBOOK = "datapackage.json"

TABLES: Mapping[str, str] = {
    "outcomes": "One row a world of every run: how it ends, and all that is measured in it.",
    "inputs": "One row a world of every run: each number that it drew before anything happened.",
    "table": "Shares of outcomes, measures in numbers and in words, and how long ceasefires last.",
    "contributors": "Who sends troops: one row a contributor of every run.",
    "weekly": "Bands over worlds of every weekly quantity: troops, violations, positions, drafts.",
    "phases": "Worlds at war, talking and in a ceasefire, one row a week.",
    "survival": "Share of first ceasefires that still hold by Kaplan and Meier, one row a day.",
    "sectors": "Violations by week and sector of the contact line.",
    "samples": "The first three worlds of every run, week by week.",
    "chronicle": "What happens in world 0 of the scenario in focus, one row an event.",
    "differences": "Paired differences in the same worlds, scenario less reference.",
    "flips": "Worlds that change their outcome in the same luck: from which, to which.",
    "ledger": "What could overturn the results, one row a dial.",
}
"""What each table of a folder of results holds."""

COLUMNS: Mapping[str, str] = {
    "scenario": "Name of the scenario.",
    "view": "How worlds are seen: as a ceasefire comes, or with one imposed.",
    "world": "Number of the world; the same number has the same luck in every scenario.",
    "outcome": "How the world ends.",
    "kind": "What sort of row this is.",
    "name": "Name in the registry.",
    "label": "What it is called in charts and sentences.",
    "value": "The value that is counted, or measured.",
    "unit": "Unit of the numbers of the row.",
    "worlds": "Worlds that are so.",
    "n": "Worlds that the row rests on.",
    "share": "Share of n, from 0 to 1.",
    "mean": "Restricted mean in days, or share, by Kaplan and Meier.",
    "low": "Lower end: of the 95 % interval; in a ledger, of what the dial is moved between.",
    "high": "Upper end: of the 95 % interval; in a ledger, of what the dial is moved between.",
    "median": "Half of the worlds lie below.",
    "q05": "5 % quantile over worlds.",
    "q25": "25 % quantile over worlds.",
    "q75": "75 % quantile over worlds.",
    "q95": "95 % quantile over worlds.",
    "contributor": "Key of the actor.",
    "leads": "Whether it may lead a mission.",
    "series": "Name of the weekly quantity.",
    "week": "Week of the run, from 0.",
    "day": "Day; of a chronicle since the start, of survival since the ceasefire began.",
    "date": "Date in the scenario.",
    "war": "Worlds at war that do not talk.",
    "talks": "Worlds at war that talk.",
    "ceasefire": "Worlds in a ceasefire.",
    "at_risk": "Ceasefires still watched when that day begins.",
    "broken": "Ceasefires broken before that day.",
    "censored": "Ceasefires lost from sight before that day, as their run ended.",
    "sector": "Sector of the contact line, about 10 km, from 1 in the north-east.",
    "direction": "Direction of the front that the sector lies in.",
    "violations": "Violations summed over the n worlds in a ceasefire that week.",
    "actor": "Who acted.",
    "text": "What happened.",
    "cause": "Why.",
    "reference": "Name of the scenario compared with.",
    "reference_mean": "Mean or share under the reference.",
    "scenario_mean": "Mean or share under the scenario.",
    "difference": "Scenario less reference in the same worlds.",
    "within_noise": "Whether the interval covers 0.",
    "n_reference": "Worlds of the reference with a value (for a share: that are so).",
    "n_scenario": "Worlds of the scenario with a value (for a share: that are so).",
    "higher": "Worlds in which the scenario lies above the reference.",
    "lower": "Worlds in which the scenario lies below the reference.",
    "having_reference": "Share of worlds of the reference that have a value.",
    "having_scenario": "Share of worlds of the scenario that have a value.",
    "having_difference": "How that share differs.",
    "having_low": "Lower end of the 95 % interval of that difference.",
    "having_high": "Upper end of the 95 % interval of that difference.",
    "dial": "Name of the dial or of the number of an actor.",
    "grade": "What the number rests on.",
    "sources": "Claims, figures or reasons behind the number.",
    "levels_from": "Where the ends come from between which it is moved.",
    "overturns": "Which findings fail, where, and what the runs say instead.",
    "before": "Outcome under the reference.",
    "after": "Outcome under the scenario.",
}
"""What the columns mean that no registry declares."""


def codebook(tables: Mapping[str, pd.DataFrame], *, name: str, command: str) -> dict[str, Any]:
    """Return the description of the tables of a folder, each lying beside it as NAME.csv."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": f"Results of contactline {__version__}",
        "description": f"{NOT_A_FORECAST} Made by: {command}",
        "resources": [resource(one, frame) for one, frame in tables.items()],
    }


def resource(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    """Return the description of one table."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": TABLES[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [field(str(column), frame[column], name) for column in frame.columns],
            "missingValues": [""],
        },
    }


def field(name: str, values: pd.Series, table: str) -> dict[str, Any]:
    """Return the description of one column: type, meaning, unit, and what it can hold."""
    kind = _kind(name, values)
    about: dict[str, Any] = {"name": name, "type": kind, **_said_of(name, table)}
    if kind == "boolean":
        about |= {"trueValues": ["TRUE"], "falseValues": ["FALSE"]}
    if name == "outcome":
        about["constraints"] = {"enum": list(OUTCOMES)}
    if name == "view":
        about["constraints"] = {"enum": [AS_IT_COMES, IF_CEASEFIRE]}
    return about


def _kind(name: str, values: pd.Series) -> str:
    """Return the type of a column: by its name where the registries say it, else by its values."""
    import pandas as pd

    if name in MEASURES:
        kinds = {"name": "string", "yes": "boolean"}
        return kinds.get(MEASURES[name].kind, "number")
    if name == "date":
        return "date"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    if pd.api.types.is_float_dtype(values):
        return "number"
    known = values.dropna()
    if len(known) and all(isinstance(value, bool) for value in known):
        return "boolean"
    return "number" if pd.api.types.is_numeric_dtype(values) else "string"


def _said_of(name: str, table: str) -> dict[str, str]:
    """Return title, description and unit of a column."""
    if table == "inputs" and name not in ("scenario", "view", "world"):
        return _said_of_input(name)
    measure = MEASURES.get(name.partition(".")[0])
    if measure:
        whose = name.partition(".")[2]
        label = measure.label + (f", {whose}" if whose else "")
        unit = {"unit": measure.unit} if measure.unit else {}
        return {"title": label, "description": measure.definition} | unit
    return {"description": COLUMNS.get(name) or _said_of_effect(name)}


def _said_of_effect(name: str) -> str:
    """Return what a column of a ledger means, such as `holds_effect` or `holds_low`."""
    main, _, part = name.rpartition("_")
    if main not in MAINS:
        raise LookupError(f"COLUMNS in show/codebook.py does not say what {name} means.")
    parts = {"effect": "how far it moves between both ends", **COLUMNS}
    return f"{MAINS[main].label}: {parts[part]}"


def _said_of_input(name: str) -> dict[str, str]:
    """Return what a dial, a number of an actor or a private leaning means."""
    if name in DIALS:
        dial = DIALS[name]
        return {"description": dial.sentence} | ({"unit": dial.unit} if dial.unit else {})
    section, _, key = name.rpartition(".")
    if section.startswith("actors"):
        found = next((one for one in FIELDS.values() if one.key == key), None)
        return {"description": f"{section.partition('.')[2]}: {found.sentence if found else key}"}
    if section.startswith("private"):
        return {"description": "What it privately wants beyond what it says, drawn once a world."}
    return {"description": "Drawn once a world."}
