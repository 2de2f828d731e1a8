"""What the page asks for, checked before anything is run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from contactline.errors import RunError, did_you_mean
from contactline.scenario import Scenario, available, load
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN

MOST_WORLDS = 1000
MOST_NEXT = 8
LONGEST_PAGE = 64
MOST_CHANGES = 50
FIXED = ("date", "horizon_days")


@dataclass(frozen=True)
class Asked:
    """One request of the page. `changes`: by name of the dial, in the order they were made.

    against: the scenario drawn in grey. charts: keys of `DRAWN`. page: the open page that asks.
    next: changes that are likely to be asked for after these.
    """

    scenario: str
    changes: Mapping[str, Any]
    worlds: int
    seed: int
    imposed: bool
    against: str
    charts: tuple[str, ...]
    page: str
    next: tuple[Mapping[str, Any], ...]


def question(body: object) -> Asked:
    """Return the question a JSON body asks; raises RunError for anything else."""
    if not isinstance(body, dict):
        raise RunError(f"A request must be an object in JSON, got {type(body).__name__}.")
    allowed = [one.name for one in fields(Asked)]
    for key in body:
        if key not in allowed:
            raise RunError(f"Unknown key {key[:40]!r}. Keys are: {', '.join(allowed)}.")
    name, imposed = bundled(body.get("scenario", "base")), body.get("imposed", False)
    if not isinstance(imposed, bool):
        raise RunError(f"imposed must be true or false, got {imposed!r:.60}.")
    return Asked(
        scenario=name,
        changes=_changes(body.get("changes", {})),
        worlds=_whole("worlds", body.get("worlds", 100), 1, MOST_WORLDS),
        imposed=imposed,
        against=bundled(body.get("against", name)),
        charts=_charts(body.get("charts", list(FIRST_SHOWN))),
        page=_page(body.get("page", "")),
        next=_next(body.get("next", [])),
        seed=_whole("seed", body.get("seed", 1), 1 - 2**53, 2**53 - 1),
    )


def changed(name: str, changes: Mapping[str, Any]) -> Scenario:
    """Return a bundled scenario with changes; raises ScenarioError, placed in `levers`."""
    return _changed(name, json.dumps(changes))


def both(asked: Asked) -> tuple[Scenario, Scenario]:
    """Return the scenario drawn in grey, and the one with the changes, in the view asked for.

    Raises ScenarioError, placed in `levers`, one line a change.
    """
    before, after = load(asked.against), changed(asked.scenario, asked.changes)
    return in_view(before, asked), in_view(after, asked)


def in_view(scenario: Scenario, asked: Asked) -> Scenario:
    """Return a scenario in the view that is asked for. Raises ScenarioError."""
    return scenario.if_ceasefire() if asked.imposed else scenario


@lru_cache(maxsize=256)
def _changed(name: str, changes: str) -> Scenario:
    scenario, wanted = load(name), json.loads(changes)
    return scenario.with_dials(wanted, file="levers") if wanted else scenario


def bundled(name: object) -> str:
    """Return the name of a bundled scenario; raises RunError for any other."""
    if not isinstance(name, str) or name not in available():
        near = did_you_mean(str(name), available()) or f". There are: {', '.join(available())}."
        raise RunError(f"No such scenario: {name!r:.60}{near}")
    return name


def _charts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > len(DRAWN):
        raise RunError(f"charts must be a list of at most {len(DRAWN)} keys.")
    for key in found:
        if not isinstance(key, str) or key not in DRAWN:
            raise RunError(f"No such chart: {key!r:.60}. There are: {', '.join(DRAWN)}.")
    return tuple(dict.fromkeys(found))


def _page(found: object) -> str:
    if not isinstance(found, str) or len(found) > LONGEST_PAGE:
        raise RunError(f"page must be a text of at most {LONGEST_PAGE} letters.")
    return found


def _next(found: object) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(found, list) or len(found) > MOST_NEXT:
        raise RunError(f"next must be a list of at most {MOST_NEXT} objects of changes.")
    return tuple(_changes(one) for one in found)


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
