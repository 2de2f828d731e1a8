"""The broker: it puts forward a plan, presses, relieves, stands behind troops, and loses patience.

How far it engages is a dial that a dated event changes; what it does then is decided here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from contactline.arrays import Array, Mask
from contactline.luck import Ahead, Luck
from contactline.scenario import ActorSpec
from contactline.world.actors.actor import Actor
from contactline.world.actors.seats import BrokerState, Seats
from contactline.world.reckoning import Reckoning
from contactline.world.settings import Settings

AT_THE_TABLE = 0.5


def patience_used(used: Array, waiting: Mask, at_table: Mask, *, days: float) -> Array:
    """Return the days of patience used up, (worlds,): talks use it half as fast as silence."""
    pace = np.where(at_table, AT_THE_TABLE, 1.0)
    return np.where(waiting, used + days * pace, used)


class Broker(Actor):
    """The United States. `plan`: it has put one forward; `walked`: it has given up, (worlds,).

    `asked_day`: when it raised the question of European troops, NaN before, (worlds,).
    `pressing`: whether it presses each side, (2, worlds), and `stands_behind` a force, (worlds,).
    """

    proposes_force = True

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Take the stances; nothing is on the table."""
        super().__init__(model, key, spec, luck)
        worlds = luck.worlds.size
        self.luck = luck
        self.plan = np.zeros(worlds, dtype=bool)
        self.walked = np.zeros(worlds, dtype=bool)
        self.used = np.zeros(worlds)
        self.asked_day = np.full(worlds, np.nan)
        self.pressing = np.ones((2, worlds), dtype=bool)
        self.stands_behind = np.ones(worlds, dtype=bool)

    def take_up(self, settings: Settings, seats: Seats) -> None:
        """Get ready to decide as often as the settings say, unless somebody sits in its seat."""
        self.seats = seats
        self._plans = Ahead(self.luck, "put forward a plan", every=settings.days_between_decisions)

    def engaged(self, settings: Settings) -> Array:
        """Return how far it is engaged, 0 to 1: not at all once it has walked away, (worlds,)."""
        return settings.broker.engagement * ~self.walked

    def aid(self, settings: Settings) -> Array:
        """Return the level of aid to Ukraine, 1 as in 2024, (worlds,)."""
        return 1 + settings.broker.engagement * (settings.broker.aid_to_ukraine - 1)

    def presses(self, settings: Settings) -> Array:
        """Return how hard it presses both sides to talk and to sign, 0 to 1, (2, worlds)."""
        pressed: Array = settings.broker.pressure * self.engaged(settings) * self.pressing
        return pressed

    def pressure(self, settings: Settings) -> Array:
        """Return what its pressure to talk and to sign is worth to both sides, (2, worlds)."""
        return self.presses(settings) * settings.talks.pressure_effect

    def backing(self, settings: Settings) -> Array:
        """Return how far it stands behind a foreign force, 0 to 1, (worlds,).

        Where troops are decided in NATO by all together it stands behind them in full.
        """
        if settings.mission.in_nato:
            return np.ones(self.plan.size)
        return settings.broker.backing * self.engaged(settings) * self.stands_behind

    def choose_course(self, settings: Settings) -> None:
        """Let it press each side and stand behind a force, or whoever sits in its seat not to.

        By itself it does both as far as the scenario says.
        """
        if not self.seats.taken:
            return
        may = self.engaged(settings) > 0
        own = np.ones_like(may)
        press = ("press_ukraine", "press_russia")
        self.pressing = np.stack([self._played(one, own, may, settings) for one in press])
        self.stands_behind = self._played("back", own, may, settings)

    def put_forward_plan(self, at_war: Mask, day: int, settings: Settings) -> Mask:
        """Return where it puts forward a plan now: a way out, once it is engaged, (worlds,)."""
        days, engagement = settings.days_between_decisions, self.engaged(settings)
        rate = engagement / settings.broker.plan_days
        drafted = self._plans.at(day)[0] < 1 - np.exp(-days * rate)
        may = at_war & ~self.plan & (engagement > 0)
        new = may & self._played("put_forward_plan", drafted, may, settings)
        self.plan = self.plan | new
        return new

    def raise_question(
        self, option_ready: Mask, called_for: Mask, day: int, settings: Settings
    ) -> Mask:
        """Return where it now raises the question of European troops, (worlds,).

        It does where its plan lies on the table and a European option is ready. called_for: where
        anybody asks for soldiers; elsewhere there is no question to raise. From then on
        governments know what they are asked for (`Request.asked`).
        """
        may = called_for & ~self.walked & np.isnan(self.asked_day)
        raised = may & self._played("raise_question", self.plan & option_ready, may, settings)
        self.asked_day = np.where(raised, day, self.asked_day)
        return raised

    def has_asked(self) -> Mask:
        """Return where it has raised the question of European troops, (worlds,)."""
        return ~np.isnan(self.asked_day)

    def lose_patience(self, at_war: Mask, at_table: Mask, settings: Settings) -> Mask:
        """Return where it walks away now, as what it does has come to nothing for too long.

        Patience runs while it is engaged, with a plan or without. It looks back on the days that
        have passed, before it counts those to the next decision.
        """
        waiting = at_war & (self.engaged(settings) > 0)
        tired = self.used > settings.broker.patience_days
        walks = waiting & self._played("walk_away", tired, waiting, settings)
        days = settings.days_between_decisions
        self.used = patience_used(self.used, waiting, at_table, days=days)
        self.walked = self.walked | walks
        return walks

    def _played(self, decision: str, own: Mask, possible: Mask, settings: Settings) -> Mask:
        """Return where it acts, (worlds,): as it would itself, or as whoever sits in its seat."""
        if not self.seats.taken:
            return own
        engagement = self.engaged(settings)

        def state(_: int) -> BrokerState:
            return BrokerState(engagement, self.plan, self.walked, self.used)

        parts = Reckoning({"engagement": engagement[np.newaxis]})
        rows = (own[np.newaxis], possible[np.newaxis])
        acts: Mask = self.seats.take(decision, (self.key,), *rows, parts, state)[0]
        return acts
