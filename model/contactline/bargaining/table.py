"""What sits on the table: positions, saliences and capabilities, in every world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from contactline.arrays import Array, ordered_sum
from contactline.errors import BargainError

FEWEST_ACTORS = 2


@dataclass(frozen=True)
class Table:
    """The stances that a model of collective decisions turns into a draft.

    positions: (actors, issues, worlds), 0 to 100. saliences: same shape, 0 to 1.
    capabilities: (actors, worlds), 0 or more. walkaway: (actors, worlds), the value of no
    agreement to each actor, 0 (worst) to 1; an actor who cannot walk away has 0.
    """

    positions: Array
    saliences: Array
    capabilities: Array
    walkaway: Array

    @classmethod
    def checked(
        cls,
        positions: ArrayLike,
        saliences: ArrayLike,
        capabilities: ArrayLike,
        walkaway: ArrayLike | None = None,
    ) -> Table:
        """Return a table from plain numbers, with or without a last axis for the world.

        positions, saliences: (actors, issues) or (actors, issues, worlds). capabilities,
        walkaway: (actors,) or (actors, worlds). Raises BargainError where shapes do not fit, a
        number is missing or out of range, or nobody cares about an issue.
        """
        at, care = (_with_worlds(part, 2) for part in (positions, saliences))
        able = _with_worlds(capabilities, 1)
        if at.ndim != 3 or care.shape != at.shape or able.shape != at.shape[::2]:
            raise BargainError(_MISFIT.format(at.shape, care.shape, able.shape))
        walks = np.zeros(able.shape) if walkaway is None else _with_worlds(walkaway, 1)
        if walks.shape != able.shape:
            raise BargainError(f"walkaway must have the shape {able.shape}. Got {walks.shape}.")
        _check(at, care, able, walks)
        return cls(at, care, able, walks)

    @property
    def weights(self) -> Array:
        """Return capability times salience, (actors, issues, worlds)."""
        return self.capabilities[:, np.newaxis] * self.saliences

    def among(self, chosen: slice | np.ndarray) -> Table:
        """Return the table of the worlds `chosen` only."""
        return Table(
            self.positions[..., chosen],
            self.saliences[..., chosen],
            self.capabilities[..., chosen],
            self.walkaway[..., chosen],
        )


def weighted_mean(positions: Array, weights: Array) -> Array:
    """Return the mean over the first axis; the middle of the scale where all weights are 0.

    positions, weights: (actors, ...) of one shape.
    """
    total = ordered_sum(weights)
    mean = ordered_sum(weights * positions) / np.where(total > 0, total, 1)
    return np.where(total > 0, mean, 50.0)


_MISFIT = (
    "positions and saliences must be (actors, issues) or (actors, issues, worlds), capabilities "
    "(actors,) or (actors, worlds), all of the same actors, issues and worlds. "
    "Got {}, {} and {}."
)


def _with_worlds(values: ArrayLike, axes: int) -> Array:
    plain = np.asarray(values, dtype=np.float64)
    return plain[..., np.newaxis] if plain.ndim == axes else plain


def _check(positions: Array, saliences: Array, capabilities: Array, walkaway: Array) -> None:
    if len(positions) < FEWEST_ACTORS:
        raise BargainError(f"A bargain needs two actors or more. Got {len(positions)}.")
    for name, values, low, high in (
        ("positions", positions, -np.inf, np.inf),
        ("saliences", saliences, 0.0, 1.0),
        ("capabilities", capabilities, 0.0, np.inf),
        ("walkaway", walkaway, 0.0, 1.0),
    ):
        wrong = ~np.isfinite(values) | (values < low) | (values > high)
        if wrong.any():
            place = tuple(int(at) for at in np.argwhere(wrong)[0])
            raise BargainError(
                f"{name} must be finite numbers from {low:g} to {high:g}. "
                f"Got {values[place]} at {place}."
            )
    if not (ordered_sum(capabilities[:, np.newaxis] * saliences) > 0).all():
        raise BargainError(
            "On every issue somebody must have both capability and salience above 0. Leave out "
            "issues nobody cares about."
        )
