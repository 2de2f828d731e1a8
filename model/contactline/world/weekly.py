"""What is kept of a run: counts by week and by world, reduced while it goes on.

Every weekly quantity is a histogram over worlds. Histograms are whole numbers, so they add
up the same in any order, and their size does not grow with the number of worlds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask

Counts = NDArray[np.int64]

POSITIONS = np.arange(0.0, 101.0)
AMOUNTS = np.concatenate([[0.0], np.geomspace(1, 1e7, 480)])
SAMPLES = 3


@dataclass(frozen=True)
class Histogram:
    """How many worlds had which value in each week.

    values: (bins,), rising, the value each bin stands for. counts: (weeks, bins).
    """

    values: Array
    counts: Counts

    @property
    def n(self) -> Counts:
        """Return the number of worlds counted in each week, (weeks,)."""
        total: Counts = self.counts.sum(axis=1)
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


def bins_of(amounts: Array, grid: Array) -> NDArray[np.intp]:
    """Return the bin of each amount: the nearest value of the grid, the last for anything above."""
    edges = (grid[1:] + grid[:-1]) / 2
    return np.searchsorted(edges, amounts)


class Record:
    """The observer of a block of worlds; it looks on and changes nothing.

    `line`: violations by week and sector, summed over worlds. `line_worlds`: worlds in a
    ceasefire by week. `phases`: worlds at war, at war and talking, in a ceasefire, by week.
    """

    def __init__(self, weeks: int, sectors: int, worlds: NDArray[np.int64]) -> None:
        """Make room for the weeks of the horizon."""
        self.weeks = weeks
        self.counts: dict[str, Counts] = {}
        self.grids: dict[str, Array] = {}
        self.line = np.zeros((weeks, sectors), dtype=np.int64)
        self.line_worlds = np.zeros(weeks, dtype=np.int64)
        self.phases = np.zeros((weeks, 3), dtype=np.int64)
        self.sampled = np.flatnonzero(worlds < SAMPLES)
        self.samples: dict[str, Array] = {}

    def amount(self, name: str, week: int, amounts: Array, where: Mask) -> None:
        """Count one amount a world in the worlds `where`; keep it for the sample worlds."""
        counts = self._room(name, AMOUNTS)
        counts[week] += np.bincount(bins_of(amounts[where], AMOUNTS), minlength=AMOUNTS.size)
        if self.sampled.size:
            sample = self.samples.setdefault(name, np.full((self.weeks, self.sampled.size), np.nan))
            sample[week] = np.where(where, amounts, np.nan)[self.sampled]

    def positions(self, names: list[str], week: int, positions: Array, where: Mask) -> None:
        """Count positions, (names, worlds), each under its own name in the worlds `where`."""
        rounded = np.rint(positions[:, where]).astype(np.int64)
        for name, row in zip(names, rounded, strict=True):
            self._room(name, POSITIONS)[week] += np.bincount(row, minlength=POSITIONS.size)

    def phase(self, week: int, at_table: Mask, in_force: Mask) -> None:
        """Count the worlds at war, at war and talking, and in a ceasefire."""
        talking, quiet = int((at_table & ~in_force).sum()), int(in_force.sum())
        self.phases[week] += (in_force.size - talking - quiet, talking, quiet)

    def fire(self, week: int, by_sector: Array, worlds: int) -> None:
        """Add a week of violations by sector, summed over the worlds in a ceasefire."""
        self.line[week] += by_sector.astype(np.int64)
        self.line_worlds[week] += worlds

    def histograms(self) -> dict[str, Histogram]:
        """Return the weekly histograms by name."""
        return {name: Histogram(self.grids[name], counts) for name, counts in self.counts.items()}

    def _room(self, name: str, grid: Array) -> Counts:
        self.grids.setdefault(name, grid)
        return self.counts.setdefault(name, np.zeros((self.weeks, grid.size), dtype=np.int64))
