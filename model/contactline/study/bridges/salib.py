"""Global sensitivity analysis with SALib, over the distributions the scenario states.

SALib samples each dial by its place in its distribution, 0 to 1. So any distribution works, and
the share of variance that an index gives is the share under the scenario's own doubts. What
`study.sensitivity` does by Morris and Sobol goes through here, as any other method of SALib may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.dials.distributions import Distribution
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.design import by_rows, run_rows
from contactline.study.inputs import mechanism_of
from contactline.study.levels import differs, refuse_twice, uncertain, value_of

type Progress = Callable[[int, int], None]


def problem(
    scenario: Scenario, dials: Sequence[str] | None = None, *, by_mechanism: bool = False
) -> dict[str, Any]:
    """Return SALib's description of the uncertain dials, each by its place from 0 to 1.

    dials: names of dials or of numbers of actors, all that differ between worlds if not given.
    by_mechanism: those of one mechanism (`study.inputs.MECHANISMS`) are a group of SALib's.
    Raises RunError for one that is the same in every world, and for one named twice.
    """
    names = list(uncertain(scenario) if dials is None else dials)
    refuse_twice(names)
    for name in names:
        if not differs(scenario, name):
            raise RunError(
                f"{name} is the same in every world of {scenario.name}. "
                f"Give it a distribution, such as {{uniform: [low, high]}}, or leave it out."
            )
    if not names:
        raise RunError(
            f"No dial of {scenario.name} differs between worlds. "
            "Give one a distribution, such as {uniform: [low, high]}."
        )
    asked = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    return asked | ({"groups": list(map(mechanism_of, names))} if by_mechanism else {})


def sample_to_scenarios(
    scenario: Scenario, sample: ArrayLike, dials: Sequence[str] | None = None
) -> Iterator[Scenario]:
    """Yield one scenario a row of the sample, its dials fixed at these places.

    sample: (rows, dials), 0 to 1, columns in the order of `problem(scenario, dials)["names"]`.
    Raises RunError for any other shape or value.
    """
    for row in rows_of(scenario, sample, dials):
        yield scenario.with_dials(row)


def rows_of(
    scenario: Scenario, sample: ArrayLike, dials: Sequence[str] | None = None
) -> list[dict[str, float]]:
    """Return what each row of a sample changes, as `design.run_rows` takes it.

    sample, and what is raised: as in `sample_to_scenarios`.
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
    numbers = [cast("Distribution", value_of(scenario, name)) for name in names]
    columns = [one.quantile(place) for one, place in zip(numbers, places.T, strict=True)]
    return [dict(zip(names, row, strict=True)) for row in np.stack(columns, axis=1).tolist()]


def evaluate(
    scenario: Scenario,
    sample: ArrayLike,
    measure: str,
    *,
    dials: Sequence[str] | None = None,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> NDArray[np.float64]:
    """Return the mean of the measure for each row, (rows,), all in the same worlds.

    measure: as in `sensitivity.one_at_a_time`. Raises RunError where no world of a row has a value,
    since SALib cannot do without it. All rows are run together. progress: called with rows done
    and in all.
    """
    changes = rows_of(scenario, sample, dials)
    told = None if progress is None else by_rows(progress, worlds)
    rows = run_rows(
        scenario, changes, [measure], worlds=worlds, seed=seed, workers=workers, progress=told
    )
    means = rows.means(measure)
    for row, mean in enumerate(means):
        if np.isnan(mean):
            raise RunError(
                f"Row {row} of the sample: no world has a value of {measure}. "
                "Take more worlds, the view if there were a ceasefire, or the share of an outcome."
            )
    return means
