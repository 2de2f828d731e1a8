"""A week of diplomacy in every world: the war goes on, talks open, a draft is signed or not."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Mask
from contactline.bargaining import MODELS
from contactline.bargaining.explaining import what, why
from contactline.dials import ISSUES
from contactline.world.actors.actor import Actor, Belligerent
from contactline.world.chronicle import Told
from contactline.world.postures import LADDER
from contactline.world.stage import Stage
from contactline.world.talks import FORCE, Talks
from contactline.world.war import War


class Diplomacy:
    """The war and the talks of a block of worlds, as they bear on each other."""

    def __init__(self, stage: Stage, actors: list[Actor], sides: list[Belligerent]) -> None:
        """Take the two sides, Ukraine first, and everybody with a voice."""
        self.stage = stage
        self.war = War(stage.settings)
        self.talks = Talks(actors, sides, stage.luck, keep_moves=stage.chronicle.keep)

    def review(self, day: int) -> None:
        """Write the draft that each world at war can expect, from the stances of today."""
        apart = ~self.stage.agreement.in_force & ~self.talks.at_table
        self.talks.drafter.forget()
        self.talks.draft(apart, self.war.value, day, self.stage.settings)

    def week(self, day: int) -> Mask:
        """Return the worlds in which a ceasefire is signed: the war, then talks, a week on."""
        stage, talks, settings = self.stage, self.talks, self.stage.settings
        engaged = settings.broker.engagement
        aid = 1 + engaged * (settings.broker.aid_to_ukraine - 1)
        at_war = (~stage.agreement.in_force).astype(float)
        self.war.week(at_war, stage.luck.normal("fortunes of war", day), aid, settings)
        self._weigh()
        opened = talks.open(self._may_open(day), day, settings)
        stage.tally.talks_open(opened, day)
        talks.draft(opened, self.war.value, day, settings)
        self._tell(day, "talks open", opened)
        self._tell_draft(day, opened)
        talks.concede(stage.agreement.in_force, settings)
        self._weigh()
        return self._conclude(day)

    def impose(self, day: int) -> Mask:
        """Return the worlds whose imposed day it is, with a ceasefire now in force."""
        stage, talks, settings = self.stage, self.talks, self.stage.settings
        today: Mask = (settings.assume.ceasefire_day == day) & ~stage.agreement.in_force
        if not today.any():
            return today
        talks.draft(today, self.war.value, day, settings)
        if settings.assume.terms == "stated":
            stated = settings.assume.stated_terms
            talks.terms = np.where(today, stated, talks.terms)
            talks.drafted_force = np.where(today, stated[FORCE], talks.drafted_force)
            talks.settle_force(settings)
        self._weigh()
        self._begin(day, today, "imposed")
        return today

    def write_down(self, week: int) -> None:
        """Record positions everywhere, and the draft where talks or a ceasefire go on."""
        record, talks, agreement = self.stage.record, self.talks, self.stage.agreement
        everywhere = self.stage.everywhere()
        for actor in talks.actors:
            names = [f"position.{actor.key}.{issue}" for issue in ISSUES]
            record.positions(names, week, actor.position, everywhere)
        terms = np.where(agreement.in_force, np.nan_to_num(agreement.terms), talks.terms)
        names = [f"draft.{issue}" for issue in ISSUES]
        record.positions(names, week, terms, talks.at_table | agreement.in_force)

    def peace_value(self) -> Array:
        """Return what the agreement in force is worth to Ukraine and Russia, (2, worlds)."""
        agreement = self.stage.agreement
        terms = np.nan_to_num(agreement.terms, nan=50.0)
        return self.talks.value_of(terms, agreement.collapses, self.stage.settings)

    def _weigh(self) -> None:
        collapses = self.stage.agreement.collapses
        self.talks.weigh(self.war.value, collapses, self.stage.settings)

    def _may_open(self, day: int) -> Mask:
        """Return the worlds at war in which talks may open.

        In the imposed view they wait for the imposed ceasefire, so that none comes before it.
        """
        at_war: Mask = ~self.stage.agreement.in_force
        if not self.stage.imposes_ceasefire:
            return at_war
        may: Mask = at_war & (self.stage.settings.assume.ceasefire_day <= day)
        return may

    def _conclude(self, day: int) -> Mask:
        signed = self.talks.sign(day, self.stage.settings)
        self._begin(day, signed, "ceasefire")
        over = self.talks.break_off(self.stage.settings)
        if self.stage.chronicle.keep:
            self._tell(day, "talks end", over, weeks=self.talks.weeks, **self._verdict())
        return signed

    def _begin(self, day: int, where: Mask, kind: str) -> None:
        stage, talks = self.stage, self.talks
        pressure = self.talks.pressure / np.maximum(stage.settings.talks.pressure_effect, 1e-9)
        stage.agreement.begin(
            where, day, talks.terms, talks.rung, talks.consents, pressure.mean(axis=0)
        )
        stage.tally.ceasefire_begins(where, day)
        postures = np.array([posture.label for posture in LADDER])[talks.rung]
        self._tell(day, kind, where, posture=postures)

    def _tell(self, day: int, kind: str, where: Mask, **more: Told) -> None:
        gain, pressure = self.talks.gain, self.talks.pressure
        self.stage.chronicle.note(
            day,
            kind,
            where,
            gain_ukraine=gain[0],
            gain_russia=gain[1],
            pressure_ukraine=pressure[0],
            pressure_russia=pressure[1],
            **more,
        )

    def _verdict(self) -> dict[str, Told]:
        """Return in words why the draft was not signed."""
        possible, gain = self.talks.possible, self.talks.gain
        acceptable = possible & (gain > 0).all(axis=0)
        return {
            "verdict": np.where(
                acceptable,
                "the draft was not signed in time",
                "no draft acceptable to both belligerents",
            ),
            "red_line": np.where(possible, "", "; a red line of one side stands against it"),
        }

    def _tell_draft(self, day: int, where: Mask) -> None:
        terms = dict(zip(ISSUES, self.talks.terms.copy(), strict=True))
        model = MODELS[self.stage.settings.bargaining.model]
        self.stage.chronicle.note(day, "draft", where, model=model.title, **terms)
        if self.stage.chronicle.keep:
            for world in np.flatnonzero(where).tolist():
                self._tell_moves(day, world)

    def _tell_moves(self, day: int, world: int) -> None:
        """Tell every move of the bargaining behind the draft of one world."""
        talks = self.talks
        names = tuple(one.name for one in talks.actors)
        issues = tuple(issue.replace("_", " ") for issue in ISSUES)
        here = np.arange(talks.at_table.size) == world
        for move in talks.drafter.moves(world):
            told = {
                "round": str(move.round),
                "what": what(move, names, issues),
                "why": why(move, names, issues),
            }
            self.stage.chronicle.note(day, "move", here, talks.actors[move.actor].key, **told)
