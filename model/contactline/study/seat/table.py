"""The table at which a game is played: its world, stepped from turn to turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contactline.errors import RunError
from contactline.luck import Luck
from contactline.scenario.decisions import OWN
from contactline.study.seat.game import Game, GameSetup
from contactline.study.seat.orders import Orders
from contactline.world.actors.seats import SeatView, StandingOrder
from contactline.world.chronicle import Chronicle
from contactline.world.entries import ChronicleEntry

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

FIRST_MEETING = 7

type Asked = Mapping[str, Mapping[str, list[SeatView]]]
"""What each player could know each time a decision came up, by actor and decision."""


@dataclass(frozen=True)
class PlayedTurn:
    """A turn that has been played: the orders, and what could be known as they were carried out."""

    orders: Orders
    asked: Asked


class GameTable:
    """The world of a game, or several under one luck, as far as it has been played.

    `played`: the turns so far. `theatre`: the world; it must not be changed from outside.
    `first`: what could be known at the first meeting of the weeks of turn 0, before anything is
    decided.
    """

    def __init__(self, setup: GameSetup, luck: Luck | None = None, *, told: bool = True) -> None:
        """Set the scene of day 0, with everybody in their seats.

        luck: of the worlds; that of the setup's world if not given. told: keep a chronicle.
        """
        self.setup = setup
        self._luck = luck or Luck(setup.seed, np.array([setup.world]))
        self.theatre = self._theatre(told=told)
        self.played: list[PlayedTurn] = []
        self._orders = self._seated(self.theatre)

    def play(self, orders: Orders) -> PlayedTurn:
        """Let the weeks of a turn pass under these orders; after the last the books are closed."""
        turn = len(self.played)
        if turn == self.setup.turns:
            raise RunError(f"The game is over: all its {turn} turns have been played.")
        for key, decisions in self._orders.items():
            for decision, order in decisions.items():
                order.says = orders.get(key, {}).get(decision, OWN)
                order.views = []
        self.theatre.run_until(self.setup.first_day(turn + 1))
        done = PlayedTurn(orders, _views(self._orders))
        self.played.append(done)
        if len(self.played) == self.setup.turns:
            self.theatre.finish(self.setup.scenario.horizon_days)
        return done

    def last_known(self) -> Asked:
        """Return what players could know when each decision last came up in the latest turn.

        Before the first turn it is what the first meeting will show.
        """
        if self.played:
            return self.played[-1].asked
        scratch = self._theatre(told=False)
        orders = self._seated(scratch)
        scratch.run_until(min(FIRST_MEETING, self.setup.scenario.horizon_days))
        return _views(orders)

    def chronicle(self) -> tuple[ChronicleEntry, ...]:
        """Return what has happened so far in the first world."""
        return self.theatre.chronicle.of_world(0)

    def _theatre(self, *, told: bool) -> Theatre:
        # Mesa takes half a second to come: only who plays a world waits for it.
        from contactline.world.theatre import Staging, Theatre

        staging = Staging(rng=self.setup.seed, written=self.setup.scenario)
        return Theatre(staging, self._luck, Chronicle(keep=told))

    def _seated(self, theatre: Theatre) -> Mapping[str, Mapping[str, StandingOrder]]:
        actors = self.setup.scenario.actors
        return {key: theatre.seats.sit_down(key, actors[key].role) for key in self.setup.actors}


def table_of(game: Game) -> GameTable:
    """Return the table of a game with all its turns played again: the very same history."""
    table = GameTable(game.setup)
    for orders in game.orders:
        table.play(orders)
    return table


def _views(orders: Mapping[str, Mapping[str, StandingOrder]]) -> Asked:
    return {
        key: {decision: list(order.views) for decision, order in decisions.items()}
        for key, decisions in orders.items()
    }
