"""Contests between options: votes, coalitions, odds of victory, and who wins them all.

The collective choice of KTAB (KAPSARC Toolkit for Behavioral Analysis, 2015): actors vote
between every two options with their weight; the probabilistic Condorcet election (PCE) turns
the odds of all these contests into a probability of each option.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum

Voting = Literal[
    "proportional",
    "proportional_binary",
    "proportional_cubic",
    "cubic",
    "prospect",
    "binary",
]
Victory = Literal["linear", "square", "quartic", "octic", "binary"]
Election = Literal["conditional", "markov_incentive", "markov_uniform"]

LEAST_COALITION = 1e-8
LEAST_INCENTIVE = 1e-10
SIGN_SLOPE = 1e8
SQUARINGS = {"linear": 0, "square": 1, "quartic": 2, "octic": 3}
CLEAR_LEAD = 1.1
LEAST_ODDS = 1e-6
TOLERANCES = {"markov_incentive": 1e-8, "markov_uniform": 1e-6}
MOST_STEPS = 1000


def vote(weight: Array, difference: Array, rule: Voting) -> Array:
    """Return the votes for one option over another; below 0 they go to the other.

    weight: of the voter, 0 or more. difference: what the voter gains by the one over the
    other. "prospect" counts two thirds of a gain and the whole of a loss.
    """
    if rule == "cubic":
        difference = difference * difference * difference
    elif rule == "proportional_cubic":
        difference = 0.5 * difference * (1 + difference * difference)
    elif rule == "proportional_binary":
        difference = 0.8 * difference + 0.2 * np.clip(SIGN_SLOPE * difference, -1, 1)
    elif rule == "binary":
        difference = np.clip(SIGN_SLOPE * difference, -1, 1)
    elif rule == "prospect":
        difference = np.where(difference > 0, difference * 2 / 3, difference)
    return weight * difference


def coalitions(weights: Array, utilities: Array, rule: Voting) -> Array:
    """Return the strength behind each option against each other, (options, options, worlds).

    weights: (voters, worlds). utilities: (voters, options, worlds), of each option to each voter.
    """
    options, worlds = utilities.shape[1:]
    strength = np.full((options, options, worlds), LEAST_COALITION)
    for weight, utility in zip(weights, utilities, strict=True):
        votes = vote(weight, utility[:, np.newaxis] - utility, rule)
        strength += np.maximum(votes, 0)
    same = np.arange(options)
    strength[same, same] = LEAST_COALITION
    return strength


def victory_odds(strength: Array, other: Array, rule: Victory) -> Array:
    """Return the chance that one coalition beats another; of two equal ones a half.

    "binary": a lead of a tenth decides, up to a millionth; in between the odds are linear.
    """
    if rule == "binary":
        odds = (_share(strength, other) * (CLEAR_LEAD + 1) - 1) / (CLEAR_LEAD - 1)
        return np.clip(odds, LEAST_ODDS / (1 + LEAST_ODDS), 1 / (1 + LEAST_ODDS))
    won, lost = strength, other
    for _ in range(SQUARINGS[rule]):
        won, lost = won * won, lost * lost
    return _share(won, lost)


def _share(won: Array, lost: Array) -> Array:
    total = won + lost
    return np.where(total > 0, won / np.where(total > 0, total, 1), 0.5)


def election(strength: Array, victory: Victory, rule: Election, standing: Mask) -> Array:
    """Return the probability of each option in each of several elections, which sums to one.

    strength: (options, options, worlds), see `coalitions`. standing: (elections, options,
    worlds), which options stand. The result has the shape of `standing`; others get 0.
    """
    odds = victory_odds(strength, np.swapaxes(strength, 0, 1), victory)
    same = np.arange(len(odds))
    odds[same, same] = 0.5
    if rule == "conditional":
        return _conditional(odds, standing)
    return _markov(strength, odds, rule, standing)


def _conditional(odds: Array, standing: Mask) -> Array:
    """Return the chance to beat every option, given that one option does.

    The product is divided by its largest as it grows, so that it never vanishes.
    """
    chances = standing.astype(np.float64)
    for opponent in range(len(odds)):
        met = standing[:, opponent, np.newaxis]
        chances *= np.where(met, odds[:, opponent], 1)
        chances /= chances.max(axis=1, keepdims=True)
    return chances / _total(chances)


def _markov(strength: Array, odds: Array, rule: Election, standing: Mask) -> Array:
    """Return how often each option is the favourite in the long run, as challengers come and win.

    A step of the chain: q_a = sum_b v_ab (p_b h_ab + p_a h_ba), with v the odds and h_ab the
    chance that a challenges b. Each step goes half the way; an election is over when a whole
    one would move no option by more than the tolerance.
    """
    challenge = _challenges(strength, odds, rule, standing)
    won = odds * challenge
    defended = ordered_sum(np.moveaxis(odds * np.swapaxes(challenge, 1, 2), 2, 0))
    favourite = standing / _total(standing.astype(np.float64))
    going = np.ones((len(standing), 1, standing.shape[-1]), dtype=bool)
    for _ in range(MOST_STEPS):
        taken = ordered_sum(np.moveaxis(won * favourite[:, np.newaxis], 2, 0))
        after = taken + defended * favourite
        change = np.abs(after - favourite).max(axis=1, keepdims=True)
        favourite = np.where(going, (favourite + after) / 2, favourite)
        going &= change > TOLERANCES[rule]
        if not going.any():
            break
    return favourite


def _challenges(strength: Array, odds: Array, rule: Election, standing: Mask) -> Array:
    """Return the chance that a challenges the favourite b, (elections, a, b, worlds).

    "markov_incentive": in proportion to the coalition for a times its odds; else all alike.
    """
    drive = np.ones_like(strength)
    if rule == "markov_incentive":
        own = LEAST_INCENTIVE * np.eye(len(strength))
        drive = strength * odds + own[..., np.newaxis]
    both = standing[:, :, np.newaxis] & standing[:, np.newaxis]
    present = np.where(both, drive, 0)
    total = _total(present)
    return present / np.where(total > 0, total, 1)


def _total(values: Array) -> Array:
    """Return the sum over the second axis, which is kept, added in order."""
    return ordered_sum(np.moveaxis(values, 1, 0))[:, np.newaxis]
