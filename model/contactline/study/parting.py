"""What one scenario has otherwise than another, change by change, and scenarios between the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.specs import Event, Stance

HORIZON = "horizon_days"
ALWAYS = "nobody"
"""Stands for what an actor has in neither scenario."""

_TOLD_ALONE = {"id", "basis", "stances"}
FIELDS_OF_ACTORS = tuple(one.name for one in fields(ActorSpec) if one.name not in _TOLD_ALONE)


def changes_between(a: Scenario, b: Scenario, *, most: int = 0) -> tuple[str, ...]:
    """Return what scenario `b` has otherwise than `a`, as far as a run reads it.

    Named as in a file: `horizon_days`, `broker.backing`, `actors.uk.home_support`,
    `actors.uk.foreign_force` for a stance with all its numbers, `actors.canada` for one that is in
    only one of them, `events.truce`. most: where there are more, all that an actor has otherwise
    is one change.
    """
    found = _changes(a, b, by_actor=False)
    return found if not most or len(found) <= most else _changes(a, b, by_actor=True)


def with_changes(a: Scenario, b: Scenario, made: Iterable[str]) -> Scenario:
    """Return scenario `a` with some of the changes that lead to `b`, by their names."""
    names = set(made)
    before, after = _events(a), _events(b)
    events = (
        (after if f"events.{key}" in names else before).get(key) for key in _either(before, after)
    )
    actors = {key: _actor(a, b, key, names) for key in _either(a.actors, b.actors)}
    return replace(
        a,
        dials={key: (b if key in names else a).dials[key] for key in a.dials},
        actors={key: spec for key, spec in actors.items() if spec is not None},
        events=tuple(sorted(filter(None, events), key=lambda one: (one.day, one.id))),
        horizon_days=(b if HORIZON in names else a).horizon_days,
    )


def _changes(a: Scenario, b: Scenario, *, by_actor: bool) -> tuple[str, ...]:
    """Return the names of all changes; by_actor: one for all that an actor has otherwise."""
    horizon = [HORIZON] if a.horizon_days != b.horizon_days else []
    dials = [name for name in a.dials if a.dials[name] != b.dials[name]]
    actors = []
    for key in _either(a.actors, b.actors):
        found = _of_actor(a.actors.get(key), b.actors.get(key))
        whole = found and (by_actor or ALWAYS in found)
        actors += [f"actors.{key}"] if whole else [f"actors.{key}.{one}" for one in found]
    before, after = _events(a), _events(b)
    events = [
        f"events.{key}"
        for key in _either(before, after)
        if _happens(before.get(key)) != _happens(after.get(key))
    ]
    return (*horizon, *dials, *actors, *events)


def _of_actor(a: ActorSpec | None, b: ActorSpec | None) -> list[str]:
    """Return the fields and the issues in which an actor differs, what it rests on aside."""
    if a is None or b is None:
        return [ALWAYS]
    found = [name for name in FIELDS_OF_ACTORS if getattr(a, name) != getattr(b, name)]
    issues = _either(a.stances, b.stances)
    return found + [key for key in issues if _said(a.stances, key) != _said(b.stances, key)]


def _actor(a: Scenario, b: Scenario, key: str, names: set[str]) -> ActorSpec | None:
    """Return an actor with the changes that have been made of it."""
    before, after = a.actors.get(key), b.actors.get(key)
    if f"actors.{key}" in names:
        return after
    if before is None or after is None:
        return before
    made = {name for name in FIELDS_OF_ACTORS if f"actors.{key}.{name}" in names}
    stances = {
        issue: found
        for issue in _either(before.stances, after.stances)
        if (found := (after if f"actors.{key}.{issue}" in names else before).stances.get(issue))
    }
    return replace(before, stances=stances, **{name: getattr(after, name) for name in made})


def _said(stances: Mapping[str, Stance], issue: str) -> Stance | None:
    """Return a stance without what it rests on."""
    return replace(stances[issue], basis=()) if issue in stances else None


def _events(of: Scenario) -> dict[str, Event]:
    return {one.id: one for one in of.events}


def _happens(event: Event | None) -> object:
    """Return what of an event a run reads: neither its words nor its claims."""
    return event and replace(event, title="", claims=(), date=event.date.min, dated=False)


def _either(a: Iterable[str], b: Iterable[str]) -> list[str]:
    """Return what is in either, in the order of the first and then of the second."""
    return list(dict.fromkeys([*a, *b]))
