"""The theatre: one Mesa model for a block of worlds, and the order of a day.

It alone calls the parts - war, talks, mission, monitors, line, ceasefire - and hands on what one
learns from another; none of them writes another's state. Each day: dated events and imposed
ceasefires in the morning, then once a week the war, the talks, the mission and the decisions
to resume, then the line.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import mesa
import numpy as np
from mesa.experimental.scenarios import Scenario as MesaScenario

from contactline.arrays import Array, Chosen, Mask, normal_share
from contactline.bargaining import MODELS
from contactline.dials import ISSUES
from contactline.evidence import front as contact_line
from contactline.luck import Ahead, Luck
from contactline.scenario import Event, Scenario
from contactline.world.actors import (
    AGENTS,
    Actor,
    Actors,
    Belligerent,
    Belligerents,
    Broker,
    Contributor,
    Contributors,
)
from contactline.world.actors.contributor import Request
from contactline.world.agreement import Agreement
from contactline.world.ceasefire import Ceasefire
from contactline.world.chronicle import Chronicle
from contactline.world.line import FrontLine
from contactline.world.mission import Mission
from contactline.world.monitors import Monitors
from contactline.world.postures import LADDER
from contactline.world.settings import Settings
from contactline.world.talks import Talks
from contactline.world.tally import ESCALATION, RESUMPTION, Tally
from contactline.world.war import War
from contactline.world.weekly import Weekly

WEEK = 7
POSTURES = np.array([posture.label for posture in LADDER])


class Staging(MesaScenario[Any]):
    """What Mesa is told of a run: its seed, and the scenario behind it."""

    written: Scenario


class Theatre(mesa.Model[Actor, Staging]):
    """A block of worlds under one scenario. Agents are the actors, in order of id."""

    def __init__(self, staging: Staging, luck: Luck, chronicle: Chronicle | None = None) -> None:
        """Set the scene of day 0. staging.written: the scenario. luck: of the block's worlds."""
        super().__init__(scenario=staging)
        written, front, worlds = staging.written, contact_line(), luck.worlds.size
        everybody = [
            AGENTS[spec.role](self, key, spec, luck) for key, spec in written.actors.items()
        ]
        self.luck = luck
        self.imposes_ceasefire = written.imposes_ceasefire
        self.settings = Settings(written.dials, luck)
        self.chronicle = chronicle or Chronicle()
        self.sides = Belligerents([one for one in everybody if isinstance(one, Belligerent)], luck)
        contributors = Contributors(
            [one for one in everybody if isinstance(one, Contributor)], luck
        )
        self.agreement = Agreement(worlds)
        self.war = War(self.settings)
        self._fortunes = Ahead(luck, "fortunes of war", every=WEEK)
        self.talks = Talks(Actors(everybody), self.sides, luck, keep_moves=self.chronicle.keep)
        self.mission = Mission(contributors, luck, front.length_km)
        self.monitors = Monitors(front.length_km)
        self.line = FrontLine(front.sector_intensity, self.settings, luck)
        self.ceasefire = Ceasefire(
            luck.normal("want of quiet"), self.settings.durability.frailty_variance
        )
        self.weekly = Weekly(
            written.horizon_days // WEEK + 1, front.sector_intensity.size, luck.worlds
        )
        self.tally = Tally(worlds, len(contributors.members))
        self._names = _names(self.talks.actors, contributors)
        self._post()
        self._settle()
        self._schedule(written.events)
        self._review(0)
        self._write_down(0)

    def step(self) -> None:
        """Let a day pass."""
        day = int(self.time)
        if self.imposes_ceasefire:
            self._impose(day)
        if day % WEEK == 0:
            self._week(day)
        self._day(day)

    def finish(self, day: int) -> None:
        """Close the books at the horizon."""
        self._count_week()
        self.tally.close(day)
        quiet, talking = self.agreement.in_force, self.talks.at_table
        self.chronicle.note(day, "horizon", quiet, state="in a ceasefire")
        self.chronicle.note(day, "horizon", ~quiet & talking, state="in talks, at war")
        self.chronicle.note(day, "horizon", ~quiet & ~talking, state="at war")

    def happen(self, event: Event) -> None:
        """Let a dated event change its dials, and let everybody reconsider the draft."""
        for name, value in event.change.items():
            self.settings.change(name, value)
        self._settle()
        self.chronicle.note(event.day, "event", self._everywhere(), title=event.title)
        self._review(event.day)

    def _schedule(self, events: tuple[Event, ...]) -> None:
        self._dated = [(event, partial(self.happen, event)) for event in events]
        for event, happen in self._dated:
            self.schedule_event(happen, at=max(event.day - 0.5, 0.0))

    def _week(self, day: int) -> None:
        """Let a week be decided: war and talks, mission and resumption; then write it down."""
        self._fight_on(day)
        self._talk(day)
        self._look_back(day)
        self._run_mission(day)
        self._resume(day)
        self._post()
        self._write_down(day)

    def _fight_on(self, day: int) -> None:
        """Let the war go on for a week where there is war."""
        at_war = (~self.agreement.in_force).astype(float)
        shock = self._fortunes.normal_at(day)[0]
        self.war.week(at_war, shock, Broker.aid(self.settings), self.settings)
        self._reckon()

    def _talk(self, day: int) -> None:
        """Let the sides come to the table, concede, sign or part."""
        talks, sides, settings = self.talks, self.sides, self.settings
        opened = talks.may_open(self._may_talk(day)) & sides.ready_to_talk(day, settings)
        talks.open(opened)
        self.tally.talks_open(opened, day)
        talks.draft(opened, self.war.value, day, settings)
        self.chronicle.talks(day, "talks open", opened, sides)
        self.chronicle.draft(day, opened, talks, MODELS[settings.bargaining.model].title)
        if talks.concede(self.agreement.in_force, settings):
            self._reckon()
        if talks.at_table.any():
            self._sign(day)
        over = talks.break_off(settings)
        self.chronicle.talks_end(day, over, talks)

    def _sign(self, day: int) -> None:
        """Put a ceasefire in force where a written draft is signed by both sides."""
        ready = self.talks.ready_to_sign(self.settings)
        signed = ready & self.sides.willing_to_sign(day, self.settings)
        self.talks.sign(signed)
        self._begin(day, signed, "ceasefire")

    def _may_talk(self, day: int) -> Mask:
        """Return the worlds at war in which talks may open.

        In the view with an imposed ceasefire they wait for it, so that none comes before it.
        """
        at_war: Mask = ~self.agreement.in_force
        if not self.imposes_ceasefire:
            return at_war
        may: Mask = at_war & (self.settings.assume.ceasefire_day <= day)
        return may

    def _impose(self, day: int) -> None:
        """Put a ceasefire in force in the worlds whose imposed day it is."""
        today: Mask = (self.settings.assume.ceasefire_day == day) & ~self.agreement.in_force
        if not today.any():
            return
        self.talks.draft(today, self.war.value, day, self.settings)
        if self.settings.assume.terms == "stated":
            self.talks.state(today, self.settings)
        self._reckon()
        self._begin(day, today, "imposed")

    def _begin(self, day: int, where: Mask, kind: str) -> None:
        """Open a ceasefire on the terms of the draft in the worlds `where`."""
        if not where.any():
            return
        talks, effect = self.talks, self.settings.talks.pressure_effect
        pressure = (self.sides.pressure / np.maximum(effect, 1e-9)).mean(axis=0)
        self.agreement.begin(where, day, talks.terms, talks.rung, talks.consents, pressure)
        self.tally.ceasefire_begins(where, day, talks.terms)
        self.chronicle.talks(day, kind, where, self.sides, posture=POSTURES[talks.rung])
        self.line.begin(where, day)
        self.ceasefire.begin(where)
        self.mission.begin(where)
        self._settle()

    def _look_back(self, day: int) -> None:
        """Tell and count the fire of the week that has passed."""
        line, week = self.line, day // WEEK
        total = line.by_side[0] + line.by_side[1]
        quiet = line.days_quiet > 0
        holds = quiet & self.agreement.in_force
        self.weekly.amounts(("violations",), week, total[np.newaxis], holds)
        self.weekly.fire(week, line.by_sector, int(quiet.sum()))
        days = np.maximum(line.days_quiet, 1)
        self.fire_share = np.where(holds, total / days / line.wartime(), 0.0)
        self.chronicle.fire(
            day, "fire", holds, self.ceasefire.restraint, violations=total, share=self.fire_share
        )
        self._count_week()

    def _count_week(self) -> None:
        """Count the fire since last time, and what monitors saw of it, as they were then posted."""
        by_side = self.line.by_side
        self.tally.fire(by_side[0] + by_side[1], self.line.days_quiet)
        self.tally.view(by_side, self.monitors.seen, self.monitors.attributed)
        self.line.start_week()

    def _run_mission(self, day: int) -> None:
        """Let governments pledge, send and call home their troops."""
        mission, agreement, settings = self.mission, self.agreement, self.settings
        request = self._request()
        near = agreement.in_force | self.talks.at_table
        for joining in mission.ask(request, near, settings):
            self.chronicle.pledges(day, joining, request)
        self.tally.pledges(mission.contributors.pledged)
        self._lose_consent(day)
        nobody_yet = mission.deployed <= 0
        mission.deploy(agreement, self.talks.at_table, day, settings)
        arrived = nobody_yet & (mission.deployed > 0)
        self.chronicle.note(day, "arrival", arrived, troops=mission.deployed)
        hits = mission.suffer(day, settings)
        self.chronicle.note(day, "casualties", hits > 0, hits=hits)
        leaves = mission.withdraw(settings)
        self.chronicle.withdrawals(day, leaves, mission.contributors)
        self.tally.troops(mission.pledged, mission.deployed, mission.contributors.deployed)
        self.tally.soldiers(*mission.soldiers(agreement))
        self.tally.europeans(day, *mission.of_europe(agreement))

    def _request(self) -> Request:
        """Return what governments are asked to send troops for: agreement, or else draft."""
        agreement, talks = self.agreement, self.talks
        nato_level = self.settings.mission.nato_level
        backing = Broker.backing(self.settings)
        return Request(
            rung=np.where(agreement.in_force, agreement.rung, talks.rung),
            consents=np.where(agreement.in_force, agreement.consented, talks.consents),
            backing=np.ones_like(backing) if nato_level else backing,
            fire_share=self.fire_share,
        )

    def _lose_consent(self, day: int) -> None:
        """Let Russia take back its consent to troops on the line."""
        agreement, settings = self.agreement, self.settings
        lost = self.sides.takes_consent_back(agreement.consent_at_stake(), day, settings)
        self.mission.lose_consent(lost)
        stay = settings.mission.without_consent == "deploy"
        agreement.lose_consent(lost, troops_stay=stay)
        self.chronicle.note(day, "consent lost", lost, "russia")

    def _resume(self, day: int) -> None:
        """Let each side hold to the ceasefire or resume the war."""
        if not self.agreement.worlds.size:
            return
        gain = self.war.value - self._peace_value()
        resumes = self.sides.resume(
            gain, self.ceasefire.frailty, self._deterrence(), day, self.settings
        )
        resumes = resumes & (self.agreement.in_force & (self.agreement.age_days(day) > 0))
        where = resumes.any(axis=0)
        if not where.any():
            return
        keener = (gain[1] > gain[0]).astype(np.int64)
        breaker = np.where(resumes.all(axis=0), keener, resumes[1])
        rank = normal_share(self.ceasefire.want_of_quiet)
        self.chronicle.resumption(
            day, where, breaker, self.sides, gain=gain, rank=rank, deployed=self.mission.deployed
        )
        self._collapse(day, where, breaker, RESUMPTION)

    def _peace_value(self) -> Array:
        """Return what the agreement in force is worth to Ukraine and Russia, (2, worlds)."""
        terms = np.where(np.isnan(self.agreement.terms), 50.0, self.agreement.terms)
        return self.sides.value_of(terms, self.agreement.collapses, self.settings)

    def _deterrence(self) -> Array:
        """Return by how much what stands against a new war lowers its log rate, (worlds,)."""
        mission, agreement = self.mission, self.agreement
        return self.sides.deterrence(
            self.settings,
            armed_per_km=mission.armed_on_line(agreement) / mission.line_km,
            backed_force=Broker.backing(self.settings) * (mission.deployed > 0),
            strength=agreement.strength,
            pressure=agreement.pressure,
            trust=self.ceasefire.trust,
        )

    def _settle(self) -> None:
        """Let fire in a ceasefire come to rest at what agreements and dials now allow."""
        self.line.settle(self.ceasefire.want_of_quiet, self.agreement.strength)

    def _day(self, day: int) -> None:
        """Let a day pass on the line of every world in a ceasefire."""
        among = self.agreement.worlds
        if not among.size:
            return
        quiet, age = self.line.among(among), self.agreement.age_days(day).take(among)
        answer = self.ceasefire.answer(among, self.settings)
        today = self.line.day(day, among, *quiet.restraint(age), answer)
        by_side = today.sum(axis=1)
        if day - self.agreement.newest_day < WEEK:
            self.tally.first_days(among, by_side[0] + by_side[1], age)
        self.mission.expose(today, among)
        wartime = quiet.wartime_by_side
        self.ceasefire.remember(among, by_side[::-1], wartime[::-1], self.settings)
        self._ignite(day, among, wartime)

    def _ignite(self, day: int, among: Chosen, wartime: Array) -> None:
        """Let a ceasefire collapse where the line burns as in the war. wartime: by side, (2, n)."""
        burning = self.ceasefire.ignited(among, wartime, self.settings)
        if not burning.any():
            return
        recent = self.ceasefire.recent
        share = np.zeros(burning.size)
        share[among] = recent.take(among, axis=-1).sum(axis=0) / wartime.sum(axis=0)
        fired_more = (recent[0] > recent[1]).astype(np.int64)
        self.chronicle.fire(day, "escalation", burning, self.ceasefire.restraint, share=share)
        self._collapse(day, burning, fired_more, ESCALATION)

    def _collapse(self, day: int, where: Mask, breaker: Array, how: int) -> None:
        """End the ceasefire in the worlds `where`; the sides stay apart for a while."""
        self.tally.ceasefire_breaks(where, day, breaker, how)
        self.agreement.end(where)
        self.talks.rest(where, self.settings)

    def _reckon(self) -> None:
        """Let both sides weigh the draft against fighting on."""
        self.sides.reckon(
            self.talks.terms,
            self.war.value,
            Broker.pressure(self.settings),
            self.agreement.collapses,
            self.settings,
        )

    def _review(self, day: int) -> None:
        """Write the draft that each world at war can expect, from the stances of today."""
        apart = ~self.agreement.in_force & ~self.talks.at_table
        self.talks.drafter.forget()
        self.talks.draft(apart, self.war.value, day, self.settings)

    def _post(self) -> None:
        """Post troops and monitors for the week to come."""
        mission, agreement = self.mission, self.agreement
        self.line.shield(mission.place(agreement, self.line.weight, self.settings))
        self.monitors.post(mission.on_line(agreement), mission.lost_consent, self.settings)
        self.line.watch(self.monitors.attributed)
        self.tally.restrict(self.monitors.turned_back, agreement.in_force)

    def _write_down(self, day: int) -> None:
        """Put down troops, phase and positions everywhere, the draft where there is one."""
        week, agreement, talks, mission = day // WEEK, self.agreement, self.talks, self.mission
        troops, stances, drafts = self._names
        soldiers = np.vstack([mission.contributors.deployed, mission.deployed])
        self.weekly.amounts(troops, week, soldiers)
        self.weekly.phase(week, talks.at_table, agreement.in_force)
        positions = talks.actors.position.reshape(len(stances), -1)
        self.weekly.positions(stances, week, positions)
        terms = np.where(agreement.in_force, agreement.terms, talks.terms)
        self.weekly.positions(drafts, week, terms, talks.at_table | agreement.in_force)

    def _everywhere(self) -> Mask:
        return np.ones(self.luck.worlds.size, dtype=bool)


def _names(actors: Actors, contributors: Contributors) -> tuple[tuple[str, ...], ...]:
    """Return the names under which troops, positions and drafts are put down each week."""
    troops = (*(f"troops.{one.key}" for one in contributors.members), "troops")
    stances = tuple(f"position.{one.key}.{issue}" for one in actors.members for issue in ISSUES)
    return troops, stances, tuple(f"draft.{issue}" for issue in ISSUES)
