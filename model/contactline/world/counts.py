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

from contactline.luck import Ahead, Luck

Array = NDArray[np.float64]

LARGE_MEAN = 12.0
MOST_STEPS = 200
A_FEW = 12
BURST_STEPS = 4096
BURST_ANCHOR = 0.1


def poisson_count(uniform: Array, mean: Array) -> Array:
    """Return the smallest n with P(X <= n) >= uniform for X Poisson, shape of the inputs.

    uniform: in (0, 1). mean: 0 or more. Above a mean of 12 the Cornish-Fisher expansion of
    the quantile is used, which is within one of the exact count.
    """
    counts = np.zeros(mean.shape)
    possible = uniform > 1 - mean  # elsewhere certainly none, as exp(-m) >= 1 - m
    some = possible.reshape(-1).nonzero()[0]
    if some.size:
        counts.reshape(-1)[some] = _some_count(
            uniform.reshape(-1).take(some), mean.reshape(-1).take(some)
        )
    return counts


def _some_count(uniform: Array, mean: Array) -> Array:
    """Return counts of cells in which there may be some, (cells,)."""
    large = (mean > LARGE_MEAN).nonzero()[0]
    probability = np.exp(-mean)
    left = uniform - probability
    left[large] = 0  # nothing to step through
    counts = _count_up(mean, probability, left)
    if large.size:
        counts[large] = _large_count(uniform.take(large), mean.take(large))
    return counts


def _count_up(mean: Array, probability: Array, left: Array) -> Array:
    """Return small counts by stepping through the probabilities of 0, 1, 2, ...; (cells,).

    probability: of none. left: of the uniform once that is taken away. Both are used up. All
    cells step together; those that have arrived are left out once few are still on the way, and
    the last go on one by one, which is quicker than a step of the whole for their sake.
    """
    counts = np.zeros(mean.size)
    cells, here = np.arange(mean.size), np.zeros(mean.size, dtype=np.uint8)
    for step in range(1, MOST_STEPS):
        above = left > 0
        going = np.count_nonzero(above)
        if going < left.size // 4 or going <= A_FEW:
            counts[cells] = here
            on = above.nonzero()[0]
            cells, here, mean = cells.take(on), here.take(on), mean.take(on)
            probability, left = probability.take(on), left.take(on)
            if going <= A_FEW:
                counts[cells] = _count_on(step, mean, probability, left)
                return counts
            here += 1
        else:
            here += above.view(np.uint8)
        probability *= mean
        probability /= step
        left -= probability
    counts[cells] = here
    return counts


def _count_on(step: int, mean: Array, probability: Array, left: Array) -> list[int]:
    """Return the counts of a few cells that are still on the way at a step, one by one."""
    counts = []
    cells = zip(mean.tolist(), probability.tolist(), left.tolist(), strict=True)
    for cell_mean, reached, to_go in cells:
        count, chance, rest = step - 1, reached, to_go
        while rest > 0 and count < MOST_STEPS - 1:
            count += 1
            chance = chance * cell_mean / count
            rest -= chance
        counts.append(count)
    return counts


def _large_count(uniform: Array, mean: Array) -> Array:
    """Return large counts from the normal quantile, corrected for skewness; (cells,)."""
    from scipy.special import ndtri

    z = ndtri(uniform)
    quantile = mean + np.sqrt(mean) * z + (z * z - 1) / 6
    counts: Array = np.maximum(np.ceil(quantile - 0.5), 0)
    return counts


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
        step, rest = steps_of(uniform)
        return self.of_step(step), rest

    def of_step(self, step: NDArray[np.intp]) -> Array:
        """Return the burst at a step of each world's table, (..., worlds). step: is used up."""
        step += self.row
        return self.tables.take(step)


def steps_of(uniform: Array) -> tuple[NDArray[np.intp], Array]:
    """Return the step of a table that each uniform falls on, and how far into it, from 0 to 1."""
    steps = uniform * BURST_STEPS
    step = steps.astype(np.intp)
    steps -= np.floor(steps)
    return step, steps


class BurstsAhead:
    """What `Bursts.split` gives of the uniforms of a purpose, day by day.

    Uniforms are split for as many days at once as are drawn, and once for a world that stands in
    many rows of a block.
    """

    def __init__(self, bursts: Bursts, luck: Luck, purpose: str, cells: tuple[int, ...]) -> None:
        """Draw nothing yet. luck: of the worlds that the bursts are of."""
        once, self._places = luck.each_once()
        self._bursts, self._luck = bursts, Ahead(once, purpose, cells=cells)
        self._split: dict[int, tuple[NDArray[np.intp], Array]] = {}

    def at(self, day: int) -> tuple[Array, Array]:
        """Return bursts, and the uniforms left for their counts, both (*cells, worlds)."""
        if day not in self._split:
            days, draws = self._luck.stretch_from(day)
            pairs = zip(*steps_of(draws[:, 0]), strict=True)
            self._split = dict(zip(days, pairs, strict=True))
        step, rest = self._split[day]
        if self._places is None:
            return self._bursts.of_step(step.copy()), rest
        step = step.take(self._places, axis=-1, mode="clip")
        return self._bursts.of_step(step), rest.take(self._places, axis=-1, mode="clip")
