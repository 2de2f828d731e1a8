"""The broker: what it presses for, sends and stands behind.

How far it engages and what it then does are dials, which a dated event may change.
"""

from __future__ import annotations

from contactline.arrays import Array
from contactline.world.actors.actor import Actor
from contactline.world.settings import Settings


class Broker(Actor):
    """The United States: presses both sides, backs or does not back a mission."""

    @staticmethod
    def aid(settings: Settings) -> Array:
        """Return the level of aid to Ukraine, 1 as in 2024, (worlds,)."""
        return 1 + settings.broker.engagement * (settings.broker.aid_to_ukraine - 1)

    @staticmethod
    def pressure(settings: Settings) -> Array:
        """Return what its pressure to talk and to sign is worth to both sides, (2, worlds)."""
        worth = settings.broker.engagement * settings.talks.pressure_effect
        return settings.broker.pressure * worth

    @staticmethod
    def backing(settings: Settings) -> Array:
        """Return how far it stands behind a foreign force, 0 to 1, (worlds,)."""
        return settings.broker.backing * settings.broker.engagement
