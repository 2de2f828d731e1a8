"""Branches: one world up to a day as it was played, and from then on with other luck.

What was drawn once stays: who its actors are, what they privately want, what the war costs. What
happens from that day on, and nobody could know, is drawn anew in each branch. So the branches share
a past, and differ in chance and in what follows from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.luck import Luck
from contactline.study.ensemble import LAST_WORLD
from contactline.study.seat.game import Game
from contactline.study.seat.table import GameTable
from contactline.world.actors.request import IN_A_CEASEFIRE
from contactline.world.actors.seats import SeatView
from contactline.world.outcomes import outcome_of_world

BRANCHES = 200
ONLY_AT_WAR, ONLY_AT_THE_TABLE = ("come_to_the_table", "offer"), ("sign",)
ONLY_IN_CEASEFIRE = ("resume",)


@dataclass(frozen=True, eq=False)
class BranchLuck(Luck):
    """The luck of branches: up to `day` that of `worlds`, after it that of `others`, (worlds,)."""

    others: NDArray[np.int64]
    day: int

    @cached_property
    def _both(self) -> tuple[Luck, Luck]:
        return Luck(self.seed, self.worlds), Luck(self.seed, self.others)

    def stretch(
        self, purposes: Sequence[str], days: Sequence[int], cells: tuple[int, ...] = ()
    ) -> Array:
        """Return the uniforms of some days at once, (days, purposes, *cells, worlds)."""
        ours, theirs = (one.stretch(purposes, days, cells) for one in self._both)
        later = np.array([day > self.day for day in days]).reshape(-1, *[1] * (ours.ndim - 1))
        return np.where(later, theirs, ours)

    def among(self, chosen: NDArray[np.intp]) -> Luck:
        """Return the luck of the branches at the positions `chosen`."""
        return BranchLuck(self.seed, self.worlds.take(chosen), self.others.take(chosen), self.day)


@dataclass(frozen=True)
class Branches:
    """Branches from the beginning of a turn on, in which everybody decides for itself.

    turn: from 0. did: in how many branches an actor would have done what a decision is about in the
    weeks of that turn, and how many had it before them, by actor and decision. outcomes: how each
    branch ends.
    """

    turn: int
    count: int
    did: Mapping[str, Mapping[str, tuple[int, int]]]
    outcomes: tuple[str, ...]


def others_from(game: Game, turn: int, count: int = BRANCHES) -> Branches:
    """Return what others in the same seats did from a turn on, in branches of the same world.

    turn: from 0, one that has been played or is to be played now. count: how many branches.
    """
    setup = game.setup
    numbers = [(setup.world + 1 + at) % (LAST_WORLD + 1) for at in range(count)]
    luck = BranchLuck(
        setup.seed,
        np.full(count, setup.world),
        np.array(numbers, dtype=np.int64),
        setup.first_day(turn),
    )
    table = GameTable(setup, luck, told=False)
    for orders in game.orders[:turn]:
        table.play(orders)
    asked = table.play({}).asked
    while len(table.played) < setup.turns:
        table.play({})
    did = {
        key: {decision: _did(views, count) for decision, views in decisions.items()}
        for key, decisions in asked.items()
    }
    return Branches(turn, count, did, tuple(outcome_of_world(table.theatre).tolist()))


def _did(views: Sequence[SeatView], count: int) -> tuple[int, int]:
    """Return in how many branches an actor would have acted, and in how many it could have."""
    could, did = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for view in views:
        may = comes_up(view)
        could |= may
        did |= may & view.own
    return int(did.sum()), int(could.sum())


def comes_up(view: SeatView) -> Mask:
    """Return where a decision is before an actor at all, (worlds,): facts and stage allow it.

    Nobody offers what it has pledged, and a broker asks for troops once it is engaged.
    """
    may: Mask = np.asarray(view.possible, dtype=bool)
    if view.decision in ONLY_AT_WAR:
        may = may & (np.asarray(view.stage) < IN_A_CEASEFIRE)
    if view.decision in ONLY_AT_THE_TABLE:
        may = may & np.asarray(view.at_table)
    if view.decision in ONLY_IN_CEASEFIRE:
        may = may & (np.asarray(view.stage) == IN_A_CEASEFIRE)
    if view.decision == "offer":
        may = may & (np.asarray(view.state.pledged) <= 0)
    if view.decision == "raise_question":
        may = may & (np.asarray(view.state.engagement) > 0)
    return may
