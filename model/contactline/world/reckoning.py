"""A reckoning: what an actor weighs before it acts, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from contactline.arrays import Array, ordered_sum


@dataclass(frozen=True)
class Reckoning:
    """The parts of a decision in one unit; an actor acts where their sum, `net`, is above nought.

    parts: by name, as a chronicle says it, each (..., worlds). `net`: (..., worlds).
    """

    parts: Mapping[str, Array]

    @cached_property
    def net(self) -> Array:
        """Return the sum of the parts."""
        return ordered_sum(list(self.parts.values()))

    def of(self, row: int) -> Reckoning:
        """Return the reckoning of one actor of several, by its row."""
        return Reckoning({name: part[row] for name, part in self.parts.items()})

    def heaviest(self, at: int) -> list[tuple[str, float]]:
        """Return the parts of the world at a position of the block, in order of weight."""
        here = [(name, float(part[at])) for name, part in self.parts.items()]
        return sorted((one for one in here if abs(one[1]) >= 0.005), key=lambda one: -abs(one[1]))
