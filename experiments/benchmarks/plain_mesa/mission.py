"""The foreign mission of one world: who pledges, how troops arrive, what sends them home."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plain_mesa.actors import Contributor
from plain_mesa.dials import Dials
from plain_mesa.talks import NOBODY, Posture
from plain_mesa.war import logistic

COMFORT_POINTS = 20
DAYS_TO_LEAVE = 21
SUPPORT_RECOVERY_PER_WEEK = 0.02
OUTSIDE_EUROPE = ("canada",)


@dataclass
class Agreement:
    """The ceasefire agreement of one world: whether it is in force, and what it says."""

    in_force: bool = False
    since_day: int = 0
    terms: dict[str, float] | None = None
    posture: Posture = NOBODY
    consented: bool = False
    pressure: float = 0.0
    collapses: int = 0

    @property
    def strength(self) -> float:
        """Return how much is settled: 0 for a bare truce, 1 for a full settlement."""
        return 1 - self.terms["sequence"] / 100 if self.terms else 0.0

    def lose_force(self) -> None:
        """Let the foreign force fall out of the terms."""
        self.posture = NOBODY
        self.terms["foreign_force"] = 0.0


class Mission:
    """The contributors of one world. `fire_share`: last week's fire as a share of the war.

    `exposure`: this week's violations near the troops, times soldiers per km.
    """

    def __init__(
        self, members: Sequence[Contributor], dials: Dials, rng: np.random.Generator
    ) -> None:
        self.members, self.dials, self.rng = members, dials, rng
        self.lost_consent = False
        self.casualties = 0
        self.fire_share = 0.0
        self.exposure = 0.0

    def total(self, what: str, *, europe_only: bool = False) -> float:
        """Return all soldiers "pledged" or "deployed"."""
        left_out = OUTSIDE_EUROPE if europe_only else ()
        return sum(getattr(one, what) for one in self.members if one.key not in left_out)

    def decide(self, posture: Posture, consents: bool) -> None:
        """Let each government decide, the leading ones first, each group at once."""
        if posture is NOBODY or self.lost_consent or not self.nobody_objects(posture, consents):
            return
        for leads in (True, False):
            group = [one for one in self.members if one.leads == leads]
            joining = [one for one in group if self.joins(one, posture, consents)]
            for one in joining:
                kept_up = one.available / self.dials["mission.rotation_ratio"]
                one.pledged = kept_up * posture.effort * self.dials["mission.pledge_scale"]

    def nobody_objects(self, posture: Posture, consents: bool) -> bool:
        """Return whether all go along, where NATO decides; elsewhere each decides for itself."""
        if not self.dials["mission.nato_level"]:
            return True
        chances = [self.readiness(one, posture, consents) for one in self.members]
        return min(chances) >= self.dials["mission.objection_chance"]

    def joins(self, one: Contributor, posture: Posture, consents: bool) -> bool:
        """Return whether a government pledges now."""
        if (
            one.withdrawn
            or one.pledged > 0
            or one.support < self.dials["mission.withdrawal_support"]
        ):
            return False
        if self.dials["mission.needs_leader"] and not one.leads and not self.leaders_share(one):
            return False
        return self.readiness(one, posture, consents) > one.resolve

    def readiness(self, one: Contributor, posture: Posture, consents: bool) -> float:
        """Return the chance that a government would pledge troops."""
        dials = self.dials
        margin = min(one.opening["foreign_force"] - posture.level, COMFORT_POINTS)
        consent = consents if posture.on_line else True
        return logistic(
            -dials["mission.reluctance"]
            + dials["mission.stance_weight"] * margin / 10
            + dials["mission.backing_weight"] * self.backing()
            + dials["mission.consent_weight"] * consent
            + dials["mission.cascade"] * self.leaders_share(one)
            + dials["mission.support_weight"] * (one.support - 0.5)
            - dials["mission.risk_weight"] * self.fire_share
        )

    def backing(self) -> float:
        """Return how far the United States stand behind the force; fully if NATO decides."""
        if self.dials["mission.nato_level"]:
            return 1.0
        return self.dials["broker.backing"] * self.dials["broker.engagement"]

    def leaders_share(self, one: Contributor) -> float:
        """Return the share of the other leading states that have pledged."""
        leaders = [other for other in self.members if other.leads and other is not one]
        pledged = [leader for leader in leaders if leader.pledged > 0]
        return len(pledged) / len(leaders) if leaders else 0.0

    def lose_consent(self, agreement: Agreement) -> None:
        """Let Russia take its consent back, or not."""
        if not (agreement.in_force and agreement.consented and agreement.posture.on_line):
            return
        if self.rng.random() < 1 - math.exp(-self.dials["mission.consent_loss_per_year"] / 52):
            self.lost_consent = True
            agreement.consented = False
            if self.dials["mission.without_consent"] != "deploy":
                agreement.lose_force()

    def deploy(self, agreement: Agreement, at_table: bool, day: int) -> None:
        """Bring pledged troops in while the ceasefire holds, and all home when it has broken."""
        age = day - agreement.since_day
        arrived = agreement.in_force and age >= self.dials["mission.lead_time_days"]
        wanted = at_table or (agreement.in_force and agreement.posture is not NOBODY)
        for one in self.members:
            one.pledged = one.pledged if wanted else 0.0
            target = one.pledged if arrived else 0.0
            coming = target > one.deployed
            days = self.dials["mission.buildup_days"] if coming else DAYS_TO_LEAVE
            one.deployed += (target - one.deployed) * (1 - math.exp(-7 / days))
            one.deployed = 0.0 if one.deployed < 1 else one.deployed

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
                one.pledged = 0.0
