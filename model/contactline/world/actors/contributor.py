"""Contributors: who prepares, pledges, sends and calls home troops, and on what conditions.

A government pledges where its own reckoning of it is above nought and its conditions are met.
Everybody's pledge draws others in, a leader's most. Preparing and pledging need no talks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.arrays import Array, Mask, WhileSame, log_odds
from contactline.dials.issues import FORCE
from contactline.luck import Ahead, Luck
from contactline.scenario import FIELDS, ActorSpec
from contactline.world.actors.actor import Actor
from contactline.world.actors.institution import objects
from contactline.world.actors.rates import at_a_rate
from contactline.world.actors.request import IN_A_CEASEFIRE, Request
from contactline.world.actors.seats import GovernmentState, Seats
from contactline.world.actors.sending import (
    ONE_SOLDIER,
    deployed_after_week,
    drawn_in,
    leaning_of,
    staff_work,
    stance_part,
    support_after_week,
    troops_pledged,
)
from contactline.world.actors.standing import Standing, at_twice_the_risk, staying, word_kept
from contactline.world.postures import AWAY_RISK, FIGHTS, ON_LINE, Rungs
from contactline.world.reckoning import Reckoning
from contactline.world.settings import Settings, drawn

OUTSIDE_EUROPE = ("canada",)
AFTER = FIELDS["actors.*.after"].options
"""What must have come before a pledge, in the order of the stages of a `Request`."""
BACKING_NEEDED = 0.25
MEANS = {"troops": "deployable_troops", "support": "home_support", "option": "option_days"}
"""The fields of a contributor that each world draws, by the word in the purpose of the draw."""


class Contributor(Actor):
    """A state that may send troops. All arrays (worlds,).

    `available_troops`: what it could send in all, before rotation. `home_support`: opinion at
    home at first, 0 to 1. `leaning`: what it privately wants, in log-odds. `option_days`: days of
    staff work until it has an option ready.
    """

    host: Contributors
    place: int

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Draw what this contributor could send, and what it privately wants."""
        super().__init__(model, key, spec, luck)
        self.leads = self.proposes_force = bool(spec.leads)
        self.after = AFTER.index(spec.after)
        self.needs_backing = bool(spec.needs_backing)
        self.needs_leader = bool(spec.needs_leader)
        given = {word: getattr(spec, field) for word, field in MEANS.items()}
        found = drawn(given, luck, f"actor {key} ")
        self.available_troops, self.home_support = found["troops"], found["support"]
        self.option_days = found["option"]
        self.leaning = leaning_of(key, luck)

    @property
    def pledged(self) -> Array:
        """Return its soldiers pledged."""
        pledged: Array = self.host.pledged[self.place]
        return pledged

    @property
    def deployed(self) -> Array:
        """Return its soldiers on the ground."""
        deployed: Array = self.host.deployed[self.place]
        return deployed

    @property
    def support(self) -> Array:
        """Return opinion at home now, 0 to 1."""
        support: Array = self.host.support[self.place]
        return support


@dataclass(frozen=True)
class Pledging:
    """Who pledges now, and what each reckoned.

    joins, met (its own conditions are), objects, played (somebody else decided for it): (members,
    worlds). asked: where a force is asked for; agreed: where no ally bars it; (worlds,).
    """

    members: tuple[Contributor, ...]
    joins: Mask
    reckoning: Reckoning
    met: Mask
    objects: Mask
    asked: Mask
    agreed: Mask
    played: Mask


