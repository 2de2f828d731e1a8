"""What a side expects: of a text that it might sign, and of fighting on.

Both are told in one measure: 1 is all that a side wants at the table, less what the other side
gets of its own; to a side with further aims victory is worth more. Losses on land, alignment,
foreign troops and sanctions are one-sided, as nobody minds more of what it wants; on the sequence
a side minds either way. Sides are rows, Ukraine first.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, chance, log_odds, ordered_sum
from contactline.dials.issues import ISSUES

PUT_OFF_BY_A_TRUCE = np.array(
    [issue in ("territory", "alignment", "sanctions") for issue in ISSUES]
)
WORSE = np.array([[1, -1], [-1, 1], [-1, 1], [1, -1], [0, 0]])
"""By issue and side: 1 where a higher position is worse, -1 where a lower, 0 where either is."""


def distance(terms: Array, position: Array) -> Array:
    """Return how far terms are from what each side wants, in points, (issues, 2, worlds).

    terms, position: broadcast to (issues, 2, worlds).
    """
    apart = terms - position
    worse = WORSE[..., np.newaxis]
    return np.where(worse == 0, np.abs(apart), np.maximum(worse * apart, 0.0))


def loss(terms: Array, position: Array, salience: Array, *, put_off: Array) -> Array:
    """Return what each side loses by terms, as a share of what it wants, (2, worlds).

    The distances, weighted by salience. put_off: the share of the quarrel over land, alignment
    and sanctions that a truce leaves for later, (worlds,). All else (issues, 2, worlds). From 0
    to 1 for terms and positions from 0 to 100, more beyond.
    """
    felt = 1 - PUT_OFF_BY_A_TRUCE[:, np.newaxis] * put_off
    weight = ordered_sum(salience)
    lost = ordered_sum(salience * felt[:, np.newaxis] * distance(terms, position)) / 100
    return lost / np.where(weight > 0, weight, 1)


def reaching(aim: Array, position: Array) -> Array:
    """Return what each side would bring about if it won, (issues, 2, worlds).

    That is never less than what it wants at the table, and just that on the sequence.
    """
    worse = WORSE[..., np.newaxis]
    farther = np.where(worse > 0, np.minimum(aim, position), np.maximum(aim, position))
    return np.where(worse == 0, position, farther)


def war_value(
    expected_share: Array,
    balance: Array,
    lost_if_beaten: Array,
    exhaustion: Array,
    *,
    cost: Array,
    won_beyond: Array | float = 0.0,
) -> Array:
    """Return what each side expects of fighting on, 1 if all it wants at the table, (2, worlds).

    expected_share: of what is in dispute, at the balance of day 0. balance: as the side
    sees it, log-odds in its own favour. lost_if_beaten: what the other side's aims would cost it.
    cost: what full exhaustion takes away. won_beyond: what victory would bring beyond what the
    side wants at the table. All (2, worlds) or (worlds,).
    """
    wins = chance(log_odds(expected_share) + balance)
    return 1 - (1 - wins) * lost_if_beaten + wins * won_beyond - cost * exhaustion


def optimism_after(optimism: Array, news: Array, *, learning: Array, days: float) -> Array:
    """Return by how much each side overrates its strength after some days, log-odds, (2, worlds).

    Land that changes hands teaches, a still front does not. news: the land that moves, as a
    multiple of the tempo of day 0, (worlds,). learning: a year of such news, in log units.
    """
    return optimism * np.exp(-learning * news * days / 365)
