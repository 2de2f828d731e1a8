"""The exchange model: two actors swap positions on two issues they care about differently.

Stokman and van Oosten (1994). An actor gives way on an issue it cares less about (it supplies
that issue), in return for the other giving way on one it cares more about (it demands it).
Outcomes are means weighted by capability times salience. The reading that reproduces the
published output:

- Two actors can exchange on two issues if they stand on opposite sides of the outcome on both;
  sides are taken once, from the outcome before any exchange. At the outcome is on no side.
- A supplier moves from where it now stands towards the other's own, original position. The
  moves are such that both gain the same; the one who would have to overshoot moves all the way.
- The exchange with the largest gain is realised. Those that share an actor with the issue it
  supplied are then reckoned anew, the others stay as they are, until none is left.
- No actor moves back on an issue: all its moves there go one way. Where nobody gains, or
  somebody moves by nothing, there is no exchange.

Ties go to the first in the order of the table: by the first actor, then the second, then the
issue the first supplies, then the issue the second does. There are no random exchange rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest

import numpy as np

from contactline.arrays import Array, Chosen, Mask, in_parts, ordered_sum
from contactline.bargaining.model import Model
from contactline.bargaining.options import Options
from contactline.bargaining.path import NOBODY, OFFERS, Draws, Round, Whole
from contactline.bargaining.table import Table

# A share of the spread of positions, and of what two actors care: less is rounding, not bargain.
LEAST_MOVE = 1e-9
LEAST_RATE = 1e-10
SAME_GAIN = 1e-12
CELLS_AT_ONCE = 1 << 21
BY_EXCHANGE = OFFERS.index("exchange")


def rounds(table: Table, options: Options, draws: Draws) -> Iterator[Round]:
    """Yield each exchange, one in every world that still has one; it draws no luck.

    Its maker is the one that demands the issue that comes first in the table. The worlds are
    played to their end part by part, so that only the open exchanges of one part take up room.
    """
    del options, draws
    actors, issues, worlds = table.positions.shape
    size = CELLS_AT_ONCE // (actors * issues) ** 2
    parts = [
        list(_market(table.among(part), part).deals()) for part in in_parts(np.arange(worlds), size)
    ]
    positions = table.positions
    for deals in zip_longest(*parts):
        found = _nothing(positions)
        for deal in deals:
            if deal:
                deal.tell(found)
        positions = found.positions
        yield found


@dataclass(frozen=True)
class _Deal:
    """One exchange in each of some worlds, all arrays (worlds,).

    places: the worlds. supplies: what each of the two supplies, actor * issues + issue.
    ends: where each then stands on that issue. gain: of each. tied: whether another was worth as
    much.
    """

    places: Chosen
    supplies: tuple[Chosen, Chosen]
    ends: tuple[Array, Array]
    gain: Array
    tied: Mask

    def tell(self, found: Round) -> None:
        """Write the exchange into a round."""
        issues = found.positions.shape[1]
        found.going[self.places] = True
        if found.ties is not None:
            found.ties[self.places] = self.tied
        for own, other, end in zip(self.supplies, self.supplies[::-1], self.ends, strict=True):
            there = (*np.divmod(own, issues), self.places)
            found.positions[there] = end
            found.partner[there] = other // issues
            found.maker[there] = np.where(own % issues > other % issues, own, other) // issues
            found.offer[there] = BY_EXCHANGE
            found.gain[there] = found.partner_gain[there] = self.gain


@dataclass
class _Market:
    """The exchanges that are open in the worlds at `places`, from the supplies of all actors.

    A supply is an actor with an issue, numbered actor * issues + issue. `gain`: (supplies,
    supplies, worlds), the same either way round. `moved`: the direction an actor has moved.
    """

    places: Chosen
    start: Array
    now: Array
    saliences: Array
    weights: Array
    totals: Array
    least: Array
    side: Array
    moved: Array
    gain: Array

    @property
    def column(self) -> Chosen:
        return np.arange(self.places.size)

    def deals(self) -> Iterator[_Deal]:
        """Yield the best exchange of each world, until none is left; worlds without one leave."""
        while True:
            best = self.gain.reshape(-1, self.places.size).max(axis=0)
            going = best > 0
            if not going.all():
                for one in fields(self):
                    setattr(self, one.name, getattr(self, one.name)[..., going])
            if not going.any():
                return
            pair, others = self._first(best[going])
            yield self._realised(pair, others)

    def _first(self, best: Array) -> tuple[tuple[Chosen, Chosen], Mask]:
        """Return the two supplies of the first exchange worth the most, and if others are too."""
        actors, issues, worlds = self.start.shape
        tied = self.gain >= best * (1 - SAME_GAIN)
        by_actors = tied.reshape(actors, issues, actors, issues, worlds).swapaxes(1, 2)
        first = by_actors.reshape(-1, worlds).argmax(axis=0)
        one, other, gives, takes = np.unravel_index(first, (actors, actors, issues, issues))
        # Each exchange stands there twice, once from either side.
        others = tied.reshape(-1, worlds).sum(axis=0) > 2
        return (one * issues + gives, other * issues + takes), others

    def _realised(self, pair: tuple[Chosen, Chosen], tied: Mask) -> _Deal:
        """Let both move, and reckon anew the exchanges of what they supplied."""
        one, other = pair
        gain = self.gain[one, other, self.column]
        worth, other_worth = self._worth(one, other), self._worth(other, one)
        end = self._end(one, other, worth, other_worth)
        ends = (end, self._end(other, one, other_worth, worth))
        for own, end in zip(pair, ends, strict=True):
            here = (*np.divmod(own, self.start.shape[1]), self.column)
            self.moved[here] = np.sign(end - self.now[here])
            self.now[here] = end
        for own in pair:
            row = self.row(own)
            self.gain[own, :, self.column] = row.T
            self.gain[:, own, self.column] = row
        return _Deal(self.places, pair, ends, gain, tied)

    def _end(self, own: Chosen, other: Chosen, worth: Array, other_worth: Array) -> Array:
        """Return where a supplier stands after its exchange: all the way, or a part, (worlds,)."""
        actor, issue = np.divmod(own, self.start.shape[1])
        here = self.now[actor, issue, self.column]
        there = self.start[other // self.start.shape[1], issue, self.column]
        whole = worth <= other_worth
        reach = other_worth / np.where(whole, 1, worth)
        end: Array = np.where(whole, there, here + reach * (there - here))
        return end

    def _worth(self, own: Chosen, other: Chosen) -> Array:
        """Return what both together care for the whole move of a supplier, (worlds,)."""
        actor, issue = np.divmod(own, self.start.shape[1])
        partner = other // self.start.shape[1]
        at, theirs = (actor, issue, self.column), (partner, issue, self.column)
        shift = np.abs(self.start[theirs] - self.now[at]) * self.weights[at]
        care = self.saliences[at] + self.saliences[theirs]
        worth: Array = shift * care / self.totals[issue, self.column]
        return worth

    def row(self, own: Chosen) -> Array:
        """Return what both gain by an exchange of a supply with every other, (supplies, worlds).

        own: (worlds,), the supply. An exchange shifts the outcome of each issue so that what
        both together care for the shifts is the same, which makes their gains the same.
        """
        actor, issue = np.divmod(own, self.start.shape[1])
        mine, at = (actor, slice(None), self.column), (actor, issue, self.column)
        both_there = self.saliences[mine].T + self.saliences
        both_here = self.saliences[at] + self.saliences[:, issue, self.column]
        way = self.start[:, issue, self.column] - self.now[at]
        other_way = self.start[mine].T - self.now
        worth = np.abs(way) * self.weights[at] * both_here / self.totals[issue, self.column]
        other_worth = np.abs(other_way) * self.weights * both_there / self.totals
        shared = np.minimum(worth[:, np.newaxis], other_worth)
        here_share = _share(self.saliences[at], both_here)[:, np.newaxis]
        rate = _share(self.saliences[mine].T, both_there) - here_share
        may = self._apart(actor, issue) & (rate > LEAST_RATE)
        # A supplier moves by the part shared / worth of its way.
        least = self.least[issue, self.column] * worth
        may &= (self.moved[at] * way >= 0)[:, np.newaxis] & (self.moved * other_way >= 0)
        may &= shared * np.abs(way)[:, np.newaxis] > least[:, np.newaxis]
        may &= shared * np.abs(other_way) > self.least * other_worth
        return np.where(may, shared * rate, 0).reshape(-1, own.size)

    def _apart(self, actor: Chosen, issue: Chosen) -> Mask:
        """Return who stands across the outcome on the issue supplied, and on another, one."""
        on_own = self.side[:, issue, self.column] * self.side[actor, issue, self.column] < 0
        on_other = self.side * self.side[actor, :, self.column].T < 0
        apart: Mask = on_own[:, np.newaxis] & on_other
        apart[:, issue, self.column] = False
        return apart


def _market(table: Table, places: Chosen) -> _Market:
    """Return the market of the worlds at `places`, with every exchange reckoned."""
    start, weights = table.positions, table.weights
    total = ordered_sum(weights)
    totals = np.where(total > 0, total, 1)
    least = LEAST_MOVE * np.ptp(start, axis=0)
    off = start - ordered_sum(weights * start) / totals
    side = np.where(np.abs(off) > least, np.sign(off), 0)
    nothing = np.zeros((0, 0, places.size))
    known = (start, start.copy(), table.saliences, weights, totals, least, side)
    market = _Market(places, *known, np.zeros_like(start), nothing)
    supplies = range(start.shape[0] * start.shape[1])
    market.gain = np.stack([market.row(np.full(places.size, own)) for own in supplies])
    return market


def _share(part: Array, whole: Array) -> Array:
    return part / np.where(whole > 0, whole, 1)


def _nothing(positions: Array) -> Round:
    nobody: Whole = np.full(positions.shape, NOBODY, dtype=np.int64)
    nothing = np.full(positions.shape, np.nan)
    return Round(
        positions=positions.copy(),
        partner=nobody,
        maker=nobody.copy(),
        offer=np.zeros_like(nobody),
        odds=nothing,
        gain=nothing.copy(),
        partner_gain=nothing.copy(),
        going=np.zeros(positions.shape[-1], dtype=bool),
        ties=np.zeros(positions.shape[-1], dtype=np.int64),
    )


EXCHANGE = Model(
    "exchange",
    "exchange model",
    "Stokman and van Oosten 1994",
    "two actors yield to each other, each on what it cares less about",
    rounds=rounds,
)
