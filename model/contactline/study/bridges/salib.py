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

from contactline.dials.distributions import Distribution
from contactline.errors import RunError, whole_number
from contactline.luck import for_numpy
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.design import by_rows, run_rows
from contactline.study.levels import differs, uncertain, value_of
from contactline.study.measured import check_measure, nothing_to_share

type Progress = Callable[[int, int], None]

FEWEST = 4
OTHERWISE = "Take more worlds or other dials, or ask for another measure."


@dataclass(frozen=True)
class Index:
    """Sobol indices of a dial: alone and with all its interactions, each with a 95 % reach.

    first, total: NaN where the reach is as wide as the index, as then it is not told from nought;
    it is at most `first_most`, `total_most`.
    """

    dial: str
    first: float
    first_reach: float
    total: float
    total_reach: float
    first_most: float
    total_most: float

    @property
    def within_noise(self) -> bool:
        """Return whether the dial is not told from one that does nothing."""
        return bool(np.isnan(self.total))

    @property
    def told(self) -> str:
        """Return the indices in words; one that is not told from nought is no number."""
        alone = _told(self.first, self.first_reach, self.first_most)
        whole = _told(self.total, self.total_reach, self.total_most)
        return f"{self.dial}: alone {alone}; with all interactions {whole}"


def problem(scenario: Scenario, dials: Sequence[str] | None = None) -> dict[str, Any]:
    """Return SALib's description of the uncertain dials, each by its place from 0 to 1.

    dials: names of dials or of numbers of actors, all that differ between worlds if not given.
    Raises RunError for one that is the same in every world.
    """
    names = list(uncertain(scenario) if dials is None else dials)
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
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


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
    every_world: bool = False,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> NDArray[np.float64]:
    """Return the mean of the measure for each row, (rows,), all in the same worlds.

    measure: as in `sensitivity.one_at_a_time`. Raises RunError where no world of a row has a value,
    since SALib cannot do without it; every_world: also where any world of a row has none. All rows
    are run together. progress: called with rows done and in all.
    """
    changes = rows_of(scenario, sample, dials)
    told = None if progress is None else by_rows(progress, worlds)
    rows = run_rows(
        scenario, changes, [measure], worlds=worlds, seed=seed, workers=workers, progress=told
    )
    values = rows.values(measure)
    for row, known in enumerate(~np.isnan(values)):
        if not known.any():
            raise RunError(
                f"Row {row} of the sample: no world has a value of {measure}. "
                "Take more worlds, the view if there were a ceasefire, or the share of an outcome."
            )
        if every_world and not known.all():
            raise RunError(_part_only(values[row], measure, row))
    return rows.means(measure)


def sobol(
    scenario: Scenario,
    measure: str,
    *,
    dials: Sequence[str] | None = None,
    samples: int = 64,
    worlds: int = 50,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> tuple[Index, ...]:
    """Return Sobol indices (Saltelli's design), the largest total first.

    samples: a power of two from 4; it takes samples x (dials + 2) runs, so name a few dials. Needs
    the extra `experiments`. Raises RunError, also where the measure is the same in all runs, or
    has no value in some world.
    """
    _check_samples(samples)
    check_measure(measure)
    asked = problem(scenario, dials)
    sampler = from_extra("SALib.sample.sobol", "experiments")
    analyser = from_extra("SALib.analyze.sobol", "experiments")
    start = for_numpy(whole_number("seed", seed))
    sample = sampler.sample(asked, samples, calc_second_order=False, seed=start)
    means = evaluate(
        scenario, sample, measure, dials=asked["names"], worlds=worlds, seed=seed,
        every_world=True, workers=workers, progress=progress,
    )  # fmt: skip
    if nothing := nothing_to_share(means, measure, "runs"):
        raise RunError(f"{nothing} {OTHERWISE}")
    got = analyser.analyze(asked, means, calc_second_order=False, seed=start)
    columns = [got[key] for key in ("S1", "S1_conf", "ST", "ST_conf")]
    rows = zip(asked["names"], *columns, strict=True)
    found = [_index(name, *map(float, numbers)) for name, *numbers in rows]
    return tuple(sorted(found, key=lambda one: (one.within_noise, -one.total_most)))


def _check_samples(samples: int) -> None:
    """Refuse a number of samples that is no power of two from 4."""
    whole = isinstance(samples, int) and not isinstance(samples, bool)
    if whole and samples >= FEWEST and samples.bit_count() == 1:
        return
    near = 1 << (samples - 1).bit_length() if whole and samples > FEWEST else FEWEST
    must = f"samples must be a power of two from {FEWEST}, got {samples!r}"
    raise RunError(f"{must}. Take {near}, or 64 where nothing speaks against it.")


def _part_only(values: NDArray[np.float64], measure: str, row: int) -> str:
    """Return why no index is made of a measure that some worlds of a row do not have."""
    known = int((~np.isnan(values)).sum())
    return (
        f"Row {row} of the sample: {known:,} of {values.size:,} worlds have a value of {measure}. "
        "An index would mix how many have one with how large it is. Ask for the share of an "
        "outcome, or take the view if there were a ceasefire."
    )


def _index(name: str, first: float, first_reach: float, total: float, total_reach: float) -> Index:
    """Return the indices of a dial, without those that are not told from nought."""
    alone, first_most = _clear(first, first_reach)
    whole, total_most = _clear(total, total_reach)
    return Index(name, alone, first_reach, whole, total_reach, first_most, total_most)


def _clear(index: float, reach: float) -> tuple[float, float]:
    """Return an index, NaN where its reach is as wide, and the most that it is."""
    return (index if reach < index else np.nan), max(index + reach, 0.0)


def _told(index: float, reach: float, most: float) -> str:
    if np.isnan(index):
        return f"not told from 0 (at most {most:.2f})"
    return f"{index:.2f} (reach {reach:.2f})"
