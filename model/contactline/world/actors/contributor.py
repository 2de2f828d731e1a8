"""Contributors: who would send troops, with how many, how they come, and when they go home.

Leaders decide at once, not knowing of each other; followers decide after them and see who leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from contactline.arrays import Array, Mask, bounded, chance
from contactline.dials.issues import FORCE
from contactline.luck import Luck
from contactline.scenario import ActorSpec
from contactline.world.actors.actor import Actor
from contactline.world.actors.institution import nobody_objects
from contactline.world.postures import EFFORT, LEVEL, ON_LINE, Rungs
from contactline.world.settings import Settings, drawn

DAYS_TO_LEAVE = 21.0
COMFORT_POINTS = 20.0
SUPPORT_RECOVERY_PER_WEEK = 0.02
OUTSIDE_EUROPE = ("canada",)


def readiness_to_join(
    stance_margin: Array,
    *,
    backing: Array,
    consent: Array,
    leaders_share: Array,
    fire_share: Array,
    support: Array,
    weights: dict[str, Array],
) -> Array:
    """Return the chance that a government would pledge troops, (worlds,).

    stance_margin: its position on foreign troops less the rung asked for, in points; more
    than 20 points of comfort add nothing. backing, consent, leaders_share: 0 to 1. fire_share:
    recent fire as a share of the war. support: opinion at home, 0 to 1. weights: log-odds.
    """
    return chance(
        -weights["reluctance"]
        + weights["stance"] * np.minimum(stance_margin, COMFORT_POINTS) / 10
        + weights["backing"] * backing
        + weights["consent"] * consent
        + weights["cascade"] * leaders_share
        + weights["support"] * (support - 0.5)
        - weights["risk"] * fire_share
    )


def troops_pledged(
    available_troops: Array, rung: Rungs, *, rotation_ratio: Array, scale: Array
) -> Array:
    """Return the soldiers a contributor keeps on the ground on a rung, (worlds,)."""
    troops: Array = available_troops / rotation_ratio * EFFORT[rung] * scale
    return troops


def deployed_after_week(deployed: Array, target: Array, *, buildup_days: Array) -> Array:
    """Return the soldiers on the ground a week on: they arrive along the build-up, leave fast."""
    days = np.where(target > deployed, buildup_days, DAYS_TO_LEAVE)
    after: Array = deployed + (target - deployed) * (1 - np.exp(-7 / days))
    return np.where(after < 1, 0.0, after)


def support_after_week(
    support: Array, at_home: Array, hits: Array, *, lost_per_hit: Array
) -> Array:
    """Return opinion at home after a week, 0 to 1: it recovers slowly, and casualties cost it.

    support, at_home (where it recovers to), hits (casualties of the week): (..., worlds).
    """
    recovered = support + SUPPORT_RECOVERY_PER_WEEK * (at_home - support)
    return bounded(recovered - lost_per_hit * hits, 0, 1)


class Contributor(Actor):
    """A state that may send troops. All arrays (worlds,).

    `available_troops`: what it could send in all, before rotation. `home_support`: opinion at
    home at first, 0 to 1. `resolve`: the uniform against which its readiness is held in each world.
    """

    host: Contributors
    place: int

    def __init__(self, model: Any, key: str, spec: ActorSpec, luck: Luck) -> None:
        """Draw what this contributor could send, and its resolve."""
        super().__init__(model, key, spec, luck)
        self.leads = bool(spec.leads)
        given = {"troops": spec.deployable_troops, "support": spec.home_support}
        found = drawn(given, luck, f"actor {key} ")
        self.available_troops, self.home_support = found["troops"], found["support"]
        self.resolve = luck.uniform(f"actor {key} resolve")

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
class Request:
    """What governments are asked to send troops for. All arrays (worlds,).

    rung: the posture asked for. consents: Russia consents to it. backing: how far the United
    States stand behind it, 0 to 1. fire_share: recent fire as a share of the war.
    """

    rung: Rungs
    consents: Mask
    backing: Array
    fire_share: Array


@dataclass(frozen=True)
class Joining:
    """A round of decisions: which contributors pledge where, and what they knew.

    joins: (members of the round, worlds). leaders_share: (members, worlds), of the other leaders
    the share that had pledged.
    """

    members: tuple[Contributor, ...]
    joins: Mask
    leaders_share: Array


class Contributors:
    """The contributors of a block of worlds, leading ones first, a row each, and their decisions.

    `pledged`, `deployed`: soldiers; `support`: opinion at home, 0 to 1; `withdrawn`: gone home for
    good; all (contributors, worlds).
    """

    def __init__(self, members: Sequence[Contributor], luck: Luck) -> None:
        """Take the contributors; nobody has pledged anything."""
        self.members = tuple(sorted(members, key=lambda one: not one.leads))
        self.leads = np.array([one.leads for one in self.members], dtype=bool).reshape(-1, 1)
        self.leading = int(self.leads.sum())
        self.stance = self._rows([one.opening[FORCE] for one in self.members], luck)
        self.available_troops = self._rows([one.available_troops for one in self.members], luck)
        self.home_support = self._rows([one.home_support for one in self.members], luck)
        self.resolve = self._rows([one.resolve for one in self.members], luck)
        self.support = self.home_support
        self.pledged = np.zeros_like(self.support)
        self.deployed = np.zeros_like(self.support)
        self.withdrawn = np.zeros(self.support.shape, dtype=bool)
        self.european = [at for at, one in enumerate(self.members) if one.key not in OUTSIDE_EUROPE]
        for place, one in enumerate(self.members):
            one.host, one.place = self, place

    def decide(self, request: Request, allowed: Mask, settings: Settings) -> list[Joining]:
        """Let each government decide, leaders first; return the two rounds.

        allowed: the worlds in which a force is asked for and a deal is near or in force.
        """
        everybody = slice(None)
        if settings.mission.nato_level and self.members:
            allowed = allowed & nobody_objects(
                self._readiness(everybody, request, self._leaders_share(everybody), settings),
                objection_chance=settings.mission.objection_chance,
            )
        leaders, followers = slice(self.leading), slice(self.leading, None)
        return [
            self._pledge_together(group, request, allowed, settings)
            for group in (leaders, followers)
        ]

    def deploy(self, wanted: Mask, welcome: Mask, settings: Settings) -> None:
        """Bring pledged troops in where they are welcome, and all others home.

        wanted: where a pledge still has an agreement or talks to stand on. Both (worlds,).
        """
        self.pledged = np.where(wanted, self.pledged, 0.0)
        target = np.where(welcome, self.pledged, 0.0)
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
        leaves: Mask = (self.pledged > 0) & (self.support < settings.mission.withdrawal_support)
        self.withdrawn = self.withdrawn | leaves
        self.pledged = np.where(leaves, 0.0, self.pledged)
        return leaves

    def _pledge_together(
        self, group: slice, request: Request, allowed: Mask, settings: Settings
    ) -> Joining:
        """Return the pledges of governments that decide at once, not knowing of each other."""
        leaders_share = self._leaders_share(group)
        joins = allowed & self._joins(group, request, leaders_share, settings)
        troops = troops_pledged(
            self.available_troops[group],
            request.rung,
            rotation_ratio=settings.mission.rotation_ratio,
            scale=settings.mission.pledge_scale,
        )
        self.pledged[group] = np.where(joins, troops, self.pledged[group])
        return Joining(self.members[group], joins, leaders_share)

    def _joins(
        self, group: slice, request: Request, leaders_share: Array, settings: Settings
    ) -> Mask:
        ready = self._readiness(group, request, leaders_share, settings) > self.resolve[group]
        borne_at_home = self.support[group] >= settings.mission.withdrawal_support
        joins: Mask = ready & borne_at_home & ~self.withdrawn[group] & (self.pledged[group] <= 0)
        if settings.mission.needs_leader:
            joins = joins & (self.leads[group] | (leaders_share > 0))
        return joins

    def _readiness(
        self, group: slice, request: Request, leaders_share: Array, settings: Settings
    ) -> Array:
        mission = settings.mission
        return readiness_to_join(
            self.stance[group] - LEVEL[request.rung],
            backing=request.backing,
            consent=np.where(ON_LINE[request.rung], request.consents, 1.0),
            leaders_share=leaders_share,
            fire_share=request.fire_share,
            support=self.support[group],
            weights={
                "stance": mission.stance_weight,
                "backing": mission.backing_weight,
                "consent": mission.consent_weight,
                "support": mission.support_weight,
                "risk": mission.risk_weight,
                "cascade": mission.cascade,
                "reluctance": mission.reluctance,
            },
        )

    def _leaders_share(self, group: slice) -> Array:
        """Return of the other leaders the share that have pledged, (group, worlds)."""
        pledged = self.leads & (self.pledged > 0)
        others_pledged = pledged.sum(axis=0) - pledged[group]
        others = self.leading - self.leads[group]
        share: Array = others_pledged / np.maximum(others, 1)
        return share

    @staticmethod
    def _rows(rows: Sequence[Array], luck: Luck) -> Array:
        return np.stack(rows) if rows else np.zeros((0, luck.worlds.size))
