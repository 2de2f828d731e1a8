"""Counts from uniforms, by the inverse of the distribution function.

One uniform gives one count, so a higher mean gives no lower count in the same world (at most one
lower, in a few of a thousand draws around the mean at which the expansion takes over), and no draw
is ever rejected: that keeps paired worlds close together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LARGE_MEAN = 12.0
MOST_STEPS = 200
BURST_STEPS = 4096
BURST_ANCHOR = 0.1


def poisson_count(uniform: Array, mean: Array) -> Array:
    """Return the smallest n with P(X <= n) >= uniform for X Poisson, shape of the inputs.

    uniform: in (0, 1). mean: 0 or more. Above a mean of 12 the Cornish-Fisher expansion of
    the quantile is used, which is within one of the exact count.
    """
    counts = np.zeros(mean.shape)
    some = np.flatnonzero(uniform > 1 - mean)  # elsewhere certainly none, as exp(-m) >= 1 - m
    uniforms, means = uniform.reshape(-1).take(some), mean.reshape(-1).take(some)
    small, large = np.flatnonzero(means <= LARGE_MEAN), np.flatnonzero(means > LARGE_MEAN)
    flat = counts.reshape(-1)
    flat[some.take(small)] = _count_up(uniforms.take(small), means.take(small))
    flat[some.take(large)] = _large_count(uniforms.take(large), means.take(large))
    return counts


def _count_up(uniform: Array, mean: Array) -> Array:
    """Return small counts by stepping through the probabilities of 0, 1, 2, ...; (cells,)."""
    counts, cells = np.zeros(mean.size), np.arange(mean.size)
    probability = np.exp(-mean)
    left = uniform - probability
    for step in range(1, MOST_STEPS):
        above = np.flatnonzero(left > 0)
        if not above.size:
            break
        cells, mean = cells.take(above), mean.take(above)
        probability = probability.take(above) * mean / step
        left = left.take(above) - probability
        counts[cells] = step
    return counts


def _large_count(uniform: Array, mean: Array) -> Array:
    """Return large counts from the normal quantile, corrected for skewness; (cells,)."""
    from scipy.special import ndtri

    z = ndtri(uniform)
    quantile = mean + np.sqrt(mean) * z + (z * z - 1) / 6
    counts: Array = np.maximum(np.ceil(quantile - 0.5), 0)
    return counts


def binomial_count(uniform: Array, trials: Array, chance: Array) -> Array:
    """Return the quantile of a binomial count, shape of the inputs.

    uniform: in (0, 1). trials: whole numbers, 0 or more. chance: 0 to 1. Exact for up to
    12 trials, the corrected normal quantile above.
    """
    from scipy.special import bdtrik, ndtri

    small = trials <= LARGE_MEAN
    spread = np.sqrt(trials * chance * (1 - chance))
    z = ndtri(uniform)
    quantile = trials * chance + spread * z + (1 - 2 * chance) * (z * z - 1) / 6
    with np.errstate(invalid="ignore"):
        exact = np.ceil(bdtrik(uniform, np.maximum(trials, 1), np.clip(chance, 1e-12, 1 - 1e-12)))
    counts = np.where(small, np.nan_to_num(exact), np.ceil(quantile - 0.5))
    return np.clip(np.where(chance <= 0, 0, np.where(chance >= 1, trials, counts)), 0, trials)


def burst_shapes(shape: Array) -> Array:
    """Return each shape moved to the nearest on a ladder of ten per cent, so few tables serve."""
    rungs = np.rint(np.log(shape / BURST_ANCHOR) / np.log(1.1))
    shapes: Array = BURST_ANCHOR * 1.1**rungs
    return shapes


@lru_cache(maxsize=128)
def burst_table(shape: float) -> Array:
    """Return gamma quantiles with mean one in equal steps of probability, shape (4096,).

    Taken at a uniform, they make a Poisson count negative binomial with dispersion `shape`:
    fire comes in bursts, quiet days and days of hundreds side by side.
    """
    from scipy.special import gammaincinv

    steps = (np.arange(BURST_STEPS) + 0.5) / BURST_STEPS
    quantiles = gammaincinv(shape, steps)
    table: Array = quantiles * (1 / float(np.mean(quantiles)))
    return table


@dataclass(frozen=True)
class Bursts:
    """Burst tables for some worlds. `tables`: (shapes, 4096). `row`: (worlds,), table of each."""

    tables: Array
    row: NDArray[np.intp]

    @classmethod
    def of_shape(cls, shape: Array) -> Bursts:
        """Return the tables for worlds with these gamma shapes, shape (worlds,)."""
        rungs, row = np.unique(burst_shapes(shape), return_inverse=True)
        return cls(np.stack([burst_table(float(rung)) for rung in rungs]), row * BURST_STEPS)

    def among(self, chosen: NDArray[np.intp]) -> Bursts:
        """Return the tables of the worlds at the positions `chosen`."""
        return Bursts(self.tables, self.row.take(chosen))

    def at(self, uniform: Array) -> Array:
        """Return the burst of each cell, a multiple of its mean; (..., worlds)."""
        return self.split(uniform)[0]

    def split(self, uniform: Array) -> tuple[Array, Array]:
        """Return the burst of each cell, and what the uniform still has to give.

        The first twelve bits of a uniform choose the burst; the others are a uniform of their
        own, in [0, 1), so that one draw serves the burst and the count. Both (..., worlds).
        """
        steps = uniform * BURST_STEPS
        step = steps.astype(np.intp)
        steps -= step
        step += self.row
        return self.tables.take(step), steps
