"""The quiet in every world with a ceasefire: the line by day; mission and resumption by week."""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, Chosen, Mask, normal_share
from contactline.world.ceasefire import (
    Durability,
    answer_to_fire,
    deterrence_log,
    resumption_chance,
)
from contactline.world.chronicle import Told
from contactline.world.diplomacy import Diplomacy
from contactline.world.line import (
    FrontLine,
    days_since_commitment,
    discipline_left,
    fire_left,
    unprovoked_level,
)
from contactline.world.mission import Mission
from contactline.world.monitors import access_granted, restrictions_a_week, view_of_sides
from contactline.world.pledges import troops_per_km
from contactline.world.stage import Stage
from contactline.world.tally import ESCALATION, RESUMPTION

SIDE_KEYS = ("ukraine", "russia")


class Quiet:
    """The life of the ceasefires of a block of worlds.

    `week_fire`: violations since the last week's end by side, (2, worlds); `days_quiet`: days
    in a ceasefire since then, (worlds,). Set each week for the next: `density`, soldiers per
    km in each sector, (sectors, worlds); `left`, the share of fire that armed troops leave
    there; `seen`, the shares of fire seen and attributed by side, each (2, worlds).
    """

    def __init__(
        self, stage: Stage, diplomacy: Diplomacy, mission: Mission, intensity: Array
    ) -> None:
        """Start with nobody on the line. intensity: (sectors,), shares of wartime violence."""
        self.stage = stage
        self.diplomacy = diplomacy
        self.mission = mission
        self.line = FrontLine(intensity, stage.settings, stage.luck)
        self.durability = Durability(
            stage.luck.normal("want of quiet"), stage.settings.durability.frailty_variance
        )
        sectors, worlds = self.line.weight.shape
        self.week_fire = np.zeros((2, worlds))
        self.sector_fire = np.zeros(sectors)
        self.density = np.zeros((sectors, worlds))
        self.left = np.ones((sectors, worlds))
        self.days_quiet = np.zeros(worlds)
        self._place_people()

    def begin(self, where: Mask, day: int) -> None:
        """Open a ceasefire in the worlds `where`."""
        chosen = np.flatnonzero(where)
        if chosen.size:
            self.line.begin(chosen, day)
            self.durability.begin(chosen)
            self.mission.begin(where)

    def day(self, day: int) -> None:
        """Let a day pass on the line of every world in a ceasefire."""
        stage = self.stage
        among = np.flatnonzero(stage.agreement.in_force)
        if not among.size:
            return
        today = self._fire(day, among)
        by_side = today.sum(axis=1)
        by_sector = today[0] + today[1]
        self.week_fire[:, among] += by_side
        self.days_quiet[among] += 1
        self.sector_fire += by_sector.sum(axis=1)
        age = stage.agreement.age_days(day)[among]
        stage.tally.fire(among, by_side[0] + by_side[1], age)
        self.mission.expose(by_sector, self.density.take(among, axis=-1), among)
        wartime = self.line.wartime_by_side().take(among, axis=-1)
        self.durability.remember(among, by_side[::-1], wartime[::-1], stage.settings)
        self._ignite(day, among, wartime)

    def week(self, day: int) -> None:
        """Let the mission and the two sides decide about the quiet."""
        self._look_back(day)
        self._run_mission(day)
        self._resume(day)
        self._place_people()

    def finish(self) -> None:
        """Count what was seen of the days since the last week's end."""
        self._see()

    def _fire(self, day: int, among: Chosen) -> Array:
        stage, settings = self.stage, self.stage.settings
        age = stage.agreement.age_days(day)
        discipline = discipline_left(
            settings.front.discipline,
            age,
            wearoff_days=settings.front.discipline_wearoff_days,
        ).take(among)
        level = unprovoked_level(
            days_since_commitment(age, every_days=settings.front.recommitment_days).take(among),
            initial_cut=settings.front.initial_cut.take(among),
            wearoff_days=settings.front.wearoff_days.take(among),
            resting_share=self._resting().take(among),
            discipline_cut=discipline * settings.front.discipline_on_first_fire.take(among),
        )
        shy = settings.monitors.restraint_from_attribution * self.seen[1]
        answer = answer_to_fire(
            self.durability.restraint.take(among, axis=-1),
            without_restraint=settings.durability.answer_without_restraint.take(among),
        )
        held_back = discipline * settings.front.discipline_on_return_fire.take(among)
        left = self.left.take(among, axis=-1)
        level_by_side = level * (1 - shy.take(among, axis=-1))
        return self.line.day(day, among, level_by_side, held_back, answer, left)

    def _resting(self) -> Array:
        """Return unprovoked fire in a ceasefire once the first restraint is gone, (worlds,)."""
        settings = self.stage.settings
        settled = settings.front.settlement_calm * self.stage.agreement.strength
        restless = np.exp(-settings.front.resting_spread * self.durability.want_of_quiet)
        return np.minimum(settings.front.resting_share * restless * (1 - settled), 1.0)

    def _ignite(self, day: int, among: Chosen, wartime: Array) -> None:
        stage, durability = self.stage, self.durability
        burning = np.zeros(stage.agreement.in_force.size, dtype=bool)
        burning[among] = durability.ignited(among, wartime, stage.settings)
        if not burning.any():
            return
        share = np.zeros(burning.size)
        share[among] = durability.recent.take(among, axis=-1).sum(axis=0) / wartime.sum(axis=0)
        fired_more = (durability.recent[0] > durability.recent[1]).astype(np.int64)
        stage.chronicle.note(day, "escalation", burning, share=share, **self._restraint())
        self._collapse(day, burning, fired_more, ESCALATION)

    def _look_back(self, day: int) -> None:
        stage, week = self.stage, day // 7
        total = self.week_fire[0] + self.week_fire[1]
        quiet = self.days_quiet > 0
        holds = quiet & stage.agreement.in_force
        stage.record.amount("violations", week, total, holds)
        stage.record.fire(week, self.sector_fire, int(quiet.sum()))
        wartime = self.line.wartime()
        share = np.where(holds, total / np.maximum(self.days_quiet, 1) / wartime, 0.0)
        self.mission.fire_share = share
        restraint = self._restraint()
        stage.chronicle.note(day, "fire", holds, violations=total, share=share, **restraint)
        self._see()

    def _see(self) -> None:
        """Count what monitors saw of the fire since last time, as they were then placed."""
        self.stage.tally.view(self.week_fire, *self.seen)
        self.week_fire = np.zeros_like(self.week_fire)
        self.sector_fire = np.zeros_like(self.sector_fire)
        self.days_quiet = np.zeros_like(self.days_quiet)

    def _run_mission(self, day: int) -> None:
        stage, mission, settings = self.stage, self.mission, self.stage.settings
        agreement, talks = stage.agreement, self.diplomacy.talks
        rung = np.where(agreement.in_force, agreement.rung, talks.rung)
        consents = np.where(agreement.in_force, agreement.consented, talks.consents)
        near = agreement.in_force | talks.at_table
        for one, where, reasons in mission.decide(rung, consents, near, settings):
            stage.chronicle.note(
                day, "pledge", where, one.key, name=one.name, troops=one.pledged, **reasons
            )
        lost = mission.lose_consent(agreement, day, settings)
        stage.chronicle.note(day, "consent lost", lost, "russia")
        nobody_yet = mission.deployed <= 0
        mission.deploy(agreement, talks.at_table, day, settings)
        arrived = nobody_yet & (mission.deployed > 0)
        stage.chronicle.note(day, "arrival", arrived, troops=mission.deployed)
        hits = mission.suffer(day, settings)
        stage.chronicle.note(day, "casualties", hits > 0, hits=hits)
        for one, where in zip(mission.contributors, mission.withdraw(settings), strict=True):
            stage.chronicle.note(
                day, "withdrawal", where, one.key, name=one.name, support=one.support
            )
        by = {one.key: one.deployed for one in mission.contributors}
        stage.tally.troops(mission.pledged, mission.deployed, by)
        stage.tally.europeans(day, *mission.of_europe(agreement))

    def _resume(self, day: int) -> None:
        stage, settings = self.stage, self.stage.settings
        gain = self.diplomacy.war.value - self.diplomacy.peace_value()
        chance = resumption_chance(
            gain,
            self.durability.frailty,
            self._deterrence(),
            log_rate=settings.durability.resumption_log_rate,
            value_weight=settings.durability.value_weight,
        )
        resumes = stage.luck.uniform("resume the war", day, (2,)) < chance
        resumes = resumes & (stage.agreement.in_force & (stage.agreement.age_days(day) > 0))
        keener = (gain[1] > gain[0]).astype(np.int64)
        breaker = np.where(resumes.all(axis=0), keener, resumes[1])
        rank = normal_share(self.durability.want_of_quiet)
        for side, key in enumerate(SIDE_KEYS):
            where = resumes.any(axis=0) & (breaker == side)
            name, soldiers = self.diplomacy.talks.sides[side].name, self.mission.deployed
            stage.chronicle.note(
                day, "resumption", where, key,
                name=name, gain=gain[side], rank=rank, deployed=soldiers,
            )  # fmt: skip
        self._collapse(day, resumes.any(axis=0), breaker, RESUMPTION)

    def _deterrence(self) -> Array:
        stage, settings = self.stage, self.stage.settings
        armed = self.mission.armed_on_line(stage.agreement)
        backing = settings.broker.backing * settings.broker.engagement
        return deterrence_log(
            armed_per_km=armed / self.stage.line_km,
            half_per_km=settings.durability.armed_force_half_per_km,
            armed_force=settings.durability.armed_force_log,
            guarantee=settings.durability.guarantee_log,
            backed_force=backing * (self.mission.deployed > 0),
            settlement=settings.durability.settlement_log,
            strength=stage.agreement.strength,
            pressure_effect=settings.durability.outside_pressure_log,
            pressure=stage.agreement.pressure,
            trust_effect=settings.durability.trust_log,
            trust=self.durability.trust,
        )

    def _collapse(self, day: int, where: Mask, breaker: Array, how: int) -> None:
        stage = self.stage
        stage.tally.ceasefire_breaks(where, day, breaker, how)
        stage.agreement.end(where)
        self.diplomacy.talks.rest(where, stage.settings)

    def _place_people(self) -> None:
        """Post troops and monitors for the week to come."""
        stage, focus = self.stage, self.stage.settings.mission.hot_spot_focus
        on_line = self.mission.on_line(stage.agreement)
        weight = self.line.weight
        self.density = troops_per_km(on_line, weight, line_km=self.stage.line_km, focus=focus)
        armed = self.mission.armed_on_line(stage.agreement)
        armed_per_km = troops_per_km(armed, weight, line_km=self.stage.line_km, focus=focus)
        calm = stage.settings.front.calm_per_soldier_per_km
        self.left = fire_left(armed_per_km, calm_per_soldier_per_km=calm)
        watchers = self.mission.watchers(stage.agreement, stage.settings)
        lost = self.mission.lost_consent
        access = access_granted(lost, stage.settings)
        stage.tally.restrict(restrictions_a_week(watchers, access), stage.agreement.in_force)
        self.seen = view_of_sides(watchers, access, stage.settings, stage.line_km)

    def _restraint(self) -> dict[str, Told]:
        restraint = self.durability.restraint
        return {"restraint_ukraine": restraint[0].copy(), "restraint_russia": restraint[1].copy()}
