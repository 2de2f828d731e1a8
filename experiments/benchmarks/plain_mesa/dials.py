"""The dials of a scenario in one world: each number drawn once, by the rank it keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

from contactline.dials.distributions import (
    Choice,
    Distribution,
    Fixed,
    Normal,
    Triangular,
    Uniform,
)
from plain_mesa.luck import Luck


class Dials(dict[str, Any]):
    """Every dial by name. A dial that an event changes is read at the rank it had before."""

    def __init__(self, written: Mapping[str, Distribution | str | bool], luck: Luck) -> None:
        super().__init__()
        self.ranks = {name: luck.uniform(f"dial {name}") for name in written}
        for name, value in written.items():
            self.change(name, value)

    @property
    def days_between_decisions(self) -> int:
        """Return how many days pass from one decision to the next."""
        return {"daily": 1, "weekly": 7, "four_weekly": 28}[self["talks.decisions"]]

    def change(self, name: str, value: Distribution | str | bool) -> None:
        """Set one dial from now on."""
        drawn = isinstance(value, Distribution)
        self[name] = number_at(value, self.ranks[name]) if drawn else value


def number_at(value: Distribution, rank: float) -> float:
    """Return the number below which the share `rank` of all worlds lies."""
    match value:
        case Fixed():
            number = value.value
        case Uniform():
            number = value.low + (value.high - value.low) * rank
        case Triangular():
            number = triangular_at(value.low, value.mode, value.high, rank)
        case Normal():
            number = value.mean + value.sd * NormalDist().inv_cdf(rank)
            number = min(max(number, value.low), value.high)
        case Choice():
            number = chosen_at(value.values, value.weights, rank)
        case _:
            raise TypeError(f"A number must be a known distribution. Got {value!r}.")
    return round(number) if value.whole else number


def triangular_at(low: float, mode: float, high: float, rank: float) -> float:
    """Return the quantile of a triangular distribution."""
    if rank * (high - low) < mode - low:
        return low + math.sqrt(rank * (high - low) * (mode - low))
    return high - math.sqrt((1 - rank) * (high - low) * (high - mode))


def chosen_at(values: tuple[float, ...], weights: tuple[float, ...], rank: float) -> float:
    """Return one of a few values, each as likely as its weight says."""
    left = rank * sum(weights)
    for value, weight in zip(values, weights, strict=True):
        left -= weight
        if left < 0:
            return value
    return values[-1]
