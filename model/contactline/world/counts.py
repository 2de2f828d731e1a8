"""Counts from uniforms, by the inverse of the distribution function.

One uniform gives one count, so a higher mean gives no lower count in the same world (at most one
lower, in a few of a thousand draws around the mean at which the expansion takes over), and no draw
is ever rejected: that keeps paired worlds close together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array
from contactline.luck import Ahead, Luck

LARGE_MEAN = 12.0
MEAN_STEPS, UNIFORM_STEPS = 1024, 512
LEAST, DOUBT = 63, 64  # a field: the least count, and a mark where it may be more
BURST_STEPS = 4096
BURST_ANCHOR = 0.1


@cache
def _special() -> Any:
    """Return SciPy's special functions: they come when first needed, as they take their time."""
    from scipy import special

    return special


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
    fields = _count_table().take(_field_of(uniform, mean), mode="clip")
    fields[large] = 0
    counts = (fields & LEAST).astype(np.float64)
    _settle_doubts(counts, (fields > LEAST).nonzero()[0], uniform, mean)
    if large.size:
        counts[large] = _large_count(uniform.take(large), mean.take(large))
    return counts


def _settle_doubts(counts: Array, doubt: NDArray[np.intp], uniform: Array, mean: Array) -> None:
    """Raise the counts of cells in doubt, one by one, as far as their uniforms reach."""
    pdtr = _special().pdtr
    while doubt.size:
        reached = pdtr(counts.take(doubt), mean.take(doubt))
        doubt = doubt[reached < uniform.take(doubt)]
        counts[doubt] += 1


def _field_of(uniform: Array, mean: Array) -> NDArray[np.intp]:
    """Return the place in `_count_table` of each cell with a mean up to 12, (cells,)."""
    field: NDArray[np.intp] = (mean * (MEAN_STEPS / LARGE_MEAN)).astype(np.intp)
    field *= UNIFORM_STEPS
    field += (uniform * UNIFORM_STEPS).astype(np.intp)
    return field


@cache
def _count_table() -> NDArray[np.uint8]:
    """Return the least count on each field of a step of the mean and one of the uniform.

    A count rises with both, so it is the same all over a field whose lowest and highest corners
    agree. Where they do not the field has the mark of doubt besides: some four in a hundred cells
    fall there. Shape (1025 * 512,).
    """
    means = np.arange(MEAN_STEPS + 2) * (LARGE_MEAN / MEAN_STEPS)
    reached = _special().pdtr(np.arange(LEAST + 1), means[:, np.newaxis])
    steps = np.arange(UNIFORM_STEPS + 1) / UNIFORM_STEPS
    corners = np.array([row.searchsorted(steps) for row in reached])
    least, most = corners[:-1, :-1], corners[1:, 1:]
    return np.where(most > least, least + DOUBT, least).astype(np.uint8).reshape(-1)


def _large_count(uniform: Array, mean: Array) -> Array:
    """Return large counts from the normal quantile, corrected for skewness; (cells,)."""
    z = _special().ndtri(uniform)
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
    steps = (np.arange(BURST_STEPS) + 0.5) / BURST_STEPS
    quantiles = _special().gammaincinv(shape, steps)
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

    They are worked out for as many days at once as are drawn. Of a world that stands in many rows
    of a block the uniforms are split once, and each row's burst is looked up on its day.
    """

    def __init__(self, bursts: Bursts, luck: Luck, purpose: str, cells: tuple[int, ...]) -> None:
        """Draw nothing yet. luck: of the worlds that the bursts are of."""
        once, self._places = luck.each_once()
        self._bursts, self._luck = bursts, Ahead(once, purpose, cells=cells)
        self._known: dict[int, tuple[NDArray[Any], NDArray[Any]]] = {}

    def at(self, day: int) -> tuple[Array, Array]:
        """Return bursts, and the uniforms left for their counts, both (*cells, worlds)."""
        if day not in self._known:
            days, draws = self._luck.stretch_from(day)
            step, rest = steps_of(draws[:, 0])
            known = self._bursts.of_step(step) if self._places is None else step
            self._known = dict(zip(days, zip(known, rest, strict=True), strict=True))
        if self._places is None:
            return self._known[day]
        steps, rest = (one.take(self._places, axis=-1, mode="clip") for one in self._known[day])
        return self._bursts.of_step(steps), rest
