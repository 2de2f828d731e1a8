"""What a side privately wants: a leaning drawn once a world, and a mood that drifts over months."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array
from contactline.luck import Luck
from contactline.world.settings import Settings


def leanings(luck: Luck, settings: Settings) -> Array:
    """Return what each side privately wants, drawn once a world, (2, worlds)."""
    return settings.talks.leaning_sd * luck.normal("leaning", cells=(2,))


def first_moods(luck: Luck, settings: Settings) -> Array:
    """Return the mood of each side on day 0, (2, worlds)."""
    return settings.talks.mood_sd * luck.normal("mood", cells=(2,))


def drifted(mood: Array, shock: Array, *, spread: Array, memory_days: Array, days: float) -> Array:
    """Return a mood some days on, (2, worlds): it forgets slowly and keeps its spread.

    shock: standard normal. spread: its standard deviation over worlds. The same in one long
    step as in many short ones (Ornstein-Uhlenbeck).
    """
    kept = np.exp(-days / memory_days)
    return mood * kept + spread * np.sqrt(1 - kept**2) * shock
