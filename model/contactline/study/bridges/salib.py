"""Global sensitivity analysis with SALib, over the distributions the scenario states.

SALib samples each dial by its place in its distribution, 0 to 1. So any distribution works, and
the share of variance that an index gives is the share under the scenario's own doubts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.dials import DIALS
from contactline.dials.distributions import Distribution
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import run
from contactline.study.levels import differs, value_of
from contactline.study.sensitivity import measured, movable

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Index:
    """Sobol indices of a dial: alone and with all its interactions, each with a 95 % reach."""

    dial: str
    first: float
    first_reach: float
    total: float
    total_reach: float


def problem(scenario: Scenario, dials: Sequence[str] | None = None) -> dict[str, Any]:
    """Return SALib's description of the uncertain dials, each by its place from 0 to 1.

    dials: names of dials or of numbers of actors, all dials that differ between worlds if not
    given. Raises RunError for one that is the same in every world.
    """
    uncertain = [name for name in movable(scenario) if DIALS[name].is_number]
    names = uncertain if dials is None else list(dials)
    for name in names:
        if not differs(scenario, name):
            raise RunError(
                f"{name} is the same in every world of {scenario.name}. "
                f"Give it a distribution, such as {{uniform: [low, high]}}, or leave it out."
            )
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def sample_to_scenarios(
    scenario: Scenario, sample: ArrayLike, dials: Sequence[str] | None = None
) -> Iterator[Scenario]:
    """Yield one scenario a row of the sample, its dials fixed at these places.

    sample: (rows, dials), 0 to 1, columns in the order of `problem(scenario, dials)["names"]`.
    Raises RunError for any other shape or value.
    """
    names = problem(scenario, dials)["names"]
    places = np.asarray(sample, dtype=np.float64)
    if (
        places.ndim != 2
        or places.shape[1] != len(names)
        or not np.all((places >= 0) & (places <= 1))
    ):
        raise RunError(
            f"The sample must have {len(names)} columns of numbers from 0 to 1, one a dial. "
            f"Got shape {places.shape}."
        )
    for row in places:
        yield scenario.with_dials(
            {name: _at(scenario, name, place) for name, place in zip(names, row, strict=True)}
        )


def evaluate(
    scenario: Scenario,
    sample: ArrayLike,
    measure: str,
    *,
    dials: Sequence[str] | None = None,
    worlds: int = 50,
    seed: int = 1,
    progress: Progress | None = None,
) -> NDArray[np.float64]:
    """Return the mean of the measure for each row, (rows,), all in the same worlds.

    measure: as in `sensitivity.one_at_a_time`. Raises RunError where no world of a row has a value,
    since SALib cannot do without it.
    """
    changed = list(sample_to_scenarios(scenario, sample, dials))
    means = np.empty(len(changed))
    for row, one in enumerate(changed):
        values = measured(run(one, worlds=worlds, seed=seed), measure)
        if np.isnan(values).all():
            raise RunError(
                f"Row {row} of the sample: no world has a value of {measure}. "
                "Take more worlds, the view if there were a ceasefire, or the share of an outcome."
            )
        means[row] = np.nanmean(values)
        if progress:
            progress(row + 1, len(changed))
    return means


def sobol(
    scenario: Scenario,
    measure: str,
    *,
    dials: Sequence[str] | None = None,
    samples: int = 64,
    worlds: int = 50,
    seed: int = 1,
    progress: Progress | None = None,
) -> tuple[Index, ...]:
    """Return Sobol indices (Saltelli's design), the largest total first.

    samples: a power of two; it takes samples x (dials + 2) runs, so name a few dials. Needs the
    extra `experiments`. Raises RunError.
    """
    sampler = from_extra("SALib.sample.sobol", "experiments")
    analyser = from_extra("SALib.analyze.sobol", "experiments")
    asked = problem(scenario, dials)
    sample = sampler.sample(asked, samples, calc_second_order=False, seed=seed)
    means = evaluate(
        scenario, sample, measure, dials=asked["names"], worlds=worlds, seed=seed,
        progress=progress,
    )  # fmt: skip
    got = analyser.analyze(asked, means, calc_second_order=False, seed=seed)
    columns = [got[key] for key in ("S1", "S1_conf", "ST", "ST_conf")]
    rows = zip(asked["names"], *columns, strict=True)
    found = [Index(name, *map(float, numbers)) for name, *numbers in rows]
    return tuple(sorted(found, key=lambda index: -index.total))


def _at(scenario: Scenario, name: str, place: float) -> float:
    """Return the value of a dial at a place of its distribution."""
    value = cast("Distribution", value_of(scenario, name))
    return float(value.quantile(np.array([place]))[0])
