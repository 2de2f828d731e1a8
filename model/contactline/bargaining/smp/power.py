"""Where the Spatial Model of Politics sees the power: risk attitudes and chances to prevail."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum
from contactline.bargaining.path import Whole
from contactline.bargaining.smp.contest import distances, risk_attitudes, utility
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.vote import coalitions, election
from contactline.bargaining.table import Table

SAME_PLACE = 1e-3


def risks(table: Table, options: SmpOptions) -> Array:
    """Return the risk attitude of every actor, (actors, worlds), -1 to 1; saliences as shares."""
    distance = distances(table.positions / 100, table.saliences)
    return risks_at(distance, table.capabilities, options)


def winning_chances(table: Table, options: SmpOptions) -> Array:
    """Return the chance of every actor's position to win an election, (actors, worlds).

    Positions nearer than a thousandth of the scale stand once; those who hold them have the
    same chance. Saliences as `shares`.
    """
    distance = distances(table.positions / 100, table.saliences)
    risk = risks_at(distance, table.capabilities, options)
    first = first_at_place(table.positions / 100)
    standing = first == np.arange(len(first))[:, np.newaxis]
    views = utility(distance, risk[:, np.newaxis])
    won = elected(table.capabilities, views, standing[np.newaxis], options)[0]
    return np.take_along_axis(won, first, axis=0)


def first_at_place(positions: Array) -> Whole:
    """Return for each actor the first in the table who stands where it does, (actors, worlds).

    positions: (actors, issues, worlds), 0 to 1; plain distance, nearer than a thousandth.
    """
    actors = np.arange(len(positions))[:, np.newaxis]
    first = np.broadcast_to(actors, positions[:, 0].shape).copy()
    for actor, place in enumerate(positions[1:], start=1):
        squares = np.moveaxis((positions[:actor] - place) ** 2, 1, 0)
        near = np.sqrt(ordered_sum(squares)) < SAME_PLACE
        near &= first[:actor] == actors[:actor]
        first[actor] = np.where(near.any(axis=0), near.argmax(axis=0), actor)
    return first


def risks_at(distance: Array, capabilities: Array, options: SmpOptions) -> Array:
    """Return risk attitudes from the chances of all positions, had nobody any risk attitude."""
    everyone = np.ones((1, *distance.shape[1:]), dtype=bool)
    chances = elected(capabilities, utility(distance, np.zeros(1)), everyone, options)[0]
    return risk_attitudes(chances, options.risk_range)


def elected(capabilities: Array, views: Array, standing: Mask, options: SmpOptions) -> Array:
    """Return the probability of each option in each election; see `vote.election`.

    views: (actors, options, worlds), the utility of each option to each actor; all vote.
    """
    strength = coalitions(capabilities, views, options.voting)
    return election(strength, options.victory, options.election, standing)
