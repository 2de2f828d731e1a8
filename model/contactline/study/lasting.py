"""How long something lasts or is waited for, where the end of the run may come first.

The plain mean of days that are cut off says when they began as much as how long they last, and the
mean among those who have an event rises where a lever brings more of them late. In its place: the
restricted mean and shares of Kaplan and Meier, each with its interval. Nothing but the end of the
run ends a waiting: talks that break off may be taken up again, and a ceasefire be followed by
another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from contactline.dials.measures import LASTING, MEASURES, Lasting, Waiting
from contactline.study.ensemble import Results
from contactline.study.intervals import (
    KaplanMeier,
    MeanInterval,
    mean_interval,
    restricted_values,
    share_interval,
    share_values,
    survival,
)

HELD = "days_held"


def watched_days(results: Results, of: str = HELD) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return days and whether they are cut off, both (worlds,); NaN and False where none began."""
    table, measure = results.columns, MEASURES[of]
    days = table[of].to_numpy(dtype=np.float64)
    if measure.waiting:
        return _waited(days, *_waiting_of(results, measure.waiting))
    lasts = table[measure.lower_bound_where].eq(True)
    return days, lasts.to_numpy(dtype=np.bool_)


def _waiting_of(results: Results, one: Waiting) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the longest that each world can wait, NaN where it never begins, and who need not."""
    table, worlds = results.columns, len(results.columns.index)
    begins = table[one.since].to_numpy(dtype=np.float64) if one.since else np.zeros(worlds)
    came = table[one.counted_by].to_numpy() > 0 if one.counted_by else np.zeros(worlds, np.bool_)
    return results.scenario.horizon_days - begins, came


def _waited(
    days: NDArray[np.float64], longest: NDArray[np.float64], came: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how long each world waited, and whether in vain, both (worlds,).

    days: until the event, NaN where it did not come after the waiting began. longest: days from
    then to the end of the run, NaN where it never began. came: the event came at some time, so a
    world without days had it before it could wait.
    """
    in_vain = np.isnan(days) & ~np.isnan(longest) & ~came
    return np.where(in_vain, longest, days), in_vain


def survival_of(results: Results, at: ArrayLike) -> KaplanMeier:
    """Return the survival of the first ceasefires of a run at the days `at`."""
    return survival(*watched_days(results), at)


def columns_of(of: str) -> tuple[str, ...]:
    """Return the columns of outcomes that it takes to watch these days."""
    measure, waiting = MEASURES[of], MEASURES[of].waiting
    others = (waiting.since, waiting.counted_by) if waiting else (measure.lower_bound_where,)
    return (of, *(name for name in others if name))


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
    if one.kind == "days":
        return restricted_values(days, cut_off, one.within or results.scenario.horizon_days)
    if one.within is None:
        lasting = np.where(np.isnan(days), np.nan, cut_off)
    else:
        lasting = share_values(days, cut_off, one.within)
    return 1 - lasting if MEASURES[one.of].waiting else lasting


def lasting_interval(results: Results, one: Lasting) -> MeanInterval:
    """Return one number on how long something lasts, with its 95 % interval and how many began."""
    values = lasting_values(results, one)
    known = ~np.isnan(values)
    if one.kind == "days" or not known.any():
        return mean_interval(values)
    n = int(known.sum())
    if one.within is None:
        return share_interval(values)
    curve = survival(*watched_days(results, one.of), [one.within])
    share, low, high = (float(row[0]) for row in (curve.share, curve.low, curve.high))
    waited = MEASURES[one.of].waiting
    return MeanInterval(*((1 - share, 1 - high, 1 - low) if waited else (share, low, high)), n)
