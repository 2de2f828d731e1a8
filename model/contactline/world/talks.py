"""Diplomacy: who is ready to talk, what draft is on the table, who signs.

Ripeness (Zartman 1989): a side comes to the table when the best deal it can expect beats
fighting on. Signing is a logit choice between the deal and the war.
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask, chance
from contactline.dials import ISSUES
from contactline.luck import Luck
from contactline.world.actors.actor import Actor, Belligerent, red_lines
from contactline.world.deals import SEQUENCE, belief_in_deal, deal_value
from contactline.world.draft import Drafter
from contactline.world.postures import (
    LEVEL,
    ON_LINE,
    Rungs,
    consent_chance,
    nearest_rung,
    rung_on_offer,
)
from contactline.world.postures import NAMES as POSTURES
from contactline.world.settings import Settings

FORCE = ISSUES.index("foreign_force")


def readiness(gain: Array, pressure: Array, *, opening_cost: Array, steepness: Array) -> Array:
    """Return the chance in a week that a side is ready to talk.

    gain: deal value less war value. pressure: what the broker adds. All (..., worlds).
    """
    return chance(steepness * (gain + pressure - opening_cost))


def signature_chance(
    gain: Array, pressure: Array, *, signing_cost: Array, rationality: Array
) -> Array:
    """Return the chance in a week at the table that a side signs the draft (logit choice)."""
    return chance(rationality * (gain + pressure - signing_cost))


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
    """The diplomacy of a block of worlds. Sides are in the order Ukraine, Russia.

    `at_table`, `weeks`, `pause`: (worlds,). `terms`: the draft each world has or would have,
    (issues, worlds); `rung`: the force it allows; `possible`: no red line forbids it.
    `gain`, `pressure`: (2, worlds), of the last week.
    """

    def __init__(
        self,
        actors: list[Actor],
        sides: list[Belligerent],
        luck: Luck,
        *,
        keep_moves: bool = False,
    ) -> None:
        """Take the actors in their order; nobody is at the table yet.

        keep_moves: remember the moves behind each draft.
        """
        worlds = luck.worlds.size
        self.actors = actors
        self.drafter = Drafter(actors, len(ISSUES), luck, keep_moves=keep_moves)
        self.sides = sides
        self.luck = luck
        self.at_table = np.zeros(worlds, dtype=bool)
        self.weeks = np.zeros(worlds)
        self.pause = np.zeros(worlds)
        self.conceded = np.zeros(worlds)
        self.terms = np.full((len(ISSUES), worlds), 50.0)
        self.drafted_force = np.full(worlds, 50.0)
        self.rung: Rungs = np.zeros(worlds, dtype=np.int64)
        self.possible = np.ones(worlds, dtype=bool)
        self.consents = np.zeros(worlds, dtype=bool)
        self.gain = np.zeros((2, worlds))
        self.pressure = np.zeros((2, worlds))
        self.deal = np.zeros((2, worlds))

    def draft(self, where: Mask, walkaway: Array, day: int, settings: Settings) -> None:
        """Let the bargaining model write a new draft in the worlds `where`.

        walkaway: (2, worlds), the war values of the two sides.
        """
        chosen = np.flatnonzero(where)
        if not chosen.size:
            return
        walks = {side.key: walkaway[at].take(chosen) for at, side in enumerate(self.sides)}
        everybody = [walks.get(one.key, np.zeros(chosen.size)) for one in self.actors]
        terms = self.drafter.terms(chosen, np.stack(everybody), day, settings)
        at_least, at_most = (line.take(chosen, axis=-1) for line in red_lines(self.sides))
        self.possible[chosen] = (at_least <= at_most).all(axis=0)
        terms = np.clip(terms, np.minimum(at_least, at_most), np.maximum(at_least, at_most))
        self.terms[:, chosen] = terms
        self.drafted_force[chosen] = terms[FORCE]
        self.settle_force(settings)

    def settle_force(self, settings: Settings) -> None:
        """Count consent to foreign troops, and write the rung that is left into the draft."""
        self.consents = self._russia_consents(settings)
        self.rung = rung_on_offer(
            self.drafted_force,
            proposal=settings.mission.proposal,
            highest_for_ukraine=self.sides[0].at_most[FORCE],
            russia_consents=self.consents,
            without_consent=settings.mission.without_consent,
        )
        self.terms[FORCE] = LEVEL[self.rung]

    def weigh(self, war_value: Array, collapses: Array, settings: Settings) -> None:
        """Set what each side gains by the draft over the war, and the pressure on it."""
        self.deal = self.value_of(self.terms, collapses, settings)
        self.gain = self.deal - war_value
        worth = settings.broker.engagement * settings.talks.pressure_effect
        self.pressure = settings.broker.pressure * worth

    def value_of(self, terms: Array, collapses: Array, settings: Settings) -> Array:
        """Return what terms are worth to Ukraine and to Russia, (2, worlds)."""
        values = []
        for at, side in enumerate(self.sides):
            share = settings.talks.belief_from_force if side.key == "ukraine" else 0.0
            belief = belief_in_deal(
                settings.talks.belief[at],
                force_level=terms[FORCE],
                from_force=np.asarray(share),
                truce=terms[SEQUENCE] / 100,
                truce_discount=settings.talks.truce_discount,
                collapses=collapses,
                lost_per_collapse=settings.talks.belief_lost_per_collapse,
            )
            values.append(
                deal_value(
                    terms, side.position, side.salience, belief, deferral=settings.talks.deferral
                )
            )
        return np.stack(values)

    def open(self, may: Mask, day: int, settings: Settings) -> Mask:
        """Return the worlds in which talks open this week: both sides ready, none resting."""
        self.pause = np.maximum(self.pause - 1, 0)
        ready = self.luck.uniform("ready to talk", day, (2,)) < readiness(
            self.gain,
            self.pressure,
            opening_cost=settings.talks.opening_cost,
            steepness=settings.talks.steepness,
        )
        opened: Mask = may & ~self.at_table & (self.pause <= 0) & ready.all(axis=0)
        self.at_table = self.at_table | opened
        self.weeks = np.where(opened, 0, self.weeks)
        return opened

    def concede(self, in_force: Mask, settings: Settings) -> None:
        """Let every actor at the table move towards the draft.

        What was conceded for an agreement stands while it is in force; after talks or an
        agreement have failed everybody is back at the opening position.
        """
        self.weeks = np.where(self.at_table, self.weeks + 1, self.weeks)
        progress = concession_progress(self.weeks, concession_weeks=settings.talks.concession_weeks)
        kept = np.where(in_force, self.conceded, 0.0)
        self.conceded = np.where(self.at_table, progress, kept)
        for actor in self.actors:
            actor.concede(self.terms, self.conceded)

    def sign(self, day: int, settings: Settings) -> Mask:
        """Return the worlds in which both sides sign this week; their talks are over."""
        willing = self.luck.uniform("sign", day, (2,)) < signature_chance(
            self.gain,
            self.pressure,
            signing_cost=settings.talks.signing_cost,
            rationality=settings.talks.rationality,
        )
        needed = weeks_to_write(
            self.terms[SEQUENCE], settlement_weeks=settings.talks.settlement_weeks
        )
        written = self.possible & (self.weeks >= needed)
        signed: Mask = self.at_table & written & willing.all(axis=0)
        self.at_table = self.at_table & ~signed
        return signed

    def break_off(self, settings: Settings) -> Mask:
        """Return the worlds in which patience is at an end; the sides then stay apart."""
        over: Mask = self.at_table & (self.weeks >= settings.talks.patience_weeks)
        self.rest(over, settings)
        return over

    def rest(self, where: Mask, settings: Settings) -> None:
        """Keep the sides apart for a while in the worlds `where`."""
        self.at_table = self.at_table & ~where
        self.pause = np.where(where, settings.talks.pause_weeks, self.pause)

    def _russia_consents(self, settings: Settings) -> Mask:
        said = settings.mission.russian_consent
        if said != "by_stance":
            return np.full(self.rung.shape, said == "given")
        proposal = settings.mission.proposal
        rung = nearest_rung(self.drafted_force)
        if proposal != "from_draft":
            rung = np.full_like(rung, POSTURES.index(proposal))
        likely = consent_chance(
            self.sides[1].opening[FORCE],
            LEVEL[rung],
            tolerance=settings.mission.consent_tolerance,
        )
        agrees: Mask = (self.luck.uniform("russian consent") < likely) & ON_LINE[rung]
        return agrees
