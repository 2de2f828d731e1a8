"""What is kept of a run: counts by week and by world, reduced while it goes on.

Every weekly quantity is a histogram over worlds. Histograms are whole numbers, so they add
up the same in any order, and their size does not grow with the number of worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask

Counts = NDArray[np.int32]
"""Of worlds, of which no run has more; half as large as Python's whole numbers."""

type Names = tuple[str, ...]

POSITIONS = np.arange(0.0, 101.0)
AMOUNTS = np.concatenate([[0.0], np.geomspace(1, 1e7, 480)])
EDGES = (AMOUNTS[1:] + AMOUNTS[:-1]) / 2
SAMPLES = 3
NOT_COUNTED = -1


@dataclass(frozen=True)
class Histogram:
    """How many worlds had which value in each week.

    values: (bins,), rising, the value each bin stands for. counts: (weeks, bins).
    """

    values: Array
    counts: Counts

    @property
    def n(self) -> NDArray[np.int64]:
        """Return the number of worlds counted in each week, (weeks,)."""
        total: NDArray[np.int64] = self.counts.sum(axis=1)
        return total

    def quantiles(self, shares: tuple[float, ...]) -> Array:
        """Return the values below which these shares of the worlds lie, (shares, weeks).

        NaN in a week in which no world was counted. Amounts are exact to about three per cent.
        """
        below = np.cumsum(self.counts, axis=1)
        total = below[:, -1]
        rows = []
        for share in shares:
            at = np.argmax(below >= np.maximum(share * total, 1)[:, np.newaxis], axis=1)
            rows.append(np.where(total > 0, self.values[at], np.nan))
        return np.stack(rows)

    def __add__(self, other: Histogram) -> Histogram:
        """Return the histogram of both sets of worlds together."""
        return Histogram(self.values, self.counts + other.counts)


def bins_of(amounts: Array) -> NDArray[np.intp]:
    """Return the bin of each amount: the nearest of AMOUNTS, the last for anything above."""
    return np.searchsorted(EDGES, amounts)


class Weekly:
    """The observer of a block of worlds by week; it looks on and changes nothing.

    `line`: violations by week and sector, summed over worlds. `line_worlds`: worlds in a
    ceasefire by week. `phases`: worlds at war, at war and talking, in a ceasefire, by week.
    What is seen of each world is put down as the bin it falls in, and counted once, at the end; of
    a few sample worlds amounts are put down as they are, too.
    """

    def __init__(self, weeks: int, sectors: int, worlds: NDArray[np.int64], names: Names) -> None:
        """Make room for the weeks of the horizon. names: all that will be put down, in order."""
        self.weeks = weeks
        self.worlds = worlds
        self.line = np.zeros((weeks, sectors), dtype=np.int64)
        self.line_worlds = np.zeros(weeks, dtype=np.int64)
        self.phases = np.zeros((weeks, 3), dtype=np.int64)
        self._sampled = np.flatnonzero(worlds < SAMPLES)
        self._samples: dict[Names, Array] = {}
        self._amounts: dict[Names, NDArray[np.int16]] = {}
        self._positions: dict[Names, NDArray[np.int8]] = {}
        self._steady: dict[Names, NDArray[np.int8]] = {}
        self._names = names

    def amounts(self, names: Names, week: int, amounts: Array, where: Mask | None = None) -> None:
        """Put down amounts, (names, worlds), of the worlds `where`, or of all."""
        if names not in self._amounts:
            self._amounts[names] = self._room(names, np.full(1, NOT_COUNTED, dtype=np.int16))
            room = (self.weeks, len(names), self._sampled.size)
            self._samples[names] = np.full(room, np.nan)
        bins, sampled = bins_of(amounts), self._sampled
        self._amounts[names][week] = bins if where is None else np.where(where, bins, NOT_COUNTED)
        if sampled.size:
            some = amounts[:, sampled]
            self._samples[names][week] = (
                some if where is None else np.where(where[sampled], some, np.nan)
            )

    def positions(
        self, names: Names, week: int, positions: Array, where: Mask | None = None
    ) -> None:
        """Put down positions from 0 to 100, (names, worlds), of the worlds `where`, or of all."""
        if names not in self._positions:
            self._positions[names] = self._room(names, np.full(1, NOT_COUNTED, dtype=np.int8))
        near = np.rint(positions)
        self._positions[names][week] = near if where is None else np.where(where, near, NOT_COUNTED)

    def steady(self, names: Names, positions: Array) -> None:
        """Put down, once, positions that stay the same all weeks, (names, worlds)."""
        self._steady[names] = np.rint(positions).astype(np.int8)

    def phase(self, week: int, at_table: Mask, in_force: Mask) -> None:
        """Count the worlds at war, at war and talking, and in a ceasefire."""
        talking, quiet = int((at_table & ~in_force).sum()), int(in_force.sum())
        self.phases[week] += (in_force.size - talking - quiet, talking, quiet)

    def fire(self, week: int, by_sector: Array, worlds: int) -> None:
        """Add a week of violations by sector, summed over the worlds in a ceasefire."""
        self.line[week] += by_sector.astype(np.int64)
        self.line_worlds[week] += worlds

    def part(self, where: slice) -> Weekly:
        """Return what was put down of some of the worlds; of these nothing is counted yet."""
        one = Weekly(self.weeks, self.line.shape[1], self.worlds[where], self._names)
        there = (self._sampled >= where.start) & (self._sampled < where.stop)
        one._samples = {names: room[..., there] for names, room in self._samples.items()}
        one._amounts = {names: room[..., where] for names, room in self._amounts.items()}
        one._positions = {names: room[..., where] for names, room in self._positions.items()}
        one._steady = {names: row[..., where] for names, row in self._steady.items()}
        return one

    def histograms(self) -> dict[str, Histogram]:
        """Return the weekly histograms by name, in the order in which they were first put down."""
        found = {
            name: _histogram(room[:, at], AMOUNTS)
            for names, room in self._amounts.items()
            for at, name in enumerate(names)
        }
        found |= {
            name: _histogram(room[:, at], POSITIONS)
            for names, room in self._positions.items()
            for at, name in enumerate(names)
        }
        for names, rows in self._steady.items():
            for name, row in zip(names, rows, strict=True):
                week = _histogram(row[np.newaxis], POSITIONS)
                counts = np.broadcast_to(week.counts, (self.weeks, POSITIONS.size))
                found[name] = Histogram(POSITIONS, counts)
        return {name: found[name] for name in self._names}

    def samples(self) -> dict[str, Array]:
        """Return the amounts of the sample worlds by name, (weeks, samples), if there are any."""
        if not self._sampled.size:
            return {}
        return {
            name: room[:, at]
            for names, room in self._samples.items()
            for at, name in enumerate(names)
        }

    def _room[T: np.generic](self, names: Names, nothing: NDArray[T]) -> NDArray[T]:
        shape = (self.weeks, len(names), self.worlds.size)
        return np.broadcast_to(nothing, shape).copy()


def _histogram(bins: NDArray[Any], grid: Array) -> Histogram:
    """Return how many worlds were in which bin in each week. bins: (weeks, worlds)."""
    weeks = len(bins)
    first_places = grid.size * np.arange(weeks)[:, np.newaxis]
    places = (first_places + bins)[bins != NOT_COUNTED]
    counts = np.bincount(places, minlength=weeks * grid.size).reshape(weeks, grid.size)
    return Histogram(grid, counts.astype(np.int32))
