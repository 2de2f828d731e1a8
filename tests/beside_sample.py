"""Scenarios that differ in numbers only, played side by side in one theatre instead of in many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from contactline.dials.distributions import Distribution
from contactline.scenario import Scenario
from contactline.scenario.specs import ActorSpec, Stance
from contactline.study.ensemble import simulate


@dataclass(frozen=True)
class Beside(Distribution):
    """Several distributions, each in a part of the worlds of its own; all parts are of one size."""

    parts: tuple[Distribution, ...]

    @property
    def stated(self):
        return tuple(number for part in self.parts for number in part.stated)

    def to_plain(self):
        raise NotImplementedError

    def moved(self, factor, shift):
        return replace(self, parts=tuple(part.moved(factor, shift) for part in self.parts))

    def _quantile(self, u):
        each = zip(self.parts, np.split(u, len(self.parts)), strict=True)
        return np.concatenate([part.quantile(ranks) for part, ranks in each])


def outcomes_of(scenarios: Sequence[Scenario], worlds: int | Sequence[int]) -> list[pd.DataFrame]:
    """The outcomes of the first worlds of each scenario, or of these, as each has them alone."""
    numbers = range(worlds) if isinstance(worlds, int) else worlds
    groups: dict[object, list[int]] = {}
    for at, scenario in enumerate(scenarios):
        groups.setdefault(words_of(scenario), []).append(at)
    found = {}
    for places in groups.values():
        tables = _played([scenarios[at] for at in places], numbers)
        found |= dict(zip(places, tables, strict=True))
    return [found[at] for at in range(len(scenarios))]


def words_of(scenario: Scenario) -> tuple[object, ...]:
    """All that must be the same for one theatre: the horizon, the options and the switches."""
    changes = [(event.day, _apart(event.change)) for event in scenario.events]
    return (scenario.horizon_days, _apart(scenario.dials), _apart(scenario.actors), tuple(changes))


def _apart(value):
    """A value without its numbers."""
    if isinstance(value, Distribution):
        return None
    if isinstance(value, Mapping):
        numbers = [name for name, one in value.items() if isinstance(one, Distribution)]
        return tuple((name, _apart(one)) for name, one in value.items() if name not in numbers)
    if isinstance(value, (ActorSpec, Stance)):
        return tuple(_apart(getattr(value, one.name)) for one in fields(value))
    return value


def beside(scenarios: Sequence[Scenario]) -> Scenario:
    """Scenarios that differ in numbers as one: the same worlds again for each of them."""
    first = scenarios[0]
    events = zip(*(scenario.events for scenario in scenarios), strict=True)
    return replace(
        first,
        dials=_beside([scenario.dials for scenario in scenarios], first.dials),
        actors=_beside([scenario.actors for scenario in scenarios], first.actors),
        events=tuple(
            replace(several[0], change=_changes(several, scenarios)) for several in events
        ),
    )


def _played(scenarios: Sequence[Scenario], worlds: Sequence[int]) -> list[pd.DataFrame]:
    """The outcomes of scenarios that differ in numbers."""
    numbers = np.tile(np.array(worlds), len(scenarios))
    table = pd.DataFrame(simulate(beside(scenarios), numbers).columns)
    starts = range(0, len(table), len(worlds))
    return [table.iloc[at : at + len(worlds)].reset_index(drop=True) for at in starts]


def _changes(events, scenarios):
    """What an event changes in all scenarios; where it leaves a dial alone it sets it as it was."""
    changed = list(dict.fromkeys(name for event in events for name in event.change))
    both = zip(events, scenarios, strict=True)
    return _beside([{**scenario.dials, **event.change} for event, scenario in both], changed)


def _beside(values: Sequence[Mapping[str, object]], names: Iterable[str]) -> dict[str, object]:
    """The values of several scenarios by name: words as they are, numbers side by side."""
    return {name: _one_of([one[name] for one in values]) for name in names}


def _one_of(values):
    """One value in place of several that differ in numbers only."""
    first = values[0]
    if all(one is first or one == first for one in values):
        return first
    if isinstance(first, Distribution):
        return Beside(tuple(values))
    if isinstance(first, Mapping):
        return _beside(values, first)
    if isinstance(first, (ActorSpec, Stance)):
        names = [one.name for one in fields(first)]
        return replace(
            first, **{name: _one_of([getattr(one, name) for one in values]) for name in names}
        )
    return first
