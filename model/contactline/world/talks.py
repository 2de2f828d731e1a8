"""The talks: who sits at the table, what draft lies on it, and how far the sides have come.

What the two sides decide about talks is theirs (`actors.belligerent`); here is what follows.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.dials.issues import FORCE, ISSUES, SEQUENCE
from contactline.luck import Luck
from contactline.world.actors import Actors, Belligerents
from contactline.world.draft import Drafter
from contactline.world.postures import LEVEL, Rungs, rung_on_offer
from contactline.world.settings import Settings


def concession_progress(weeks: Array, *, concession_weeks: Array) -> Array:
    """Return the share of all concessions made after some weeks at the table, 0 to 1."""
    progress: Array = 1 - np.exp(-weeks / concession_weeks)
    return progress


def weeks_to_write(sequence: Array, *, settlement_weeks: Array) -> Array:
    """Return the weeks of work a draft needs before it can be signed, less for a bare truce.

    sequence: position, 0 (full settlement) to 100 (bare truce).
    """
    return settlement_weeks * (1 - sequence / 100)


class Talks:
    """The talks of a block of worlds.

    `at_table`, `weeks`, `pause`, `conceded`: (worlds,). `terms`: the draft each world has or would
    have, (issues, worlds); `rung`: the force it allows; `consents`: Russia consents to it;
    `possible`: no red line forbids the draft.
    """

    def __init__(
        self, actors: Actors, sides: Belligerents, luck: Luck, *, keep_moves: bool = False
    ) -> None:
        """Take the actors in their order; nobody is at the table yet.

        keep_moves: remember the moves behind each draft.
        """
        worlds = luck.worlds.size
        self.actors = actors
        self.sides = sides
        self.drafter = Drafter(actors, luck, keep_moves=keep_moves)
        self.at_table = np.zeros(worlds, dtype=bool)
        self.weeks = np.zeros(worlds)
        self.pause = np.zeros(worlds)
        self.conceded = np.zeros(worlds)
        self.terms = np.full((len(ISSUES), worlds), 50.0)
        self.drafted_force = np.full(worlds, 50.0)
        self.rung: Rungs = np.zeros(worlds, dtype=np.int64)
        self.possible = np.ones(worlds, dtype=bool)
        self.consents = np.zeros(worlds, dtype=bool)

    def draft(self, where: Mask, walkaway: Array, day: int, settings: Settings) -> None:
        """Let the bargaining model write a new draft in the worlds `where`.

        walkaway: (2, worlds), the war values of the two sides. No red line is crossed; where the
        red lines of the sides leave no room, the draft lies between them and nobody can sign it.
        """
        chosen = np.flatnonzero(where)
        if not chosen.size:
            return
        everybody = np.zeros((len(self.actors.members), chosen.size))
        for side, value in zip(self.sides.members, walkaway, strict=True):
            everybody[side.row] = value.take(chosen)
        terms = self.drafter.terms(chosen, everybody, day, settings)
        at_least = self.sides.at_least.take(chosen, axis=-1)
        at_most = self.sides.at_most.take(chosen, axis=-1)
        self.possible[chosen] = (at_least <= at_most).all(axis=0)
        terms = np.clip(terms, np.minimum(at_least, at_most), np.maximum(at_least, at_most))
        self.terms[:, chosen] = terms
        self.drafted_force[chosen] = terms[FORCE]
        self._settle_force(where, settings)

    def state(self, where: Mask, settings: Settings) -> None:
        """Put the terms that the scenario states in place of the draft in the worlds `where`."""
        stated = settings.assume.stated_terms
        self.terms = np.where(where, stated, self.terms)
        self.drafted_force = np.where(where, stated[FORCE], self.drafted_force)
        self._settle_force(where, settings)

    def may_open(self, at_war: Mask) -> Mask:
        """Return where talks could open this week; one week less of rest is left everywhere."""
        self.pause = np.maximum(self.pause - 1, 0)
        may: Mask = at_war & ~self.at_table & (self.pause <= 0)
        return may

    def open(self, where: Mask) -> None:
        """Bring the sides to the table in the worlds `where`."""
        self.at_table = self.at_table | where
        self.weeks = np.where(where, 0, self.weeks)

    def concede(self, in_force: Mask, settings: Settings) -> bool:
        """Let every actor at the table move towards the draft; return whether anybody has moved.

        What was conceded for an agreement stands while it is in force; after talks or an
        agreement have failed everybody is back at the opening position.
        """
        self.weeks = np.where(self.at_table, self.weeks + 1, self.weeks)
        progress = concession_progress(self.weeks, concession_weeks=settings.talks.concession_weeks)
        kept = np.where(in_force, self.conceded, 0.0)
        before, self.conceded = self.conceded, np.where(self.at_table, progress, kept)
        moved = not np.array_equal(before, self.conceded)
        if moved:
            self.actors.concede(self.terms, self.conceded)
        return moved

    def ready_to_sign(self, settings: Settings) -> Mask:
        """Return where a draft lies on the table that is written and crosses no red line."""
        needed = weeks_to_write(
            self.terms[SEQUENCE], settlement_weeks=settings.talks.settlement_weeks
        )
        ready: Mask = self.at_table & self.possible & (self.weeks >= needed)
        return ready

    def sign(self, where: Mask) -> None:
        """End the talks with an agreement in the worlds `where`."""
        self.at_table = self.at_table & ~where

    def break_off(self, settings: Settings) -> Mask:
        """Return the worlds in which patience is at an end; the sides then stay apart."""
        over: Mask = self.at_table & (self.weeks >= settings.talks.patience_weeks)
        self.rest(over, settings)
        return over

    def rest(self, where: Mask, settings: Settings) -> None:
        """Keep the sides apart for a while in the worlds `where`."""
        self.at_table = self.at_table & ~where
        self.pause = np.where(where, settings.talks.pause_weeks, self.pause)

    def _settle_force(self, where: Mask, settings: Settings) -> None:
        """Ask for consent to foreign troops, and write the rung that is left into the draft.

        Only in the worlds `where`: a draft made before a dial changed stays as it was.
        """
        consents = self.sides.consents(self.drafted_force, settings)
        rung = rung_on_offer(
            self.drafted_force,
            proposal=settings.mission.proposal,
            highest_for_ukraine=self.sides.ukraine.at_most[FORCE],
            russia_consents=consents,
            without_consent=settings.mission.without_consent,
        )
        self.consents = np.where(where, consents, self.consents)
        self.rung = np.where(where, rung, self.rung)
        self.terms[FORCE] = np.where(where, LEVEL[rung], self.terms[FORCE])
