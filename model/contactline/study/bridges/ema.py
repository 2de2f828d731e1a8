"""Exploratory modelling: a scenario as a model of the EMA workbench.

Its uncertain dials become uncertainties over the range the scenario gives them (every value
alike, as exploration asks), levers become levers over all they allow. The workbench wants names
without dots: `broker.backing` is `broker__backing` there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution
from contactline.dials.measures import LASTING
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import run
from contactline.study.levels import declared_in, differs, known_dial, value_of
from contactline.study.sensitivity import check_measure, measured, movable
from contactline.world.outcomes import HOLDING

NO_DOT = "__"


@dataclass(frozen=True)
class Experiment:
    """One experiment: dials in, the mean of each measure out. It can be sent to a process."""

    scenario: Scenario
    measures: tuple[str, ...]
    worlds: int
    seed: int

    def __call__(self, **dials: Any) -> dict[str, float]:
        """Return the mean of each measure in the same worlds, NaN where no world has a value."""
        named = {name.replace(NO_DOT, "."): value for name, value in dials.items()}
        declared = {name: declared_in(self.scenario, name) for name in named}
        plain = {name: _plain(declared[name], value) for name, value in named.items()}
        changed = self.scenario.with_dials(plain)
        results = run(changed, worlds=self.worlds, seed=self.seed)
        columns = {name: measured(results, name) for name in self.measures}
        return {
            name: float(values[~np.isnan(values)].mean()) if np.isfinite(values).any() else np.nan
            for name, values in columns.items()
        }


def model(
    scenario: Scenario,
    *,
    dials: Sequence[str] | None = None,
    levers: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    worlds: int = 50,
    seed: int = 1,
) -> Any:
    """Return an `ema_workbench.Model`, ready for an evaluator.

    dials: uncertainties, dials or numbers of actors; all dials that differ between worlds and are
    no levers if not given. levers: all levers but those of `assume` if not given. measures: as in
    `swings`, those of `usual_measures` if not given. Needs the extra `experiments`.
    Raises RunError.
    """
    workbench = from_extra("ema_workbench", "experiments")
    for name in levers or ():
        known_dial(name)
    asked = usual_measures(scenario) if measures is None else tuple(measures)
    for name in asked:
        check_measure(name)
    unsure = uncertainties(scenario) if dials is None else dials
    moved = all_levers() if levers is None else levers
    experiment = Experiment(scenario, asked, worlds, seed)
    made = workbench.Model("contactline", function=experiment)
    made.uncertainties = [
        _parameter(workbench, declared_in(scenario, n), *bounds(scenario, n)) for n in unsure
    ]
    made.levers = [_parameter(workbench, DIALS[n], DIALS[n].low, DIALS[n].high) for n in moved]
    made.outcomes = [workbench.ScalarOutcome(name) for name in asked]
    return made


def usual_measures(scenario: Scenario) -> tuple[str, ...]:
    """Return how often a ceasefire holds or collapses, and the longest restricted mean of days."""
    horizon = scenario.horizon_days
    means = [one for one in LASTING.values() if one.kind == "days"]
    known = [one.name for one in means if (one.within or 0) <= horizon]
    return (*HOLDING, "collapsed", *known[-1:])


def uncertainties(scenario: Scenario) -> tuple[str, ...]:
    """Return the dials that differ between worlds and are no levers."""
    unsure = (name for name in movable(scenario) if DIALS[name].is_number)
    return tuple(name for name in unsure if DIALS[name].kind != "lever")


def all_levers() -> tuple[str, ...]:
    """Return the levers somebody could move; those of `assume` only choose the view."""
    return tuple(
        n for n, dial in DIALS.items() if dial.kind == "lever" and dial.section != "assume"
    )


def bounds(scenario: Scenario, name: str) -> tuple[float, float]:
    """Return the range the scenario gives a dial, or all it allows where it is fixed."""
    value, dial = value_of(scenario, name), declared_in(scenario, name)
    if isinstance(value, Distribution) and differs(scenario, name):
        return value.support
    return dial.low, dial.high


def _parameter(workbench: Any, dial: Dial, low: float, high: float) -> Any:
    """Return the workbench's parameter for a dial."""
    name = dial.name.replace(".", NO_DOT)
    if dial.switch:
        return workbench.BooleanParameter(name)
    if dial.options:
        return workbench.CategoricalParameter(name, list(dial.options))
    if dial.whole:
        return workbench.IntegerParameter(name, int(low), int(high))
    return workbench.RealParameter(name, low, high)


def _plain(dial: Dial, value: Any) -> float | bool | str:
    """Return a sampled value as a scenario file would write it."""
    if dial.switch:
        return bool(value)
    return str(value) if dial.options else float(value)
