"""A measure over the values of one dial or two, in the same worlds at every point."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite, prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import mean_of_known
from contactline.errors import RunError, whole_number
from contactline.scenario import Scenario
from contactline.study.design import onward, run_rows
from contactline.study.intervals import (
    MeanDifference,
    MeanInterval,
    level_of_pairs,
    mean_difference,
    mean_interval,
)
from contactline.study.levels import Level, unit_of
from contactline.study.measured import check_measure

if TYPE_CHECKING:
    import pandas as pd

type Progress = Callable[[int, int], None]
type Values = NDArray[np.float64]

MOST_POINTS = 10_000
RANGE = re.compile(r"([^:,]+):([^:,]+):(\d{1,9})")


@dataclass(frozen=True)
class Axis:
    """The values that a dial, or a number of an actor, is set to one after the other."""

    dial: str
    levels: tuple[Level, ...]
    unit: str = ""

    @property
    def is_number(self) -> bool:
        """Return whether its values lie on a line."""
        return all(isinstance(one, int | float) and not isinstance(one, bool)
                   for one in self.levels)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Sweep:
    """A measure at every point of one or two axes, scenario by scenario.

    values: (scenarios, levels of the first axis, of the second if there is one, worlds), NaN where
    a world has none. share: whether the measure is a share of worlds.
    """

    scenarios: tuple[Scenario, ...]
    axes: tuple[Axis, ...]
    measure: str
    share: bool
    worlds: int
    seed: int
    values: Values

    def at(self, scenario: int, *levels: int) -> MeanInterval:
        """Return the mean with its 95 % interval at a point, by places on the axes."""
        values = self.values[scenario, *levels]
        return mean_interval(values, share=self.share)

    def change(
        self, scenario: int, start: Sequence[int], end: Sequence[int], *, of: int = 2
    ) -> MeanDifference:
        """Return how the measure at one point differs from another, in the same worlds.

        of: how many points the two were picked from for what they are; the interval allows for it.
        """
        a, b = (self.values[scenario, *place] for place in (start, end))
        return mean_difference(a, b, level_of_pairs(of), share=self.share)

    def means(self, scenario: int) -> Values:
        """Return the mean at every point of a scenario, NaN where no world has a value."""
        return mean_of_known(self.values[scenario])

    def table(self) -> pd.DataFrame:
        """Return a row a point: scenario, dials, mean, interval, worlds with a value."""
        import pandas as pd

        rows = []
        for number, one in enumerate(self.scenarios):
            for place in np.ndindex(self.values.shape[1:-1]):
                set_to = {
                    axis.dial: axis.levels[at] for axis, at in zip(self.axes, place, strict=True)
                }
                found = self.at(number, *place)._asdict()
                rows.append({"scenario": one.name, **set_to, "measure": self.measure, **found})
        return pd.DataFrame(rows)


def sweep(
    scenarios: Scenario | Sequence[Scenario],
    over: Mapping[str, Sequence[Level]],
    measure: str,
    *,
    worlds: int = 100,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Sweep:
    """Return a measure at every combination of values of one dial or two, in the same worlds.

    over: values by dial, or by number of an actor such as `actors.uk.home_support`, or of
    `horizon_days`; numbers, words of an option, or switches. measure: as in `swings`. progress:
    called with the worlds done and in all. Raises RunError, and ScenarioError for a value that the
    dial does not take.
    """
    ones = (scenarios,) if isinstance(scenarios, Scenario) else tuple(scenarios)
    share = bool(check_measure(measure, *ones))
    axes = tuple(Axis(name, tuple(levels), unit_of(ones[0], name)) for name, levels in over.items())
    _check(axes)
    changes = changes_over(over)
    size = len(changes) * whole_number("worlds", worlds)
    values = [
        run_rows(
            one, changes, [measure], worlds=worlds, seed=seed, workers=workers,
            progress=onward(progress, number * size, len(ones) * size),
        ).values(measure)
        for number, one in enumerate(ones)
    ]  # fmt: skip
    shape = (len(ones), *(len(axis.levels) for axis in axes), worlds)
    found = np.reshape(values, shape)
    if np.isnan(found).all():
        raise RunError(
            f"No world at any of these points has a value of {measure}, so there is nothing to "
            "compare. More worlds may have one, or the view with an imposed ceasefire."
        )
    return Sweep(ones, axes, measure, share, worlds, seed, found)


def changes_over(over: Mapping[str, Sequence[Level]]) -> list[dict[str, object]]:
    """Return what each point of a sweep changes, the last dial moved first."""
    return [dict(zip(over, point, strict=True)) for point in product(*over.values())]


def evenly(low: float, high: float, levels: int) -> tuple[float, ...]:
    """Return so many values from low to high, evenly apart, without the dust of rounding."""
    return tuple(float(f"{one:.12g}") for one in np.linspace(low, high, levels))


def stated_range(text: str) -> tuple[float, ...]:
    """Return the values that a text such as `0:1:11` states: eleven from 0 to 1.

    Raises RunError for a text that states no such values.
    """
    between = RANGE.fullmatch(text)
    try:
        low, high, many = (
            (float(between[1]), float(between[2]), int(between[3])) if between else (0.0, 0.0, 0)
        )
    except ValueError:
        between = None
    if between is None or not (isfinite(low) and isfinite(high)):
        raise RunError(f"{text!r} is no range of numbers such as 0:1:11.")
    if many < 2 or low == high:
        raise RunError(f"{text!r} has less than two values.")
    if many > MOST_POINTS:
        raise RunError(f"{text!r} has more than {MOST_POINTS:,} values.")
    return evenly(low, high, many)


def _check(axes: Sequence[Axis]) -> None:
    """Raise RunError for axes that are none, too many, or too long."""
    if not 1 <= len(axes) <= 2:
        raise RunError(f"A sweep goes over one dial or two, got {len(axes)}.")
    for axis in axes:
        if len(set(axis.levels)) < max(2, len(axis.levels)):
            raise RunError(
                f"{axis.dial}: a sweep needs two values or more, all of them different. "
                f"Got {', '.join(map(str, axis.levels))}."
            )
    points = prod(len(axis.levels) for axis in axes)
    if points > MOST_POINTS:
        raise RunError(f"A sweep has at most {MOST_POINTS:,} points, got {points:,}.")
