"""How much of a measure's variance each input explains by itself, and what groups add up to.

Inputs are drawn independently, so that what each explains by itself adds up. Each may work along
a curve (a line and a parabola). Inputs that stand out from chance are fitted together; their
part is the coefficient times the correlation (Pratt 1987), and every other input is set against
what they leave. From each part is taken what chance gives any input (the adjustment of R squared),
so that an input that does nothing has nought on average, now a little above, now below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from contactline.arrays import Array, Chosen, Mask
from contactline.errors import RunError
from contactline.study.intervals.shares import normal_quantile
from contactline.study.measured import nothing_to_share

FEWEST_WORLDS = 50
RESAMPLES = 200
LEVEL = 0.95


@dataclass(frozen=True)
class Part:
    """What some inputs explain: `explained` of the variance, and as a share of all explained.

    low, high: 95 % interval of the share. inputs: how many.
    """

    name: str
    inputs: int
    explained: float
    share: float
    low: float
    high: float

    @property
    def within_noise(self) -> bool:
        """Return whether the interval reaches nought, or is not defined."""
        return not self.low > 0


@dataclass(frozen=True)
class Curves:
    """Inputs as curves: standardised lines and parabolas, (columns, worlds), and whose each is."""

    columns: Array
    owner: Chosen


def curves(values: Array) -> Curves:
    """Return a line for each input, and a parabola at right angles to it where there is one.

    values: (inputs, worlds). An input that is the same everywhere has neither.
    """
    lines, has_line = _standardised(values)
    squares = lines**2
    slope = (squares * lines).mean(axis=1, keepdims=True)
    parabolas, has_parabola = _standardised(squares - slope * lines)
    keep = np.concatenate([has_line, has_line & has_parabola])
    owner = np.tile(np.arange(len(values)), 2)
    return Curves(np.concatenate([lines, parabolas])[keep], owner[keep])


def _standardised(rows: Array) -> tuple[Array, Mask]:
    """Return rows of mean 0 and spread 1, and which of them have a spread at all."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1)
    real: Mask = spread > 1e-9 * np.abs(rows).max(axis=1, initial=1e-300)
    return centred / np.where(real, spread, 1.0)[:, np.newaxis], real


class Explained:
    """What the inputs explain of a measure over the worlds in which it has a value.

    `parts`: of the variance by input, (inputs,); they add up to `total`. `worlds`: how many.
    """

    def __init__(self, values: Array, measure: Array, name: str = "the measure") -> None:
        """Fit the curves. values: (inputs, worlds). measure: (worlds,), name: what it is called.

        Raises RunError where it is the same in all worlds, or there are too few.
        """
        self.worlds, self.inputs = measure.size, len(values)
        if nothing := nothing_to_share(measure, name):
            raise RunError(f"{nothing} Ask for another measure, or take another scenario or view.")
        if self.worlds < FEWEST_WORLDS:
            raise RunError(
                f"Shares need at least {FEWEST_WORLDS} worlds with a value of {name}, got "
                f"{self.worlds}. Take more worlds, or another measure."
            )
        self._curves = curves(values)
        self._measure = measure
        self._freedom = np.bincount(self._curves.owner, minlength=self.inputs)
        self._strong = self._standing_out()
        self.parts = self._parts(np.ones(self.worlds), once=True)
        self.total = float(self.parts.sum())

    def part(self, name: str, members: Iterable[int]) -> Part:
        """Return what some inputs explain together, as a share of all that is explained."""
        chosen = np.zeros(self.inputs)
        chosen[list(members)] = 1
        explained = float(chosen @ self.parts)
        if self.is_noise:
            return Part(name, int(chosen.sum()), explained, np.nan, np.nan, np.nan)
        share = explained / self.total
        reach = self._reach(chosen - share) / self.total
        return Part(name, int(chosen.sum()), explained, share, share - reach, share + reach)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of `total`."""
        reach = self._reach(np.ones(self.inputs))
        return self.total - reach, self.total + reach

    @property
    def is_noise(self) -> bool:
        """Return whether all inputs together explain nothing beyond chance."""
        return self.interval[0] <= 0

    def _reach(self, weights: Array) -> float:
        """Return half the width of the interval of a sum of parts, each times its weight.

        A bootstrap squares chance twice: what that adds to the spread of each part is taken off.
        """
        noise = (max(1 - self.total, 0.0) / self.worlds) ** 2 * (weights**2 @ self._freedom)
        variance = float((self._resampled @ weights).var())
        return normal_quantile(LEVEL) * float(np.sqrt(max(variance - 4 * noise, 2 * noise)))

    @cached_property
    def _resampled(self) -> Array:
        """Return the parts in worlds drawn again with replacement, (resamples, inputs)."""
        draws = np.random.default_rng(self.worlds)
        even = np.full(self.worlds, 1 / self.worlds)
        counts = (draws.multinomial(self.worlds, even) for _ in range(RESAMPLES))
        return np.stack([self._parts(one.astype(np.float64), once=False) for one in counts])

    def _standing_out(self) -> Chosen:
        """Return the columns of inputs beyond what the strongest of as many idle ones shows."""
        from scipy.stats import chi2

        centred = self._measure - self._measure.mean()
        alone = (self._curves.columns @ centred / self.worlds) ** 2 / centred.var()
        by_input = np.bincount(self._curves.owner, alone, minlength=self.inputs)
        bar = chi2.ppf(1 - (1 - LEVEL) / max(self.inputs, 1), np.maximum(self._freedom, 1))
        strongest = np.argsort(-by_input)[: self.worlds // 20]
        chosen = np.zeros(self.inputs, dtype=bool)
        chosen[strongest] = (by_input * self.worlds > bar)[strongest]
        return np.flatnonzero(chosen[self._curves.owner])

    def _parts(self, weights: Array, *, once: bool) -> Array:
        """Return the part of each input. weights: how often each world counts, (worlds,).

        once: each world counts once, so that chance is in it once and not twice.
        """
        fitted = self._curves.columns[self._strong]
        weighted = weights / weights.sum()
        centre = fitted @ weighted
        gap = self._measure - self._measure @ weighted
        variance = float(gap**2 @ weighted)
        spread = (fitted * weighted) @ fitted.T - np.outer(centre, centre)
        shared = fitted @ (gap * weighted)
        slopes = np.linalg.lstsq(spread, shared, rcond=1e-10)[0] if fitted.size else shared
        left = gap - slopes @ (fitted - centre[:, np.newaxis])
        found = (self._curves.columns @ (left * weighted)) ** 2 / variance
        found[self._strong] = slopes * shared / variance
        by_input = np.bincount(self._curves.owner, found, minlength=self.inputs)
        unexplained = float(left**2 @ weighted) / variance
        room = self.worlds - 1 - self._strong.size
        return by_input - (1 if once else 2) * self._freedom * unexplained / room


def grouped_by(
    explained: Explained, names: Iterable[str], group_of: Callable[[str], str]
) -> tuple[Part, ...]:
    """Return a part a group, the largest first, ties in the order of the names.

    names: of the inputs, in their order.
    """
    members: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        members.setdefault(group_of(name), []).append(at)
    parts = [explained.part(group, within) for group, within in members.items()]
    return tuple(sorted(parts, key=lambda part: -part.explained))
