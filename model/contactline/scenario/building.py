"""A tree checked and made into the parts of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from contactline.dials.distributions import Distribution
from contactline.errors import Fault, ScenarioError
from contactline.scenario.content import file_shape
from contactline.scenario.decisions import DECISIONS
from contactline.scenario.faults import FileCheck, Known, Meanings
from contactline.scenario.fields import CONTRIBUTOR_FIELDS, EXPECTATIONS, FIELDS, TRUCE_FIELDS
from contactline.scenario.rules import (
    check_actors,
    check_events,
    check_expectations,
    check_imposed_day,
    day_of,
)
from contactline.scenario.scalars import joined
from contactline.scenario.specs import ActorSpec, Event, Stance, Truce
from contactline.scenario.tree import Node
from contactline.scenario.values import Value, value_of

type Found = Mapping[str, Any]


def parts(
    tree: Node, known: Known, faults: Iterable[Fault] = (), before: Meanings | None = None
) -> dict[str, Any]:
    """Return the fields of a scenario by name, from the tree of its resolved file.

    faults: those found while reading. before: what the entries of another tree mean, which are not
    checked again where this one shares them. Raises ScenarioError with every fault of the tree.
    """
    check = FileCheck(known, list(faults), found=before or {})
    found = file_shape(known).check(tree, "", check) or {}
    horizon_days = found.get("horizon_days", FIELDS["horizon_days"].default)
    if "actors" in found:
        check_actors(found["actors"], tree.entries["actors"], check)
    check_events(found, tree, horizon_days, check)
    check_imposed_day(found, tree, horizon_days, check)
    check_expectations(tree, check)
    if check.faults:
        raise ScenarioError(list(dict.fromkeys(check.faults)))
    return {
        **{key: found.get(key, "") for key in ("title", "summary", "question")},
        **{key: dict(sorted(found.get(key, {}).items())) for key in EXPECTATIONS},
        "claims": found.get("claims", ()),
        "date": found["date"],
        "horizon_days": horizon_days,
        "dials": _dials(found, known),
        "actors": {
            key: _actor(key, actor, known) for key, actor in sorted(found["actors"].items())
        },
        "events": _events(found, horizon_days),
    }


def meanings(tree: Node, known: Known) -> Meanings:
    """Return what sections, actors and events of a tree mean, by path; nothing if it has faults."""
    check = FileCheck(known)
    found = file_shape(known).check(tree, "", check) or {}
    if check.faults:
        return {}
    whole = {key: (tree.entries[key], value) for key, value in found.items()}
    return whole | {
        joined(table, key): (tree.entries[table].entries[key], value)
        for table in ("actors", "events")
        for key, value in found.get(table, {}).items()
    }


def partial_faults(tree: Node, known: Known) -> list[Fault]:
    """Return the faults of a file whose parents could not be read, leaving out what they give."""
    check = FileCheck(known, partial=True)
    file_shape(known).check(tree, "", check)
    return check.faults


@cache
def _default(name: str) -> Any:
    return value_of(FIELDS[name], FIELDS[name].default)


def _dials(found: Found, known: Known) -> dict[str, Value]:
    """Return every dial in declared order, with its default where the file is silent."""
    dials: dict[str, Value] = {}
    for name, dial in known.dials.items():
        stated = found.get(dial.section, {})
        given = dial.key in stated
        dials[name] = stated[dial.key] if given else value_of(dial, dial.default)
    return dials


def _actor(key: str, found: Found, known: Known) -> ActorSpec:
    stances = {
        issue: found["stances"][issue] for issue in known.issues if issue in found["stances"]
    }
    plays = found.get("plays", {})
    return ActorSpec(
        id=key,
        name=found["name"],
        role=found["role"],
        capability=found["capability"],
        **{field: found.get(field, _default(f"actors.*.{field}")) for field in CONTRIBUTOR_FIELDS},
        basis=found.get("basis", ()),
        stances={issue: _stance(stance, found["role"]) for issue, stance in stances.items()},
        plays={name: plays[name] for name in DECISIONS if name in plays},
    )


def _stance(found: Found, role: str) -> Stance:
    if role != "belligerent":
        return Stance(**found)
    flexibility: Distribution = _default("actors.*.stances.*.flexibility")
    return Stance(**{"flexibility": flexibility, **found})


def _truce(found: Found) -> Truce:
    defaults = {field: _default(f"events.*.truce.{field}") for field in TRUCE_FIELDS}
    return Truce(**{**defaults, **found})


def _events(found: Found, horizon_days: int) -> tuple[Event, ...]:
    """Return the events within the horizon, by day, then by id."""
    start = found["date"]
    events = []
    for key, event in found.get("events", {}).items():
        day = day_of(event, start)
        if day is not None and day <= horizon_days:
            events.append(
                Event(
                    id=key,
                    day=day,
                    date=start + timedelta(days=day),
                    dated="date" in event,
                    title=event["title"],
                    claims=event.get("claims", ()),
                    change=dict(sorted(event.get("change", {}).items())),
                    recommit=event.get("recommit", False),
                    truce=_truce(event["truce"]) if "truce" in event else None,
                )
            )
    return tuple(sorted(events, key=lambda event: (event.day, event.id)))
