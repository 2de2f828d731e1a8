"""Arrays whose last axis is the world, and sums that do not depend on how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import is_

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Chosen = NDArray[np.intp]


class WhileSame[T]:
    """What was last worked out of some objects, as long as they are the very same ones.

    It serves where state is replaced and never changed in place: the same object is the same state.
    """

    _of: tuple[object, ...] = ()

    def of(self, work_out: Callable[[], T], *objects: object) -> T:
        """Return what `work_out` returns, from before if these are the objects of last time."""
        if not (self._of and all(map(is_, objects, self._of))):
            self._made, self._of = work_out(), objects
        return self._made


def by_side(ukraine: Array, russia: Array) -> Array:
    """Return what both sides have in the order of every array of sides, (2, worlds)."""
    return np.array([ukraine, russia])


def ordered_sum(rows: Iterable[Array]) -> Array:
    """Return the sum over the first axis, added in order: bit-equal for any number of worlds.

    Of no rows it is nought. NumPy adds row to row, but for rows of a single number, which it
    would add up in pairs.
    """
    if not isinstance(rows, np.ndarray):
        return reduce(np.add, rows)
    in_order = rows.flags.c_contiguous and rows[:1].size != 1
    total: Array = np.add.reduce(rows) if in_order else np.add.accumulate(rows)[-1]
    return total


def in_parts(worlds: Chosen, size: int) -> Iterator[Chosen]:
    """Yield worlds in parts of a size, 1 at least, so that the arrays of one part stay small."""
    for start in range(0, worlds.size, max(1, size)):
        yield worlds[start : start + max(1, size)]


def bounded(values: Array, lowest: Array | float, highest: Array | float) -> Array:
    """Return values held between two bounds, as `np.clip` does, but at once for a few numbers."""
    held: Array = np.minimum(np.maximum(values, lowest), highest)
    return held


def chance(log_odds: Array) -> Array:
    """Return the chance with these log-odds (logistic function), in (0, 1)."""
    value: Array = 1 / (1 + np.exp(-bounded(log_odds, -60, 60)))
    return value


def log_odds(share: Array) -> Array:
    """Return the log-odds of a share, bounded so that 0 and 1 stay finite."""
    inside = bounded(share, 1e-6, 1 - 1e-6)
    value: Array = np.log(inside / (1 - inside))
    return value


def normal_share(z: Array) -> Array:
    """Return the share of a standard normal below z, in (0, 1)."""
    from scipy.special import ndtr

    share: Array = ndtr(z)
    return share


def mean_of_known(values: Array) -> Array:
    """Return the mean over the last axis of what is not NaN, (...,); NaN where all is."""
    rows = values.reshape(-1, values.shape[-1])
    known = [row[~np.isnan(row)] for row in rows]
    means = np.array([one.mean() if one.size else np.nan for one in known])
    return means.reshape(values.shape[:-1])
