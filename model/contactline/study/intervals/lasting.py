"""Means and shares of ceasefires that some runs end before, and how they differ between two runs.

Each number is a sum over the curve of Kaplan and Meier, and every ceasefire has its own part in it:
the value that would leave the number as it is if all had it, by the infinitesimal jackknife of the
curve (Andersen, Klein and Rosthøj 2003, Biometrika 90; Parner, Andersen and Overgaard 2023). The
mean of the values is the number itself, and their spread gives its interval. Where no run ends too
early, the value of a ceasefire is plainly its days, or 1 where it holds and 0 where it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from contactline.study.intervals.shares import Floats, check_level
from contactline.study.intervals.survival import watched

ROUNDING = 1e-9


class MeanDifference(NamedTuple):
    """The means `a` and `b` of two runs, each over its own worlds, and b less a with interval."""

    a: float
    b: float
    difference: float
    low: float
    high: float


def restricted_values(days: ArrayLike, still_holding: ArrayLike, within: float) -> Floats:
    """Return the value of each world in the mean days held of the first `within`, (worlds,).

    Their mean is the restricted mean survival time (Royston and Parmar 2013, BMC Medical Research
    Methodology 13), the area below the curve up to that day. days, still_holding: as in `survival`.
    NaN where there was no ceasefire, and everywhere if none was watched for so long.
    """
    curve = _Curve(days, still_holding)
    inside = curve.breaks[(curve.breaks > 0) & (curve.breaks < within)]
    edges = np.concatenate([[0.0], inside, [within]])
    return curve.values(edges[:-1], np.diff(edges), within)


def share_values(days: ArrayLike, still_holding: ArrayLike, after: float) -> Floats:
    """Return the value of each world in the share still holding after this day, (worlds,).

    Their mean is the share of Kaplan and Meier. Arguments and NaN as in `restricted_values`.
    """
    return _Curve(days, still_holding).values(np.array([float(after)]), np.ones(1), after)


def days_reached(days: ArrayLike, still_holding: ArrayLike, shares: ArrayLike) -> Floats:
    """Return the first day by which each share of the ceasefires has broken, of `shares`' shape.

    The quantiles of the days held by the curve of Kaplan and Meier; NaN where it does not reach so
    far before the last ceasefire is lost from sight.
    """
    curve = _Curve(days, still_holding)
    wanted = 1 - np.asarray(shares, dtype=np.float64)
    place = np.searchsorted(-curve.share[1:], -(wanted + ROUNDING), side="left")
    return np.append(curve.breaks, np.nan)[place]


def mean_difference(
    a: ArrayLike, b: ArrayLike, level: float = 0.95, *, share: bool = False
) -> MeanDifference:
    """Return how the mean of b differs from that of a in the same worlds, with its interval.

    a, b: a value a world, (worlds,), NaN where it has none: each mean is over its own worlds.
    Worlds with a value in both pair off and the others do not; where all have one in both, the
    interval is Student's of the paired differences. share: values of shares; one world is added to
    either side (Bonett and Price 2012), so that no change in few worlds is no proof of none.
    """
    from scipy.special import stdtrit

    check_level(level)
    rows = [np.asarray(one, dtype=np.float64) for one in (a, b)]
    means = _mean(rows[0]), _mean(rows[1])
    difference, parts = means[1] - means[0], _parts(rows, means)
    if share and parts.size:
        lone = parts.size / min(int((~np.isnan(one)).sum()) for one in rows)
        parts = np.append(parts, [lone, -lone])
    n, middle = parts.size, _mean(parts)
    if n < 2:
        return MeanDifference(*means, difference, -np.inf, np.inf)
    reach = float(stdtrit(n - 1, 0.5 + level / 2)) * float(parts.std(ddof=1)) / n**0.5
    ends = [middle - reach, middle + reach]
    low, high = (max(-1.0, ends[0]), min(1.0, ends[1])) if share else ends
    return MeanDifference(*means, difference, low, high)


def _parts(rows: Sequence[Floats], means: Sequence[float]) -> Floats:
    """Return what each world with a value in either run has in the difference; their mean is it."""
    known = [~np.isnan(one) for one in rows]
    if not all(one.any() for one in known):
        return np.empty(0)
    either = known[0] | known[1]
    a, b = (
        np.nan_to_num(one[either] - mean) * (either.sum() / has.sum())
        for one, mean, has in zip(rows, means, known, strict=True)
    )
    parts: Floats = b - a + (means[1] - means[0])
    return parts


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else np.nan


class _Curve:
    """The curve of Kaplan and Meier with what one more ceasefire of a kind would do to it.

    breaks: days on which any broke. share: before the first of them and after each. gain: what a
    ceasefire adds to the logarithm of the curve, by being watched until after each of them, and
    loss: takes from it by breaking then; both for each one of `n`.
    """

    def __init__(self, days: ArrayLike, still_holding: ArrayLike) -> None:
        self.had = ~np.isnan(np.asarray(days, dtype=np.float64))
        self.held, self.unbroken = watched(days, still_holding)
        self.breaks, broken = np.unique(self.held[~self.unbroken], return_counts=True)
        risk = self.held.size - np.searchsorted(np.sort(self.held), self.breaks, side="left")
        self.share = np.append(1.0, np.cumprod(1 - broken / risk))
        # Where none is left the curve is 0 from there on, whatever one more ceasefire does.
        left = np.maximum(risk - broken, 1)
        self.gain = np.append(0.0, np.cumsum(np.where(risk > broken, broken / (risk * left), 0.0)))
        self.loss = 1 / left

    def values(self, at: Floats, weights: Floats, last: float) -> Floats:
        """Return the value of each world in the sum of `weights` times the curve at days `at`.

        last: the day that must have been watched, unless none is left to break before it.
        """
        values = np.full(self.had.shape, np.nan)
        if not self.held.size or (self.held.max() < last and self.share[-1] > 0):
            return values
        step = np.searchsorted(self.breaks, at, side="right")
        area = self.share[step] * weights
        behind = np.append(np.cumsum(area[::-1])[::-1], 0.0)
        before = np.append(0.0, np.cumsum(area * self.gain[step]))
        ended = np.searchsorted(at, self.held, side="left")
        pull = before[ended] + (self._gains() - self._losses()) * behind[ended]
        values[self.had] = area.sum() + self.held.size * pull
        return values

    def _gains(self) -> Floats:
        """Return the gain of each ceasefire until its own end."""
        gains: Floats = self.gain[np.searchsorted(self.breaks, self.held, side="right")]
        return gains

    def _losses(self) -> Floats:
        """Return the loss by each ceasefire that broke, 0 for the others."""
        losses = np.zeros(self.held.size)
        broke = ~self.unbroken
        losses[broke] = self.loss[np.searchsorted(self.breaks, self.held[broke])]
        return losses
