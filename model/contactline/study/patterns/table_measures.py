"""What is measured on talks, texts and pledges: spells at the table, and who pledges first.

phase: what each day was, (days, worlds): 0 war, 1 talks, 2 ceasefire. A spell of talks is a run of
days of talks; it ends in a signature if a ceasefire follows it at once.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask

WAR, TALKS, CEASEFIRE = 0, 1, 2
LEADING, WILLING, RELUCTANT, OPPOSED = range(4)
DAYS_PER_MONTH = 365 / 12


def spells_ended(phase: Array) -> Array:
    """Return each spell of talks that ended: its days, and 1 if signed, (2, most, worlds).

    NaN fills up the worlds that had fewer than the most. A spell still going on at the end of the
    watch is left out, as is what happened before it began.
    """
    talking = phase == TALKS
    edges = np.zeros((phase.shape[0] + 1, phase.shape[1]), dtype=np.int8)
    edges[:-1] = talking
    edges[1:] -= talking
    begins, ends = np.argwhere(edges.T > 0)[:, ::-1], np.argwhere(edges.T < 0)[:, ::-1]
    over = ends[:, 0] < phase.shape[0]
    begun, world = begins[over].T
    ended = ends[over, 0]
    rank = np.arange(world.size) - np.searchsorted(world, world)
    spells = np.full((2, int(rank.max(initial=0)) + 1, phase.shape[1]), np.nan)
    spells[0, rank, world] = ended - begun
    spells[1, rank, world] = phase[ended, world] == CEASEFIRE
    return spells


def share_signed(spells: Array) -> float:
    """Return the share of the spells that ended in a signature. spells: see `spells_ended`."""
    return float(np.nanmean(spells[1]))


def median_months(spells: Array) -> float:
    """Return the median length of the spells that ended, in months."""
    return float(np.nanmedian(spells[0]) / DAYS_PER_MONTH)


def median_days_to_signature(spells: Array) -> float:
    """Return the median days at the table of the spells that ended in a signature."""
    return float(np.median(spells[0][spells[1] == 1]))


def comes_within(phase: Array, kind: int, days: int) -> Array:
    """Return 1 where a day of talks or of a ceasefire comes within some days, (worlds,)."""
    came: Array = (phase[:days] == kind).any(axis=0).astype(float)
    return came


def signed_with(postures: Array, least: int) -> Array:
    """Return 1 where the first text signed holds at least a posture, NaN where none, (worlds,).

    postures: rungs of the ladder, (1, worlds), NaN where nothing was signed.
    """
    rung = postures[0]
    return np.where(np.isnan(rung), np.nan, rung >= least)


def more_accept(net: Array, others: Array) -> Array:
    """Return whether Ukraine would sign the first text, and the second, (2, worlds).

    net, others: what signing each is worth to the two sides, Ukraine first, (2, worlds).
    """
    accepted: Array = np.stack([net[0] > 0, others[0] > 0]).astype(float)
    return accepted


def gained(accepted: Array) -> float:
    """Return by how much the share that accepts is larger for the first text than the second."""
    return float(accepted[0].mean() - accepted[1].mean())


def pledges_first(days: Array, group: int, other: int) -> Array:
    """Return 1 where a group of capitals pledges no later than another, NaN where neither does.

    days: the day on which any of a group first pledged, NaN if none, (groups, worlds).
    """
    mine, theirs = np.nan_to_num(days[[group, other]], nan=np.inf)
    nobody: Mask = np.isinf(mine) & np.isinf(theirs)
    return np.where(nobody, np.nan, mine <= theirs)


def pledges_within(days: Array, group: int, until: int) -> Array:
    """Return 1 where a group of capitals pledges within some days, (worlds,).

    days: see `pledges_first`.
    """
    soon: Array = (days[group] <= until).astype(float)
    return soon


def pledges_in_war(days: Array, phase: Array, group: int, until: int) -> Array:
    """Return 1 where a group of capitals pledges within some days of war, (worlds,).

    What is pledged from the first ceasefire on does not count. days: see `pledges_first`.
    """
    quiet = phase[:until] == CEASEFIRE
    war_days = np.where(quiet.any(axis=0), quiet.argmax(axis=0), until)
    soon: Array = (days[group] <= war_days).astype(float)
    return soon
