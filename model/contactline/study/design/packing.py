"""Rows of a design packed into blocks: a scenario whose numbers differ from world to world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from contactline.dials.distributions import Distribution, Floats, Plain
from contactline.scenario import Scenario
from contactline.study.design.changes import Group, Numbers, numbers_in, with_numbers
from contactline.study.pool import cut_around


@dataclass(frozen=True)
class RowByRow(Distribution):
    """One number in a block of several rows: each row draws it in its own way.

    members: what each row says. counts: how many worlds of the block belong to it.
    """

    members: tuple[Distribution, ...]
    counts: tuple[int, ...]

    @property
    def stated(self) -> tuple[float, ...]:
        """Return the numbers stated by any row."""
        return tuple(number for one in self.members for number in one.stated)

    @property
    def support(self) -> tuple[float, float]:
        """Return the smallest and the largest value that a world of any row can draw."""
        ends = [one.support for one in self.members]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def to_plain(self) -> Plain:
        """Refuse: no file says what a block of several rows holds."""
        raise TypeError("A number of several rows has no form in a scenario file.")

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return the number with that of every row moved."""
        return replace(self, members=tuple(one.moved(factor, shift) for one in self.members))

    def _quantile(self, u: Floats) -> Floats:
        parts = np.split(u, np.cumsum(self.counts)[:-1])
        pairs = zip(self.members, parts, strict=True)
        return np.concatenate([one.quantile(part) for one, part in pairs])


@dataclass(frozen=True)
class Pack:
    """The worlds of one block. `len`: how many.

    scenario: what its rows have in common. rows: places in the design, in order. first: the number
    of the world that the first row begins with. counts: worlds of each row. numbers: what it gives.
    place: which worlds of the whole design these are, group after group.
    """

    scenario: Scenario
    rows: tuple[int, ...]
    first: int
    counts: tuple[int, ...]
    numbers: tuple[Numbers, ...]
    place: range

    def __len__(self) -> int:
        """Return the number of worlds."""
        return sum(self.counts)

    def worlds(self) -> NDArray[np.int64]:
        """Return the number of each world, (worlds,); the same one stands once for each row."""
        starts = (self.first, *(0 for _ in self.counts[1:]))
        pairs = zip(starts, self.counts, strict=True)
        return np.concatenate([np.arange(at, at + n, dtype=np.int64) for at, n in pairs])

    def places(self, worlds: int) -> NDArray[np.int64]:
        """Return where each world stands in a design with so many worlds a row, (worlds,)."""
        rows = np.repeat(np.array(self.rows, dtype=np.int64), self.counts)
        return rows * worlds + self.worlds()

    def staged(self) -> Scenario:
        """Return the scenario of all its rows at once."""
        return numbers_of_block(self.scenario, self.counts, self.numbers)


def numbers_of_block(
    scenario: Scenario, counts: tuple[int, ...], numbers: Sequence[Numbers]
) -> Scenario:
    """Return a scenario whose numbers differ from row to row of a block.

    counts: worlds of each row. numbers: what each row gives; what it does not is the scenario's.
    """
    names = dict.fromkeys(name for one in numbers for name in one)
    standing = numbers_in(scenario, names)
    members = {name: tuple(one.get(name, standing[name]) for one in numbers) for name in names}
    packed = {
        name: several[0] if several.count(several[0]) == len(several) else RowByRow(several, counts)
        for name, several in members.items()
    }
    return with_numbers(scenario, packed)


def packs(
    groups: Sequence[Group],
    worlds: int,
    block: int,
    workers: int | None,
    kept: Sequence[range] = (),
) -> Iterator[Pack]:
    """Yield the blocks of a design, group after group and row after row.

    worlds: of each row; block: at most in one. kept: worlds of the design whose blocks are there
    already, and stay as they are: so it goes on with any number of workers.
    """
    at = 0
    for group in groups:
        end = at + len(group.rows) * worlds
        for place in cut_around(kept, range(at, end), block, workers):
            yield _pack(group, worlds, at, place)
        at = end


def _pack(group: Group, worlds: int, at: int, place: range) -> Pack:
    """Return one block of a group. at: where in the design the worlds of the group begin."""
    start, stop = place.start - at, place.stop - at
    first, last = start // worlds, (stop - 1) // worlds
    counts = [
        min(stop, (row + 1) * worlds) - max(start, row * worlds) for row in range(first, last + 1)
    ]
    rows, numbers = group.rows[first : last + 1], group.numbers[first : last + 1]
    begin = start - first * worlds
    return Pack(group.scenario, tuple(rows), begin, tuple(counts), tuple(numbers), place)
