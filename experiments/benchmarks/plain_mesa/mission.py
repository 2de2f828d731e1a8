"""The foreign mission of one world: who pledges, how troops arrive, what sends them home."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import mesa

from plain_mesa.actors import Contributor, weight_of_numbers
from plain_mesa.results import LEAST_PRESENCE_TROOPS
from plain_mesa.talks import INSTRUCTORS, MONITORS, NOBODY, OBSERVERS, Posture
from plain_mesa.war import log_odds

COMFORT_POINTS = 20
DAYS_TO_LEAVE = 21
SUPPORT_RECOVERY_PER_WEEK = 0.02
OUTSIDE_EUROPE = ("canada",)
LEADER_COUNTS = 3
AWAY_RISK = 0.2
BACKING_NEEDED = 0.25
IN_A_CEASEFIRE = 2
NEUTRAL_BELOW = 25
HELD = 0.5


@dataclass
class Agreement:
    """The ceasefire agreement of one world: whether it is in force, and what it says.

    `beside`: how soldiers stand whom it does not hold. `stood`: how they stood in the latest that
    broke.
    """

    in_force: bool = False
    since_day: int = 0
    committed_day: int = 0
    ordered_day: int = 0
    terms: dict[str, float] | None = None
    posture: Posture = NOBODY
    consented: bool = False
    pressure: float = 0.0
    collapses: float = 0.0
    beside: Posture = INSTRUCTORS
    stood: Posture = INSTRUCTORS

    @property
    def strength(self) -> float:
        """Return how much is settled: 0 for a bare truce, 1 for a full settlement."""
        return 1 - self.terms["sequence"] / 100 if self.terms else 0.0

    @property
    def where_soldiers_stand(self) -> Posture:
        """Return the posture of soldiers: as in the text, or away from it; in war as before."""
        if not self.in_force:
            return self.stood
        return self.posture if self.posture.level >= MONITORS.level else self.beside

    def order(self, day: int, *, committed: bool, ordered: bool) -> None:
        """Let both sides commit themselves anew, or only give their troops orders anew."""
        if self.in_force and (committed or ordered):
            self.committed_day = day if committed else self.committed_day
            self.ordered_day = day

    def lose_force(self) -> None:
        """Let the foreign force fall out of the terms."""
        self.posture = NOBODY
        self.terms["foreign_force"] = 0.0


class Request(NamedTuple):
    """What governments are asked for. `stage`: 0 in the war, 1 with talks or a plan, 2 after.

    `in_text`: with the consent of both sides. `outside`: of a text in force. `asked`: the broker
    has raised the question of European troops.
    """

    posture: Posture
    in_text: bool
    outside: bool
    backing: float
    fire_share: float
    stage: int
    asked: bool


class Mission:
    """The contributors of one world. `fire_share`: last week's fire as a share of the war.

    `exposure`: this week's violations near the troops, times soldiers per km. `observers`: the
    neutral ones of a text.
    """

    def __init__(self, model: mesa.Model, members: Sequence[Contributor], line_km: float) -> None:
        self.members, self.line_km = members, line_km
        self.dials, self.luck, self.rng = model.dials, model.luck, model.rng
        self.lost_consent = False
        self.casualties = 0
        self.fire_share = 0.0
        self.exposure = 0.0
        self.observers = 0.0

    def total(self, what: str, *, europe_only: bool = False) -> float:
        """Return all soldiers "offered", "pledged" or "deployed"."""
        left_out = OUTSIDE_EUROPE if europe_only else ()
        return sum(getattr(one, what) for one in self.members if one.key not in left_out)

    def europe_has_option(self) -> bool:
        """Return whether a European government has an option ready."""
        return any(one.ready for one in self.members if one.key not in OUTSIDE_EUROPE)

    def offer(self, request: Request, welcome: bool) -> None:
        """Let all governments say what they would send if the draft were signed; it binds nobody.

        request: what they would then be asked for. welcome: whether soldiers could come.
        """
        nets = {one: self.net(one, request) for one in self.members}
        agreed = self.nobody_objects(nets)
        leader_goes = any(one.leads and one.goes for one in self.members)
        would = {
            one: welcome
            and agreed
            and nets[one] > 0
            and self.free_to_go(one)
            and self.conditions_met(one, request, leader_goes)
            and self.has_soldiers(one, request.posture)
            for one in self.members
        }
        for one in self.members:
            one.offered = self.soldiers_of(one, request.posture) if would[one] else 0.0
            if one.holding and request.in_text:
                one.offered = max(one.offered, one.deployed)

    def decide(self, request: Request, called_for: bool, day: int) -> None:
        """Let all governments work on an option, and pledge, where soldiers are called for."""
        if not called_for:
            return
        nets = {one: self.net(one, request) for one in self.members}
        self.prepare(nets, request)
        barred = self.lost_consent and request.stage == IN_A_CEASEFIRE
        if barred or not self.nobody_objects(nets):
            return
        joining = [one for one, net in nets.items() if net > 0 and self.may_pledge(one, request)]
        days, every = self.dials.days_between_decisions, self.dials["mission.pledge_days"]
        for one in joining:
            if self.luck.happens(f"actor {one.key} pledges", day, within=days, every=every):
                one.pledged = self.soldiers_of(one, request.posture)

    def soldiers_of(self, one: Contributor, posture: Posture) -> float:
        """Return how many soldiers a government would keep on the ground in a posture."""
        effort = posture.effort * self.dials["mission.pledge_scale"]
        return one.available / self.dials["mission.rotation_ratio"] * effort

    def has_soldiers(self, one: Contributor, posture: Posture) -> bool:
        """Return whether a government has at least one soldier to send."""
        return self.soldiers_of(one, posture) >= 1

    def net(self, one: Contributor, request: Request) -> float:
        """Return what a government reckons of pledging, in log-odds."""
        dials = self.dials
        margin = min(one.opening["foreign_force"] - request.posture.level, COMFORT_POINTS)
        near = 1.0 if request.posture.on_line else AWAY_RISK
        return (
            dials["mission.stance_weight"] * margin / 10
            + dials["mission.cascade"] * self.company(one)
            + dials["mission.backing_weight"] * request.backing
            + dials["mission.consent_weight"] * request.in_text
            - dials["mission.objection_weight"] * request.outside
            + dials["mission.support_weight"] * (one.support - 0.5)
            - dials["mission.risk_weight"] * request.fire_share * near
            - dials["mission.reluctance"]
            + one.leaning
        )

    def company(self, one: Contributor, word: str = "goes") -> float:
        """Return how far others who go draw a government in: in full where half of them do.

        word: what others must do, "goes" or "holding".
        """
        counts = {other: LEADER_COUNTS if other.leads else 1 for other in self.members}
        others = [other for other in self.members if other is not one]
        going = sum(counts[other] for other in others if getattr(other, word))
        return min(2 * going / max(sum(counts[other] for other in others), 1), 1)

    def prepare(self, nets: dict[Contributor, float], request: Request) -> None:
        """Let governments that could imagine going work on an option, unless one would object.

        They work faster once the broker has asked. nets: what each reckons of pledging today;
        before a ceasefire it may hope for consent.
        """
        hope = 0.0
        if request.stage < IN_A_CEASEFIRE and not request.in_text:
            hope = self.dials["mission.consent_weight"]
        hoped_for = {one: net + hope for one, net in nets.items()}
        if not self.nobody_objects(hoped_for):
            return
        for one, net in hoped_for.items():
            if net > 0 and self.has_soldiers(one, request.posture):
                needed = one.option_days * self.dials["mission.preparation_scale"]
                one.ready = one.ready or one.staff_work >= needed
                pace = self.dials["mission.question_pace"] if request.asked else 1.0
                one.staff_work += self.dials.days_between_decisions * pace

    def nobody_objects(self, nets: dict[Contributor, float]) -> bool:
        """Return whether all go along, where NATO decides; elsewhere each decides for itself."""
        if self.dials["mission.badge"] != "nato" or not nets:
            return True
        return min(nets.values()) >= log_odds(self.dials["mission.objection_chance"])

    def may_pledge(self, one: Contributor, request: Request) -> bool:
        """Return whether a government is able to pledge, and its own conditions are met."""
        leader_goes = any(other.leads and other.pledged > 0 for other in self.members)
        free = self.free_to_go(one) and one.pledged <= 0
        free = free and self.has_soldiers(one, request.posture)
        return free and self.conditions_met(one, request, leader_goes)

    def free_to_go(self, one: Contributor) -> bool:
        """Return whether it has an option, is borne at home and has not gone home for good."""
        return one.ready and self.borne(one) and not one.withdrawn

    def borne(self, one: Contributor) -> bool:
        """Return whether opinion at home bears a force."""
        return one.support >= self.dials["mission.withdrawal_support"]

    def conditions_met(self, one: Contributor, request: Request, leader_goes: bool) -> bool:
        """Return whether what a government asks for is given."""
        if request.stage < one.after or (one.needs_backing and request.backing < BACKING_NEEDED):
            return False
        waits = self.dials["mission.needs_leader"] and one.needs_leader and not one.leads
        return leader_goes or not waits

    def weight_offered(self, posture: Posture) -> float:
        """Return what the soldiers offered weigh in a belief, standing in a posture."""
        return self.weight(self.total("offered"), posture)

    def weight_there(self, agreement: Agreement) -> float:
        """Return what the soldiers in the country weigh, by number and posture."""
        return self.weight(self.total("deployed"), agreement.where_soldiers_stand)

    def weight(self, soldiers: float, posture: Posture) -> float:
        """Return what soldiers weigh, 0 to 1."""
        half = self.dials["talks.reassurance_half_per_km"]
        return weight_of_numbers(soldiers / self.line_km, half) * posture.reassures

    def lose_consent(self, agreement: Agreement, day: int) -> None:
        """Let Russia take its consent back, or not."""
        if not (agreement.in_force and agreement.consented and agreement.posture.on_line):
            return
        weekly = 1 - math.exp(-self.dials["mission.consent_loss_per_year"] / 52)
        if self.luck.uniform("consent taken back", day) < weekly:
            self.lost_consent = True
            agreement.consented = False
            on_the_line = agreement.posture.level >= MONITORS.level
            if on_the_line and self.dials["mission.without_consent"] == "deploy":
                agreement.beside = agreement.posture
            elif on_the_line:
                self.take_back()
            agreement.lose_force()

    def begin(self, posture: Posture) -> None:
        """Start under a new text; what was pledged for a force that it does not hold lapses."""
        self.lost_consent = False
        if posture.level < MONITORS.level:
            self.take_back()

    def take_back(self) -> None:
        """Let all pledges lapse."""
        for one in self.members:
            one.pledged = 0.0

    def arrive(self, agreement: Agreement, day: int) -> None:
        """Bring all who are pledged in while the ceasefire holds, and all home afterwards."""
        days_there = day - agreement.since_day - self.dials["mission.lead_time_days"]
        posted = agreement.in_force and agreement.posture is OBSERVERS
        arrived = 1 - math.exp(-max(days_there, 0) / self.dials["mission.buildup_days"])
        self.observers = self.dials["mission.neutral_observers"] * arrived if posted else 0.0
        for one in self.members:
            target = one.pledged
            if not (agreement.in_force and days_there >= 0):
                target = self.stays(one)
            coming = target > one.deployed
            days = self.dials["mission.buildup_days"] if coming else DAYS_TO_LEAVE
            one.deployed += (target - one.deployed) * (1 - math.exp(-7 / days))
            one.deployed = 0.0 if one.deployed < 1 else one.deployed

    def stays(self, one: Contributor) -> float:
        """Return how many soldiers a government has there when none are to come for a ceasefire."""
        if not one.holding:
            return 0.0
        more = one.pledged * self.dials["mission.reinforcement"]
        return more if one.reinforced else min(one.deployed, one.pledged)

    def come_under_attack(self) -> None:
        """Let the war come back around all soldiers who are there."""
        for one in self.members:
            one.attacked = one.deployed
            one.holding = one.deployed > 0 and one.pledged > 0
            one.reinforced = False

    def stand(self, posture: Posture, backing: float) -> None:
        """Let governments hold in a war that has come back, leave, or reinforce."""
        nets = {one: self.staying(one, posture, backing) for one in self.members}
        twice = {one: net - self.war_risk(posture) for one, net in nets.items()}
        may_send_more = posture.fights > 0 and backing >= BACKING_NEEDED
        may_send_more = may_send_more and self.nobody_objects(twice)
        for one, net in nets.items():
            if one.holding and net <= 0:
                one.holding, one.pledged = False, 0.0
            wants = may_send_more and twice[one] > 0 and self.borne(one) and not one.withdrawn
            one.reinforced = one.holding and (one.reinforced or wants)

    def staying(self, one: Contributor, posture: Posture, backing: float) -> float:
        """Return what a government reckons of having its soldiers stay in the war, in log-odds."""
        dials = self.dials
        war = Request(posture, False, False, backing, 1.0, 0, False)
        company = self.company(one, "holding") - self.company(one)
        return (
            self.net(one, war)
            + dials["mission.cascade"] * company
            + dials["mission.promise_weight"] * posture.fights
            - dials["mission.end_weight"]
        )

    def war_risk(self, posture: Posture) -> float:
        """Return what the fire of the war weighs against soldiers in a posture, in log-odds."""
        return self.dials["mission.risk_weight"] * (1.0 if posture.on_line else AWAY_RISK)

    def believed(self, weight: float) -> float:
        """Return what soldiers weigh in Ukraine's belief, after what others did in the last war."""
        there = sum(one.attacked for one in self.members)
        if there < LEAST_PRESENCE_TROOPS:
            return weight
        kept = sum(
            one.attacked * (1.0 if one.reinforced else HELD if one.holding else 0.0)
            for one in self.members
        )
        return weight * (1 - self.dials["talks.belief_lost_by_leaving"] * (1 - kept / there))

    def suffer(self) -> None:
        """Count this week's casualties, and what they cost at home."""
        dials, total = self.dials, self.total("deployed")
        mean = self.exposure * dials["mission.hits_per_million"] / 1e6
        self.exposure = 0.0
        for one in self.members:
            hits = int(self.rng.poisson(mean * one.deployed / total)) if total > 0 else 0
            one.support += SUPPORT_RECOVERY_PER_WEEK * (one.home_support - one.support)
            one.support -= dials["mission.support_lost_per_casualty"] * hits
            one.support = min(max(one.support, 0.0), 1.0)
            self.casualties += hits

    def withdraw(self) -> None:
        """Let governments that have lost their support at home leave for good."""
        for one in self.members:
            if one.pledged > 0 and one.support < self.dials["mission.withdrawal_support"]:
                one.withdrawn = True
                one.holding = False
                one.pledged = 0.0
