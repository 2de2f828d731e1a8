"""What a plan found: every measure in every world, and what that says of points and pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import mean_of_known
from contactline.study.intervals import (
    MeanDifference,
    MeanInterval,
    level_of_pairs,
    mean_difference,
    mean_interval,
)
from contactline.study.measured import check_measure
from contactline.study.plan.stated import StudyPlan
from contactline.study.sweep import Sweep

if TYPE_CHECKING:
    import pandas as pd

ALL_SEEDS = "all"


@dataclass(frozen=True, repr=False, eq=False)
class PlanResults:
    """What came of a plan.

    values: by measure, (scenarios, points, seeds, worlds), NaN where a world has none.
    """

    plan: StudyPlan
    values: Mapping[str, NDArray[np.float64]]
    seconds: float

    def __repr__(self) -> str:
        """Return one line."""
        one = self.plan
        size = f"{len(one.scenarios)} scenarios, {len(one.points):,} points, seeds {one.seeds}"
        return f"PlanResults({one.title}: {size}, {one.worlds:,} worlds)"

    def at(self, measure: str, scenario: int, point: int, seed: int | None = None) -> MeanInterval:
        """Return the mean with its 95 % interval at a point. seed: by place, None for all."""
        values = self._of(measure, (scenario, point), seed)
        return mean_interval(values, share=bool(check_measure(measure)))

    def change(
        self,
        measure: str,
        a: tuple[int, int],
        b: tuple[int, int],
        seed: int | None = None,
        *,
        of: int = 2,
    ) -> MeanDifference:
        """Return `b` less `a`, each a scenario and a point by place, in the same worlds.

        of: how many points the two were picked from for what they are; the interval allows for it.
        """
        before, after = (self._of(measure, one, seed) for one in (a, b))
        share = bool(check_measure(measure))
        return mean_difference(before, after, level_of_pairs(of), share=share)

    def means(self, measure: str) -> NDArray[np.float64]:
        """Return the mean over all worlds of all seeds, (scenarios, points), NaN where none."""
        values = self.values[measure]
        return mean_of_known(values.reshape(*values.shape[:2], -1))

    def table(self) -> pd.DataFrame:
        """Return a row a measure, scenario, point and seed; with several, one of all of them."""
        import pandas as pd

        seeds: list[int | None] = list(range(len(self.plan.seeds)))
        seeds += [None] if len(seeds) > 1 else []
        return pd.DataFrame([
            self._row(measure, scenario, point, seed)
            for measure in self.plan.measures
            for scenario in range(len(self.plan.scenarios))
            for point in range(len(self.plan.points))
            for seed in seeds
        ])  # fmt: skip

    def as_sweep(self, measure: str) -> Sweep:
        """Return the values of a plan without cases as a sweep, the worlds of all seeds in one."""
        one = self.plan
        shape = (len(one.scenarios), *(len(axis.levels) for axis in one.axes), -1)
        values, share = self.values[measure].reshape(shape), bool(check_measure(measure))
        worlds = one.worlds * len(one.seeds)
        return Sweep(one.scenarios, one.axes, measure, share, worlds, one.seeds[0], values)

    def _of(self, measure: str, pair: tuple[int, int], seed: int | None) -> NDArray[np.float64]:
        values = self.values[measure][pair]
        found: NDArray[np.float64] = values.ravel() if seed is None else values[seed]
        return found

    def _row(self, measure: str, scenario: int, point: int, seed: int | None) -> dict[str, Any]:
        one, here = self.plan, self.plan.points[point]
        row: dict[str, Any] = {"measure": measure, "scenario": one.scenarios[scenario].name}
        row |= {"case": here.case} if here.case else {}
        row |= {axis.dial: level for axis, level in zip(one.axes, here.levels, strict=True)}
        row |= {"seed": ALL_SEEDS if seed is None else str(one.seeds[seed])}
        row |= self.at(measure, scenario, point, seed)._asdict()
        if not one.against:
            return row
        other = one.reference(scenario, point)
        change = self.change(measure, other, (scenario, point), seed) if other else None
        names = ("difference", "low", "high")
        told = {name: getattr(change, name) if change else np.nan for name in names}
        return row | {
            "difference": told["difference"],
            "difference_low": told["low"],
            "difference_high": told["high"],
        }
