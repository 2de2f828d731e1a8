"""How long something lasts in the worlds of a run, where the end of the run may come first.

The plain mean of days that are cut off says when they began as much as how long they last. In its
place: the restricted mean and shares of Kaplan and Meier, each with its interval.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.dials.measures import LASTING, MEASURES, Lasting
from contactline.study.ensemble import Results
from contactline.study.intervals import (
    KaplanMeier,
    MeanInterval,
    mean_interval,
    restricted_values,
    share_values,
    survival,
    wilson,
)

HELD = "days_held"


def watched_days(results: Results, of: str = HELD) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return days and whether they are cut off, both (worlds,); NaN and False where none began."""
    table = results.outcomes
    lasts = table[MEASURES[of].lower_bound_where].eq(True)
    return table[of].to_numpy(dtype=np.float64), lasts.to_numpy(dtype=np.bool_)


def survival_of(results: Results, at: ArrayLike) -> KaplanMeier:
    """Return the survival of the first ceasefires of a run at the days `at`."""
    return survival(*watched_days(results), at)


def known_of(results: Results) -> tuple[Lasting, ...]:
    """Return what can be said of a run: all that looks no further than its horizon."""
    horizon = results.scenario.horizon_days
    return tuple(one for one in LASTING.values() if (one.within or 0) <= horizon)


def lasting_values(results: Results, one: Lasting) -> NDArray[np.float64]:
    """Return the value of each world in one number on how long something lasts, (worlds,).

    The mean over the worlds that have a value is the number; a value may lie outside what days
    or shares can be. NaN where nothing began, and everywhere if none was watched for so long.
    """
    days, cut_off = watched_days(results, one.of)
    if one.within is None:
        return np.where(np.isnan(days), np.nan, cut_off)
    of = restricted_values if one.kind == "days" else share_values
    return of(days, cut_off, one.within)


def lasting_interval(results: Results, one: Lasting) -> MeanInterval:
    """Return one number on how long something lasts, with its 95 % interval and how many began."""
    values = lasting_values(results, one)
    known = ~np.isnan(values)
    if one.kind == "days" or not known.any():
        return mean_interval(values)
    n = int(known.sum())
    if one.within is None:
        hits = int(values[known].sum())
        return MeanInterval(hits / n, *wilson(hits, n), n)
    curve = survival(*watched_days(results, one.of), [one.within])
    share, low, high = (float(row[0]) for row in (curve.share, curve.low, curve.high))
    return MeanInterval(share, low, high, n)
