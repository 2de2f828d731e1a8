"""A table of stances with its names and its scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from contactline.arrays import Array
from contactline.bargaining.path import Path
from contactline.bargaining.table import Table, weighted_mean
from contactline.errors import BargainError

type Scale = tuple[float, float]

HUNDRED: Scale = (0.0, 100.0)
# What the issue of a table is called that has only one, and no name for it.
LONE_ISSUE = "the issue"


@dataclass(frozen=True)
class Stances:
    """Who wants what: a table of one world, and what its actors and issues are called.

    scale: what 0 and 100 of the table's positions are in the file. absent: actors and issues, by
    their numbers, on which one has no stance: its salience is 0, and its position the mean of the
    others, by weight. guesses: what was guessed to read the file, or is in doubt.
    """

    title: str
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    table: Table
    scale: Scale = HUNDRED
    absent: tuple[tuple[int, int], ...] = ()
    guesses: tuple[str, ...] = ()


def checked_scale(scale: Scale) -> Scale:
    """Return the two ends of a scale; raises BargainError unless finite and the lower first."""
    low, high = float(scale[0]), float(scale[1])
    if not (isfinite(high - low) and low < high):
        raise BargainError(
            f"A scale must be two finite numbers, the lower first. Got {low:g} and {high:g}."
        )
    return low, high


def to_hundred[Position: (float, Array)](position: Position, scale: Scale) -> Position:
    """Return a position on a scale, or an array of them, as one from 0 to 100.

    It stays bit for bit what it is where the scale goes from 0 to 100.
    """
    low, high = scale
    return position if scale == HUNDRED else (position - low) / (high - low) * 100


def on_scale[Position: (float, Array)](position: Position, scale: Scale) -> Position:
    """Return a position from 0 to 100, or an array of them, on a scale."""
    low, high = scale
    return position if scale == HUNDRED else low + position / 100 * (high - low)


def outcomes(table: Table, path: Path) -> Array:
    """Return the outcome after each round of the only world, (rounds + 1, issues), 0 to 100.

    It is the mean of the positions, weighted by capability times salience; the last is the draft.
    """
    weights = table.weights[..., 0]
    means = [weighted_mean(step, weights) for step in path.positions()]
    return np.stack([*means[:-1], path.draft[:, 0]])
