"""The Spatial Model of Politics: actors challenge each other, offer bargains, and take one.

As specified by KTAB, the KAPSARC Toolkit for Behavioral Analysis (2015, MIT licence), and
checked against its printed output. Each turn: who is likely to prevail sets who is wary of
risk; every actor challenges the one it expects to gain most from; odds and saliences make a
bargain of each challenge; every actor takes up the one of its bargains that would win an
election against the others and against leaving things as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from contactline.arrays import Array, Mask, in_parts, ordered_sum
from contactline.bargaining.model import Model
from contactline.bargaining.path import NOBODY, Draws, Round
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.turn import Uptake, play_turn
from contactline.bargaining.table import Table

STILL_SHARE = 0.02
STILL_GUARD = 1e-4
# So many cells over pairs of actors stay near the processor.
CELLS_AT_ONCE = 1 << 15


def rounds(table: Table, options: SmpOptions, draws: Draws) -> Iterator[Round]:
    """Yield each turn, until all worlds have come to rest or `turns` are over.

    A world rests from the second turn on when its actors together move by less than a
    fiftieth of what they moved in the first. Ties go to the first in the order of the table.
    """
    actors, _, worlds = table.positions.shape
    now = in_units(table)
    going, first = np.ones(worlds, dtype=bool), np.zeros(worlds)
    for turn in range(1, options.turns + 1):
        if not going.any():
            return
        luck = draws("bargain taken up", turn, actors) if options.draws_luck else None
        taken = _taken(now, going, options, luck)
        moved = _way(taken.positions - now.positions)
        yield taken.round(going)
        now = replace(now, positions=taken.positions)
        first = moved if turn == 1 else first
        going = going & ((turn == 1) | (moved >= STILL_SHARE * (first + STILL_GUARD)))


def _taken(table: Table, going: Mask, options: SmpOptions, luck: Array | None) -> Uptake:
    """Return what every actor takes up in the worlds that go on, part by part."""
    taken = _empty(table.positions)
    size = CELLS_AT_ONCE // len(table.positions) ** 2
    for chosen in in_parts(np.flatnonzero(going), size):
        part = play_turn(table.among(chosen), options, None if luck is None else luck[:, chosen])
        taken.put(chosen, part)
    return taken


def in_units(table: Table) -> Table:
    """Return a table in the units of the model: see `shares` and `in_hundredths`."""
    able = in_hundredths(table.capabilities)
    return replace(table, saliences=shares(table.saliences), capabilities=able)


def shares(saliences: Array) -> Array:
    """Return saliences that sum to one at most, as the model takes them for chances to resist.

    Where the sum of some actor is over one, all saliences of that world are divided by the
    largest sum, so that who cares more than others still does.
    """
    largest = ordered_sum(np.moveaxis(saliences, 1, 0)).max(axis=0)
    return saliences / np.maximum(largest, 1)


def in_hundredths(capabilities: Array) -> Array:
    """Return capabilities of which the largest is 100 in every world, if there is any.

    So their unit does not matter; the smallest coalitions the model knows are of fixed size.
    """
    largest = capabilities.max(axis=0)
    return capabilities / np.where(largest > 0, largest, 1) * 100


def _empty(positions: Array) -> Uptake:
    shape = positions[:, 0].shape
    nobody = np.full(shape, NOBODY, dtype=np.int64)
    nothing = np.full(shape, np.nan)
    no_ties = np.zeros(shape[-1], dtype=np.int64)
    return Uptake(
        positions.copy(), nobody, nobody.copy(), nothing, nothing.copy(), nothing.copy(), no_ties
    )


def _way(moves: Array) -> Array:
    """Return how far all actors moved together, on a scale of 0 to 1, (worlds,)."""
    squares = ordered_sum(np.moveaxis((moves / 100) ** 2, 1, 0))
    return ordered_sum(np.sqrt(squares))


SMP = Model(
    "smp",
    "Spatial Model of Politics",
    "KTAB 2015",
    "actors challenge each other and offer bargains, turn by turn",
    rounds=rounds,
    options=SmpOptions,
    limit="turns",
)
