"""The grid of a static file: which levers, which positions of each, and the scenario at a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from contactline.errors import RunError, did_you_mean
from contactline.language import say
from contactline.language.texts import local_number
from contactline.scenario import Scenario, load
from contactline.scenario.changing import settable
from contactline.scenario.faults import known_names
from contactline.show.app.first_levers import LEVERS
from contactline.show.app.lever import described
from contactline.show.app.levers import place_of
from contactline.show.app.opened import FIXED, differing

LEVERS_SHOWN, POSITIONS, MOST_OWN = 3, 3, 2
ALWAYS = ("broker.pressure_on_russia", "mission.proposal", "mission.russian_consent")
"""What fills the grid once the scenario's own levers are in it: Washington, the force, Moscow."""


@dataclass(frozen=True)
class LeverPosition:
    """Where a lever can stand. value: None for what the scenario says itself."""

    value: Any
    label: str


@dataclass(frozen=True)
class Lever:
    """A lever of the grid. own: the index of the position at which the scenario stands."""

    name: str
    label: str
    positions: tuple[LeverPosition, ...]

    @property
    def own(self) -> int:
        """Return the position at which the scenario stands."""
        return next(at for at, one in enumerate(self.positions) if one.value is None)


@dataclass(frozen=True)
class Grid:
    """All points of some levers under a scenario."""

    scenario: Scenario
    levers: tuple[Lever, ...]

    def points(self) -> list[tuple[int, ...]]:
        """Return every point, the position of each lever; the last lever moves first."""
        return list(product(*(range(len(one.positions)) for one in self.levers)))

    def own(self) -> tuple[int, ...]:
        """Return the point at which the scenario is as written."""
        return tuple(one.own for one in self.levers)

    def changes(self, point: Sequence[int]) -> dict[str, Any]:
        """Return what a point changes in the scenario, by name."""
        pairs = zip(self.levers, point, strict=True)
        found = {lever.name: lever.positions[at].value for lever, at in pairs}
        return {name: value for name, value in found.items() if value is not None}

    def at(self, point: Sequence[int]) -> Scenario:
        """Return the scenario at a point. Raises ScenarioError."""
        changes = self.changes(point)
        return self.scenario.with_dials(changes, file="levers") if changes else self.scenario


def grid(scenario: Scenario, names: Sequence[str] = ()) -> Grid:
    """Return the grid of a scenario over the levers named, else over those that matter for it.

    Raises RunError for a name that is no lever, or named twice, or more than three.
    """
    if len(names) > LEVERS_SHOWN:
        raise RunError(f"--lever may be given up to {LEVERS_SHOWN} times, got {len(names)}.")
    if len(set(names)) < len(names):
        raise RunError(f"--lever names a lever twice: {', '.join(names)}.")
    chosen = tuple(names) or chosen_for(scenario)
    there = differing(scenario, load("base"))
    return Grid(scenario, tuple(lever(scenario, name, there) for name in chosen))


def chosen_for(scenario: Scenario) -> tuple[str, ...]:
    """Return the three levers of a scenario, by rule.

    Up to two that it sets itself otherwise than base: those first with which the page begins, dials
    before the stances of actors; then pressure on Russia, the kind of force and Russia's consent.
    """
    shown = [name for group in LEVERS.values() for name in group]
    own = [name for name in differing(load("base"), scenario) if _is_lever(scenario, name)]
    first = [name for name in shown if name in own]
    own = [*first, *(name for name in own if name not in first)]
    own = sorted(own, key=lambda name: (name not in first, name.startswith("actors.")))[:MOST_OWN]
    return tuple(dict.fromkeys([*own, *ALWAYS]))[:LEVERS_SHOWN]


def lever(scenario: Scenario, name: str, there: Mapping[str, Any]) -> Lever:
    """Return a lever with its positions: the scenario's own, that of base, then the ends.

    A number has the ends of its slider, and the middle where the scenario stands at one of them; a
    word has its options in their order. there: what base says where it differs, by name.
    """
    place = place_of(scenario, name)
    if place is None or name in FIXED:
        names = settable(scenario.actors, known_names())
        raise RunError(f"--lever: no such lever: {name[:80]!r}{did_you_mean(name, names)}")
    label = next((group[name] for group in LEVERS.values() if name in group), "")
    told = described(scenario, place, label)
    if place.actor and not label:
        told["label"] = f"{say(scenario.actors[place.actor].name)}: {told['label']}"
    base = described(load("base"), place) if name in there else None
    others = _words(told) if "options" in told else _numbers(told)
    return Lever(name, str(told["label"]), _positions(told, base, there.get(name), others))


def _positions(
    told: Mapping[str, Any],
    base: Mapping[str, Any] | None,
    base_value: Any,
    others: Sequence[tuple[Any, Any, str]],
) -> tuple[LeverPosition, ...]:
    """Return positions in order. others: (place in order, value, label) of each that may be."""
    order = list(told.get("options", ()))
    found = [
        (
            _place(order, told["value"]),
            LeverPosition(None, say("as written: {value}", value=told["written"])),
        )
    ]
    if base and base_value is not None:
        at = _place(order, base["value"])
        found.append(
            (at, LeverPosition(base_value, say("as in base: {value}", value=base["written"])))
        )
    for at, value, label in others:
        if len(found) < POSITIONS and at not in [other for other, _ in found]:
            found.append((at, LeverPosition(value, label)))
    return tuple(position for _, position in sorted(found, key=lambda pair: pair[0]))


def _place(order: Sequence[str], value: Any) -> float:
    return float(order.index(str(value))) if order else float(value)


def _words(told: Mapping[str, Any]) -> list[tuple[Any, Any, str]]:
    """Return the options of a lever: the last, the first, then those between."""
    names = list(told["options"])
    first = [names[-1], names[0], *names[1:-1]]
    return [
        (_place(names, one), one == "true" if told.get("switch") else one, told["options"][one])
        for one in dict.fromkeys(first)
        if one != "own"
    ]


def _numbers(told: Mapping[str, Any]) -> list[tuple[Any, Any, str]]:
    """Return the ends of a slider and its middle."""
    low, high = float(told["low"]), float(told["high"])
    names = {one["at"]: one["label"] for one in told["marks"]}
    middle = float(round((low + high) / 2)) if told["step"] >= 1 else (low + high) / 2
    return [
        (at, at, f"{local_number(f'{at:g}')} {names.get(at) or told['unit']}".strip())
        for at in (low, high, middle)
    ]


def _is_lever(scenario: Scenario, name: str) -> bool:
    """Return whether a name can be set on the page, as one of what somebody could move."""
    place = place_of(scenario, name)
    if place is None or name in FIXED:
        return False
    return bool(place.actor) or place.dial.kind == "lever"
