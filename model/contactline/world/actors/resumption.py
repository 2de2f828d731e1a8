"""How a side comes to resume the war: what deters it, what tempts it, and how likely it is."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array


def deterrence_log(
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
) -> Array:
    """Return by how much the log rate of resumption is lowered, (worlds,).

    Armed troops count by the weight of their numbers (0 to 1), a guarantee in step with
    the force on the ground that is backed (0 to 1); settled terms count by strength (0 to 1), and
    trust (0 to 1) as it grows; outside pressure (0 to 1) works the other way.
    """
    return (
        armed_force * armed_weight
        + guarantee * backed_force
        + settlement * strength
        + trust_effect * trust
        - pressure_effect * pressure
    )


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
