"""Institutions: a voice in the bargaining, and a decision where a scenario gives it to them."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.world.actors.actor import Actor


def nobody_objects(chances: Array, *, objection_chance: Array) -> Mask:
    """Return where no member objects, (worlds,): every one's chance of joining is high enough.

    chances: (members, worlds), 0 to 1. objection_chance: below it a member objects.
    """
    allowed: Mask = np.min(chances, axis=0) >= objection_chance
    return allowed


class Institution(Actor):
    """NATO or the European Union: a voice in the bargaining, no troops of its own."""
