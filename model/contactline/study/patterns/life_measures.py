"""What is measured on the lives of ceasefires: shares alive, Weibull shape, hazard ratio.

lives: (2, ceasefires): days held, and 1 where it still held when the watch ended.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from contactline.arrays import Array

LEAST_DAYS = 0.5
MOST_LOG_RATIO = 12.0


def share_alive(lives: Array, day: int) -> float:
    """Return the share of ceasefires that hold beyond `day`; all are watched that long."""
    return float((lives[0] > day).mean())


def weibull_shape(lives: Array) -> float:
    """Return the shape of the Weibull law that fits best: below 1, the risk falls with age.

    Maximum likelihood with censoring: the root of the score of the shape, of which there is one.
    NaN if no ceasefire has broken, or all on one day.
    """
    days, broken = np.maximum(lives[0], LEAST_DAYS), lives[1] == 0
    if not broken.any():
        return float("nan")
    logs = np.log(days)

    def score(shape: float) -> float:
        weight = days**shape
        return float((weight * logs).sum() / weight.sum() - 1 / shape - logs[broken].mean())

    return _root(score, 0.02, 20)


def hazard_ratio(lives: Array, others: Array) -> float:
    """Return the risk of the ceasefires `lives` relative to `others` (Cox 1972).

    The root of the partial score for one group, Breslow's way with ties. NaN if none of either
    has broken, or if all of one were over before the first of the other broke.
    """
    days = np.concatenate([lives[0], others[0]])
    broken = np.concatenate([lives[1], others[1]]) == 0
    mine = np.arange(days.size) < lives.shape[1]
    times, at = np.unique(days[broken], return_inverse=True)
    breaks = np.bincount(at)
    if not (broken & mine).any() or not (broken & ~mine).any():
        return float("nan")
    risk = _at_risk(lives[0], times)
    other_risk = _at_risk(others[0], times)

    def score(log_ratio: float) -> float:
        expected = breaks * risk * np.exp(log_ratio) / (risk * np.exp(log_ratio) + other_risk)
        return float((broken & mine).sum() - expected.sum())

    return float(np.exp(_root(score, -MOST_LOG_RATIO, MOST_LOG_RATIO)))


def _root(score: Callable[[float], float], low: float, high: float) -> float:
    """Return where a score is nought; NaN where it has one sign from low to high."""
    from scipy.optimize import brentq

    if score(low) * score(high) > 0:
        return float("nan")
    return float(brentq(score, low, high))


def _at_risk(days: Array, times: Array) -> Array:
    """Return how many are still watched and unbroken when each of the times comes, (times,)."""
    left: Array = days.size - np.searchsorted(np.sort(days), times, side="left").astype(float)
    return left
