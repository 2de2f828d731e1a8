"""How long ceasefires hold when some runs end before the ceasefire does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.errors import RunError
from contactline.study.intervals.shares import Floats, normal_quantile, score_bounds

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """How long ceasefires hold, read at the days `at`; every array has the shape of `at`.

    share: share still holding after the end of that day, by Kaplan and Meier (1958).
    low, high: pointwise interval, Greenwood's variance on the log-log scale.
    at_risk: ceasefires still watched when that day begins.
    events, censored: broken and lost from sight before that day; with `at_risk` they add up to `n`.
    n: number of ceasefires.
    """

    at: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: Ints
    events: Ints
    censored: Ints
    n: int


def survival(
    days: ArrayLike, still_holding: ArrayLike, at: ArrayLike, level: float = 0.95
) -> KaplanMeier:
    """Return the survival of ceasefires at the days `at`, with what a risk table needs.

    days: days each ceasefire was seen to hold, 0 or more; NaN (no ceasefire) is left out.
    still_holding: True where the run ended first, so the end is unknown (censored). Past the last
    day that any ceasefire was watched nothing is said: NaN. With no ceasefire at all the share is
    NaN and the interval 0 to 1.
    """
    held, unbroken = watched(days, still_holding)
    when = np.atleast_1d(np.asarray(at, dtype=np.float64))
    at_risk = held.size - _how_many_before(held, when)
    share, low, high = _curve(held, unbroken, when, normal_quantile(level))
    return KaplanMeier(
        at=when,
        share=share,
        low=low,
        high=high,
        at_risk=at_risk,
        events=_how_many_before(held[~unbroken], when),
        censored=_how_many_before(held[unbroken], when),
        n=held.size,
    )


def _curve(
    held: Floats, unbroken: NDArray[np.bool_], when: Floats, z: float
) -> tuple[Floats, Floats, Floats]:
    """Return share, low and high at each day of `when`, shape of `when`."""
    if held.size == 0:
        return np.full_like(when, np.nan), np.zeros_like(when), np.ones_like(when)
    breaks, broken = np.unique(held[~unbroken], return_counts=True)
    risk = held.size - _how_many_before(held, breaks)
    share = np.cumprod(1 - broken / risk)
    low, high = _log_log_bounds(share, broken, risk, z)
    step = np.searchsorted(breaks, when, side="right")
    # Before the first break Greenwood's variance is 0, which would claim to know; the score
    # interval of "all of those at risk" does not.
    seen = (held.size - _how_many_before(held, when)).astype(np.float64)
    first_low = np.where(when > 0, score_bounds(seen, seen, z)[0], 1.0)
    now, now_low, now_high = (np.append(1.0, steps)[step] for steps in (share, low, high))
    unknown = np.where((when > held.max()) & (now > 0), np.nan, 0.0)
    return now + unknown, np.where(step == 0, first_low, now_low) + unknown, now_high + unknown


def _log_log_bounds(share: Floats, broken: Ints, risk: Ints, z: float) -> tuple[Floats, Floats]:
    """Return the bounds after each break; at share 0, from 0 to the tightest bound known before."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(broken / (risk * (risk - broken)))
        reach = np.exp(z * np.sqrt(variance) / -np.log(share))
        low, high = share**reach, share ** (1 / reach)
    if share.size and share[-1] == 0:
        last = risk[-1:].astype(np.float64)
        none_left = score_bounds(np.zeros(1), last, z)[1][0]
        low[-1], high[-1] = 0.0, min(none_left, high[-2]) if share.size > 1 else none_left
    return low, high


def watched(days: ArrayLike, still_holding: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Return days and censoring of the worlds that had a ceasefire."""
    held, unbroken = np.asarray(days, dtype=np.float64), np.asarray(still_holding)
    if held.ndim != 1 or held.shape != unbroken.shape:
        raise RunError(
            "survival: days and still_holding must be two rows of one length. "
            f"Got shapes {held.shape} and {unbroken.shape}."
        )
    seen = ~np.isnan(held)
    if np.any(held[seen] < 0):
        raise RunError(f"survival: days must be 0 or more. Got {held[seen].min():g}.")
    return held[seen], unbroken[seen].astype(np.bool_)


def _how_many_before(held: Floats, when: Floats) -> Ints:
    """Return how many of `held` are smaller than each day of `when`."""
    return np.searchsorted(np.sort(held), when, side="left").astype(np.int64)
