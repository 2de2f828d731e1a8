"""One round of the expected-utility model in the reading of Scholz, Calbert and Smith (2011).

This is the reading that gives their published path of the emission standards, as replicated by
McKibben and Sanders, to the last printed digit:

- In a first pass of every round all risk exponents are 1; what the others then expect of
  challenging an actor sets its exponent for the second pass. Nothing is carried over.
- Voters feel the distance, as a share of the starting range, raised to their own exponent.
- P is the share of the votes for i against j in all votes of all ordered pairs of actors.
- Q is 1. The status quo is worth 2 - 4 (1/2)^r.
- An actor who sees b > a > 0 loses a confrontation and moves to the other's position; who sees
  b > 0 > a and b > |a| goes |a|/b of the way. Otherwise nothing happens: a capitulation cannot
  occur here, as the published test for it is never true.
- Any confrontation comes before any compromise. Among confrontations an actor takes the one
  that needs the least move; among compromises the one whose (|a| x_i + b x_j) / (|a| + b) lies
  lowest on the scale, thought to be a slip in the original, so that turning the scale round
  changes the result.
- Ties go to the first in the order of the table; gains within 1e-12, where only
  rounding could tell them apart, count as equal. All move at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array, Mask
from contactline.bargaining.challenge.arena import (
    NOTHING,
    Arena,
    Expectations,
    Taken,
    of_partner,
    taken_up,
    ties_among,
)
from contactline.bargaining.challenge.rounds import played
from contactline.bargaining.challenge.utilities import (
    SAME,
    gains,
    risk_exponents,
    shares_of_all,
    status_quo,
    support,
)
from contactline.bargaining.model import Model
from contactline.bargaining.options import Options
from contactline.bargaining.path import OFFERS, Draws, Round, Whole, between
from contactline.bargaining.table import Table

CONFRONTATION = OFFERS.index("confrontation")
COMPROMISE = OFFERS.index("compromise")


@dataclass(frozen=True)
class ScholzOptions(Options):
    """The choice in the reading of Scholz, Calbert and Smith. rounds: how many are played."""

    rounds: int = 10


def rounds(table: Table, options: ScholzOptions, draws: Draws) -> Iterator[Round]:
    """Yield each round; it draws no luck."""
    del draws
    return played(table, options.rounds, lambda arena, _: play_round(arena))


def expectations(arena: Arena) -> Expectations:
    """Return what the actors expect in this round, with the risk exponents of the second pass."""
    _, _, gain, _ = _expected(arena, None)
    risk = risk_exponents(gain, arena.present)
    return Expectations(risk, *_expected(arena, risk))


def _expected(arena: Arena, risk: Array | None) -> tuple[Array, Array, Array, Array]:
    votes = support(arena, risk)
    odds = shares_of_all(votes)
    return votes, odds, *gains(arena, odds, risk, status_quo(arena, risk))


def play_round(arena: Arena) -> Taken:
    """Return what every actor took up in one round, and where it stands then."""
    expected = expectations(arena)
    partner, offer = chosen(arena.positions, expected.gain, expected.partner_gain)
    a, b = (of_partner(part, partner) for part in (expected.gain, expected.partner_gain))
    start, end = arena.positions, np.take_along_axis(arena.positions, partner, axis=0)
    way = np.abs(a) / np.where(offer == COMPROMISE, b, 1)
    partly = between(start, start + (end - start) * way, end)
    after = np.select([offer == CONFRONTATION, offer == COMPROMISE], [end, partly], start)
    ties = tied(arena.positions, expected.gain, expected.partner_gain)
    return taken_up(after, partner, offer, of_partner(expected.odds, partner), expected, ties)


def tied(positions: Array, a: Array, b: Array) -> Whole:
    """Return how many actors take up the first of several offers that are as good, (worlds,)."""
    lost, partly, move, point = ranked(positions, a, b)
    start, end = positions[:, np.newaxis], positions
    loses = lost.any(axis=1, keepdims=True)
    may, measure = np.where(loses, lost, partly), np.where(loses, move, point)
    least = np.where(may, measure, np.inf).min(axis=1, keepdims=True)
    way = np.where(lost, 1, np.abs(a) / np.where(partly, b, 1))
    goals = between(start, start + (end - start) * way, np.broadcast_to(end, way.shape))
    return ties_among(may & (measure == least), goals)


def chosen(positions: Array, a: Array, b: Array) -> tuple[Whole, Whole]:
    """Return the partner and the kind of the offer each actor takes up, (actors, worlds).

    positions: (actors, worlds). a, b: (actors, actors, worlds), E_i(U_ij) and E_i(U_ji). The
    partner is without meaning where the kind is "none".
    """
    lost, partly, move, point = ranked(positions, a, b)
    nearest = np.argmin(np.where(lost, move, np.inf), axis=1)
    lowest = np.argmin(np.where(partly, point, np.inf), axis=1)
    loses, gives = lost.any(axis=1), partly.any(axis=1)
    offer = np.select([loses, gives], [CONFRONTATION, COMPROMISE], NOTHING)
    return np.where(loses, nearest, lowest), offer


def ranked(positions: Array, a: Array, b: Array) -> tuple[Mask, Mask, Array, Array]:
    """Return which offers are lost confrontations and which compromises, and what ranks each.

    All (actors, actors, worlds): confrontations by the least move, compromises by the lowest point.
    """
    lost = (b - a > SAME) & (a > SAME)
    partly = (a < -SAME) & (a + b > SAME)
    move = np.abs(positions[:, np.newaxis] - positions)
    size = np.abs(a) + np.abs(b)
    point = np.abs(a) * positions[:, np.newaxis] + np.abs(b) * positions
    return lost, partly, move, point / np.where(partly, size, 1)


SCHOLZ = Model(
    "challenge_scholz",
    "expected utility (Scholz)",
    "Bueno de Mesquita, as read by Scholz, Calbert and Smith 2011",
    "actors press those they expect to give in, as Scholz, Calbert and Smith read it",
    rounds=rounds,
    options=ScholzOptions,
    limit="rounds",
)
