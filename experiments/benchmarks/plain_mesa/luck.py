"""The luck of one world: drawn as it comes, whatever for."""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist


class Luck:
    """Random numbers of one world. What a draw is for, which day and whose, is said and ignored."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def uniform(self, *_what: object) -> float:
        """Return a number in (0, 1)."""
        return self.random.uniform(1e-15, 1 - 1e-15)

    def normal(self, *what: object) -> float:
        """Return a standard normal number."""
        return NormalDist().inv_cdf(self.uniform(*what))

    def happens(self, purpose: str, day: int, *, within: float, every: float) -> bool:
        """Return whether what comes once in `every` days on average comes `within` some days."""
        return self.uniform(purpose, day) < 1 - math.exp(-within / max(every, 1e-9))
