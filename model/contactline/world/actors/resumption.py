"""How a side comes to resume the war: what deters it, what tempts it, and how likely it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from contactline.arrays import Array, by_side
from contactline.world.reckoning import Reckoning

TINY = 1e-300


def deterrents(
    *,
    armed_weight: Array,
    armed_force: Array,
    guarantee: Array,
    backed_force: Array,
    settlement: Array,
    strength: Array,
    pressure_effect: Array,
    pressure: Array,
    trust_effect: Array,
    trust: Array,
) -> dict[str, Array]:
    """Return by how much each thing lowers the log rate of resumption, (worlds,), by name.

    Armed troops count by the weight of their numbers (0 to 1), a guarantee in step with
    the force on the ground that is backed (0 to 1); settled terms count by strength (0 to 1), and
    trust (0 to 1) as it grows; outside pressure (0 to 1) works the other way.
    """
    return {
        "armed troops on the line": armed_force * armed_weight,
        "guarantee": guarantee * backed_force,
        "what is settled": settlement * strength,
        "trust": trust_effect * trust,
        "outside pressure": -pressure_effect * pressure,
    }


def temptation_needed(gain_from_war: Array, deterrence: Array, *, value_weight: Array) -> Array:
    """Return how tempting an occasion must be for a side to resume the war, (2, worlds).

    gain_from_war: war value less what peace is worth, (2, worlds). In log units, as deterrence.
    """
    needed: Array = deterrence - value_weight * gain_from_war
    return needed


def resumption_chance(needed: Array, frailty: Array, *, log_rate: Array, days: float) -> Array:
    """Return the chance within some days that each side resumes the war, (2, worlds).

    Occasions come at a steady rate, and how tempting they are falls off exponentially, so that the
    daily hazard of a side is frailty * exp(log_rate - needed) / 2. frailty: by what the risk of
    the world is multiplied, (worlds,).
    """
    daily = frailty * np.exp(np.minimum(log_rate - needed, 2.0)) / 2
    value: Array = 1 - np.exp(-days * daily)
    return value


def strongest_occasion(uniform: Array, frailty: Array, *, log_rate: Array, days: float) -> Array:
    """Return how tempting the best occasion of some days is to each side, (2, worlds).

    In log units, as deterrence. It is above what is needed exactly where the uniform is below
    `resumption_chance`: of occasions at a steady rate whose temptation falls off exponentially the
    strongest is above x with chance 1 - exp(-rate * exp(-x)) (Gumbel).
    """
    rate = np.maximum(frailty / 2 * days, TINY)
    strongest: Array = log_rate + np.log(rate) - np.log(np.maximum(-np.log1p(-uniform), TINY))
    return strongest


def attack_reckoned(
    gain_from_war: Array,
    occasion: Array,
    deterrence: Mapping[str, Array],
    *,
    value_weight: Array,
    ukraine_bound: Array,
) -> Reckoning:
    """Return what each side reckons of attacking now, parts (2, worlds), in log units.

    gain_from_war: war value less what peace is worth, and occasion: see `strongest_occasion`, both
    (2, worlds). deterrence: see `deterrents`.
    """
    against = {name: by_side(-part, -part) for name, part in deterrence.items()}
    bound = by_side(-ukraine_bound, np.zeros(ukraine_bound.size))
    worth = value_weight * gain_from_war
    return Reckoning(
        {"war over peace": worth, "the occasion": occasion, **against, "tied to its backers": bound}
    )
