"""Rank correlations of all inputs with a measure over the worlds of one run; no run is added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array
from contactline.study.ensemble import Results
from contactline.study.intervals.shares import normal_quantile
from contactline.study.measured import measured

FEWEST_WORLDS = 4
LEVEL = 0.95


@dataclass(frozen=True)
class Rank:
    """Spearman's rank correlation of an input with a measure over `n` worlds.

    dial: its name, that of a dial or of a number of an actor. NaN where it is not defined: fewer
    than four worlds, or the same value in all of them. low, high: 95 % interval after Bonett and
    Wright (2000, Psychometrika 65). Each stands alone: of twenty inputs that do nothing, about one
    leaves 0 outside. `stands_out`: it is beyond what the strongest of as many that do nothing shows
    in 95 of 100 runs.
    """

    dial: str
    correlation: float
    low: float
    high: float
    n: int
    stands_out: bool = False

    @property
    def within_noise(self) -> bool:
        """Return whether the interval covers 0, or is not defined."""
        return not (self.low > 0 or self.high < 0)


def ranks(results: Results, measure: str) -> tuple[Rank, ...]:
    """Return one rank for each input that differs between worlds, the strongest first.

    measure: as in `swings`; worlds in which it has no value are left out. Every world's inputs
    are drawn again from its luck, so the results need not carry them. Raises RunError.
    """
    values, inputs = measured(results, measure), results.drawn()
    rows = zip(inputs.names, inputs.values, strict=True)
    found = [_rank(name, row, values, of=len(inputs.names)) for name, row in rows]
    return tuple(sorted(found, key=_strength))


def _strength(rank: Rank) -> tuple[bool, float]:
    """Return what ranks are sorted by: what may be chance comes behind all that is more."""
    return not rank.stands_out, -float(np.nan_to_num(abs(rank.correlation), nan=-1.0))


def _rank(name: str, dial: Array, values: Array, *, of: int = 1) -> Rank:
    """Return the correlation over the worlds in which the measure has a value.

    of: how many inputs are looked at together.
    """
    known = ~np.isnan(values)
    n = int(known.sum())
    if n < FEWEST_WORLDS or np.ptp(values[known]) == 0 or np.ptp(dial[known]) == 0:
        return Rank(name, np.nan, np.nan, np.nan, n)
    places = np.stack([_places(dial[known]), _places(values[known])])
    correlation = float(np.clip(np.asarray(np.corrcoef(places))[0, 1], -1.0, 1.0))
    low, high = _interval(correlation, n, 1 - (1 - LEVEL) / of)
    stands_out = low > 0 or high < 0
    return Rank(name, correlation, *_interval(correlation, n, LEVEL), n, stands_out)


def _places(values: Array) -> Array:
    """Return the place of each value in their order, from 1; equal ones share their mean place."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    means: Array = np.asarray(np.cumsum(counts) - (counts - 1) / 2, dtype=np.float64)
    return means[at]


def _interval(correlation: float, n: int, level: float) -> tuple[float, float]:
    """Return the interval on Fisher's scale; at exactly -1 or 1 it has no width."""
    if abs(correlation) >= 1:
        return correlation, correlation
    reach = normal_quantile(level) * np.sqrt((1 + correlation**2 / 2) / (n - 3))
    low, high = np.tanh(np.arctanh(correlation) + np.array([-reach, reach]))
    return float(low), float(high)
