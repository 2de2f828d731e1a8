"""What the page asks for, checked before anything is run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from threading import Lock
from typing import Any

from contactline.errors import RunError
from contactline.scenario import Scenario, available, load
from contactline.study.ensemble import Results, run

MOST_WORLDS = 200
MOST_CHANGES = 50
FIXED = ("date", "horizon_days")

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Asked:
    """One request of the page. `changes`: by name of the dial, in the order they were made."""

    scenario: str
    changes: Mapping[str, Any]
    worlds: int
    seed: int
    imposed: bool


def question(body: object) -> Asked:
    """Return the question a JSON body asks; raises RunError for anything else."""
    if not isinstance(body, dict):
        raise RunError(f"A request must be an object in JSON, got {type(body).__name__}.")
    allowed = [one.name for one in fields(Asked)]
    for key in body:
        if key not in allowed:
            raise RunError(f"Unknown key {key[:40]!r}. Keys are: {', '.join(allowed)}.")
    name, imposed = body.get("scenario", "base"), body.get("imposed", False)
    if name not in available():
        raise RunError(f"No such scenario: {name!r:.60}. There are: {', '.join(available())}.")
    if not isinstance(imposed, bool):
        raise RunError(f"imposed must be true or false, got {imposed!r:.60}.")
    return Asked(
        scenario=name,
        changes=_changes(body.get("changes", {})),
        worlds=_whole("worlds", body.get("worlds", 100), 1, MOST_WORLDS),
        seed=_whole("seed", body.get("seed", 1), 1 - 2**53, 2**53 - 1),
        imposed=imposed,
    )


def before_and_after(asked: Asked) -> tuple[Results, Results]:
    """Return the run of the scenario as written and with the changes, in the same worlds.

    Raises ScenarioError, placed in `levers`, one line a change; RunError.
    """
    rest = (asked.imposed, asked.worlds, asked.seed)
    _changed(asked.scenario, json.dumps(asked.changes))
    with _ONE_AT_A_TIME:
        before = _ran(asked.scenario, "{}", *rest)
        return before, _ran(asked.scenario, json.dumps(asked.changes), *rest)


@lru_cache(maxsize=64)
def _ran(name: str, changes: str, imposed: bool, worlds: int, seed: int) -> Results:
    """Return the results without the weekly counts, which the page does not show."""
    scenario = _changed(name, changes)
    results = run(scenario.if_ceasefire() if imposed else scenario, worlds=worlds, seed=seed)
    return replace(results, histograms={}, samples={})


def _changed(name: str, changes: str) -> Scenario:
    scenario, wanted = load(name), json.loads(changes)
    return scenario.with_dials(wanted, file="levers") if wanted else scenario


def _changes(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict) or len(found) > MOST_CHANGES:
        raise RunError(f"changes must be an object of at most {MOST_CHANGES} dials by name.")
    for name in FIXED:
        if name in found:
            raise RunError(f"{name} cannot be changed on the page; write a scenario file for that.")
    return found


def _whole(name: str, found: object, low: int, high: int) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
        raise RunError(f"{name} must be a whole number from {low} to {high}, got {found!r:.60}.")
    return found
