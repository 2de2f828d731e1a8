"""One actor challenges another: who joins whom, who would win, and what it would be worth.

The contest of KTAB's Spatial Model of Politics (KAPSARC Toolkit for Behavioral Analysis, 2015).
Distances lie between 0 and 1; d[i, j] is how far j's position is from i's, in i's eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from contactline.arrays import Array, ordered_sum
from contactline.bargaining.smp.vote import Voting, vote

RiskRange = Literal["middle", "low", "high"]
ThirdParties = Literal["half", "none", "full"]
Eyes = Literal["challenger", "target"]

LEAST_STRENGTH = 1e-10


def distances(positions: Array, saliences: Array, ideals: Array | None = None) -> Array:
    """Return how far each position is from each actor, (actors, positions, worlds).

    The root of the mean of squared gaps, weighted by the squared saliences of the actor who
    looks, so it is not symmetric. positions: (positions, issues, worlds), 0 to 1. saliences:
    (actors, issues, worlds). ideals: where the actors stand, the positions if not given.
    """
    seen_from = positions if ideals is None else ideals
    squares = saliences**2
    total = ordered_sum(np.moveaxis(squares, 1, 0))
    weights = squares / np.where(total > 0, total, 1)[:, np.newaxis]
    parts = (
        weights[:, np.newaxis, issue] * (seen_from[:, np.newaxis, issue] - positions[:, issue]) ** 2
        for issue in range(positions.shape[1])
    )
    return np.sqrt(ordered_sum(parts))


def utility(distance: Array, risk: Array) -> Array:
    """Return the utility of a position at a distance, 1 at no distance.

    risk: aversion, from -1 to 1; 0 makes utility fall evenly with distance.
    """
    return (1 - distance) * (1 + np.minimum(distance, 1) * risk)


def risk_attitudes(chances: Array, scale: RiskRange) -> Array:
    """Return the risk aversion of each actor, (actors, worlds), from its chance of prevailing.

    The likelier an actor's position to prevail, the more it has to lose. The range: -1/2 to 1
    ("middle"), 0 to 1 ("low") or -1 to 1 ("high"); 0 where all chances are equal.
    """
    best, worst = chances.max(axis=0), chances.min(axis=0)
    spread = best - worst
    share = (chances - worst) / np.where(spread > 0, spread, 1)
    low = {"middle": -0.5, "low": 0.0, "high": -1.0}[scale]
    return np.where(spread > 0, low + (1 - low) * share, 0.0)


def risk_as_seen(risk: Array, known: float) -> Array:
    """Return what each actor takes the others' risk attitudes to be, (seer, seen, worlds).

    known: how much of the other's true attitude it sees, 0 (takes all to be like itself) to 1.
    """
    return (1 - known) * risk[:, np.newaxis] + known * risk


@dataclass(frozen=True)
class Contest:
    """What every challenge would bring, (challengers, targets, worlds), in the eyes of one of both.

    `odds`: that the challenger wins. `gain`, `target_gain`: what the challenger and its target
    can expect to gain in utility.
    """

    odds: Array
    gain: Array
    target_gain: Array


def contests(
    distance: Array,
    seen: Array,
    weight: Array,
    resists: Array,
    *,
    voting: Voting = "proportional",
    third_parties: ThirdParties = "half",
    eyes: Eyes = "challenger",
) -> Contest:
    """Return the contest between every two actors.

    distance: (actors, actors, worlds). seen: see `risk_as_seen`. weight: (actors, worlds),
    capability times salience. resists: (actors, worlds), the chance that a target resists,
    its salience summed over issues.
    """
    at_target, at_challenger = _principals(distance, seen, eyes)
    strength = LEAST_STRENGTH + vote(weight[:, np.newaxis], 1 - at_target, voting)
    other = LEAST_STRENGTH - vote(weight, at_challenger - 1, voting)
    if third_parties == "half":
        strength, other = _joined(strength, other, distance, seen, weight, voting, eyes)
    odds = strength / (strength + other)
    return Contest(
        odds,
        gain=_expected_gain(odds, resists, 1, at_target),
        target_gain=_expected_gain(odds, resists, at_challenger, 1),
    )


def _principals(distance: Array, seen: Array, eyes: Eyes) -> tuple[Array, Array]:
    """Return the challenger's utility of its target's position, and the target's of its own."""
    everyone = np.arange(len(seen))
    own = seen[everyone, everyone]
    if eyes == "challenger":
        risks = own[:, np.newaxis], seen
    else:
        risks = np.swapaxes(seen, 0, 1), own[np.newaxis]
    return utility(distance, risks[0]), utility(np.swapaxes(distance, 0, 1), risks[1])


def _joined(
    strength: Array,
    other: Array,
    distance: Array,
    seen: Array,
    weight: Array,
    voting: Voting,
    eyes: Eyes,
) -> tuple[Array, Array]:
    """Return the two sides of every contest, with the third parties that join them."""
    alone, other_alone = strength, other
    for third in range(len(seen)):
        risk = seen[:, third, np.newaxis] if eyes == "challenger" else seen[:, third]
        at_challenger = utility(distance[third][:, np.newaxis], risk)
        at_target = utility(distance[third], risk)
        votes = _third_party(
            at_challenger, at_target, weight[third], alone, other_alone, voting=voting
        )
        votes[third] = 0
        votes[:, third] = 0
        strength = strength + np.maximum(votes, 0)
        other = other + np.maximum(-votes, 0)
    return strength, other


def _third_party(
    at_challenger: Array,
    at_target: Array,
    weight: Array,
    strength: Array,
    other: Array,
    *,
    voting: Voting,
) -> Array:
    """Return a third actor's votes in every contest, for the challenger where above 0.

    It leans to the nearer side, and asks who of the two would win with its help. It adopts the
    winner's position, unless it joined the winner: then it keeps its own, worth 1. Three
    positions change at most, so utilities are summed over three.
    """
    leaning = vote(weight, at_challenger - at_target, voting)
    helped = strength + np.maximum(leaning, 0)
    odds = helped / (helped + other + np.maximum(-leaning, 0))
    with_challenger = odds * (2 * at_challenger + 1) + (1 - odds) * 3 * at_target
    with_target = odds * 3 * at_challenger + (1 - odds) * (2 * at_target + 1)
    return vote(weight, with_challenger - with_target, voting)


def _expected_gain(
    odds: Array, resists: Array, at_challenger: Array | float, at_target: Array | float
) -> Array:
    """Return what a challenge is worth to somebody: both end at one position, now they do not.

    at_challenger, at_target: the utility of their positions. The target gives way, or resists.
    """
    fought = 2 * (odds * at_challenger + (1 - odds) * at_target)
    challenged = (1 - resists) * 2 * at_challenger + resists * fought
    return challenged - (at_challenger + at_target)
