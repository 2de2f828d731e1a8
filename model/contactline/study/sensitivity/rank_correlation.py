"""Rank correlations of the dials with a measure over the worlds of one run; no run is added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array
from contactline.dials import DIALS
from contactline.luck import Luck
from contactline.study.ensemble import Results
from contactline.study.intervals.shares import normal_quantile
from contactline.study.levels import differs
from contactline.study.measured import measured
from contactline.world.settings import Settings

FEWEST_WORLDS = 4


@dataclass(frozen=True)
class Rank:
    """Spearman's rank correlation of a dial with a measure over `n` worlds.

    NaN where it is not defined: fewer than four worlds, or the same value in all of them.
    low, high: 95 % interval after Bonett and Wright (2000, Psychometrika 65). Each stands alone:
    of twenty dials that do nothing, about one leaves 0 outside.
    """

    dial: str
    correlation: float
    low: float
    high: float
    n: int

    @property
    def within_noise(self) -> bool:
        """Return whether the interval covers 0, or is not defined."""
        return not (self.low > 0 or self.high < 0)


def ranks(results: Results, measure: str) -> tuple[Rank, ...]:
    """Return one rank for each number dial that differs between worlds, the strongest first.

    measure: as in `swings`; worlds in which it has no value are left out. Every world's dials
    are drawn again from its luck, so the results need not carry them. Raises RunError.
    """
    values = measured(results, measure)
    luck = Luck(results.seed, results.outcomes.index.to_numpy(dtype=np.int64))
    drawn = Settings(results.scenario.dials, luck)
    uncertain = [name for name in DIALS if differs(results.scenario, name)]
    found = [_rank(name, drawn.number(name), values) for name in uncertain]
    return tuple(sorted(found, key=lambda rank: -np.nan_to_num(abs(rank.correlation), nan=-1.0)))


def _rank(name: str, dial: Array, values: Array) -> Rank:
    """Return the correlation over the worlds in which the measure has a value."""
    from scipy.stats import rankdata

    known = ~np.isnan(values)
    n = int(known.sum())
    if n < FEWEST_WORLDS or np.ptp(values[known]) == 0 or np.ptp(dial[known]) == 0:
        return Rank(name, np.nan, np.nan, np.nan, n)
    places = np.stack([rankdata(dial[known]), rankdata(values[known])])
    correlation = float(np.clip(np.corrcoef(places)[0, 1], -1.0, 1.0))
    return Rank(name, correlation, *_interval(correlation, n), n)


def _interval(correlation: float, n: int) -> tuple[float, float]:
    """Return the interval on Fisher's scale; at exactly -1 or 1 it has no width."""
    if abs(correlation) >= 1:
        return correlation, correlation
    reach = normal_quantile(0.95) * np.sqrt((1 + correlation**2 / 2) / (n - 3))
    low, high = np.tanh(np.arctanh(correlation) + np.array([-reach, reach]))
    return float(low), float(high)
