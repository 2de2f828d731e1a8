"""Nash bargaining: the draft that maximises the weighted product of gains over no agreement.

Nash (1950) with exponents (asymmetric solution). Utility falls with the square of distance,
u_i(x) = -sum_k s_ik (x_k - x_ik)^2; the draft maximises prod_i (u_i(x) - d_i)^c_i. Its
first-order condition is a compromise whose weights are c_i / (u_i - d_i): who gains least
from the deal pulls hardest. So it is found by repeating the compromise with those weights, with
care not to step too far. An actor who cannot gain pulls as one who gains a thousandth.
As every d_i falls to minus infinity it becomes the compromise model itself.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, ordered_sum
from contactline.bargaining.compromise import compromise
from contactline.bargaining.model import Model
from contactline.bargaining.table import Table, weighted_mean

ROUNDS = 1000
LEAST_GAIN = 1e-3
STILL = 1e-10


def nash(table: Table) -> Array:
    """Return the draft, (issues, worlds), with each actor's walkaway value as disagreement.

    A walkaway value v (0 to 1) is the utility -(1 - v) on saliences that sum to one and
    distances from 0 to 1. Where an actor cannot gain, it is given a gain of a thousandth:
    the draft then leans to it as far as it can, and signing decides.
    """
    scale = ordered_sum(np.moveaxis(table.saliences, 1, 0))
    saliences = table.saliences / np.where(scale > 0, scale, 1)[:, np.newaxis] / 100**2
    return solution(
        table.positions, saliences, table.capabilities, table.walkaway - 1, compromise(table)
    )


def solution(
    positions: Array, saliences: Array, capabilities: Array, disagreement: Array, start: Array
) -> Array:
    """Return the Nash solution, (issues, worlds), from utilities -s (x - x_i)^2.

    positions, saliences: (actors, issues, worlds). capabilities: (actors, worlds).
    disagreement: (actors, worlds), the utility of no agreement. start: a first draft.
    Each round heads for the compromise whose weights fit the gains. A step that overshoots, so
    that the way back would be half as steep as the way there, is not taken; the next is half as
    long. There is one best draft only, and a world that has come to it rests.
    """

    def pulls(draft: Array) -> tuple[Array, Array]:
        gain = utility(draft, positions, saliences) - disagreement
        pull = (capabilities / np.maximum(gain, LEAST_GAIN))[:, np.newaxis] * saliences
        return weighted_mean(positions, pull) - draft, ordered_sum(pull)

    draft, stride = start, np.full(start.shape[-1], 0.5)
    way, force = pulls(draft)
    for _ in range(ROUNDS):
        going = (np.abs(way).max(axis=0) > STILL) & (stride > STILL)
        if not going.any():
            break
        step = draft + stride * way
        onward, step_force = pulls(step)
        slope = ordered_sum(step_force * onward * way)
        good = going & (slope >= -ordered_sum(force * way**2) / 2)
        draft, way = np.where(good, step, draft), np.where(good, onward, way)
        force = np.where(good, step_force, force)
        stride = np.where(good, np.minimum(1, 1.5 * stride), np.where(going, stride / 2, stride))
    return draft


def utility(draft: Array, positions: Array, saliences: Array) -> Array:
    """Return each actor's utility of a draft, (actors, worlds), 0 at its own position."""
    losses = saliences * (draft - positions) ** 2
    return -ordered_sum(np.moveaxis(losses, 1, 0))


NASH = Model(
    "nash",
    "Nash bargaining",
    "Nash 1950",
    "the terms with the largest product of gains over no agreement",
    formula=nash,
    walks=True,
)
