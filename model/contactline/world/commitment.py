"""Why a side would believe that a text is kept: who stands behind it, with what.

No promise can be trusted by itself (Fearon 1995, Powell 2006); third parties that would act make
it credible (Walter 2002, Fortna 2003). So soldiers count whom governments would send, by posture,
number and who backs them, and level off late: five to a kilometre did little in the record, sixty
did much.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array

STEEPNESS = 1.5


def weight_of_numbers(troops_per_km: Array, *, half_per_km: Array) -> Array:
    """Return how much a force weighs by its numbers, 0 to 1, (worlds,).

    Half of the full weight at `half_per_km`; few soldiers weigh less than in proportion.
    """
    grown = (troops_per_km / half_per_km) ** STEEPNESS
    weight: Array = grown / (grown + 1)
    return weight


def much_to_back(force: Array) -> Array:
    """Return how much there is for a backer to stand behind, 0 to 1: all, from half weight on.

    force: weight of the soldiers, 0 to 1, (worlds,).
    """
    much: Array = np.minimum(2 * force, 1)
    return much


def doubt_taken_away(
    force: Array,
    backing: Array,
    alignment: Array,
    *,
    from_force: Array,
    from_backing: Array,
    from_alignment: Array,
) -> Array:
    """Return the share of its doubt that protection takes from a side, 0 to 1, (worlds,).

    force: weight of the soldiers offered, by number and posture, 0 to 1. backing: how far the
    United States stand behind them, 0 to 1; it weighs in step with what there is to back.
    alignment: the terms on alignment, 0 to 100; what lies above neutrality protects. from_force,
    from_backing, from_alignment: what each in full takes away by itself, 0 to 1.
    """
    left = (
        (1 - from_force * force)
        * (1 - from_backing * backing * much_to_back(force))
        * (1 - from_alignment * np.maximum(alignment - 20, 0) / 80)
    )
    taken: Array = 1 - left
    return taken


def belief_kept(
    own_belief: Array,
    *,
    taken_away: Array,
    truce: Array,
    truce_discount: Array,
    collapses: Array,
    lost_per_collapse: Array,
) -> Array:
    """Return the chance that each side gives a text of being kept, 0 to 1, (2, worlds).

    own_belief: without protection, and taken_away: the share of its doubt that protection takes
    away, both (2, worlds). A bare truce (1) is believed in less than a settlement (0), by the share
    truce_discount; each of the collapses, ceasefires that broke, costs the share lost_per_collapse.
    """
    kept = (1 - (1 - own_belief) * (1 - taken_away)) * (1 - truce_discount * truce)
    return kept * (1 - lost_per_collapse) ** collapses
