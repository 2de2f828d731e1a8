"""Pledges of troops: who would join, with how many, how they arrive and where they stand."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, chance
from contactline.world.postures import EFFORT, Rungs

DAYS_TO_LEAVE = 21.0
COMFORT_POINTS = 20.0


def readiness_to_join(
    stance_margin: Array,
    *,
    backing: Array,
    consent: Array,
    leaders_share: Array,
    fire_share: Array,
    support: Array,
    weights: dict[str, Array],
) -> Array:
    """Return the chance that a government would pledge troops, (worlds,).

    stance_margin: its position on foreign troops less the rung asked for, in points; more
    than 20 points of comfort add nothing. backing, consent, leaders_share: 0 to 1. fire_share:
    recent fire as a share of the war. support: opinion at home, 0 to 1. weights: log-odds.
    """
    return chance(
        -weights["reluctance"]
        + weights["stance"] * np.minimum(stance_margin, COMFORT_POINTS) / 10
        + weights["backing"] * backing
        + weights["consent"] * consent
        + weights["cascade"] * leaders_share
        + weights["support"] * (support - 0.5)
        - weights["risk"] * fire_share
    )


def troops_pledged(
    available_troops: Array, rung: Rungs, *, rotation_ratio: Array, scale: Array
) -> Array:
    """Return the soldiers a contributor keeps on the ground on a rung, (worlds,)."""
    troops: Array = available_troops / rotation_ratio * EFFORT[rung] * scale
    return troops


def deployed_after_week(deployed: Array, target: Array, *, buildup_days: Array) -> Array:
    """Return the soldiers on the ground a week on: they arrive along the build-up, leave fast."""
    days = np.where(target > deployed, buildup_days, DAYS_TO_LEAVE)
    after: Array = deployed + (target - deployed) * (1 - np.exp(-7 / days))
    return np.where(after < 1, 0.0, after)


def troops_per_km(troops: Array, weight: Array, *, line_km: float, focus: Array) -> Array:
    """Return soldiers per kilometre in each sector, (sectors, worlds).

    The share `focus` stands in step with the weight of each sector in the fire, the rest
    evenly. troops: (worlds,). weight: (sectors, worlds), summing to 1.
    """
    evenly = 1 / weight.shape[0]
    share = (1 - focus) * evenly + focus * weight
    density: Array = troops * share * (weight.shape[0] / line_km)
    return density
