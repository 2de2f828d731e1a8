"""The foreign mission: who pledges troops, how they arrive, what they see, what sends them home."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum
from contactline.dials import ISSUES
from contactline.luck import Luck
from contactline.world.actors.actor import Contributor
from contactline.world.agreement import Agreement
from contactline.world.chronicle import Told
from contactline.world.counts import poisson_count
from contactline.world.pledges import deployed_after_week, readiness_to_join, troops_pledged
from contactline.world.postures import ARMED, LEVEL, ON_LINE, Rungs
from contactline.world.settings import Settings

FORCE = ISSUES.index("foreign_force")
SUPPORT_RECOVERY_PER_WEEK = 0.02
OUTSIDE_EUROPE = ("canada",)


class Pledge(NamedTuple):
    """A contributor, the worlds (worlds,) in which it pledges now, and what it weighed there."""

    contributor: Contributor
    where: Mask
    reasons: dict[str, Told]


class Mission:
    """The contributors of a block of worlds and what they have on the ground.

    `lost_consent`: Russia has taken its consent back. `casualties`: so far, (worlds,).
    `fire_share`: recent fire as a share of the war, set by the front line each week.
    """

    def __init__(self, contributors: list[Contributor], luck: Luck) -> None:
        """Take the contributors in their order, the leading ones first."""
        self.contributors = sorted(contributors, key=lambda one: not one.leads)
        self.luck = luck
        worlds = luck.worlds.size
        self.lost_consent = np.zeros(worlds, dtype=bool)
        self.casualties = np.zeros(worlds)
        self.fire_share = np.zeros(worlds)
        self.exposure = np.zeros(worlds)

    @property
    def deployed(self) -> Array:
        """Return all soldiers on the ground, (worlds,)."""
        return self._total([one.deployed for one in self.contributors])

    @property
    def pledged(self) -> Array:
        """Return all soldiers pledged, (worlds,)."""
        return self._total([one.pledged for one in self.contributors])

    def begin(self, where: Mask) -> None:
        """Let a new ceasefire start with whatever consent its own agreement holds."""
        self.lost_consent = self.lost_consent & ~where

    def decide(self, rung: Rungs, consents: Mask, where: Mask, settings: Settings) -> list[Pledge]:
        """Let each government decide, leaders first; return the new pledges.

        rung: the posture asked for. where: the worlds in which a deal is near or in force.
        """
        allowed = where & (rung > 0) & ~self.lost_consent
        if settings.mission.nato_level:
            chances = [self._readiness(one, rung, consents, settings) for one in self.contributors]
            allowed = allowed & (np.min(chances, axis=0) >= settings.mission.objection_chance)
        leaders = [one for one in self.contributors if one.leads]
        followers = [one for one in self.contributors if not one.leads]
        return [
            *self._pledge_together(leaders, rung, consents, allowed, settings),
            *self._pledge_together(followers, rung, consents, allowed, settings),
        ]

    def _pledge_together(
        self,
        group: list[Contributor],
        rung: Rungs,
        consents: Mask,
        allowed: Mask,
        settings: Settings,
    ) -> list[Pledge]:
        """Return the pledges of governments that decide at once, not knowing of each other."""
        pledges = []
        for one in group:
            joins = allowed & self._joins(one, rung, consents, settings)
            pledges.append(Pledge(one, joins, self._reasons(one, rung, consents, settings)))
        for one, joins, _ in pledges:
            troops = troops_pledged(
                one.available_troops,
                rung,
                rotation_ratio=settings.mission.rotation_ratio,
                scale=settings.mission.pledge_scale,
            )
            one.pledged = np.where(joins, troops, one.pledged)
        return pledges

    def deploy(self, agreement: Agreement, at_table: Mask, day: int, settings: Settings) -> None:
        """Bring pledged troops in while the ceasefire holds, and all home when it has broken."""
        arrived = agreement.age_days(day) >= settings.mission.lead_time_days
        wanted = at_table | (agreement.in_force & (agreement.rung > 0))
        for one in self.contributors:
            one.pledged = np.where(wanted, one.pledged, 0.0)
            target = np.where(agreement.in_force & arrived, one.pledged, 0.0)
            one.deployed = deployed_after_week(
                one.deployed, target, buildup_days=settings.mission.buildup_days
            )

    def lose_consent(self, agreement: Agreement, day: int, settings: Settings) -> Mask:
        """Return the worlds in which Russia takes its consent back this week.

        Without it troops on the line must leave, unless contributors deploy all the same.
        """
        at_stake = agreement.in_force & agreement.consented & ON_LINE[agreement.rung]
        weekly = 1 - np.exp(-settings.mission.consent_loss_per_year / 52)
        lost: Mask = at_stake & (self.luck.uniform("consent taken back", day) < weekly)
        self.lost_consent = self.lost_consent | lost
        agreement.consented = agreement.consented & ~lost
        if settings.mission.without_consent != "deploy":
            agreement.lose_force(lost)
        return lost

    def expose(self, fire: Array, density: Array, among: np.ndarray) -> None:
        """Add a day's fire near the troops. fire, density: (sectors, worlds) of `among`."""
        if density.any():
            self.exposure[among] += ordered_sum(fire * density)

    def suffer(self, day: int, settings: Settings) -> Array:
        """Return this week's casualties of the mission, (worlds,), and count them at home."""
        mean = self.exposure * settings.mission.hits_per_million / 1e6
        self.exposure = np.zeros_like(self.exposure)
        total = self.deployed
        week = np.zeros_like(total)
        for one in self.contributors:
            share = one.deployed / np.where(total > 0, total, 1)
            uniform = self.luck.uniform(f"hit {one.key}", day)
            hit = poisson_count(uniform, mean * share)
            lost = settings.mission.support_lost_per_casualty * hit
            recovered = one.support + SUPPORT_RECOVERY_PER_WEEK * (one.home_support - one.support)
            one.support = np.clip(recovered - lost, 0, 1)
            week = week + hit
        self.casualties = self.casualties + week
        return week

    def withdraw(self, settings: Settings) -> list[Mask]:
        """Return, by contributor, the worlds in which lost support brings its troops home."""
        left = []
        for one in self.contributors:
            leaves = (one.pledged > 0) & (one.support < settings.mission.withdrawal_support)
            one.withdrawn = one.withdrawn | leaves
            one.pledged = np.where(leaves, 0.0, one.pledged)
            left.append(leaves)
        return left

    def armed_on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the line that count as an armed force between the sides, (worlds,)."""
        armed: Array = self.on_line(agreement) * ARMED[agreement.rung]
        return armed

    def on_line(self, agreement: Agreement) -> Array:
        """Return soldiers on the contact line, (worlds,)."""
        troops: Array = self.deployed * ON_LINE[agreement.rung]
        return troops

    def of_europe(self, agreement: Agreement) -> tuple[Array, Array]:
        """Return soldiers pledged, and on the line, by all but `OUTSIDE_EUROPE`, (worlds,) each."""
        europeans = [one for one in self.contributors if one.key not in OUTSIDE_EUROPE]
        deployed = self._total([one.deployed for one in europeans])
        on_line: Array = deployed * ON_LINE[agreement.rung]
        return self._total([one.pledged for one in europeans]), on_line

    def watchers(self, agreement: Agreement, settings: Settings) -> Array:
        """Return people who watch the line: observers, and troops posted along it, (worlds,)."""
        return settings.monitors.observers + self.on_line(agreement)

    def _joins(self, one: Contributor, rung: Rungs, consents: Mask, settings: Settings) -> Mask:
        ready = self._readiness(one, rung, consents, settings) > one.resolve
        borne_at_home = one.support >= settings.mission.withdrawal_support
        joins: Mask = ready & borne_at_home & ~one.withdrawn & (one.pledged <= 0)
        if settings.mission.needs_leader and not one.leads:
            joins = joins & (self._leaders_share(one) > 0)
        return joins

    def _reasons(
        self, one: Contributor, rung: Rungs, consents: Mask, settings: Settings
    ) -> dict[str, Told]:
        consent = np.where(consents, "consents", "does not consent")
        return {
            "margin": one.opening[FORCE] - LEVEL[rung],
            "support": one.support.copy(),
            "leaders": self._leaders_share(one),
            "consent": np.where(ON_LINE[rung], consent, "need not consent to troops off the line"),
            "backing": self._backing(settings),
        }

    def _backing(self, settings: Settings) -> Array:
        """Return how far the United States stand behind the force; fully if NATO decides."""
        if settings.mission.nato_level:
            return np.ones_like(self.casualties)
        return settings.broker.backing * settings.broker.engagement

    def _readiness(
        self, one: Contributor, rung: Rungs, consents: Mask, settings: Settings
    ) -> Array:
        mission = settings.mission
        weights = {
            "stance": mission.stance_weight,
            "backing": mission.backing_weight,
            "consent": mission.consent_weight,
            "support": mission.support_weight,
            "risk": mission.risk_weight,
            "cascade": mission.cascade,
            "reluctance": mission.reluctance,
        }
        return readiness_to_join(
            one.opening[FORCE] - LEVEL[rung],
            backing=self._backing(settings),
            consent=np.where(ON_LINE[rung], consents, 1.0),
            leaders_share=self._leaders_share(one),
            fire_share=self.fire_share,
            support=one.support,
            weights=weights,
        )

    def _leaders_share(self, one: Contributor) -> Array:
        leaders = [other for other in self.contributors if other.leads and other is not one]
        if not leaders:
            return np.zeros_like(self.casualties)
        return self._total([(leader.pledged > 0).astype(float) for leader in leaders]) / len(
            leaders
        )

    def _total(self, parts: list[Array]) -> Array:
        return ordered_sum(parts) if parts else np.zeros_like(self.casualties)
