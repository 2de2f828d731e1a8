"""Whose voice counts for how much when a draft is written."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, by_side
from contactline.world.actors import Actors, Belligerents, Broker, Contributors
from contactline.world.war import War


def power_at_the_table(capability: Array, balance: Array, exhaustion: Array) -> Array:
    """Return the weight of a side's voice, (worlds,): strength on the field, less what is worn out.

    capability: of the actor, 0 to 1. balance: log-odds in its own favour. exhaustion: 0 to 1.
    """
    weight: Array = capability * np.exp(balance / 2) * (1 - exhaustion)
    return weight


def voices(
    actors: Actors,
    sides: Belligerents,
    contributors: Contributors,
    broker: Broker,
    war: War,
    *,
    without_option: Array,
) -> Array:
    """Return the weight of each actor's voice today, (actors, worlds).

    The sides' follows their strength on the field; Europeans without an option to offer are
    heard less (`without_option`, 0 to 1, (worlds,)); a broker that has walked away is hardly heard.
    """
    seen = by_side(-war.balance, war.balance)
    weights = actors.capability.copy()
    for side, balance, tired in zip(sides.members, seen, war.exhaustion, strict=True):
        weights[side.row] = power_at_the_table(side.capability, balance, tired)
    rows = [one.row for one in contributors.members]
    weights[rows] *= np.where(contributors.ready, 1.0, without_option)
    weights[broker.row] *= np.where(broker.walked, without_option, 1.0)
    return weights
