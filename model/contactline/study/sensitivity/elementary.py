"""Elementary effects after Morris: which of many inputs matter at all, with few rows.

Each trajectory moves one input after the other, from where the last one left off, by two thirds of
what it may be (1991, Technometrics 33). The mean size of an input's effects is that of Campolongo
et al. (2007, Environmental Modelling & Software 22). All of it is SALib's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array
from contactline.errors import RunError, whole_number
from contactline.luck import for_numpy
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.bridges.salib import problem
from contactline.study.measured import check_measure
from contactline.study.sensitivity.sampled import (
    FEWEST_SETS,
    OfASample,
    Sampled,
    described,
    sampled,
)

if TYPE_CHECKING:
    import pandas as pd

type Progress = Callable[[int, int], None]

LEVELS = 4
MEAN_OF_HALF_NORMAL = np.sqrt(2 / np.pi)


@dataclass(frozen=True)
class ElementaryEffect:
    """Effects of an input, or a group, per whole range of it, in the unit of the measure.

    mu: their mean. mu_star: of their sizes, with a 95 % reach. sigma: their spread, NaN of a group;
    beside a small one the input works along a line and alone. noise: the mean size that worlds
    which part by chance alone would show.
    """

    input: str
    mu: float
    mu_star: float
    reach: float
    sigma: float
    noise: float

    @property
    def within_noise(self) -> bool:
        """Return whether the sizes are not told from what few worlds show by chance."""
        return not self.mu_star - self.reach > self.noise


@dataclass(frozen=True, eq=False)
class Morris(OfASample):
    """Effects of inputs, or of groups of them, the largest first, those within noise last.

    sets: trajectories.
    """

    effects: tuple[ElementaryEffect, ...]

    def table(self) -> pd.DataFrame:
        """Return a row an input."""
        import pandas as pd

        rows = [asdict(one) | {"within_noise": one.within_noise} for one in self.effects]
        return pd.DataFrame(rows)


def morris(
    scenario: Scenario,
    measure: str,
    *,
    inputs: Sequence[str] | None = None,
    by_group: bool = False,
    samples: int = 10,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Morris:
    """Return elementary effects of inputs, or of groups of them by mechanism.

    inputs: dials and numbers of actors, all that differ between worlds if not given. samples:
    trajectories, 4 or more, of inputs + 1 rows each. progress: called with worlds done and in all.
    Needs the extra `experiments`. Raises RunError, also where the measure is the same in all rows.
    """
    if whole_number("samples", samples) < FEWEST_SETS:
        raise RunError(f"samples must be {FEWEST_SETS} trajectories or more, got {samples}.")
    check_measure(measure, scenario)
    asked = problem(scenario, inputs, by_mechanism=by_group)
    sampler = from_extra("SALib.sample.morris", "experiments")
    analyser = from_extra("SALib.analyze.morris", "experiments")
    start = for_numpy(whole_number("seed", seed)) % 2**32
    sample = sampler.sample(asked, samples, num_levels=LEVELS, seed=start)
    found = sampled(
        scenario, sample, measure, sets=samples, names=asked["names"], worlds=worlds, seed=seed,
        workers=workers, progress=progress,
    )  # fmt: skip
    got = analyser.analyze(asked, found.sample, found.means, num_levels=LEVELS, seed=start)
    columns = [got[key] for key in ("mu", "mu_star", "mu_star_conf", "sigma")]
    names = described(asked)
    noise = noise_of_steps(found, [names.index(one) for one in asked.get("groups", names)])
    effects = [
        ElementaryEffect(name, *map(float, numbers))
        for name, *numbers in zip(names, *columns, noise, strict=True)
    ]
    ordered = sorted(effects, key=lambda one: (one.within_noise, -one.mu_star))
    return Morris(
        scenario, measure, by_group, len(sample), worlds, seed, samples, found.left_out,
        tuple(ordered),
    )  # fmt: skip


def noise_of_steps(found: Sampled, group: Sequence[int]) -> Array:
    """Return the mean size of effects that are nothing but worlds which part by chance, (groups,).

    group: of each input. A step's mean over worlds has the standard error that its worlds show, as
    both of its ends are in the same worlds; the size of a normal error is 0.8 times that on
    average.
    """
    samples, values = found.by_set()
    steps, changes = np.diff(samples, axis=1), np.diff(values, axis=1)
    error = changes.std(axis=2, ddof=1) / np.sqrt(values.shape[2])
    moved = np.abs(steps).argmax(axis=2)
    sizes = np.abs(steps).max(axis=2)
    whose = np.asarray(group)[moved]
    noise = MEAN_OF_HALF_NORMAL * error / sizes
    return np.array([noise[whose == one].mean() for one in range(whose.max() + 1)])
