"""One issue in many worlds: who takes part in it, who backs whom, and what a round leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from contactline.arrays import Array, Chosen, Mask
from contactline.bargaining.median import median
from contactline.bargaining.path import NOBODY, OFFERS, Whole
from contactline.bargaining.table import Table

NOTHING = OFFERS.index("none")


@dataclass(frozen=True)
class Arena:
    """One issue in every world; several issues lie side by side in the axis of worlds.

    positions, saliences, capabilities: (actors, worlds). span: (worlds,), the range of the
    starting positions of those who take part, D in the equations; 1 where they all agree.
    """

    positions: Array
    saliences: Array
    capabilities: Array
    span: Array

    @classmethod
    def of(cls, table: Table) -> Arena:
        """Return the issues of a table, (actors, issues x worlds), each by itself."""
        actors = len(table.positions)
        able = np.broadcast_to(table.capabilities[:, np.newaxis], table.positions.shape)
        positions, saliences, capabilities = (
            np.ascontiguousarray(part).reshape(actors, -1)
            for part in (table.positions, table.saliences, able)
        )
        counts = saliences > 0
        high = np.where(counts, positions, -np.inf).max(axis=0)
        low = np.where(counts, positions, np.inf).min(axis=0)
        return cls(positions, saliences, capabilities, np.where(high > low, high - low, 1.0))

    @property
    def weights(self) -> Array:
        """Return capability times salience, (actors, worlds)."""
        return self.capabilities * self.saliences

    @property
    def present(self) -> Mask:
        """Return who takes part, (actors, worlds): only those with a salience above 0."""
        return self.saliences > 0

    @property
    def at_odds(self) -> Mask:
        """Return which pairs take part and differ, (actors, actors, worlds)."""
        both = self.present[:, np.newaxis] & self.present
        differ: Mask = both & (self.positions[:, np.newaxis] != self.positions)
        return differ

    @property
    def apart(self) -> Array:
        """Return how far any two are apart, (actors, actors, worlds), 0 to 1 of the range.

        Who takes no part may stand outside the range, and is held to be 1 away.
        """
        apart = np.abs(self.positions[:, np.newaxis] - self.positions) / self.span
        held: Array = np.minimum(apart, 1, out=apart)
        return held

    @property
    def winner(self) -> Array:
        """Return the position that beats every other in a pairwise vote, (worlds,).

        As votes are linear in distance, that is the weighted median.
        """
        positions, saliences = self.positions[:, np.newaxis], self.saliences[:, np.newaxis]
        walkaway = np.zeros(self.capabilities.shape)
        found: Array = median(Table(positions, saliences, self.capabilities, walkaway))[0]
        return found

    def at(self, positions: Array) -> Arena:
        """Return the same actors at other positions; the range stays that of the start."""
        return replace(self, positions=positions)

    def among(self, chosen: Chosen) -> Arena:
        """Return the worlds `chosen` only."""
        return Arena(
            *(
                np.ascontiguousarray(part[..., chosen])
                for part in (self.positions, self.saliences, self.capabilities, self.span)
            )
        )


@dataclass(frozen=True)
class Expectations:
    """What the actors expect of every challenge of one by another.

    risk: (actors, worlds), risk exponents r from 0.5 (most threatened) to 2. The others are
    (actors, actors, worlds): support[i, j], the votes for i against j; odds[i, j], the chance P
    that i beats j; gain[i, j] = E_i(U_ij), what i expects of challenging j; partner_gain[i, j] =
    E_i(U_ji), what i thinks j expects of challenging i. Nought between those who agree.
    """

    risk: Array
    support: Array
    odds: Array
    gain: Array
    partner_gain: Array


@dataclass(frozen=True)
class Taken:
    """What every actor took up in a round: see `Round`. All (actors, worlds); ties (worlds,)."""

    positions: Array
    partner: Whole
    offer: Whole
    odds: Array
    gain: Array
    partner_gain: Array
    ties: Whole


def taken_up(
    positions: Array, partner: Whole, offer: Whole, odds: Array, expected: Expectations, ties: Whole
) -> Taken:
    """Return the record of a round; without partner, odds and gains where nothing was taken up.

    odds: (actors, worlds), of the actor against its partner.
    """
    something = offer != NOTHING

    def known(values: Array) -> Array:
        return np.where(something, values, np.nan)

    return Taken(
        positions=positions,
        partner=np.where(something, partner, NOBODY),
        offer=offer,
        odds=known(odds),
        gain=known(of_partner(expected.gain, partner)),
        partner_gain=known(of_partner(expected.partner_gain, partner)),
        ties=ties,
    )


def ties_among(best: Mask, goals: Array) -> Whole:
    """Return how many actors have best offers that would put them in different places, (worlds,).

    best: (actors, partners, worlds), the offers that are as good as any. goals: where each puts it.
    """
    high = np.where(best, goals, -np.inf).max(axis=1)
    low = np.where(best, goals, np.inf).min(axis=1)
    ties: Whole = (high > low).sum(axis=0)
    return ties


def of_partner(pairs: Array, partner: Whole) -> Array:
    """Return values[i, partner of i], (actors, worlds), from values of pairs."""
    return np.take_along_axis(pairs, partner[:, np.newaxis], axis=1)[:, 0]