class Contributors:
    """The contributors of a block of worlds, leading ones first, a row each, and their decisions.

    `ready`: has an option ready; `offered`: soldiers it says it would send under the text that lies
    before the sides; `pledged`, `deployed`: soldiers; `support`: opinion at home, 0 to
    1; `withdrawn`: gone home for good; all (contributors, worlds). Of the latest war that came back
    around them: `attacked`: soldiers there; `undecided`, `holding`, `reinforced`: it has not said
    yet, they stay, they are to be more than it had pledged.
    """

    def __init__(
        self, members: Sequence[Contributor], luck: Luck, settings: Settings, seats: Seats
    ) -> None:
        """Take the contributors, in any order, with what they bring."""
        self.members = tuple(sorted(members, key=lambda one: not one.leads))
        self.keys = tuple(one.key for one in self.members)
        self.seats = seats
        self.leads = self._flags([one.leads for one in self.members])
        self.after = np.array([one.after for one in self.members]).reshape(-1, 1)
        self.needs_backing = self._flags([one.needs_backing for one in self.members])
        self.needs_leader = self._flags([one.needs_leader for one in self.members])
        self.stance = self._rows([one.opening[FORCE] for one in self.members], luck)
        self.available_troops = self._rows([one.available_troops for one in self.members], luck)
        self.home_support = self._rows([one.home_support for one in self.members], luck)
        self.leaning = self._rows([one.leaning for one in self.members], luck)
        self.option_days = self._rows([one.option_days for one in self.members], luck)
        self._everywhere = np.ones(self.stance.shape)
        self._word_kept = WhileSame[Array]()
        self.european = [at for at, one in enumerate(self.members) if one.key not in OUTSIDE_EUROPE]
        for place, one in enumerate(self.members):
            one.host, one.place = self, place
        purposes = [f"actor {one.key} pledges" for one in self.members]
        self._pledges = Ahead(luck, *purposes, every=settings.days_between_decisions)
        self._begin()

    def _begin(self) -> None:
        """Begin with opinion at home as it is, and nobody who has prepared or pledged anything."""
        self.support = self.home_support
        self.prepared_days = np.zeros_like(self.support)
        self.ready = np.zeros(self.support.shape, dtype=bool)
        self.offered = np.zeros_like(self.support)
        self.pledged = np.zeros_like(self.support)
        self.deployed = np.zeros_like(self.support)
        self.attacked = np.zeros_like(self.support)
        self.withdrawn, self.undecided, self.holding, self.reinforced = (
            np.zeros(self.support.shape, dtype=bool) for _ in range(4)
        )

    def reckon(self, request: Request, settings: Settings) -> Reckoning:
        """Return what each government reckons of pledging, parts (contributors, worlds)."""
        mission = settings.mission
        risk = request.fire_share * np.where(ON_LINE[request.rung], 1.0, AWAY_RISK)
        everywhere = self._everywhere
        objection = mission.objection_weight * request.outside_text
        return Reckoning(
            {
                "own stance": stance_part(self.stance, request.rung, weight=mission.stance_weight),
                "company of others": mission.cascade * drawn_in(self.going, self.leads),
                "American backing": mission.backing_weight * request.backing * everywhere,
                "consent of both sides": mission.consent_weight * request.in_text * everywhere,
                "objection of Russia": -objection * everywhere,
                "opinion at home": mission.support_weight * (self.support - 0.5),
                "risk": -mission.risk_weight * risk * everywhere,
                "reluctance": -mission.reluctance * everywhere,
                "leaning": self.leaning,
            }
        )

    @property
    def going(self) -> Mask:
        """Return who has pledged soldiers or says it would send them, (contributors, worlds)."""
        return (self.pledged > 0) | (self.offered > 0)

    def europe_has_option(self) -> Mask:
        """Return where at least one European government has an option ready, (worlds,)."""
        ready: Mask = self.ready[self.european].any(axis=0)
        return ready

    def offer(self, request: Request, welcome: Mask, settings: Settings) -> None:
        """Let every government say what it would send if the text before the sides were signed.

        An offer binds nobody, but the sides reckon with it. Only who has an option ready can make
        one. request: as it would be under that text. welcome: where soldiers could come, (worlds,).
        """
        reckoning = self.reckon(request, settings)
        may = welcome & self.ready & self._free_to_go(settings)
        may = may & self._nobody_bars(reckoning.net, settings)
        own = (reckoning.net > 0) & self._conditions_met(request, self.going, settings)
        troops = self._troops(request, settings)
        may = may & (troops >= ONE_SOLDIER)
        offers = may & self._played("offer", own, may, reckoning)
        offered = np.where(offers, troops, 0.0)
        stand = np.where(self.holding & request.in_text, self.deployed, 0.0)
        self.offered = np.maximum(offered, stand)

    def prepare(
        self, request: Request, reckoning: Reckoning, called_for: Mask, settings: Settings
    ) -> Mask:
        """Return who now has an option ready, (contributors, worlds).

        Staff work goes on wherever a government could imagine going: before a ceasefire for the
        case that both sides consent, in one as things are. Nobody prepares what it would never
        send, or what an ally would bar. It goes faster once the broker has asked. called_for: where
        anybody asks for soldiers, (worlds,); elsewhere no staff works on it.
        """
        consent = settings.mission.consent_weight - reckoning.parts["consent of both sides"]
        hope = np.where(request.stage < IN_A_CEASEFIRE, consent, 0.0)
        hoped_for = reckoning.net + hope
        own = (hoped_for > 0) & self._nobody_bars(hoped_for, settings)
        may = called_for & ~self.ready & (self._troops(request, settings) >= ONE_SOLDIER)
        shown = Reckoning({**reckoning.parts, "consent hoped for": hope})
        willing = may & self._played("prepare", own, may, shown)
        done: Mask = willing & (self.prepared_days >= self._work_days(settings))
        pace, days = settings.mission.question_pace, settings.days_between_decisions
        work = staff_work(days, request.asked, pace=pace)
        self.prepared_days = np.where(willing, self.prepared_days + work, self.prepared_days)
        self.ready = self.ready | done
        return done

    def pledge(
        self, request: Request, reckoning: Reckoning, allowed: Mask, day: int, settings: Settings
    ) -> Pledging:
        """Return who pledges troops now. allowed: where a force is asked for, (worlds,)."""
        mission = settings.mission
        troops = self._troops(request, settings)
        may = self.ready & self._free_to_go(settings) & (self.pledged <= 0)
        objects = self._bar(reckoning.net, settings)
        agreed = ~objects.any(axis=0)
        decides = at_a_rate(
            self._pledges.at(day), settings.days_between_decisions, mission.pledge_days
        )
        met = self._conditions_met(request, self.pledged > 0, settings)
        own = (reckoning.net > 0) & met & decides
        may = allowed & agreed & may & (troops >= ONE_SOLDIER)
        joins = may & self._played("pledge", own, may, reckoning)
        self.pledged = np.where(joins, troops, self.pledged)
        played = self.seats.played(self.keys, "pledge")
        return Pledging(self.members, joins, reckoning, met, objects, allowed, agreed, played)

    def take_back(self, where: Mask) -> None:
        """Let pledges lapse in the worlds `where`."""
        self.pledged = np.where(where, 0.0, self.pledged)

    def deploy(self, welcome: Mask, settings: Settings) -> None:
        """Bring pledged troops in where they are welcome, and home who does not hold. (worlds,)."""
        more = self.pledged * settings.mission.reinforcement
        stay = np.where(self.reinforced, more, np.minimum(self.deployed, self.pledged))
        target = np.where(welcome, self.pledged, np.where(self.holding, stay, 0.0))
        self.deployed = deployed_after_week(
            self.deployed, target, buildup_days=settings.mission.buildup_days
        )

    def suffer(self, hits: Array, settings: Settings) -> None:
        """Let casualties, (contributors, worlds), cost support at home."""
        self.support = support_after_week(
            self.support,
            self.home_support,
            hits,
            lost_per_hit=settings.mission.support_lost_per_casualty,
        )

    def withdraw(self, settings: Settings) -> Mask:
        """Return where lost support brings troops home for good, (contributors, worlds)."""
        margin = self.support - settings.mission.withdrawal_support
        may, reckoning = self.pledged > 0, Reckoning({"opinion at home": margin})
        leaves = may & self._played("withdraw", margin < 0, may, reckoning)
        self.withdrawn = self.withdrawn | leaves
        self.holding = self.holding & ~leaves
        self.pledged = np.where(leaves, 0.0, self.pledged)
        return leaves

    def come_under_attack(self, where: Mask) -> None:
        """Let the war come back around all soldiers who are there in the worlds `where`."""
        self.attacked = np.where(where, self.deployed, self.attacked)
        self.holding = np.where(where, (self.deployed > 0) & (self.pledged > 0), self.holding)
        self.reinforced = self.reinforced & ~where
        self.undecided = self.undecided | where

    def stand(self, at_war: Mask, rung: Rungs, backing: Array, settings: Settings) -> Standing:
        """Let governments hold in a war that has come back, leave, or reinforce.

        at_war, backing: (worlds,). rung: the posture in which their soldiers stand. Who holds
        decides anew each week; who has left stays away while the war goes on, and would pledge
        anew for the next ceasefire.
        """
        may = self.holding & at_war
        reckoning = self._staying(rung, backing, settings)
        holds = may & self._played("hold", reckoning.net > 0, may, reckoning)
        for_more = at_twice_the_risk(reckoning)
        can = holds & ~self.reinforced & self._may_reinforce(rung, backing, for_more, settings)
        more = can & self._played("reinforce", for_more.net > 0, can, for_more)
        leaves = may & ~holds
        self.holding = self.holding & ~leaves
        self.pledged = np.where(leaves, 0.0, self.pledged)
        self.reinforced = (self.reinforced | more) & ~leaves
        first, self.undecided = holds & self.undecided, self.undecided & ~at_war
        played = (self.seats.played(self.keys, one) for one in ("hold", "reinforce"))
        return Standing(first, leaves, more, reckoning, for_more, *played)

    def word_kept(self) -> Array:
        """Return how far their word was kept when the war last came back, 0 to 1, (worlds,)."""
        state = (self.attacked, self.holding, self.reinforced)
        return self._word_kept.of(lambda: word_kept(*state), *state)

    def _staying(self, rung: Rungs, backing: Array, settings: Settings) -> Reckoning:
        """Return what each reckons of staying in the war, parts (contributors, worlds)."""
        nobody = np.zeros(rung.size, dtype=bool)
        war = Request(
            rung=rung,
            in_text=nobody,
            outside_text=nobody,
            backing=backing,
            fire_share=np.ones(rung.size),
            stage=np.zeros(rung.size),
            asked=nobody,
        )
        company = settings.mission.cascade * drawn_in(self.holding, self.leads)
        return staying(self.reckon(war, settings), company, rung, settings)

    def _may_reinforce(
        self, rung: Rungs, backing: Array, for_more: Reckoning, settings: Settings
    ) -> Mask:
        """Return who could send more: where soldiers fight, are backed, and home bears it."""
        fights = (FIGHTS[rung] > 0) & (backing >= BACKING_NEEDED)
        return fights & self._free_to_go(settings) & self._nobody_bars(for_more.net, settings)

    def _played(self, decision: str, own: Mask, possible: Mask, reckoning: Reckoning) -> Mask:
        """Return where each acts, (contributors, worlds): as it would, or as it is played."""

        def state(row: int) -> GovernmentState:
            rows = (self.ready, self.pledged, self.deployed, self.support, self.available_troops)
            return GovernmentState(*(one[row] for one in rows))

        return self.seats.take(decision, self.keys, own, possible, reckoning, state)

    def _troops(self, request: Request, settings: Settings) -> Array:
        """Return the soldiers each would keep on the ground, (contributors, worlds)."""
        return troops_pledged(
            self.available_troops,
            request.rung,
            rotation_ratio=settings.mission.rotation_ratio,
            scale=settings.mission.pledge_scale,
        )

    def _free_to_go(self, settings: Settings) -> Mask:
        """Return who is borne at home and has not gone home for good, (contributors, worlds)."""
        free: Mask = (self.support >= settings.mission.withdrawal_support) & ~self.withdrawn
        return free

    def _nobody_bars(self, net: Array, settings: Settings) -> Mask:
        """Return where no ally bars the others, (worlds,)."""
        if not settings.mission.in_nato:
            return np.ones(net.shape[-1], dtype=bool)
        allowed: Mask = ~self._bar(net, settings).any(axis=0)
        return allowed

    def _bar(self, net: Array, settings: Settings) -> Mask:
        """Return who bars the others, (contributors, worlds): one can if all decide together.

        net: what each reckons of going itself.
        """
        if not settings.mission.in_nato:
            return np.zeros(net.shape, dtype=bool)
        own = objects(net, objection=log_odds(settings.mission.objection_chance))
        may, reckoning = np.ones_like(own), Reckoning({"its own reckoning of going": net})
        return self._played("object", own, may, reckoning)

    def _work_days(self, settings: Settings) -> Array:
        """Return the days of staff work each government needs, (contributors, worlds)."""
        work: Array = self.option_days * settings.mission.preparation_scale
        return work

    def _conditions_met(self, request: Request, going: Mask, settings: Settings) -> Mask:
        """Return where each government's own conditions are met, (contributors, worlds).

        going: who counts as going where a leader must.
        """
        leader_goes = (self.leads & going).any(axis=0)
        backed = request.backing >= BACKING_NEEDED
        met = (request.stage >= self.after) & (backed | ~self.needs_backing)
        if settings.mission.needs_leader:
            met = met & (leader_goes | self.leads | ~self.needs_leader)
        return met

    @staticmethod
    def _flags(values: Sequence[bool]) -> Mask:
        return np.array(values, dtype=bool).reshape(-1, 1)

    @staticmethod
    def _rows(rows: Sequence[Array], luck: Luck) -> Array:
        return np.stack(rows) if rows else np.zeros((0, luck.worlds.size))
