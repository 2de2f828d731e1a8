"""The theatre: one Mesa model for a block of worlds, and the order of a day.

It alone calls the parts - war, talks, mission, monitors, line, ceasefire - and hands on what one
learns from another; none of them writes another's state. Each day: dated events and imposed
ceasefires in the morning; once a week the war, moods, soldiers and what the week showed; as often
as the scenario says everybody's decisions; then the line.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from mesa.experimental.scenarios import Scenario as MesaScenario

from contactline.arrays import Array, Chosen, Mask, ordered_sum
from contactline.bargaining import MODELS
from contactline.evidence import front as contact_line
from contactline.luck import Ahead, Luck, Randomness, for_numpy, seed_of
from contactline.scenario import Event, Scenario, load
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
from contactline.world.actors.contributor import Pledging
from contactline.world.actors.seats import CommonKnowledge, Given, Seats
from contactline.world.agreement import Agreement
from contactline.world.call_for_troops import CallForTroops
from contactline.world.ceasefire import Ceasefire, want_of_quiet
from contactline.world.chronicle import Chronicle
from contactline.world.commitment import much_to_back
from contactline.world.estimates import Estimates
from contactline.world.line import FrontLine
from contactline.world.mission import Mission
from contactline.world.monitors import Monitors
from contactline.world.news import AttackNews, FrontNews, LineNews, TalksNews, TroopNews
from contactline.world.postures import FIGHTS, MONITORS
from contactline.world.record import Record
from contactline.world.settings import Settings
from contactline.world.talks import Talks
from contactline.world.tally import ESCALATION, RESUMPTION, Tally
from contactline.world.truces import Truces
from contactline.world.voices import voices
from contactline.world.war import War

BASE = "base"
WEEK = 7
REVIEW_DAYS = 91


if TYPE_CHECKING:
    _Told = MesaScenario[Any]
else:
    _Told = MesaScenario  # from Mesa 4 on it takes no parameter


class Staging(_Told):
    """What Mesa is told of a run: the scenario behind it, and the seed of its luck.

    `seed`: of its luck, which `rng` is or gives. Mesa's own tools find the default scenario here.
    """

    written: Scenario = BASE  # type: ignore[assignment]  # a name is loaded when it is staged
    seed: int

    def __init__(
        self, *, rng: Randomness = None, written: Scenario | str | Path = BASE, **told: Any
    ) -> None:
        """Settle the seed, and load the scenario if only its name or path is given.

        rng: whatever NumPy takes for randomness. A whole number is the seed itself.
        """
        scenario = written if isinstance(written, Scenario) else load(written)
        seed = seed_of(rng)
        super().__init__(rng=for_numpy(seed), **{**told, "written": scenario, "seed": seed})


class Theatre(mesa.Model[Actor, Staging]):
    """A block of worlds under one scenario. Agents are the actors, in order of id."""

    def __init__(
        self,
        staging: Staging,
        luck: Luck,
        chronicle: Chronicle | None = None,
        seats: Given | None = None,
    ) -> None:
        """Set the scene of day 0. staging.written: the scenario. luck: of the block's worlds.

        seats: who plays which actor, beside what the scenario says.
        """
        super().__init__(scenario=staging)
        written = staging.written
        self.luck = luck
        self.horizon_days = written.horizon_days
        self.imposes_ceasefire = written.imposes_ceasefire
        self.settings = Settings(written.dials, luck)
        self.chronicle = chronicle or Chronicle()
        self.seats = Seats(written.actors, seats, luck.worlds)
        self._call_in_actors(written)
        self._put_up_parts(written)
        self._open_the_books()
        self._post()
        self._schedule(written.events)
        self.chronicle.seats(self.seats, {one.key: one.name for one in self.actors.members})
        self._review(0)
        self._reckon(0)
        self.record.week(0, self.agreement, self.talks, self.mission)

    def _call_in_actors(self, written: Scenario) -> None:
        """Let the actors of a scenario come in, in the order of their ids."""
        luck, settings, seats = self.luck, self.settings, self.seats
        everybody = [
            AGENTS[spec.role](self, key, spec, luck) for key, spec in written.actors.items()
        ]
        self.actors = Actors(everybody)
        self.broker = next(one for one in everybody if isinstance(one, Broker))
        self.broker.take_up(settings, seats)
        sides = [one for one in everybody if isinstance(one, Belligerent)]
        self.sides = Belligerents(sides, luck, settings, seats)
        states = [one for one in everybody if isinstance(one, Contributor)]
        self.contributors = Contributors(states, luck, settings, seats)

    def _put_up_parts(self, written: Scenario) -> None:
        """Put up the parts that keep the state of the worlds, and what is asked of them."""
        luck, settings, front = self.luck, self.settings, contact_line()
        self.agreement = Agreement(luck.worlds.size, settings.talks.broken_before)
        self.war = War(settings)
        self._fortunes = Ahead(luck, "fortunes of war", every=WEEK)
        self.talks = Talks(self.actors, self.sides, luck, keep_moves=self.chronicle.keep)
        self.mission = Mission(self.contributors, luck, front.length_km)
        self.monitors = Monitors(front.length_km)
        self.line = FrontLine(front.sector_intensity, settings, luck)
        self.fire_share = np.zeros(luck.worlds.size)
        self.ceasefire = Ceasefire(want_of_quiet(luck), settings.durability.frailty_variance)
        self.truces = Truces(written.events, luck)
        self.call = CallForTroops(self.agreement, self.talks, self.broker, settings)
        self.estimates = Estimates(
            self.sides, self.war, self.broker, self.agreement, self.truces, settings
        )
        self.pledging: Pledging | None = None

    def _open_the_books(self) -> None:
        """Begin to put down what happens: by week, by world, and as it is told."""
        chronicle, worlds = self.chronicle, self.luck.worlds.size
        weeks, sectors = self.horizon_days // WEEK + 1, len(self.line.weight)
        self.record = Record(weeks, sectors, self.luck, self.actors, self.sides, self.contributors)
        self.tally = Tally(worlds, len(self.contributors.members))
        self.front_news = FrontNews(chronicle, self.war, self.sides)
        self.talks_news = TalksNews(chronicle, self.sides)
        self.troop_news = TroopNews(chronicle, self.mission, self.agreement)
        self.line_news = LineNews(chronicle, worlds)
        self.attack_news = AttackNews(
            chronicle, self.sides, self.ceasefire, self.mission, self.monitors
        )

    def step(self) -> None:
        """Let a day pass. The last one is that of the horizon; nothing happens after it."""
        day = int(self.time)
        if day > self.horizon_days:
            return
        if self.imposes_ceasefire:
            self._impose(day)
        if day % WEEK == 0:
            self._week(day)
        if day % self.settings.days_between_decisions == 0:
            self._decide(day)
        if day % WEEK == 0:
            self._post()
            self.record.week(day // WEEK, self.agreement, self.talks, self.mission)
            self._tell_news(day)
        self._day(day)
        if day == self.horizon_days:
            self.running = False

    def finish(self, day: int) -> None:
        """Close the books at the horizon."""
        self._count_week()
        self.tally.close(day)
        attack = self.ceasefire.attack_prepared()
        self.chronicle.horizon(day, self.agreement.in_force, self.talks.at_table, attack)

    def happen(self, event: Event) -> None:
        """Let a dated event change its dials, and let everybody reconsider the draft."""
        for name, value in event.change.items():
            self.settings.change(name, value)
        self.sides.draw_red_lines(self.settings)
        self.line.gather_up()
        self._settle()
        self.chronicle.note(event.day, "event", self._everywhere(), title=event.title)
        self._order(event)
        self._declare(event)
        self._review(event.day)

    def _order(self, event: Event) -> None:
        """Let a dated event give orders to hold fire anew where a ceasefire is in force."""
        agreement, day = self.agreement, event.day
        if event.recommit:
            self.chronicle.orders(day, "recommitment", agreement)
            agreement.recommit(day)
        elif event.changes_orders:
            self.chronicle.orders(day, "orders", agreement)
            agreement.order(day)

    def _declare(self, event: Event) -> None:
        """Let a dated event declare a truce where there is war."""
        if event.id in self.truces.declared:
            truce = self.truces.declared[event.id]
            truce.began = ~self.agreement.in_force
            self.chronicle.truce(event.day, truce, self.line.wartime_by_side())

    def _hold_fire(self, day: int) -> None:
        """Let a day pass of truces that are declared in the war."""
        if not self.truces.declared:
            return
        at_war = ~self.agreement.in_force
        self.truces.day(day, at_war)
        for truce in self.truces.over(day):
            self.chronicle.truce_over(day, truce, at_war, self.line.wartime_by_side())

    def _schedule(self, events: tuple[Event, ...]) -> None:
        self._dated = [(event, partial(self.happen, event)) for event in events]
        for event, happen in self._dated:
            self.schedule_event(happen, at=max(event.day - 0.5, 0.0))

    def _week(self, day: int) -> None:
        """Let a week pass that nobody decides: war, moods, soldiers on their way, fire."""
        at_war = (~self.agreement.in_force).astype(float)
        aid, stopped = self.broker.aid(self.settings), self.truces.take_week()
        fortune = self._fortunes.normal_at(day)[0]
        self.war.week(at_war, fortune, aid, self.settings, stopped)
        self.sides.see_the_line(self.war.line(), self.settings)
        self.sides.feel(day, self.settings)
        if day % REVIEW_DAYS == 0 and day:
            self._review(day)
        self._look_back(day)
        self._look(day)
        self._move_mission(day)

    def _decide(self, day: int) -> None:
        """Let everybody decide: broker, contributors, the two sides."""
        self._look(day)
        self.talks.wait(self.settings.days_between_decisions)
        self._broker(day)
        self._contributors(day)
        self.talks.work_out(self.settings)
        self._reckon(day)
        self._talk(day)
        self._resume(day)

    def _broker(self, day: int) -> None:
        """Let the broker press, put forward its plan, raise the question of troops, walk away."""
        broker, settings, at_war = self.broker, self.settings, ~self.agreement.in_force
        broker.choose_course(settings)
        plan = broker.put_forward_plan(at_war, day, settings)
        self.chronicle.plan(day, plan, broker)
        contributors = self.contributors
        options = contributors.ready & contributors.leads
        called = self.call.for_soldiers()
        raised = broker.raise_question(options.any(axis=0), called, day, settings)
        self.chronicle.question(day, raised, broker, options, contributors, ~at_war)
        walks = broker.lose_patience(at_war, self.talks.at_table, settings)
        self.chronicle.walks_away(day, walks, broker)

    def _contributors(self, day: int) -> None:
        """Let governments prepare and pledge, each on its own reckoning."""
        contributors, mission = self.contributors, self.mission
        call, settings = self.call, self.settings
        contributors.offer(call.if_signed(), call.welcome_if_signed(), settings)
        request, called = call.today(self.fire_share), call.for_soldiers()
        reckoning = contributors.reckon(request, settings)
        ready = contributors.prepare(request, reckoning, called, settings)
        self.chronicle.options(day, ready, contributors)
        barred = mission.lost_consent & self.agreement.in_force
        allowed = called & ~barred
        self.pledging = contributors.pledge(request, reckoning, allowed, day, settings)
        mission.add_up()
        self.tally.pledges(contributors.pledged)
        self.tally.europe_pledges(day, mission.pledged_by_europe())
        self.chronicle.pledges(day, self.pledging, self.agreement.in_force)

    def _look(self, day: int) -> None:
        """Show whoever sits in a seat what everybody can see."""
        self.seats.look(partial(self._common_knowledge, day))

    def _common_knowledge(self, day: int) -> CommonKnowledge:
        contributors = self.contributors
        pledged = dict(zip(contributors.keys, contributors.pledged > 0, strict=True))
        leaders = tuple(one.key for one in contributors.members if one.leads)
        return CommonKnowledge(day, self.call.stage(), self.talks.at_table.copy(), pledged, leaders)

    def _talk(self, day: int) -> None:
        """Let the sides come to the table, give way, sign or part."""
        talks, sides, settings = self.talks, self.sides, self.settings
        way_out = self.broker.plan & ~self.broker.walked
        if not settings.talks.ripeness:
            way_out = np.ones_like(way_out)
        may = talks.may_open(self._may_talk(day))
        opened = may & sides.come_to_the_table(way_out, day, settings)
        if opened.any():
            self._open(day, opened)
        if talks.at_table.any():
            self._sign(day)
        over = sides.leave(talks.at_table, talks.possible, day, settings)
        talks.rest(over, settings)
        self.chronicle.talks_end(day, over, talks)
        sides.start_afresh(~talks.at_table & ~self.agreement.in_force)
        sides.give_way(talks.at_table, talks.possible, talks.terms, settings)

    def _open(self, day: int, opened: Mask) -> None:
        """Open talks in the worlds `opened`, with a draft of that day."""
        talks = self.talks
        self.sides.start_afresh(opened)
        talks.open(opened, day)
        self.tally.talks_open(opened, day)
        played = self.sides.played("come_to_the_table")
        self.chronicle.talks(day, "talks open", opened, self.sides.talking, played)
        self._draft(opened, day)
        self._reckon(day)
        model = MODELS[self.settings.bargaining.model].title
        self.chronicle.draft(day, opened, talks, model)

    def _sign(self, day: int) -> None:
        """Put a ceasefire in force where a written draft is signed by both sides."""
        ready = self.talks.written(day, self.settings)
        signed = self.sides.sign(ready, day, self.settings)
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
        self._draft(today, day)
        if self.settings.assume.terms == "stated":
            self.talks.state(today, self.settings)
        self._begin(day, today, "imposed")
        self._settle()

    def _begin(self, day: int, where: Mask, kind: str) -> None:
        """Open a ceasefire on the terms of the draft in the worlds `where`.

        The line settles once both sides have weighed war against this peace (`_resume`).
        """
        if not where.any():
            return
        talks, pressure = self.talks, self.broker.presses(self.settings)
        self.agreement.begin(
            where, day, talks.terms, talks.rung, beside=talks.beside, pressure=pressure.mean(axis=0)
        )
        believed = self.mission.believed(self._offered(), self.settings)
        belief = self.estimates.belief(talks.terms, believed)[0]
        brokered = self.broker.plan & ~self.broker.walked
        self.tally.agreed(where, brokered=brokered, belief=belief)
        self.tally.ceasefire_begins(where, day, talks.terms)
        self.chronicle.begins(day, kind, where, talks)
        self.line.begin(where, day)
        self.ceasefire.begin(where)
        no_soldiers = where & (talks.rung < MONITORS)
        contributors, invites = self.contributors, self.call.would_invite(talks.terms)
        self.chronicle.lapses(day, no_soldiers, contributors, talks.rung, invites)
        self.mission.begin(where, talks.rung)

    def _look_back(self, day: int) -> None:
        """Tell and count the fire of the week that has passed."""
        week = self.line.week()
        total = week.by_side.sum(axis=0)
        holds = (week.days_quiet > 0) & self.agreement.in_force
        days = np.maximum(week.days_quiet, 1)
        self.fire_share = np.where(holds, total / days / self.line.wartime(), 0.0)
        self.line_news.fire(day, holds, total, self.fire_share, self.ceasefire.restraint)
        self.record.fire(day // WEEK, week, total, holds)
        self._count_week()

    def _count_week(self) -> None:
        """Count the fire since last time, and what monitors saw of it, as they were then posted."""
        week = self.line.week()
        by_side = week.by_side
        self.tally.fire(by_side[0] + by_side[1], week.days_quiet)
        self.tally.view(by_side, self.monitors.seen, self.monitors.attributed)
        self.line.start_week()

    def _move_mission(self, day: int) -> None:
        """Let a week pass for the mission: soldiers are hit, called home, hold, and come."""
        mission, agreement, settings = self.mission, self.agreement, self.settings
        self._lose_consent(day)
        self.line_news.casualties(day, mission.suffer(day, settings))
        leaves = mission.withdraw(settings)
        self.chronicle.withdrawals(day, leaves, self.contributors)
        self._stand(day)
        mission.arrive(agreement, day, settings)
        self.tally.troops(mission.deployed, self.contributors.deployed)
        on_line, away = mission.soldiers(agreement)
        self.tally.soldiers(on_line, away)
        self.tally.first_soldiers(day, mission.deployed, on_line)
        self.tally.europe_on_line(day, mission.europe_on_line(agreement))

    def _stand(self, day: int) -> None:
        """Let governments hold, leave or reinforce where the war has come back around soldiers."""
        if not self.contributors.holding.any():
            return
        self._look(day)
        backing = self.broker.backing(self.settings)
        standing = self.mission.stand(self.agreement, backing, self.settings)
        self.chronicle.standing(day, standing, self.contributors)

    def _lose_consent(self, day: int) -> None:
        """Let Russia take back its consent to troops on the line.

        Those who came outside the text, away from the line, never had it and stay.
        """
        agreement, settings = self.agreement, self.settings
        at_stake = agreement.consent_at_stake()
        if not at_stake.any():
            return
        lost = self.sides.takes_consent_back(at_stake, day, settings)
        if not lost.any():
            return
        stay = settings.mission.without_consent == "deploy"
        self.chronicle.consent_lost(day, lost, self.sides, agreement.rung, troops_stay=stay)
        self.mission.lose_consent(lost, troops_stay=stay | (agreement.rung < MONITORS))
        agreement.lose_consent(lost, troops_stay=stay)

    def _resume(self, day: int) -> None:
        """Let each side hold to the ceasefire or resume the war."""
        if not self.agreement.worlds.size:
            return
        there = self.mission.weight_on_the_ground(self.agreement, self.settings)
        gain, deterrence = self._gain_from_war(there), self._deterrence(there)
        self._settle(gain)
        resumes = self.sides.resume(
            gain, self.ceasefire.frailty, deterrence, self.agreement.terms, day, self.settings
        )
        free = self.agreement.in_force & (self.agreement.age_days(day) > 0)
        resumes = resumes & free & ~self.ceasefire.attack_prepared()
        where = resumes.any(axis=0)
        if not where.any():
            return
        keener = (gain[1] > gain[0]).astype(np.intp)
        attacker = np.where(resumes.all(axis=0), keener, resumes[1])
        lead_days = self.settings.durability.attack_lead_days
        self.ceasefire.prepare_attack(where, attacker, day, lead_days)
        self.attack_news.decided(day, where, self.agreement, self.luck)

    def _attack(self, day: int) -> None:
        """Let the attacks begin that were prepared for today."""
        attacked = self.ceasefire.attacked(self.agreement.in_force, day)
        if not attacked.any():
            return
        attacker, lead = self.ceasefire.attacker, self.settings.durability.attack_lead_days
        self.attack_news.begins(day, attacked, lead)
        self._collapse(day, attacked, attacker, RESUMPTION)

    def _gain_from_war(self, there: Array) -> Array:
        """Return what war is worth over the peace in force, to each side, (2, worlds).

        Soldiers who came outside the text count against it for Russia; pressure to sign is over.
        there: weight of the soldiers on the ground, 0 to 1, (worlds,).
        """
        agreement = self.agreement
        # Where nothing was ever signed there are no terms, and nobody asks what they are worth.
        terms = np.where(np.isnan(agreement.terms), 50.0, agreement.terms)
        uninvited = np.where(agreement.rung < MONITORS, there, 0.0)
        believed = self.mission.believed(there, self.settings)
        nothing = np.zeros(self.sides.mood.shape)
        outlook = self.estimates.of_text(terms, believed, uninvited, nothing)
        return self.sides.gain_from_war(outlook, self.settings)

    def _deterrence(self, there: Array) -> dict[str, Array]:
        """Return by how much what stands against a new war lowers its log rate, (worlds,), by name.

        there: weight of the soldiers on the ground, 0 to 1, (worlds,).
        """
        mission, agreement = self.mission, self.agreement
        backing = self.broker.backing(self.settings)
        guaranteed = 1 - (1 - backing) * (1 - FIGHTS[mission.posture(agreement)])
        return self.sides.deterrence(
            self.settings,
            armed_per_km=mission.armed_on_line(agreement) / mission.line_km,
            backed_force=guaranteed * much_to_back(there),
            strength=agreement.strength,
            pressure=agreement.pressure,
            trust=self.ceasefire.trust,
        )

    def _settle(self, gain: Array | None = None) -> None:
        """Let fire in a ceasefire come to rest at what agreements and dials now allow.

        gain: what war is worth over the peace in force, (2, worlds), where it is at hand.
        """
        if gain is None:
            there = self.mission.weight_on_the_ground(self.agreement, self.settings)
            gain = self._gain_from_war(there)
        self.line.settle(self.ceasefire.want_of_quiet, self.agreement.strength, gain)

    def _day(self, day: int) -> None:
        """Let a day pass on the line of every world in a ceasefire, and of the war elsewhere."""
        self._attack(day)
        self._hold_fire(day)
        self._expose_to_war()
        among = self.agreement.worlds
        if not among.size:
            return
        quiet = self.line.among(among)
        answer = self.ceasefire.answer(among, self.settings)
        orders = quiet.restraint(day, self.agreement.committed_day, self.agreement.ordered_day)
        today = quiet.day(day, *orders, answer)
        by_side = quiet.by_side
        if day - self.agreement.newest_day < WEEK:
            age = self.agreement.age_days(day).take(among)
            self.tally.first_days(among, by_side[0] + by_side[1], age)
        self.mission.expose(today, among)
        wartime = quiet.wartime_by_side
        self.ceasefire.remember(among, by_side[::-1], wartime[::-1], self.settings)
        self._ignite(day, among, wartime)

    def _expose_to_war(self) -> None:
        """Add the fire of the war, less what truces stop of it, near soldiers who are in it."""
        in_it = self.mission.in_war(self.agreement)
        if not in_it.any():
            return
        fire = ordered_sum(self.line.wartime_by_side() * (1 - self.truces.today))
        self.mission.expose_to_war(in_it, fire, self.settings)

    def _ignite(self, day: int, among: Chosen, wartime: Array) -> None:
        """Let a ceasefire collapse where the line burns as in the war. wartime: by side, (2, n)."""
        ignited = self.ceasefire.ignited(among, wartime, self.settings)
        if not ignited.size:
            return
        burning, recent = self._only(ignited), self.ceasefire.recent
        share = np.zeros(burning.size)
        share[among] = recent.take(among, axis=-1).sum(axis=0) / wartime.sum(axis=0)
        fired_more = (recent[0] > recent[1]).astype(np.int64)
        self.chronicle.fire(day, "escalation", burning, self.ceasefire.restraint, share=share)
        self.attack_news.overtaken(day, burning)
        self._collapse(day, burning, fired_more, ESCALATION)

    def _collapse(self, day: int, where: Mask, breaker: Chosen, how: int) -> None:
        """End the ceasefire in the worlds `where`; the sides stay apart for a while."""
        self.tally.ceasefire_breaks(where, day, breaker, how)
        self.chronicle.departure(day, where, self.mission)
        self.mission.come_under_attack(where, self.agreement)
        self.agreement.end(where)
        self.talks.rest(where, self.settings)

    def reckon_on(self, terms: Array) -> None:
        """Let both sides weigh terms without foreign soldiers, (issues, worlds), as of today."""
        nobody, pressure = np.zeros(self.luck.worlds.size), self.broker.pressure(self.settings)
        self.sides.reckon(self.estimates.of_text(terms, nobody, nobody, pressure), self.settings)

    def _reckon(self, day: int) -> None:
        """Let both sides weigh the draft, and talks about it, against fighting on."""
        self._look(day)
        talks, settings = self.talks, self.settings
        offered = self._offered()
        believed = self.mission.believed(offered, settings)
        uninvited = np.where(talks.rung >= MONITORS, 0.0, offered)
        pressure = self.broker.pressure(settings)
        self.sides.reckon(
            self.estimates.of_text(talks.terms, believed, uninvited, pressure), settings
        )

    def _offered(self) -> Array:
        """Return what the soldiers weigh that would come under the draft, 0 to 1, (worlds,)."""
        in_text, standing = self.talks.with_troops()
        offered = self.mission.weight_offered(standing, self.settings)
        return np.where(in_text | self.call.would_invite(self.talks.terms), offered, 0.0)

    def _draft(self, where: Mask, day: int) -> None:
        """Let the bargaining model write a draft from today's stances and voices."""
        voice = voices(
            self.actors,
            self.sides,
            self.contributors,
            self.broker,
            self.war,
            without_option=self.settings.talks.voice_without_option,
        )
        self.talks.draft(where, voice, self.estimates.of_war(), day, self.settings)
        self.tally.drafted(where, self.contributors.europe_has_option())

    def _review(self, day: int) -> None:
        """Write the draft that each world at war can expect, from the stances of today."""
        apart = ~self.agreement.in_force & ~self.talks.at_table
        self._draft(apart, day)

    def _post(self) -> None:
        """Post troops and monitors for the week to come."""
        mission, agreement = self.mission, self.agreement
        self.line.shield(mission.place(agreement, self.line.weight, self.settings))
        watching = mission.on_line(agreement) + mission.observers
        self.monitors.post(watching, mission.without_consent(agreement), self.settings)
        self.line.watch(self.monitors.attributed)
        self.tally.restrict(self.monitors.turned_back, agreement.in_force)

    def _tell_news(self, day: int) -> None:
        """Tell what has slowly changed by today, and what did not happen."""
        at_war = ~self.agreement.in_force
        self.front_news.week(day, at_war, self.settings)
        plan = self.broker.plan & ~self.broker.walked
        self.talks_news.week(day, at_war & ~self.talks.at_table, plan)
        if self.pledging:
            self.troop_news.week(day, self.pledging, self.settings)

    def _only(self, worlds: Chosen) -> Mask:
        only = np.zeros(self.luck.worlds.size, dtype=bool)
        only[worlds] = True
        return only

    def _everywhere(self) -> Mask:
        return np.ones(self.luck.worlds.size, dtype=bool)
