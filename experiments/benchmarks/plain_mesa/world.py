"""One world of a scenario, and the order of its days and weeks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import mesa

from contactline.evidence import front
from contactline.scenario import Event, Scenario
from plain_mesa.actors import ROLES, Actor, Contributor
from plain_mesa.ceasefire import Ceasefire
from plain_mesa.dials import Dials
from plain_mesa.line import RUSSIA, UKRAINE, Line
from plain_mesa.mission import Agreement, Mission
from plain_mesa.monitors import view_of
from plain_mesa.results import LEAST_PRESENCE_TROOPS, Results
from plain_mesa.talks import NOBODY, OBSERVERS, Talks
from plain_mesa.war import SIDES, War


class PlainWorld(mesa.Model):
    """One world, written the plain way. `step` lets a day pass; `play` all of them.

    written: the scenario. `week_fire`: violations by side since the last week's end. `view`:
    shares seen and attributed, of each side. `density`: soldiers per km in each sector.
    """

    def __init__(self, written: Scenario, rng: int) -> None:
        super().__init__(rng=rng)
        self.written = written
        self.dials = Dials(written.dials, self.random)
        if self.dials["bargaining.model"] != "compromise":
            raise ValueError("The plain model knows the compromise model of bargaining only.")
        self.war = War(self.dials)
        self.agreement, self.results = Agreement(), Results()
        self.introduce_actors()
        self.line = Line(self, front().sector_intensity.tolist(), self.dials)
        self.ceasefire = Ceasefire(self, self.dials)
        self.line_km = front().length_km
        self.week_fire, self.week_days = [0, 0], 0
        self.place_people()
        self.review()
        self.happen(0)

    def introduce_actors(self) -> None:
        """Bring in everybody with a voice; the leading contributors and Ukraine stand first."""
        actors: list[Actor] = [
            ROLES.get(spec.role, Actor)(self, key, spec)
            for key, spec in self.written.actors.items()
        ]
        sides = [next(one for one in actors if one.key == key) for key in SIDES]
        members = [one for one in actors if isinstance(one, Contributor)]
        self.talks = Talks(actors, sides, self.dials, self.random)
        self.mission = Mission(members, self.dials, self.rng)

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
        if self.agreement.in_force:
            self.quiet_day(day)

    def happen(self, day: int) -> None:
        """Let the events of a day change their dials, and let everybody reconsider the draft."""
        for event in self.written.events:
            if event.day == day:
                self.take_in(event)

    def take_in(self, event: Event) -> None:
        """Let one event change its dials."""
        for name, value in event.change.items():
            self.dials.change(name, value)
        self.review()

    def review(self) -> None:
        """Write the draft that can be expected, unless one is on the table or in force."""
        if not self.agreement.in_force and not self.talks.at_table:
            self.talks.draft()

    def week(self, day: int) -> None:
        """Let a week be decided."""
        self.week_of_diplomacy(day)
        self.look_back()
        self.week_of_mission(day)
        self.decide_on_resumption(day)
        self.place_people()

    def week_of_diplomacy(self, day: int) -> None:
        """Let the war go on, talks open, sides concede, sign, or part."""
        talks, in_force = self.talks, self.agreement.in_force
        self.war.week(not in_force, self.rng.normal())
        self.weigh()
        if talks.open(not in_force and self.may_talk(day)):
            if self.results.day_talks is None:
                self.results.day_talks = day
            talks.draft()
        talks.concede(in_force)
        self.weigh()
        if talks.sign():
            self.begin(day)
        talks.break_off()

    def may_talk(self, day: int) -> bool:
        """Return whether talks may open: not before the ceasefire, where one is imposed."""
        return not self.dials["assume.ceasefire"] or day >= self.dials["assume.ceasefire_day"]

    def weigh(self) -> None:
        """Let each side weigh the draft against the war."""
        self.talks.weigh(self.war.value, self.agreement.collapses)

    def impose(self, day: int) -> None:
        """Put a ceasefire in force, drafted or with the terms stated."""
        if self.agreement.in_force:
            return
        self.talks.draft()
        if self.dials["assume.terms"] == "stated":
            self.talks.state()
        self.weigh()
        self.begin(day)

    def begin(self, day: int) -> None:
        """Open a ceasefire on the terms of the draft."""
        talks, agreement = self.talks, self.agreement
        agreement.in_force, agreement.since_day = True, day
        agreement.terms, agreement.posture = dict(talks.terms), talks.posture
        agreement.consented = talks.consents
        agreement.pressure = sum(talks.pressure_on(side) for side in talks.sides) / 2
        self.results.begins(day, agreement.terms)
        self.line.begin()
        self.ceasefire.begin()
        self.mission.lost_consent = False

    def quiet_day(self, day: int) -> None:
        """Let a day pass on the line."""
        age = day - self.agreement.since_day
        fired = self.line.day(*self.ceasefire.orders(age, self.agreement.strength))
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

    def week_of_mission(self, day: int) -> None:
        """Let governments pledge, troops arrive, suffer and leave."""
        mission, agreement, talks = self.mission, self.agreement, self.talks
        if agreement.in_force:
            mission.decide(agreement.posture, agreement.consented)
        elif talks.at_table:
            mission.decide(talks.posture, talks.consents)
        self.results.pledges({one.key: one.pledged for one in mission.members})
        mission.lose_consent(agreement)
        mission.deploy(agreement, talks.at_table, day)
        mission.suffer()
        mission.withdraw()
        self.count_troops(day)

    def count_troops(self, day: int) -> None:
        """Write down how many troops are pledged, on the ground, and on the line."""
        mission = self.mission
        self.results.troops(mission.total("pledged"), mission.total("deployed"))
        for one in mission.members:
            one.most_deployed = max(one.most_deployed, one.deployed)
        self.results.soldiers(*self.soldiers())
        deployed = mission.total("deployed", europe_only=True)
        on_line = deployed if self.agreement.posture.on_line else 0.0
        self.results.europeans(day, mission.total("pledged", europe_only=True), on_line)

    def decide_on_resumption(self, day: int) -> None:
        """Let each side decide whether to take up the war again."""
        agreement = self.agreement
        if not agreement.in_force or agreement.since_day == day:
            return
        peace = self.talks.values_of(agreement.terms, agreement.collapses)
        gains = [war - calm for war, calm in zip(self.war.value, peace, strict=True)]
        resumes = self.ceasefire.who_resumes(gains, self.deterrence())
        if all(resumes):
            self.collapse(day, RUSSIA if gains[RUSSIA] > gains[UKRAINE] else UKRAINE, "resumption")
        elif any(resumes):
            self.collapse(day, resumes.index(True), "resumption")

    def deterrence(self) -> float:
        """Return by how much troops, guarantees and terms lower the log rate of resumption."""
        dials, agreement = self.dials, self.agreement
        per_km = self.on_line() * agreement.posture.armed / self.line_km
        deterred = dials["durability.armed_force_log"] * per_km
        deterred /= per_km + dials["durability.armed_force_half_per_km"]
        if self.mission.total("deployed") > 0:
            backing = dials["broker.backing"] * dials["broker.engagement"]
            deterred += dials["durability.guarantee_log"] * backing
        deterred += dials["durability.settlement_log"] * agreement.strength
        return deterred - dials["durability.outside_pressure_log"] * agreement.pressure

    def collapse(self, day: int, breaker: int, how: str) -> None:
        """Let the ceasefire break."""
        self.results.breaks(day, SIDES[breaker], how)
        self.agreement.in_force = False
        self.agreement.collapses += 1
        self.agreement.posture = NOBODY
        self.agreement.consented = False
        self.talks.rest()

    def on_line(self) -> float:
        """Return soldiers on the contact line."""
        return self.mission.total("deployed") if self.agreement.posture.on_line else 0.0

    def place_people(self) -> None:
        """Post troops and monitors for the week to come."""
        dials, on_line = self.dials, self.on_line()
        armed = self.agreement.posture.armed
        calm = dials["front.calm_per_soldier_per_km"]
        self.density = troops_per_km(on_line, self.line.weights, self.line_km, dials)
        for pair, density in zip(self.line.sectors, self.density, strict=True):
            for gun in pair:
                gun.left = math.exp(-calm * armed * density)
        kept = dials["monitors.access_after_lost_consent"] if self.mission.lost_consent else 1.0
        people = dials["monitors.observers"] + on_line
        self.view = [
            view_of(side, people, dials, self.line_km, kept) for side in ("ukrainian", "russian")
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
        if results.day_talks is not None and results.day_ceasefire is not None:
            days = results.day_ceasefire - results.day_talks
            results.days_to_sign = days if days >= 0 else None
        if results.still_holding:
            results.days_held = self.written.horizon_days - results.day_ceasefire
        present = results.end_troops >= LEAST_PRESENCE_TROOPS and agreement.posture is not NOBODY
        with_troops = agreement.in_force and present
        results.posture = agreement.posture.name if with_troops else "none"
        results.outcome = self.outcome()
        return results

    def soldiers(self) -> tuple[float, float]:
        """Return soldiers on the contact line, and away from it."""
        deployed, posture = self.mission.total("deployed"), self.agreement.posture
        return deployed * posture.soldiers_on_line, deployed * posture.soldiers_away

    def outcome(self) -> str:
        """Return how the world ends."""
        if self.agreement.in_force:
            return self.how_it_holds()
        if self.results.ceasefires:
            return "collapsed"
        return "no_talks" if self.results.day_talks is None else "talks_without_agreement"

    def how_it_holds(self) -> str:
        """Return who is there in a ceasefire that holds."""
        on_line, away = self.soldiers()
        if on_line >= LEAST_PRESENCE_TROOPS:
            return "holds_with_troops_on_line"
        if away >= LEAST_PRESENCE_TROOPS:
            return "holds_with_troops_away_from_line"
        sent = self.agreement.posture is OBSERVERS and self.mission.total("deployed") > 0
        if sent or self.dials["monitors.observers"] >= 1:
            return "holds_with_observers_only"
        return "holds_without_foreign_troops"


def troops_per_km(
    troops: float, weights: Sequence[float], line_km: float, dials: Dials
) -> list[float]:
    """Return soldiers per kilometre in each sector: some evenly, some where the fire is."""
    focus, sectors = dials["mission.hot_spot_focus"], len(weights)
    shares = [(1 - focus) / sectors + focus * weight for weight in weights]
    return [troops * share * sectors / line_km for share in shares]
