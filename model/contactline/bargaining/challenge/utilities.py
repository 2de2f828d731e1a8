"""The equations of the expected-utility model: votes, odds, utilities, and risk exponents.

Bueno de Mesquita (1985, 1994) as set out by Scholz, Calbert and Smith (2011). All distances are
shares of the range of starting positions, so that the unit of the scale does not matter.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum
from contactline.bargaining.challenge.arena import Arena

SAME = 1e-12


def support(arena: Arena, risk: Array | None = None) -> Array:
    """Return the votes for i against j, (actors, actors, worlds), one voter after the other.

    Voter k gives c_k s_k (|x_k - x_j|^r_k - |x_k - x_i|^r_k) to the nearer of the two. risk: r_k,
    (actors, worlds); 1 if not given. Nought between those who agree or do not take part.
    """
    apart = arena.apart
    felt = apart if risk is None else raised(apart, risk[:, np.newaxis])
    total, votes = np.zeros(apart.shape), np.empty(apart.shape)
    for voter, weight in zip(felt, arena.weights, strict=True):
        np.subtract(voter, voter[:, np.newaxis], out=votes)
        np.maximum(votes, 0, out=votes)
        votes *= weight
        total += votes
    return np.where(arena.at_odds, total, 0.0)


def shares_of_pair(votes: Array, at_odds: Mask) -> Array:
    """Return P, the share of i in the votes cast between i and j; P_ij + P_ji = 1.

    Half where nobody has a vote, or all are as far from the one as from the other; 0 between
    those who agree.
    """
    cast = votes + votes.swapaxes(0, 1)
    even = np.where(at_odds, 0.5, 0.0)
    return np.where(cast > 0, votes / np.where(cast > 0, cast, 1), even)


def shares_of_all(votes: Array) -> Array:
    """Return P, the share of the votes for i against j in the votes between all pairs of actors.

    Every pair counts in both orders, so P is small and P_ij + P_ji far below 1. Nought where
    nobody has a vote.
    """
    total = 2 * ordered_sum(ordered_sum(votes))
    share: Array = votes / np.where(total > 0, total, 1)
    return share


def gains(
    arena: Arena, odds: Array, risk: Array | None, standing_still: Array
) -> tuple[Array, Array]:
    """Return E_i(U_ij) and E_i(U_ji), (actors, actors, worlds), with i's own risk exponent.

    s_j (P U_s + (1 - P) U_f) + (1 - s_j) U_s - U_0, where the target j resists with chance s_j,
    and U_0 is what i expects of leaving things alone; roles swapped for the second. U_s = 2 - 4
    (1/2 - d/2)^r, U_f = 2 - 4 (1/2 + d/2)^r, d the distance between the two. Nought between those
    who agree or do not take part.
    """
    apart, at_odds = arena.apart, arena.at_odds
    success, failure = utility(0.5 - 0.5 * apart, risk), utility(0.5 + 0.5 * apart, risk)

    def gain(resists: Array, wins: Array) -> Array:
        resisted = wins * success + (1 - wins) * failure
        value = resists * resisted + (1 - resists) * success - standing_still
        return np.where(at_odds, value, 0.0)

    resists = arena.saliences
    return gain(resists, odds), gain(resists[:, np.newaxis], odds.swapaxes(0, 1))


def status_quo(arena: Arena, risk: Array | None) -> Array:
    """Return U_sq = 2 - 4 (1/2)^r, (actors, 1, worlds): what things as they are are worth."""
    return utility(np.full(arena.positions.shape, 0.5), risk, pairs=False)[:, np.newaxis]


def drift(arena: Arena, risk: Array | None, better: float) -> Array:
    """Return T U_b + (1 - T) U_w, (actors, actors, worlds): what waiting for change is worth.

    U_b, U_w = 2 - 4 (1/2 -+ (|x_i - mu| + |x_j - mu|) / 4 D)^r, mu the median now (Masad 2016).
    better: T, 0 to 1, the chance that things change for the better.
    """
    off = np.abs(arena.positions - arena.winner) / arena.span
    both = 0.25 * np.minimum(off[:, np.newaxis] + off, 2)
    rise, fall = utility(0.5 - both, risk), utility(0.5 + both, risk)
    return better * rise + (1 - better) * fall


def risk_exponents(gain: Array, present: Mask) -> Array:
    """Return r, (actors, worlds): 0.5 for the most threatened actor, 2 for the safest.

    S_i, the sum of what all others expect of challenging i, is set between the largest and the
    smallest: R = 2 (S_i - min S) / (max S - min S) - 1, r = (1 - R/3) / (1 + R/3). 1 where all are
    threatened alike, within 1e-12, and for those who take no part. gain[j, i]: E_j(U_ji), all
    worked out with r = 1.
    """
    threat = ordered_sum(gain)
    high = np.where(present, threat, -np.inf).max(axis=0)
    low = np.where(present, threat, np.inf).min(axis=0)
    wide = present & (high - low > SAME)
    span = np.where(high - low > SAME, high - low, 1)
    rank = np.where(wide, 2 * ((threat - low) / span) - 1, 0.0)
    exponents: Array = (3 - rank) / (3 + rank)
    return exponents


def utility(share: Array, risk: Array | None, *, pairs: bool = True) -> Array:
    """Return 2 - 4 share^r, with the risk exponent r of the first actor of each pair."""
    if risk is None:
        return 2 - 4 * share
    return 2 - 4 * raised(share, risk[:, np.newaxis] if pairs else risk)


def raised(base: Array, exponent: Array) -> Array:
    """Return base to the power of the exponent, bit-equal for any number of worlds.

    The exponent is spread out first: NumPy squares, rather than raises, by one exponent of 2.
    """
    spread = np.ascontiguousarray(np.broadcast_to(exponent, base.shape))
    return np.power(base, spread)
