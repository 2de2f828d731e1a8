"""Scenarios that differ in numbers only, played side by side in one theatre instead of in many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from contactline.dials.distributions import Distribution
from contactline.scenario import Scenario
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

    def _quantile(self, u):
        each = zip(self.parts, np.split(u, len(self.parts)), strict=True)
        return np.concatenate([part.quantile(ranks) for part, ranks in each])


def outcomes_of(scenarios: Sequence[Scenario], worlds: int) -> list[pd.DataFrame]:
    """The outcomes of the first worlds of each scenario, as each has them alone."""
    groups: dict[object, list[int]] = {}
    for at, scenario in enumerate(scenarios):
        groups.setdefault(_words(scenario), []).append(at)
    found = {}
    for places in groups.values():
        tables = _played([scenarios[at] for at in places], worlds)
        found |= dict(zip(places, tables, strict=True))
    return [found[at] for at in range(len(scenarios))]


def _words(scenario: Scenario) -> tuple[object, ...]:
    """All that must be the same for one theatre: the horizon, the options and the switches."""
    changes = [(event.day, _apart(event.change)) for event in scenario.events]
    return (scenario.horizon_days, _apart(scenario.dials), tuple(changes))


def _apart(values):
    return tuple((name, one) for name, one in values.items() if not isinstance(one, Distribution))


def _played(scenarios: Sequence[Scenario], worlds: int) -> list[pd.DataFrame]:
    """The outcomes of scenarios that differ in numbers: the same worlds again for each of them."""
    first = scenarios[0]
    events = zip(*(scenario.events for scenario in scenarios), strict=True)
    together = replace(
        first,
        dials=_beside([scenario.dials for scenario in scenarios], first.dials),
        events=tuple(
            replace(several[0], change=_changes(several, scenarios)) for several in events
        ),
    )
    table = pd.DataFrame(simulate(together, np.tile(np.arange(worlds), len(scenarios))).columns)
    starts = range(0, len(table), worlds)
    return [table.iloc[at : at + worlds].reset_index(drop=True) for at in starts]


def _changes(events, scenarios):
    """What an event changes in all scenarios; where it leaves a dial alone it sets it as it was."""
    changed = list(dict.fromkeys(name for event in events for name in event.change))
    both = zip(events, scenarios, strict=True)
    return _beside([{**scenario.dials, **event.change} for event, scenario in both], changed)


def _beside(values: Sequence[dict[str, object]], names: Iterable[str]) -> dict[str, object]:
    """The values of several scenarios by name: words as they are, numbers side by side."""
    every = {name: tuple(one[name] for one in values) for name in names}
    return {
        name: Beside(parts) if isinstance(parts[0], Distribution) else parts[0]
        for name, parts in every.items()
    }
