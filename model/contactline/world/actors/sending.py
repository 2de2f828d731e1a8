"""Rules of sending soldiers: what draws a government in, how many come, what it costs at home."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask, bounded, log_odds, ordered_sum
from contactline.luck import Luck
from contactline.world.postures import EFFORT, LEVEL, Rungs

DAYS_TO_LEAVE = 21.0
COMFORT_POINTS = 20.0
SUPPORT_RECOVERY_PER_WEEK = 0.02
LEANING_SPREAD = 0.6
LEADER_COUNTS = 3.0
ONE_SOLDIER = 1.0
"""A government that has less to send has nothing to prepare, offer, pledge or lead."""


def leaning_of(key: str, luck: Luck) -> Array:
    """Return what a government privately wants, in log-odds, drawn once a world, (worlds,)."""
    leaning: Array = -LEANING_SPREAD * log_odds(luck.uniform(f"actor {key} resolve"))
    return leaning


def stance_part(stance: Array, rung: Rungs, *, weight: Array) -> Array:
    """Return what a government's own stance says to a posture, in log-odds, (..., worlds).

    stance: its position on foreign troops. More than 20 points of comfort add nothing.
    """
    part: Array = weight * np.minimum(stance - LEVEL[rung], COMFORT_POINTS) / 10
    return part


def drawn_in(pledged: Mask, leads: Mask) -> Array:
    """Return how far the pledges of others draw each government in, 0 to 1, (members, worlds).

    Everybody's pledge counts, a leader's three times. pledged: (members, worlds).
    leads: (members, 1).
    """
    counts = np.where(leads, LEADER_COUNTS, 1.0)
    own = counts * pledged
    voices = ordered_sum(own) - own
    most = counts.sum() - counts
    share: Array = np.minimum(2 * voices / np.maximum(most, 1.0), 1.0)
    return share


def staff_work(days: float, asked: Mask, *, pace: Array) -> Array:
    """Return the days' worth of staff work done in some days, (worlds,).

    Before anybody asks, staffs work for several cases at once; a question says which (assumption).
    asked: the broker has raised it. pace: how many times as fast work then goes, 1 or more.
    """
    work: Array = days * np.where(asked, pace, 1.0)
    return work


def troops_pledged(
    available_troops: Array, rung: Rungs, *, rotation_ratio: Array, scale: Array
) -> Array:
    """Return the soldiers a contributor keeps on the ground on a rung, (worlds,).

    available_troops: all it could send. rotation_ratio: soldiers it takes to keep one there.
    scale: a multiple of what it could keep up so.
    """
    troops: Array = available_troops / rotation_ratio * EFFORT[rung] * scale
    return troops


def deployed_after_week(deployed: Array, target: Array, *, buildup_days: Array) -> Array:
    """Return the soldiers on the ground a week on, in the shape of deployed.

    They come along the build-up and leave fast. target: how many there are to be.
    """
    days = np.where(target > deployed, buildup_days, DAYS_TO_LEAVE)
    after: Array = deployed + (target - deployed) * (1 - np.exp(-7 / days))
    return np.where(after < 1, 0.0, after)


def support_after_week(
    support: Array, at_home: Array, hits: Array, *, lost_per_hit: Array
) -> Array:
    """Return opinion at home after a week, 0 to 1: it recovers slowly, and casualties cost it.

    support, at_home (where it recovers to), hits (casualties of the week): (..., worlds).
    """
    recovered = support + SUPPORT_RECOVERY_PER_WEEK * (at_home - support)
    return bounded(recovered - lost_per_hit * hits, 0, 1)
