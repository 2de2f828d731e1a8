"""The agreement in force in each world: its terms, the force it allows, and its age."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask
from contactline.dials.issues import FORCE, ISSUES, SEQUENCE
from contactline.world.postures import INSTRUCTORS, MONITORS, ON_LINE, Rungs


class Agreement:
    """A ceasefire agreement by world. All arrays (worlds,), `terms` (issues, worlds).

    `in_force`: whether the guns are silent; `worlds`: the positions of the worlds where they are,
    the same object until one begins or ends. `since_day`: its first day; `newest_day`: that of the
    newest agreement of all worlds. `committed_day`, `ordered_day`: when the sides last committed
    themselves to it on a date, and last gave their troops orders to hold fire. `rung`: the posture
    allowed (index into the ladder); `beside`: the one of soldiers whom the text does not hold.
    `consented`: Russia's consent stands. `strength`: how much is settled, 0 for a bare truce to 1
    for a full settlement. `pressure`: how far outside pressure made it, 0 to 1. `collapses`:
    ceasefires that have broken, those remembered on day 0 among them.
    """

    def __init__(self, worlds: int, broken_before: Array) -> None:
        """Start without an agreement in any world. broken_before: remembered ones, (worlds,)."""
        self.in_force = np.zeros(worlds, dtype=bool)
        self.worlds: Chosen = np.zeros(0, dtype=np.intp)
        self.newest_day = 0
        self.since_day = np.zeros(worlds)
        self.committed_day = np.zeros(worlds)
        self.ordered_day = np.zeros(worlds)
        self.terms = np.full((len(ISSUES), worlds), np.nan)
        self.rung: Rungs = np.zeros(worlds, dtype=np.int64)
        self.beside: Rungs = np.full(worlds, INSTRUCTORS)
        self.consented = np.zeros(worlds, dtype=bool)
        self.strength = np.zeros(worlds)
        self.pressure = np.zeros(worlds)
        self.collapses = broken_before

    def begin(
        self, where: Mask, day: int, terms: Array, rung: Rungs, *, beside: Rungs, pressure: Array
    ) -> None:
        """Put an agreement in force from `day` in the worlds `where`; both sides consent to it.

        terms: (issues, worlds). The others as in the class, (worlds,).
        """
        self.in_force = self.in_force | where
        self.worlds = np.flatnonzero(self.in_force)
        self.newest_day = day
        self.since_day = np.where(where, day, self.since_day)
        self.committed_day = np.where(where, day, self.committed_day)
        self.ordered_day = np.where(where, day, self.ordered_day)
        self.terms = np.where(where, terms, self.terms)
        self.rung = np.where(where, rung, self.rung)
        self.beside = np.where(where, beside, self.beside)
        self.consented = self.consented | where
        self.strength = np.where(where, 1 - terms[SEQUENCE] / 100, self.strength)
        self.pressure = np.where(where, pressure, self.pressure)

    def end(self, where: Mask) -> None:
        """Let the agreement break in the worlds `where`; its mission has lost its ground."""
        self.in_force = self.in_force & ~where
        self.worlds = np.flatnonzero(self.in_force)
        self.collapses = self.collapses + where
        self.rung = np.where(where, 0, self.rung)
        self.consented = self.consented & ~where

    def recommit(self, day: int) -> None:
        """Let both sides commit themselves anew to the ceasefires in force, with orders to it."""
        self.committed_day = np.where(self.in_force, day, self.committed_day)
        self.order(day)

    def order(self, day: int) -> None:
        """Let both sides give their troops the orders to hold fire anew, where one is in force."""
        self.ordered_day = np.where(self.in_force, day, self.ordered_day)

    def consent_at_stake(self) -> Mask:
        """Return where Russia's consent to troops on the line stands, (worlds,)."""
        at_stake: Mask = self.in_force & self.consented & ON_LINE[self.rung]
        return at_stake

    def lose_consent(self, where: Mask, *, troops_stay: bool) -> None:
        """Let Russia's consent lapse in the worlds `where`.

        Without it the foreign force falls out of the terms; its soldiers may stay beside them.
        """
        self.consented = self.consented & ~where
        if troops_stay:
            self.beside = np.where(where & (self.rung >= MONITORS), self.rung, self.beside)
        self.rung = np.where(where, 0, self.rung)
        self.terms[FORCE] = np.where(where, 0.0, self.terms[FORCE])

    def age_days(self, day: int) -> Array:
        """Return the age of each agreement in days, (worlds,); only meaningful where in force."""
        return day - self.since_day
