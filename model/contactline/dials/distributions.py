"""What a number in a scenario may be: one value, or a distribution each world draws from.

A world draws by the inverse of the cumulative distribution: its uniform u in [0, 1] gives its
value. The map is monotone, so a world that is lucky under one scenario is lucky under another.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import bounded

type Floats = NDArray[np.float64]
type Plain = float | dict[str, list[float]] | dict[str, dict[float, float]]


@dataclass(frozen=True)
class Distribution(ABC):
    """One number of a scenario, known or uncertain. `whole` rounds every draw."""

    whole: bool = field(default=False, kw_only=True)

    def quantile(self, u: Floats) -> Floats:
        """Return the value below which a share u of all worlds lies, elementwise.

        u: any shape, 0 to 1. The result has the same shape and never falls as u rises.
        """
        draws = self._quantile(np.asarray(u, dtype=np.float64))
        return np.rint(draws) if self.whole else draws

    @property
    def support(self) -> tuple[float, float]:
        """Return the smallest and the largest value a world can draw."""
        low, high = self.quantile(np.array([0.0, 1.0]))
        return float(low), float(high)

    @property
    @abstractmethod
    def stated(self) -> tuple[float, ...]:
        """Return the numbers of this distribution that must lie in the dial's range."""

    @abstractmethod
    def to_plain(self) -> Plain:
        """Return this distribution as a scenario file writes it."""

    @abstractmethod
    def moved(self, factor: float, shift: float) -> Distribution:
        """Return the distribution of which a world draws `factor` times its number, and `shift`.

        factor: above 0. A dial in whole numbers stays in whole numbers.
        """

    def _move(self, number: float, factor: float, shift: float) -> float:
        """Return a number moved, without the noise behind its twelfth digit."""
        there = float(f"{number * factor + shift:.12g}")
        return float(round(there)) if self.whole else there

    @abstractmethod
    def _quantile(self, u: Floats) -> Floats: ...


@dataclass(frozen=True)
class Fixed(Distribution):
    """The same value in every world."""

    value: float

    @property
    def stated(self) -> tuple[float, ...]:
        """Return the value."""
        return (self.value,)

    def to_plain(self) -> Plain:
        """Return the value, as an integer where it is one."""
        return short(self.value)

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return the value moved."""
        return replace(self, value=self._move(self.value, factor, shift))

    def _quantile(self, u: Floats) -> Floats:
        return np.full(u.shape, self.value)


@dataclass(frozen=True)
class Uniform(Distribution):
    """Any value from low to high, all equally likely."""

    low: float
    high: float

    @property
    def stated(self) -> tuple[float, ...]:
        """Return both ends."""
        return (self.low, self.high)

    def to_plain(self) -> Plain:
        """Return `{uniform: [low, high]}`."""
        return {"uniform": [short(self.low), short(self.high)]}

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return a range with both ends moved."""
        low, high = (self._move(one, factor, shift) for one in self.stated)
        return replace(self, low=low, high=high)

    def _quantile(self, u: Floats) -> Floats:
        return bounded(self.low + (self.high - self.low) * u, self.low, self.high)


@dataclass(frozen=True)
class Triangular(Distribution):
    """Values from low to high, the most likely one at the mode."""

    low: float
    mode: float
    high: float

    @property
    def stated(self) -> tuple[float, ...]:
        """Return both ends and the mode."""
        return (self.low, self.mode, self.high)

    def to_plain(self) -> Plain:
        """Return `{triangular: [low, mode, high]}`."""
        return {"triangular": [short(self.low), short(self.mode), short(self.high)]}

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return a triangle with ends and mode moved."""
        low, mode, high = (self._move(one, factor, shift) for one in self.stated)
        return replace(self, low=low, mode=mode, high=high)

    def _quantile(self, u: Floats) -> Floats:
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(u * width * rise)
        falling = self.high - np.sqrt((1.0 - u) * width * fall)
        draws = np.where(u * width < rise, rising, falling)
        return bounded(draws, self.low, self.high)


@dataclass(frozen=True)
class Normal(Distribution):
    """A bell curve, clipped to the range of its dial (low to high)."""

    mean: float
    sd: float
    low: float
    high: float

    @property
    def stated(self) -> tuple[float, ...]:
        """Return the mean."""
        return (self.mean,)

    @property
    def support(self) -> tuple[float, float]:
        """Return the range of the dial."""
        return self.low, self.high

    def to_plain(self) -> Plain:
        """Return `{normal: [mean, sd]}`."""
        return {"normal": [short(self.mean), short(self.sd)]}

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return a bell with its mean moved and its width scaled, clipped to the same range."""
        mean = self._move(self.mean, factor, shift)
        return replace(self, mean=mean, sd=float(f"{self.sd * factor:.12g}"))

    def _quantile(self, u: Floats) -> Floats:
        from scipy.special import ndtri  # slow to import, and few dials are normal

        draws: Floats = bounded(self.mean + self.sd * ndtri(u), self.low, self.high)
        return draws


@dataclass(frozen=True)
class Choice(Distribution):
    """One of a few values, each as likely as its weight says. Values rise."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def stated(self) -> tuple[float, ...]:
        """Return all values."""
        return self.values

    def to_plain(self) -> Plain:
        """Return `{choice: {value: weight, ...}}`."""
        pairs = zip(self.values, self.weights, strict=True)
        return {"choice": {short(value): short(weight) for value, weight in pairs}}

    def moved(self, factor: float, shift: float) -> Distribution:
        """Return the values moved; weights of values that become one are added up."""
        weights: dict[float, float] = {}
        for value, weight in zip(self.values, self.weights, strict=True):
            there = self._move(value, factor, shift)
            weights[there] = weights.get(there, 0.0) + weight
        return replace(self, values=tuple(weights), weights=tuple(weights.values()))

    def _quantile(self, u: Floats) -> Floats:
        steps = np.cumsum(self.weights)
        at = np.searchsorted(steps / steps[-1], u, side="right")
        return np.asarray(self.values)[np.minimum(at, len(self.values) - 1)]


def short(number: float) -> float:
    """Return a number as an integer where that loses nothing, so that files stay readable."""
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else float(number)
