"""One world of a scenario, and the order of its days and weeks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

import mesa

from contactline.evidence import front
from contactline.scenario import Event, Scenario
from plain_mesa.actors import ROLES, Actor, Belligerent, Broker, Contributor, weight_of_numbers
from plain_mesa.ceasefire import Ceasefire
from plain_mesa.dials import Dials
from plain_mesa.line import RUSSIA, UKRAINE, Line
from plain_mesa.luck import Luck
from plain_mesa.mission import (
    AWAY_RISK,
    IN_A_CEASEFIRE,
    NEUTRAL_BELOW,
    Agreement,
    Mission,
    Request,
)
from plain_mesa.monitors import view_of
from plain_mesa.results import LEAST_PRESENCE_OBSERVERS, LEAST_PRESENCE_TROOPS, Results
from plain_mesa.talks import INSTRUCTORS, MONITORS, NOBODY, OBSERVERS, Posture, Talks
from plain_mesa.truces import Truces
from plain_mesa.war import SIDES, War

REVIEW_DAYS = 91


class PlainWorld(mesa.Model):
    """One world, written the plain way. `step` lets a day pass; `play` all of them.

    written: the scenario. `week_fire`: violations by side since the last week's end. `view`:
    shares seen and attributed, of each side. `density`: soldiers per km in each sector.
    """

    def __init__(self, written: Scenario, rng: int, luck: Callable[[Random], Luck] = Luck) -> None:
        super().__init__(rng=rng)
        self.written = written
        self.luck = luck(self.random)
        self.dials = Dials(written.dials, self.luck)
        if self.dials["bargaining.model"] != "compromise":
            raise ValueError("The plain model knows the compromise model of bargaining only.")
        self.war = War(self.dials)
        self.agreement = Agreement(collapses=self.dials["talks.broken_before"])
        self.truces = Truces(written.events, self.luck)
        self.results = Results()
        self.line_km = front().length_km
        self.introduce_actors()
        self.line = Line(self, front().sector_intensity.tolist(), self.dials)
        self.ceasefire = Ceasefire(self, self.dials)
        self.week_fire, self.week_days = [0, 0], 0
        self.place_people()
        self.review()
        self.happen(0)
        self.reckon()

    def introduce_actors(self) -> None:
        """Bring in everybody with a voice, in their order; Ukraine stands first of the sides."""
        self.actors: list[Actor] = [
            ROLES.get(spec.role, Actor)(self, key, spec)
            for key, spec in self.written.actors.items()
        ]
        self.sides = [next(one for one in self.actors if one.key == key) for key in SIDES]
        for side, other in (self.sides, self.sides[::-1]):
            side.lost_if_beaten = side.loss(other.aims(), 0.0)
        self.broker = next(one for one in self.actors if isinstance(one, Broker))
        self.mission = Mission(
            self, [one for one in self.actors if isinstance(one, Contributor)], self.line_km
        )
        self.talks = Talks(self, self.sides)
        self.draw_red_lines()

    def play(self) -> Results:
        """Let all days pass and return what the world adds up to."""
        self.run_for(self.written.horizon_days)
        return self.finish()

    def step(self) -> None:
        """Let a day pass."""
        day = int(self.time)
        self.happen(day)
        if self.dials["assume.ceasefire"] and day == self.dials["assume.ceasefire_day"]:
            self.impose(day)
        if day % 7 == 0:
            self.week(day)
        if day % self.dials.days_between_decisions == 0:
            self.decide(day)
        if day % 7 == 0:
            self.place_people()
        self.attack(day)
        if self.agreement.in_force:
            self.quiet_day(day)
        else:
            self.truces.day(day)
            self.expose_to_war()

    def happen(self, day: int) -> None:
        """Let the events of a day change their dials, and let everybody reconsider the draft."""
        for event in self.written.events:
            if event.day == day:
                self.take_in(event)

    def take_in(self, event: Event) -> None:
        """Let one event change its dials."""
        for name, value in event.change.items():
            self.dials.change(name, value)
        self.draw_red_lines()
        self.feel_the_peace()
        self.agreement.order(event.day, committed=event.recommit, ordered=event.changes_orders)
        self.review()

    def draw_red_lines(self) -> None:
        """Let both sides draw their red lines anew."""
        for side in self.sides:
            side.draw_red_line()

    def review(self) -> None:
        """Write the draft that can be expected; one on the table only follows the red lines."""
        if self.agreement.in_force or self.talks.at_table:
            self.talks.work_out()
        else:
            self.draft()

    def draft(self) -> None:
        """Write a draft from the stances, and the voices of today."""
        voices = {actor: actor.voice() for actor in self.actors}
        for at, side in enumerate(self.sides):
            strength = math.exp(self.war.balance_for(at) / 2) * (1 - self.war.exhaustion[at])
            voices[side] *= strength
        self.talks.draft(voices)
        self.results.draft_heard_europe = self.mission.europe_has_option()

    def week(self, day: int) -> None:
        """Let a week pass that nobody decides: war, moods, fire, soldiers on their way."""
        shock, stopped = self.luck.normal("fortunes of war", day), self.truces.take_week()
        self.war.week(not self.agreement.in_force, shock, stopped)
        self.talks.line = self.war.line_on_scale()
        for side in self.sides:
            side.see_the_line(self.talks.line)
            side.feel(day)
        if day % REVIEW_DAYS == 0:
            self.review()
        self.look_back()
        mission, agreement = self.mission, self.agreement
        mission.lose_consent(agreement, day)
        mission.suffer()
        mission.withdraw()
        if not agreement.in_force:
            mission.stand(agreement.stood, self.broker.backing)
        mission.arrive(agreement, day)
        self.count_troops(day)

    def decide(self, day: int) -> None:
        """Let everybody decide: the broker, governments, the two sides."""
        self.talks.wait()
        option_ready = any(one.ready and one.leads for one in self.mission.members)
        worth_asking = option_ready and self.soldiers_called_for()
        self.broker.decide(day, not self.agreement.in_force, self.talks.at_table, worth_asking)
        in_text = self.talks.posture.level >= MONITORS.level
        welcome = in_text or self.tolerates_uninvited(self.talks.terms)
        self.mission.offer(self.request_if_signed(), welcome)
        request = self.request()
        self.mission.decide(request, self.soldiers_called_for(), day)
        self.results.pledges({one.key: one.pledged for one in self.mission.members})
        self.results.europe_pledges(day, self.mission.total("pledged", europe_only=True))
        self.reckon()
        self.talk(day)
        self.decide_on_resumption(day)

    def request(self) -> Request:
        """Return what governments are asked for: by the text in force, or else by a draft."""
        talks, agreement, quiet = self.talks, self.agreement, self.agreement.in_force
        text = agreement.posture if quiet else talks.posture
        in_text = text.level >= MONITORS.level
        before = 1 if talks.at_table or self.broker.plan else 0
        return Request(
            posture=text if in_text else agreement.beside if quiet else talks.asked,
            in_text=in_text and (agreement.consented if quiet else talks.at_table),
            outside=quiet and not in_text,
            backing=self.broker.backing,
            fire_share=self.mission.fire_share if quiet else self.dials["front.resting_share"],
            stage=IN_A_CEASEFIRE if quiet else before,
            asked=self.broker.asked_day is not None,
        )

    def request_if_signed(self) -> Request:
        """Return what governments would be asked for if the draft were signed."""
        in_text = self.talks.posture.level >= MONITORS.level
        return Request(
            posture=self.talks.posture if in_text else self.talks.beside,
            in_text=in_text,
            outside=not in_text,
            backing=self.broker.backing,
            fire_share=self.dials["front.resting_share"],
            stage=IN_A_CEASEFIRE,
            asked=self.broker.asked_day is not None,
        )

    def soldiers_called_for(self) -> bool:
        """Return whether anybody asks for soldiers: a text, Ukraine, or who proposes a force."""
        agreement = self.agreement
        if not agreement.in_force:
            return self.talks.asked.level >= INSTRUCTORS.level
        in_text = agreement.posture.level >= MONITORS.level
        return in_text or self.tolerates_uninvited(agreement.terms)

    def tolerates_uninvited(self, terms: Mapping[str, float]) -> bool:
        """Return whether terms leave Ukraine free to invite soldiers, and these would come."""
        stay_away = self.dials["mission.without_consent"] == "stay_away"
        nato = self.dials["mission.badge"] == "nato"
        needed = self.dials["mission.nato_needs_alignment"] if nato else NEUTRAL_BELOW
        return terms["alignment"] >= needed and not stay_away

    def talk(self, day: int) -> None:
        """Let talks open, a text be signed, a side leave, or one give way."""
        talks = self.talks
        way_out = self.broker.plan and not self.broker.walked
        way_out = way_out or not self.dials["talks.ripeness"]
        if self.may_talk(day) and talks.opens(day, way_out):
            if self.results.day_talks is None:
                self.results.day_talks = day
            talks.open(day)
            self.draft()
            self.reckon()
        if talks.sign(day):
            self.begin(day)
        talks.leave(day)
        if not talks.at_table and not self.agreement.in_force:
            talks.start_afresh()
        talks.haggle()

    def may_talk(self, day: int) -> bool:
        """Return whether talks may open: in the war, and not before a ceasefire that is imposed."""
        imposed = self.dials["assume.ceasefire"] and day < self.dials["assume.ceasefire_day"]
        return not self.agreement.in_force and not imposed

    def reckon(self) -> None:
        """Let each side weigh the draft, and talks about it, against the war."""
        talks = self.talks
        talks.work_out()
        offered = self.offered()
        for side in self.sides:
            side.reckon(
                talks.terms,
                self.belief_of(side, talks.terms, self.mission.believed(offered)),
                self.war_value_of(side),
                0.0 if talks.posture.level >= MONITORS.level else offered,
                self.broker.pressure_on(side.key),
            )

    def offered(self) -> float:
        """Return what the soldiers weigh that would come under the draft, 0 to 1."""
        talks = self.talks
        in_text = talks.posture.level >= MONITORS.level
        if not in_text and not self.tolerates_uninvited(talks.terms):
            return 0.0
        return self.mission.weight_offered(talks.posture if in_text else talks.beside)

    def belief_of(self, side: Belligerent, terms: Mapping[str, float], force: float) -> float:
        """Return the chance a side gives terms of being kept, with a force behind them."""
        learned = self.truces.learned[side.at]
        return side.belief_in(terms, force, self.broker.backing, self.agreement.collapses, learned)

    def war_value_of(self, side: Belligerent) -> float:
        """Return what a side expects of fighting on."""
        return side.value_of_war(
            self.war.balance_seen_by(side.at), self.war.exhaustion_felt_by(side.at)
        )

    def impose(self, day: int) -> None:
        """Put a ceasefire in force, drafted or with the terms stated."""
        if self.agreement.in_force:
            return
        self.draft()
        if self.dials["assume.terms"] == "stated":
            self.talks.state()
        self.begin(day)

    def begin(self, day: int) -> None:
        """Open a ceasefire on the terms of the draft."""
        talks, agreement = self.talks, self.agreement
        agreement.in_force, agreement.since_day = True, day
        agreement.committed_day = agreement.ordered_day = day
        agreement.terms, agreement.posture = dict(talks.terms), talks.posture
        agreement.beside, agreement.consented = talks.beside, True
        pressures = [self.broker.pressure_on(side.key) for side in self.sides]
        agreement.pressure = sum(pressures) / 2
        believed = self.mission.believed(self.offered())
        belief = self.belief_of(self.sides[0], talks.terms, believed)
        self.results.agreed(self.broker.plan and not self.broker.walked, belief)
        self.results.begins(day, agreement.terms)
        self.line.begin()
        self.ceasefire.begin()
        self.mission.begin(agreement.posture)
        self.feel_the_peace()

    def quiet_day(self, day: int) -> None:
        """Let a day pass on the line."""
        agreement = self.agreement
        age, stated = day - agreement.since_day, day - agreement.committed_day
        orders = self.ceasefire.orders(stated, day - agreement.ordered_day, agreement.strength)
        fired = self.line.day(*orders)
        self.week_fire = [sofar + today for sofar, today in zip(self.week_fire, fired, strict=True)]
        self.week_days += 1
        self.results.fire(sum(fired), age)
        self.expose()
        if self.ceasefire.look_back(fired, self.line.wartime):
            ukraine, russia = self.ceasefire.armies
            russia_fired_more = ukraine.recent > russia.recent
            self.collapse(day, RUSSIA if russia_fired_more else UKRAINE, "escalation")

    def expose(self) -> None:
        """Add a day's fire near the troops."""
        if not any(self.density):
            return
        for pair, density in zip(self.line.sectors, self.density, strict=True):
            self.mission.exposure += (pair[UKRAINE].fire + pair[RUSSIA].fire) * density

    def expose_to_war(self) -> None:
        """Add a day's fire of the war near the troops who are still there."""
        near = AWAY_RISK * self.away_per_km
        for weight, density in zip(self.line.weights, self.density, strict=True):
            near += weight * density
        fired = zip(self.line.wartime, self.truces.today, strict=True)
        fire = sum(fire * (1 - stopped) for fire, stopped in fired)
        self.mission.exposure += fire * self.dials["mission.hits_in_war"] * near

    def look_back(self) -> None:
        """Look back on the week's fire, and count what was seen of it."""
        self.mission.fire_share = 0.0
        if self.week_days and self.agreement.in_force:
            war = sum(self.line.wartime) * self.week_days
            self.mission.fire_share = sum(self.week_fire) / war
        self.see()

    def see(self) -> None:
        """Count what monitors saw of the fire since last time, as they were then placed."""
        for fire, (seen, attributed) in zip(self.week_fire, self.view, strict=True):
            self.results.seen += fire * seen
            self.results.attributed += fire * attributed
        self.week_fire, self.week_days = [0, 0], 0

    def count_troops(self, day: int) -> None:
        """Write down how many troops are on the ground, and on the line."""
        mission, on_line = self.mission, self.on_line()
        self.results.troops(on_line, mission.total("deployed") - on_line)
        self.results.first_soldiers(day, mission.total("deployed"), on_line)
        for one in mission.members:
            one.most_deployed = max(one.most_deployed, one.deployed)
        deployed = mission.total("deployed", europe_only=True)
        on_line = deployed if self.agreement.where_soldiers_stand.on_line else 0.0
        self.results.europe_on_line(day, on_line)

    def feel_the_peace(self) -> None:
        """Let each army know what war would be worth over the peace in force."""
        if self.agreement.in_force:
            for army, side in zip(self.ceasefire.armies, self.sides, strict=True):
                army.gain = self.gain_from_war(side)

    def decide_on_resumption(self, day: int) -> None:
        """Let each side decide whether to prepare an attack, unless one is on its way."""
        agreement, ceasefire = self.agreement, self.ceasefire
        self.feel_the_peace()
        new = not agreement.in_force or agreement.since_day == day
        if new or ceasefire.attack_day is not None:
            return
        gains = [self.gain_from_war(side) for side in self.sides]
        decided = ceasefire.who_attacks(self.needed(gains), day, self.dials.days_between_decisions)
        if any(decided):
            keener = RUSSIA if gains[RUSSIA] > gains[UKRAINE] else UKRAINE
            ceasefire.attacker = keener if all(decided) else decided.index(True)
            ceasefire.attack_day = math.ceil(day + self.dials["durability.attack_lead_days"])

    def gain_from_war(self, side: Belligerent) -> float:
        """Return what war is worth over the peace in force, to a side."""
        agreement, there = self.agreement, self.mission.weight_there(self.agreement)
        in_text = agreement.posture.level >= MONITORS.level
        belief = self.belief_of(side, agreement.terms, self.mission.believed(there))
        uninvited = 0.0 if in_text else there
        return -side.net(agreement.terms, belief, self.war_value_of(side), uninvited)

    def needed(self, gains: Sequence[float]) -> list[float]:
        """Return how tempting an occasion must be before each side attacks, in log units."""
        dials, deterrence = self.dials, self.deterrence()
        weight, bound = dials["durability.value_weight"], dials["durability.ukraine_bound_log"]
        ukraine, russia = (deterrence - weight * gain for gain in gains)
        return [ukraine + bound, russia]

    def deterrence(self) -> float:
        """Return by how much troops, guarantees, terms and trust lower the log rate of attack."""
        dials, agreement, mission = self.dials, self.agreement, self.mission
        standing = agreement.where_soldiers_stand
        armed = self.on_line() * standing.armed / self.line_km
        promised = 1 - (1 - self.broker.backing) * (1 - standing.fights)
        backed = promised * min(2 * mission.weight_there(agreement), 1)
        half = dials["durability.armed_force_half_per_km"]
        return (
            dials["durability.armed_force_log"] * weight_of_numbers(armed, half)
            + dials["durability.guarantee_log"] * backed
            + dials["durability.settlement_log"] * agreement.strength
            + dials["durability.trust_log"] * self.ceasefire.trust
            - dials["durability.outside_pressure_log"] * agreement.pressure
        )

    def attack(self, day: int) -> None:
        """Let an attack begin that was prepared for today."""
        prepared = self.ceasefire.attack_day
        if self.agreement.in_force and prepared is not None and day >= prepared:
            self.collapse(day, self.ceasefire.attacker, "resumption")

    def collapse(self, day: int, breaker: int, how: str) -> None:
        """Let the ceasefire break."""
        self.results.breaks(day, SIDES[breaker], how)
        self.agreement.stood = self.agreement.where_soldiers_stand
        self.mission.come_under_attack()
        self.agreement.in_force = False
        self.agreement.collapses += 1
        self.agreement.posture = NOBODY
        self.agreement.consented = False
        self.talks.rest()

    def on_line(self) -> float:
        """Return soldiers on the contact line."""
        standing = self.agreement.where_soldiers_stand
        return self.mission.total("deployed") if standing.on_line else 0.0

    def place_people(self) -> None:
        """Post troops and monitors for the week to come."""
        dials, on_line = self.dials, self.on_line()
        armed = self.agreement.where_soldiers_stand.armed
        calm = dials["front.calm_per_soldier_per_km"]
        self.away_per_km = (self.mission.total("deployed") - on_line) / self.line_km
        self.density = troops_per_km(on_line, self.line.weights, self.line_km, dials)
        for pair, density in zip(self.line.sectors, self.density, strict=True):
            for gun in pair:
                gun.left = math.exp(-calm * armed * density)
        agreement = self.agreement
        never_had = agreement.in_force and agreement.posture.level < MONITORS.level
        unwelcome = self.mission.lost_consent or (never_had and self.on_line() > 0)
        kept = dials["monitors.access_after_lost_consent"] if unwelcome else 1.0
        people = dials["monitors.observers"] + self.mission.observers + on_line
        self.view = [
            view_of(side, people, dials, self.line_km, kept, dials["monitors.technology_run_by"])
            for side in ("ukrainian", "russian")
        ]
        for army, (_, attributed) in zip(self.ceasefire.armies, self.view, strict=True):
            army.shy = dials["monitors.restraint_from_attribution"] * attributed

    def finish(self) -> Results:
        """Close the books at the horizon and return them."""
        results, agreement = self.results, self.agreement
        self.see()
        results.end_troops = self.mission.total("deployed")
        results.mission_casualties = self.mission.casualties
        results.area_km2 = self.war.area_km2
        results.day_question = self.broker.asked_day
        if agreement.in_force:
            there = self.mission.believed(self.mission.weight_there(agreement))
            results.belief_end = self.belief_of(self.sides[0], agreement.terms, there)
        if results.day_talks is not None and results.day_ceasefire is not None:
            days = results.day_ceasefire - results.day_talks
            results.days_to_sign = days if days >= 0 else None
        if results.still_holding:
            results.days_held = self.written.horizon_days - results.day_ceasefire
        results.posture = self.posture_there().name if agreement.in_force else "none"
        results.outcome = self.outcome()
        return results

    def posture_there(self) -> Posture:
        """Return who is there: soldiers by posture, else the observers of a text, else nobody."""
        if self.mission.total("deployed") >= LEAST_PRESENCE_TROOPS:
            return self.agreement.where_soldiers_stand
        return OBSERVERS if self.mission.observers >= LEAST_PRESENCE_OBSERVERS else NOBODY

    def outcome(self) -> str:
        """Return how the world ends."""
        if self.agreement.in_force:
            return self.held_with()
        if self.results.ceasefires:
            return "collapsed"
        return "no_talks" if self.results.day_talks is None else "talks_without_agreement"

    def held_with(self) -> str:
        """Return the outcome of a ceasefire that holds, by who watches over it."""
        there = self.posture_there()
        if there.soldiers:
            return f"holds_with_troops_{'on' if there.on_line else 'away_from'}_line"
        observers = self.mission.observers + self.dials["monitors.observers"]
        watched = observers >= LEAST_PRESENCE_OBSERVERS
        return "holds_with_observers_only" if watched else "holds_without_foreign_troops"


def troops_per_km(
    troops: float, weights: Sequence[float], line_km: float, dials: Dials
) -> list[float]:
    """Return soldiers per kilometre in each sector: some evenly, some where the fire is."""
    focus, sectors = dials["mission.hot_spot_focus"], len(weights)
    shares = [(1 - focus) / sectors + focus * weight for weight in weights]
    return [troops * share * sectors / line_km for share in shares]
