"""The agreement in force in each world: its terms, the force it allows, and its age."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.dials import ISSUES
from contactline.world.postures import NAMES, Rungs

SEQUENCE = ISSUES.index("sequence")
FORCE = ISSUES.index("foreign_force")


class Agreement:
    """A ceasefire agreement by world. All arrays (worlds,), `terms` (issues, worlds).

    `in_force`: whether the guns are silent. `since_day`: its first day. `rung`: the posture
    allowed (index into the ladder). `consented`: Russia's consent stands. `strength`: how much is
    settled, 0 for a bare truce to 1 for a full settlement. `pressure`: how far
    outside pressure made it, 0 to 1. `collapses`: ceasefires that have broken so far.
    """

    def __init__(self, worlds: int) -> None:
        """Start without an agreement in any world."""
        self.in_force = np.zeros(worlds, dtype=bool)
        self.since_day = np.zeros(worlds)
        self.terms = np.full((len(ISSUES), worlds), np.nan)
        self.rung: Rungs = np.zeros(worlds, dtype=np.int64)
        self.consented = np.zeros(worlds, dtype=bool)
        self.strength = np.zeros(worlds)
        self.pressure = np.zeros(worlds)
        self.collapses = np.zeros(worlds)

    def begin(
        self, where: Mask, day: int, terms: Array, rung: Rungs, consented: Mask, pressure: Array
    ) -> None:
        """Put an agreement in force from `day` in the worlds `where`."""
        self.in_force = self.in_force | where
        self.since_day = np.where(where, day, self.since_day)
        self.terms = np.where(where, terms, self.terms)
        self.rung = np.where(where, rung, self.rung)
        self.consented = np.where(where, consented, self.consented)
        self.strength = np.where(where, 1 - terms[SEQUENCE] / 100, self.strength)
        self.pressure = np.where(where, pressure, self.pressure)

    def end(self, where: Mask) -> None:
        """Let the agreement break in the worlds `where`; its mission has lost its ground."""
        self.in_force = self.in_force & ~where
        self.collapses = self.collapses + where
        self.rung = np.where(where, 0, self.rung)
        self.consented = self.consented & ~where

    def lose_force(self, where: Mask) -> None:
        """Let the foreign force fall out of the terms in the worlds `where`."""
        self.rung = np.where(where, 0, self.rung)
        self.terms[FORCE] = np.where(where, 0.0, self.terms[FORCE])

    def age_days(self, day: int) -> Array:
        """Return the age of each agreement in days; only meaningful where in force."""
        return day - self.since_day

    def posture_names(self) -> list[str]:
        """Return the name of the posture in each world."""
        return [NAMES[rung] for rung in self.rung]
