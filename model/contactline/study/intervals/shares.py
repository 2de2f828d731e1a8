"""Intervals of shares: one share, several classes together, the same share in two runs."""

from __future__ import annotations

from math import comb
from statistics import NormalDist
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.errors import RunError

Floats = NDArray[np.float64]


@overload
def wilson(
    hits: int | np.integer[Any], n: int | np.integer[Any], level: float = 0.95
) -> tuple[float, float]: ...
@overload
def wilson(
    hits: NDArray[Any], n: int | np.integer[Any] | NDArray[Any], level: float = 0.95
) -> tuple[Floats, Floats]: ...
def wilson(
    hits: int | np.integer[Any] | NDArray[Any],
    n: int | np.integer[Any] | NDArray[Any],
    level: float = 0.95,
) -> tuple[float, float] | tuple[Floats, Floats]:
    """Return the score interval of a share (Wilson 1927), two numbers or two arrays.

    hits, n: whole numbers, 0 <= hits <= n, of shapes that broadcast. level: in (0, 1).
    With n = 0 nothing is known: 0 to 1. Raises RunError outside these ranges.
    """
    counts, totals = np.broadcast_arrays(
        np.asarray(hits, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if not np.all((counts >= 0) & (counts <= totals)):
        raise RunError(f"wilson: hits must lie between 0 and n. Got hits {hits!r}, n {n!r}.")
    low, high = score_bounds(counts, totals, normal_quantile(level))
    return (float(low), float(high)) if low.ndim == 0 else (low, high)


def simultaneous(counts: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Return intervals that hold for all outcome classes together (Goodman 1965, Technometrics 7).

    counts: worlds in each class, shape (..., classes); n is the sum over the last axis. Each class
    gets a score interval at 1 - (1 - level) / classes. Two classes need no correction: each mirrors
    the other.
    """
    hits = np.asarray(counts, dtype=np.float64)
    if hits.ndim == 0 or hits.shape[-1] == 0 or not np.all(hits >= 0):
        raise RunError(
            f"simultaneous: counts must be one or more numbers of 0 or more. Got {counts!r}."
        )
    classes = hits.shape[-1]
    statements = classes if classes > 2 else 1
    totals = np.broadcast_to(hits.sum(axis=-1, keepdims=True), hits.shape)
    return score_bounds(hits, totals, normal_quantile(1 - (1 - level) / statements))


def paired_share_interval(
    gained: int, lost: int, n: int, level: float = 0.95
) -> tuple[float, float]:
    """Return the interval of the difference of a share between two runs of the same n worlds.

    gained: worlds that show it in the second run only; lost: in the first only. Bonett and Price
    (2012, Journal of Educational and Behavioral Statistics 37): one world is added to each of the
    two counts, so that no change in few worlds does not read as proof of none. With n = 0: -1 to 1.
    """
    if min(gained, lost) < 0 or gained + lost > n:
        raise RunError(
            f"paired_share_interval: gained and lost must be 0 or more and together at most n. "
            f"Got gained {gained}, lost {lost}, n {n}."
        )
    up, down = (gained + 1) / (n + 2), (lost + 1) / (n + 2)
    variance = (up + down - (up - down) ** 2) / (n + 2)
    reach = normal_quantile(level) * variance**0.5
    return max(-1.0, up - down - reach), min(1.0, up - down + reach)


def score_bounds(hits: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Return Wilson's bounds for the normal quantile z; exact 0 and 1 at the ends and for n = 0."""
    some = np.maximum(n, 1)
    share = hits / some
    centre = share + z**2 / (2 * some)
    reach = z * np.sqrt(share * (1 - share) / some + (z / (2 * some)) ** 2)
    low = np.where(hits <= 0, 0.0, (centre - reach) / (1 + z**2 / some))
    high = np.where(hits >= n, 1.0, (centre + reach) / (1 + z**2 / some))
    return low, high


def normal_quantile(level: float) -> float:
    """Return how many standard errors reach to either side at this level."""
    check_level(level)
    return NormalDist().inv_cdf(0.5 + level / 2)


def level_of_pairs(points: int, level: float = 0.95) -> float:
    """Return the level at which the intervals of all pairs of so many points hold together.

    Who looks at the lowest and the highest of many points has picked that pair from all: at the
    level of one pair the two seem to differ by chance alone (Bonferroni). Of two points it is the
    level itself.
    """
    return 1 - (1 - level) / max(comb(points, 2), 1)


def check_level(level: float) -> None:
    """Raise RunError unless the level lies between 0 and 1."""
    if not 0 < level < 1:
        raise RunError(
            f"The level of an interval must lie between 0 and 1, such as 0.95. Got {level}."
        )


def errors_apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return by how many standard errors two shares, (count, of how many) each, lie apart."""
    shares = np.array([count / n for count, n in (one, other)])
    error = np.sqrt((shares * (1 - shares) / [one[1], other[1]]).sum())
    return float((shares[0] - shares[1]) / max(error, 1e-9))
