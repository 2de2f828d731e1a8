"""The numbers of the chart of a bargain: who stands where after each round, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.bargaining import Path
from contactline.bargaining.explaining import visible, written
from contactline.bargaining.tables.stances import Scale, Stances, on_scale, outcomes

# Positions that differ by less than this share of the scale are drawn as one.
SAME_SHARE = 5e-4


@dataclass(frozen=True)
class Line:
    """One actor on one issue. positions: (rounds + 1,), on the scale. weight: 0 to 1 of all."""

    name: str
    positions: NDArray[np.float64]
    weight: float

    @property
    def way(self) -> float:
        """The widest gap between any two of its positions."""
        return float(np.ptp(self.positions))


@dataclass(frozen=True)
class Panel:
    """One issue: its actors in the order of the table, and the outcome after each round."""

    issue: str
    lines: tuple[Line, ...]
    outcome: NDArray[np.float64]
    scale: Scale

    @property
    def rounds(self) -> int:
        """The number of rounds; 0 for a formula."""
        return len(self.outcome) - 1

    @property
    def span(self) -> float:
        """The length of the scale."""
        return self.scale[1] - self.scale[0]

    def text(self, position: float) -> str:
        """Return a position of this panel as text."""
        low, _ = self.scale
        return written((position - low) / self.span * 100, self.scale)


def panels_of(stances: Stances, path: Path) -> tuple[Panel, ...]:
    """Return one panel per issue, on the scale of the table."""
    positions = on_scale(path.positions(), stances.scale)
    means = on_scale(outcomes(stances.table, path), stances.scale)
    weights = stances.table.weights[..., 0]
    shares = weights / weights.sum(axis=0)
    return tuple(
        Panel(
            visible(issue),
            tuple(
                Line(visible(name), positions[:, actor, at], float(shares[actor, at]))
                for actor, name in enumerate(stances.actors)
            ),
            means[:, at],
            stances.scale,
        )
        for at, issue in enumerate(stances.issues)
    )
