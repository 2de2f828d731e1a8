"""What a deal is worth to a side: how near it comes to its aims, and whether it would be kept."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, ordered_sum
from contactline.dials import ISSUES

SEQUENCE = ISSUES.index("sequence")
DEFERRED_ISSUES = ("territory", "alignment", "sanctions")
PUT_OFF_BY_A_TRUCE = np.array([issue in DEFERRED_ISSUES for issue in ISSUES])


def belief_in_deal(
    own_belief: Array,
    *,
    force_level: Array,
    from_force: Array,
    truce: Array,
    truce_discount: Array,
    collapses: Array,
    lost_per_collapse: Array,
) -> Array:
    """Return the chance a side gives a deal of being kept, 0 to 1, (worlds,).

    A foreign force takes away a share of its doubt, in step with its rung (0 to 100); a bare
    truce (1) is believed in less than a settlement (0); every earlier collapse costs belief.
    """
    doubt = (1 - own_belief) * (1 - from_force * force_level / 100)
    kept = (1 - doubt) * (1 - truce_discount * truce)
    return kept * (1 - lost_per_collapse) ** collapses


def deal_value(
    terms: Array, position: Array, salience: Array, belief: Array, *, deferral: Array
) -> Array:
    """Return what a deal is worth to a side, 0 to 1, (worlds,).

    One less the salience-weighted distance of the terms from its positions, times its belief.
    A truce (high sequence) puts off part of the quarrel over the deferred issues.
    terms, position, salience: (issues, worlds). belief, deferral: (worlds,).
    """
    truce = terms[SEQUENCE] / 100
    felt = 1 - PUT_OFF_BY_A_TRUCE[:, np.newaxis] * deferral * truce
    loss = ordered_sum(salience * felt * np.abs(terms - position)) / 100
    weight = ordered_sum(salience)
    return belief * (1 - loss / np.where(weight > 0, weight, 1))
