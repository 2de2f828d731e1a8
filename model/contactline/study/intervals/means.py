"""Means with their interval, and the quantiles that bands are drawn from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.study.intervals.shares import check_level, wilson


class MeanInterval(NamedTuple):
    """A mean with its interval and the number of values it rests on."""

    mean: float
    low: float
    high: float
    n: int


class Bands(NamedTuple):
    """Quantiles over worlds: half lie from `q25` to `q75`, nine of ten from `q05` to `q95`."""

    q05: float
    q25: float
    median: float
    q75: float
    q95: float
    n: int


def mean_interval(values: ArrayLike, level: float = 0.95, *, share: bool = False) -> MeanInterval:
    """Return mean and Student's t interval; for paired runs pass the differences, one per world.

    values: NaN means that a world has no value; such worlds are left out, `n` says how many remain.
    With no value the mean is NaN; with fewer than two the interval is unbounded. Equal values have
    no width. share: values of shares, whose interval is that of `share_interval`.
    """
    from scipy.special import stdtrit

    check_level(level)
    if share:
        return share_interval(values, level)
    numbers = _present(values)
    n = numbers.size
    if n < 2:
        return MeanInterval(float(numbers[0]) if n else np.nan, -np.inf, np.inf, n)
    mean, spread = float(numbers.mean()), float(numbers.std(ddof=1))
    reach = float(stdtrit(n - 1, 0.5 + level / 2)) * spread / n**0.5
    return MeanInterval(mean, mean - reach, mean + reach, n)


def share_interval(values: ArrayLike, level: float = 0.95) -> MeanInterval:
    """Return the share of worlds in which something is so, with Wilson's interval.

    values: 0 or 1, one a world at least; NaN as in `mean_interval`.
    """
    numbers = _present(values)
    hits, n = int(numbers.sum()), numbers.size
    return MeanInterval(hits / n, *wilson(hits, n, level), n)


def quantile_bands(values: ArrayLike) -> Bands:
    """Return the 5, 25, 50, 75 and 95 % quantiles; NaN values (it never happened) are left out."""
    numbers = _present(values)
    if numbers.size == 0:
        return Bands(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    q05, q25, median, q75, q95 = map(float, np.quantile(numbers, [0.05, 0.25, 0.5, 0.75, 0.95]))
    return Bands(q05, q25, median, q75, q95, numbers.size)


def _present(values: ArrayLike) -> NDArray[np.float64]:
    """Return the values that are not NaN, flat."""
    numbers = np.asarray(values, dtype=np.float64).ravel()
    return numbers[~np.isnan(numbers)]
