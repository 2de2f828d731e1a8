"""A world as a Mesa model like any other: given a scenario and a seed, stepped day by day.

`contactline.run` is the way to many worlds. This is for Mesa's own tools, which make a model by
its class and arguments: `batch_run`, `DataCollector`, `SolaraViz`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from contactline.errors import RunError, whole_number
from contactline.luck import Luck, Randomness
from contactline.scenario import Scenario, scenario_of
from contactline.world.chronicle import Chronicle
from contactline.world.entries import ChronicleEntry
from contactline.world.outcomes import columns, outcome_of_world
from contactline.world.theatre import BASE, Staging, Theatre

if TYPE_CHECKING:
    import pandas as pd

MOST_WORLDS = 1024

type Staged = Scenario | Staging | str | Path | None


class World(Theatre):
    """One world of a scenario as a Mesa model, or several side by side; a step is a day.

    `World("base", rng=7)` is world 0 of `run(load("base"), seed=7)`, and of any ensemble of that
    seed. `running` is false once the horizon is reached, and no day after it changes anything.
    `datacollector` has a row a day, with day 0; set another to collect something else. `agents`
    are the actors. Every quantity is an array whose last axis is the world.
    """

    def __init__(
        self, scenario: Staged = None, rng: Randomness = None, worlds: int = 1, **dials: Any
    ) -> None:
        """Set the scene of day 0.

        scenario: one, or its name or path; base if not given. rng: whatever NumPy takes for
        randomness. A whole number is the seed itself, None a new one each time; the staging that
        is the model's `scenario` keeps it as `seed`. worlds: worlds 0 to `worlds` - 1. dials:
        other values by name, as in `Scenario.with_dials`. Raises RunError and ScenarioError.
        """
        number = whole_number("worlds", worlds)
        if not 1 <= number <= MOST_WORLDS:
            raise RunError(f"worlds must be from 1 to {MOST_WORLDS}, got {number}.")
        staging = _staging(scenario, rng, dials)
        super().__init__(staging, Luck(staging.seed, np.arange(number)), Chronicle(keep=True))
        self.datacollector = mesa.DataCollector(model_reporters=_reporters(number))
        self.datacollector.collect(self)

    def step(self) -> None:
        """Let a day pass, close the books on the last one, and collect what is to be seen."""
        day = int(self.time)
        super().step()
        if day > self.horizon_days:
            return
        if day == self.horizon_days:
            self.finish(day)
        self.datacollector.collect(self)

    def outcomes(self) -> pd.DataFrame:
        """Return one row a world with what `run(...).outcomes` has; raises RunError before the end.

        The columns are those of `contactline.MEASURES`.
        """
        if self.time < self.horizon_days:
            left = f"day {self.time:g} of {self.horizon_days}"
            raise RunError(
                f"Outcomes are known at the horizon; this is {left}. Call run_model() first."
            )
        import pandas as pd

        return pd.DataFrame({"world": self.luck.worlds, **columns(self)}).set_index("world")

    def story(self, world: int = 0) -> tuple[ChronicleEntry, ...]:
        """Return what has happened so far in a world, each entry with its day, text and cause."""
        return self.chronicle.of_world(world)


def _staging(scenario: Staged, rng: Randomness, dials: Mapping[str, object]) -> Staging:
    """Return what is to be staged; a staging that is given lends its seed if there is no other."""
    seed = rng
    if isinstance(scenario, Staging):
        if rng is None and not dials:
            return scenario
        written, seed = scenario.written, scenario.seed if rng is None else rng
    else:
        written = scenario_of(scenario or BASE)
    return Staging(rng=seed, written=written.with_dials(_plain(dials)) if dials else written)


def _plain(dials: Mapping[str, object]) -> dict[str, object]:
    """Return the values as Python's own, as tools that vary them like to give NumPy's."""
    return {
        name: value.item() if isinstance(value, np.generic) else value
        for name, value in dials.items()
    }


def _share(name: str) -> Callable[[Theatre], float]:
    return lambda theatre: float(READINGS[name](theatre).mean())


def _reporters(worlds: int) -> dict[str, Callable[[Theatre], float | str]]:
    """Return what a model collects each day: means over its worlds, and how a single one stands."""
    means: dict[str, Callable[[Theatre], float | str]] = {name: _share(name) for name in READINGS}
    return means | ({"outcome": lambda t: str(outcome_of_world(t)[0])} if worlds == 1 else {})


def _violations(theatre: Theatre) -> np.ndarray[Any, Any]:
    """Return the violations of today in worlds in a ceasefire, nought in others, (worlds,)."""
    today = theatre.line.fire.sum(axis=(0, 1))
    return np.where(theatre.agreement.in_force, today, 0.0)


READINGS: Mapping[str, Callable[[Theatre], np.ndarray[Any, Any]]] = {
    "at_table": lambda t: t.talks.at_table & ~t.agreement.in_force,
    "ceasefire": lambda t: t.agreement.in_force,
    "ceasefires": lambda t: t.tally.ceasefires,
    "violations": _violations,
    "pledged_troops": lambda t: t.mission.pledged,
    "troops": lambda t: t.mission.deployed,
    "area_km2": lambda t: t.war.area_km2,
}
"""What is read off every world each day, (worlds,); a share or a mean where there are several."""
