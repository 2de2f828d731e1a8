"""What is measured on the line: fire by day and by sector. Pure functions of counts."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array

WEEK = 7
DAYS_BEFORE = 28
AREAS = 4
AREAS_SHARE_OF_LINE = 0.22
NEARLY_BACK = 0.9
ALIKE = 1e-9  # no spread but for rounding


def top_fifth_share(sectors: Array) -> Array:
    """Return the share of the most violent fifth of the sectors, (worlds,).

    sectors: counts, (sectors, worlds).
    """
    fifth = round(sectors.shape[0] / 5)
    share: Array = np.sort(sectors, axis=0)[-fifth:].sum(axis=0) / sectors.sum(axis=0)
    return share


def worst_areas_share(sectors: Array) -> Array:
    """Return the share of the four worst areas, together 22 % of the line, (worlds,).

    An area is a run of neighbouring sectors; the worst is taken first, then the worst of the rest.
    sectors: counts, (sectors, worlds).
    """
    length = max(1, round(sectors.shape[0] * AREAS_SHARE_OF_LINE / AREAS))
    left, here = sectors.copy(), np.arange(sectors.shape[1])
    taken = np.zeros(sectors.shape[1])
    for _ in range(AREAS):
        runs = np.lib.stride_tricks.sliding_window_view(left, length, axis=0).sum(axis=-1)
        start = runs.argmax(axis=0)
        taken += runs[start, here]
        for step in range(length):
            left[start + step, here] = -np.inf
    share: Array = taken / sectors.sum(axis=0)
    return share


def neighbour_correlation(sectors: Array) -> Array:
    """Return the correlation of log counts in neighbouring sectors, (worlds,).

    Over the pairs in which both sectors saw any violence; NaN with fewer than three of them, or
    where all counts are alike.
    sectors: counts, (sectors, worlds).
    """
    logs = np.log(np.where(sectors > 0, sectors, np.nan))
    both = ~np.isnan(logs[:-1]) & ~np.isnan(logs[1:])
    here, there = (np.where(both, part, np.nan) for part in (logs[:-1], logs[1:]))
    enough = both.sum(axis=0) >= 3
    with np.errstate(invalid="ignore", divide="ignore"):
        here = here - _mean(here, both)
        there = there - _mean(there, both)
        together = np.nansum(here * there, axis=0)
        apart = np.sqrt(np.nansum(here**2, axis=0) * np.nansum(there**2, axis=0))
        return np.where(enough & (apart > ALIKE), together / apart, np.nan)


def _mean(values: Array, known: np.ndarray) -> Array:
    total: Array = np.nansum(values, axis=0) / known.sum(axis=0)
    return total


def first_week_drop(daily: Array, day: int) -> Array:
    """Return by what share the week from `day` lies below the four weeks before it, (worlds,).

    daily: counts, (days, worlds).
    """
    drop: Array = 1 - daily[day : day + WEEK].mean(axis=0) / level_before(daily, day)
    return drop


def weeks_to_return(daily: Array, day: int, *, until: int) -> Array:
    """Return after how many weeks from `day` the old level is back, (worlds,).

    It is back when the mean of seven days comes to nine tenths of the mean of the four weeks
    before; a truce that keeps it away until the day `until` counts as lasting until then.
    daily: counts, (days, worlds).
    """
    after = daily[day:until]
    weekly = np.lib.stride_tricks.sliding_window_view(after, WEEK, axis=0).mean(axis=-1)
    back = weekly >= NEARLY_BACK * level_before(daily, day)
    days = np.where(back.any(axis=0), back.argmax(axis=0) + WEEK, after.shape[0])
    return days / WEEK


def level_before(daily: Array, day: int) -> Array:
    """Return the mean count a day in the four weeks before `day`, (worlds,)."""
    level: Array = daily[day - DAYS_BEFORE : day].mean(axis=0)
    return level


def dispersion(daily: Array) -> Array:
    """Return the negative binomial k of daily counts by its moments, (worlds,).

    k = mean² / (variance - mean): small means quiet days and loud ones. daily: (days, worlds).
    """
    mean, variance = daily.mean(axis=0), daily.var(axis=0)
    k: Array = mean**2 / np.maximum(variance - mean, 1e-9)
    return k
