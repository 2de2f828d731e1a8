"""One turn of the Spatial Model of Politics: challenges, bargains, and which of them are taken."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from contactline.arrays import Array, Chosen, Mask, ordered_sum
from contactline.bargaining.path import NOBODY, OFFERS, Round, Whole, between
from contactline.bargaining.smp.contest import (
    contests,
    distances,
    risk_as_seen,
    utility,
)
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.power import elected, risks_at
from contactline.bargaining.table import Table

KNOWN = {"none": 0.0, "third": 1 / 3, "half": 1 / 2, "two_thirds": 2 / 3, "full": 1.0}
LEAST_GAIN = 1e-5
SAME = 1e-12
DECIMALS = 2
GUARD = 1e-6


@dataclass(frozen=True)
class Uptake:
    """What every actor took up in a turn: see `Round`, here (actors, worlds) but for positions.

    ties: (worlds,).
    """

    positions: Array
    partner: Whole
    maker: Whole
    odds: Array
    gain: Array
    partner_gain: Array
    ties: Whole

    def put(self, chosen: Chosen, part: Uptake) -> None:
        """Set the worlds `chosen`."""
        for one in fields(self):
            getattr(self, one.name)[..., chosen] = getattr(part, one.name)

    def round(self, going: Mask) -> Round:
        """Return the round; a bargain is about all issues at once."""

        def spread[T: (Array, Whole)](values: T) -> T:
            return np.broadcast_to(values[:, np.newaxis], self.positions.shape)

        return Round(
            positions=self.positions,
            partner=spread(self.partner),
            maker=spread(self.maker),
            offer=spread(np.where(self.maker == NOBODY, 0, OFFERS.index("bargain"))),
            odds=spread(self.odds),
            gain=spread(self.gain),
            partner_gain=spread(self.partner_gain),
            going=going,
            ties=self.ties,
        )


def play_turn(table: Table, options: SmpOptions, luck: Array | None = None) -> Uptake:
    """Return what every actor takes up. luck: (actors, worlds), to draw among bargains."""
    distance = distances(table.positions / 100, table.saliences)
    risk = risks_at(distance, table.capabilities, options)
    resists = ordered_sum(np.moveaxis(table.saliences, 1, 0))
    contest = contests(
        distance,
        risk_as_seen(risk, KNOWN[options.risk_known]),
        table.capabilities * resists,
        resists,
        voting=options.voting,
        third_parties=options.third_parties,
    )
    target, challenges = best_targets(contest.gain)
    odds, gain, target_gain = (
        np.take_along_axis(part, target[:, np.newaxis], axis=1)[:, 0]
        for part in (contest.odds, contest.gain, contest.target_gain)
    )
    offers = bargains(table, target, odds, options.interpolation)
    views = _views(table, distance, risk, target, offers)
    standing = _queues(target, challenges)
    chances = elected(table.capabilities, views, standing, options)
    maker = _taken(chances, luck) - 1
    ties = tied_targets(contest.gain, challenges)
    if luck is None:
        ties = ties + tied_bargains(chances, table.positions, offers)
    return _moved(table.positions, maker, target, offers, (odds, gain, target_gain), ties)


def best_targets(gain: Array) -> tuple[Whole, Mask]:
    """Return whom each actor would challenge, and whether it does: the gain must be real.

    gain: (challengers, targets, worlds). Gains that differ by no more than rounding are tied.
    """
    others = gain.copy()
    same = np.arange(len(gain))
    others[same, same] = -np.inf
    best = others.max(axis=1)
    target = (others >= best[:, np.newaxis] - SAME).argmax(axis=1)
    return target, best > LEAST_GAIN


def tied_targets(gain: Array, challenges: Mask) -> Whole:
    """Return how many actors challenge the first of several it would gain as much from, (worlds,).

    gain: (challengers, targets, worlds).
    """
    others = gain.copy()
    same = np.arange(len(gain))
    others[same, same] = -np.inf
    targets = (others >= others.max(axis=1, keepdims=True) - SAME).sum(axis=1)
    ties: Whole = (challenges & (targets > 1)).sum(axis=0)
    return ties


def tied_bargains(chances: Array, positions: Array, offers: tuple[Array, Array]) -> Whole:
    """Return how many actors take up the first of several bargains as likely, (worlds,).

    Only where these would put the actor in different places. chances: (actors, 1 + actors, worlds).
    """
    tied = chances >= chances.max(axis=1, keepdims=True) - SAME
    ties = np.zeros(chances.shape[-1], dtype=np.int64)
    for actor, world in np.argwhere(tied.sum(axis=1) > 1).tolist():
        ends = {
            _end(actor, maker - 1, world, positions, offers).tobytes()
            for maker in np.flatnonzero(tied[actor, :, world]).tolist()
        }
        ties[world] += len(ends) > 1
    return ties


def _end(
    actor: int, maker: int, world: int, positions: Array, offers: tuple[Array, Array]
) -> Array:
    """Return where a bargain puts an actor in one world, (issues,)."""
    if maker == NOBODY:
        return positions[actor, :, world]
    return offers[0][actor, :, world] if maker == actor else offers[1][maker, :, world]


def bargains(table: Table, target: Whole, odds: Array, interpolation: str) -> tuple[Array, Array]:
    """Return what each challenger offers to do itself, and what it asks of its target.

    Both (actors, issues, worlds), rounded to a hundredth of a point, between the two positions.
    """
    index = target[:, np.newaxis]
    there = np.take_along_axis(table.positions, index, axis=0)
    theirs = np.take_along_axis(table.saliences, index, axis=0)
    here, own, won = table.positions, table.saliences, odds[:, np.newaxis]
    if interpolation == "s2pmax":
        yields, gives = np.maximum(0, 1 - 2 * won), np.maximum(0, 2 * won - 1)
        moves = yields * theirs**2 / (yields * theirs**2 + GUARD + (1 - yields) * own**2)
        asked = gives * own**2 / (gives * own**2 + GUARD + (1 - gives) * theirs**2)
    else:
        power = 2 if interpolation == "s2p2" else 1
        pull, drag = (own * won) ** power, (theirs * (1 - won)) ** power
        moves, asked = drag / (pull + drag + GUARD), pull / (pull + drag + GUARD)
    return _part_way(here, there, moves), _part_way(there, here, asked)


def _part_way(start: Array, end: Array, share: Array) -> Array:
    return between(start, np.round(start + share * (end - start), DECIMALS), end)


def _queues(target: Whole, challenges: Mask) -> Mask:
    """Return which bargains lie before each actor, (actors, 1 + actors, worlds).

    The first is to leave things as they are; then those of each challenger, before it and
    its target.
    """
    actors, worlds = target.shape
    numbers = np.arange(actors)
    own = numbers[:, np.newaxis, np.newaxis] == numbers[:, np.newaxis]
    asked = target == numbers[:, np.newaxis, np.newaxis]
    before = (own | asked) & challenges
    return np.concatenate([np.ones((actors, 1, worlds), dtype=bool), before], axis=1)


def _views(
    table: Table,
    distance: Array,
    risk: Array,
    target: Whole,
    offers: tuple[Array, Array],
) -> Array:
    """Return each actor's utility of each bargain, (actors, 1 + actors, worlds).

    The mean utility of where everybody would stand, if only those two moved.
    """
    own = risk[:, np.newaxis]
    now = utility(distance, own)
    mine, theirs = (
        utility(distances(offer / 100, table.saliences, table.positions / 100), own)
        for offer in offers
    )
    numbers = np.arange(len(target))[:, np.newaxis]
    total = np.zeros_like(now)
    for actor in range(len(target)):
        unmoved = np.where(target == actor, theirs, now[:, actor, np.newaxis])
        total += np.where(numbers == actor, mine, unmoved)
    as_it_is = ordered_sum(np.moveaxis(now, 1, 0))[:, np.newaxis]
    return np.concatenate([as_it_is, total], axis=1) / len(target)


def _taken(chances: Array, luck: Array | None) -> Whole:
    """Return the number of the bargain each actor takes up, (actors, worlds)."""
    if luck is None:
        best = chances.max(axis=1, keepdims=True)
        return (chances >= best - SAME).argmax(axis=1)
    passed = np.add.accumulate(chances, axis=1)
    return (passed <= luck[:, np.newaxis] * passed[:, -1:]).sum(axis=1)


def _moved(
    positions: Array,
    maker: Whole,
    target: Whole,
    offers: tuple[Array, Array],
    told: tuple[Array, Array, Array],
    ties: Whole,
) -> Uptake:
    """Return where everybody goes, and the odds and gains of the bargain it takes up."""
    numbers = np.arange(len(maker))[:, np.newaxis]
    leads, takes = maker == numbers, maker != NOBODY
    source = np.maximum(maker, 0)
    odds, gain, target_gain = (np.take_along_axis(one, source, axis=0) for one in told)
    as_target = np.take_along_axis(offers[1], source[:, np.newaxis], axis=0)
    after = np.where(leads[:, np.newaxis], offers[0], as_target)
    return Uptake(
        positions=np.where(takes[:, np.newaxis], after, positions),
        partner=np.where(leads, target, maker),
        maker=maker,
        odds=np.where(takes, np.where(leads, odds, 1 - odds), np.nan),
        gain=np.where(takes, np.where(leads, gain, target_gain), np.nan),
        partner_gain=np.where(takes, np.where(leads, target_gain, gain), np.nan),
        ties=ties,
    )
