"""The talks: who sits at the table, what draft lies on it, and what force it holds.

What the two sides decide about talks is theirs (`actors.belligerent`); here is what follows.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, bounded, ordered_sum
from contactline.dials.issues import FORCE, ISSUES, SEQUENCE
from contactline.luck import Luck
from contactline.world.actors import Actors, Belligerents, Contributor
from contactline.world.actors.sending import ONE_SOLDIER
from contactline.world.draft import Drafter
from contactline.world.postures import (
    INSTRUCTORS,
    LEVEL,
    MONITORS,
    Rungs,
    asked_rung,
    rung_beside_text,
    rung_in_text,
)
from contactline.world.settings import Settings


def days_to_write(sequence: Array, *, settlement_weeks: Array) -> Array:
    """Return the days of work a draft needs before it can be signed, fewer for a bare truce.

    sequence: position, 0 (full settlement) to 100 (bare truce).
    """
    return 7 * settlement_weeks * (1 - sequence / 100)


def wish_for_force(stances: Array, weights: Array) -> Array:
    """Return what those who propose a force would have of foreign troops, 0 to 100, (worlds,).

    stances: on foreign_force; weights: capability times salience; both (actors, worlds).
    """
    weight = ordered_sum(weights)
    wish: Array = ordered_sum(stances * weights) / np.where(weight > 0, weight, 1)
    return wish


def within_reach_of_leaders(wish: Array, stances: Array, soldiers: Array) -> Array:
    """Return the wish for a force, no higher than what the boldest who could lead one would have.

    Who has no soldier to send leads nobody; where no leader has one, the wish stands. wish:
    (worlds,). stances: of the leaders on foreign_force, 0 to 100; soldiers: that they could send;
    both (leaders, worlds).
    """
    able = soldiers >= ONE_SOLDIER
    boldest = np.where(able, stances, 0.0).max(axis=0, initial=0.0)
    return np.where(able.any(axis=0), np.minimum(wish, boldest), wish)


class Talks:
    """The talks of a block of worlds.

    `at_table`, `pause_days`: (worlds,). `since_day`: when the sides sat down. `plain`: the draft
    of the bargaining model; `terms`: that draft moved by what has been conceded, within
    the red lines, (issues, worlds). `asked`: the posture asked for; `rung`: the one in the text;
    `beside`: the one of soldiers whom the text does not hold.
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
        self.leaders = [one for one in actors.members if isinstance(one, Contributor) and one.leads]
        self.drafter = Drafter(actors, luck, keep_moves=keep_moves)
        self.at_table = np.zeros(worlds, dtype=bool)
        self.since_day = np.zeros(worlds)
        self.pause_days = np.zeros(worlds)
        self.plain = np.full((len(ISSUES), worlds), 50.0)
        self.terms = self.plain.copy()
        self.asked: Rungs = np.zeros(worlds, dtype=np.int64)
        self.rung: Rungs = np.zeros(worlds, dtype=np.int64)
        self.beside: Rungs = np.full(worlds, INSTRUCTORS)
        self.possible = np.ones(worlds, dtype=bool)

    def draft(
        self, where: Mask, voices: Array, walkaway: Array, day: int, settings: Settings
    ) -> None:
        """Let the bargaining model write a new draft in the worlds `where`.

        voices: the weight of each actor's voice today, (actors, worlds). walkaway: (2, worlds),
        the war values of the two sides.
        """
        chosen = np.flatnonzero(where)
        if not chosen.size:
            self.work_out(settings)
            return
        everybody = np.zeros((len(self.actors.members), chosen.size))
        for side, value in zip(self.sides.members, walkaway, strict=True):
            everybody[side.row] = value.take(chosen)
        heard = voices.take(chosen, axis=-1)
        self.plain[:, chosen] = self.drafter.terms(chosen, heard, everybody, day, settings)
        self._ask_for_force(chosen, heard, settings)
        self.work_out(settings)

    def work_out(self, settings: Settings) -> None:
        """Move the drafts by what the sides have conceded, and keep them within the red lines.

        Where the red lines leave no room the draft lies between them, and nobody can sign it.
        """
        at_least, at_most = self.sides.at_least, self.sides.at_most
        self.possible = (at_least <= at_most).all(axis=0)
        terms = self.sides.conceding(self.plain)
        terms = bounded(terms, np.minimum(at_least, at_most), np.maximum(at_least, at_most))
        self.rung = rung_in_text(self.asked, highest=at_most[FORCE])
        self._stand_beside(settings)
        terms[FORCE] = LEVEL[self.rung]
        self.possible &= terms[FORCE] >= at_least[FORCE]
        self.terms = terms

    def state(self, where: Mask, settings: Settings) -> None:
        """Put the terms that the scenario states in place of the draft in the worlds `where`."""
        stated = settings.assume.stated_terms
        asked = asked_rung(stated[FORCE], "from_draft")
        rung = rung_in_text(asked, highest=self.sides.at_most[FORCE])
        stated = np.concatenate([stated[:FORCE], LEVEL[rung][np.newaxis], stated[FORCE + 1 :]])
        self.terms = np.where(where, stated, self.terms)
        self.asked = np.where(where, asked, self.asked)
        self.rung = np.where(where, rung, self.rung)
        self._stand_beside(settings)

    def may_open(self, at_war: Mask) -> Mask:
        """Return where talks could open now, (worlds,)."""
        may: Mask = at_war & ~self.at_table & (self.pause_days <= 0)
        return may

    def wait(self, days: int) -> None:
        """Let days of rest pass."""
        self.pause_days = np.maximum(self.pause_days - days, 0)

    def open(self, where: Mask, day: int) -> None:
        """Bring the sides to the table in the worlds `where`."""
        self.at_table = self.at_table | where
        self.since_day = np.where(where, day, self.since_day)

    def days_at_table(self, day: int) -> Array:
        """Return for how many days the sides have talked, (worlds,), which counts where they do."""
        return day - self.since_day

    def with_troops(self) -> tuple[Mask, Rungs]:
        """Return where the draft holds soldiers, and on which rung any would stand, (worlds,)."""
        in_text = self.rung >= MONITORS
        return in_text, np.where(in_text, self.rung, self.beside)

    def written(self, day: int, settings: Settings) -> Mask:
        """Return where a draft on the table is written and crosses no red line, (worlds,)."""
        needed = days_to_write(
            self.terms[SEQUENCE], settlement_weeks=settings.talks.settlement_weeks
        )
        ready: Mask = self.at_table & self.possible & (self.days_at_table(day) >= needed)
        return ready

    def sign(self, where: Mask) -> None:
        """End the talks with an agreement in the worlds `where`."""
        self.at_table = self.at_table & ~where

    def rest(self, where: Mask, settings: Settings) -> None:
        """Keep the sides apart for a while in the worlds `where`."""
        self.at_table = self.at_table & ~where
        self.pause_days = np.where(where, 7 * settings.talks.pause_weeks, self.pause_days)

    def _stand_beside(self, settings: Settings) -> None:
        """Work out on which rung soldiers would stand whom the text does not hold."""
        barred = settings.mission.without_consent
        self.beside = rung_beside_text(self.asked, without_consent=barred)

    def _ask_for_force(self, chosen: Chosen, heard: Array, settings: Settings) -> None:
        """Write down the posture asked for: the one proposed, or what those who propose would have.

        These are Ukraine, the broker, the institutions and the contributors that lead; others
        decide only for themselves. Nobody asks for more than the boldest of those that could lead
        would have itself: there would be nobody to send it.
        """
        rows = [one.row for one in self.actors.members if one.proposes_force]
        weights = heard[rows] * self.actors.salience[rows, FORCE].take(chosen, axis=-1)
        stances = self.actors.opening[rows, FORCE].take(chosen, axis=-1)
        wish = wish_for_force(stances, weights)
        if self.leaders:
            bold = self.actors.opening[[one.row for one in self.leaders], FORCE]
            soldiers = np.stack([one.available_troops.take(chosen) for one in self.leaders])
            wish = within_reach_of_leaders(wish, bold.take(chosen, axis=-1), soldiers)
        self.asked[chosen] = asked_rung(wish, settings.mission.proposal)
