"""The war in one world: the balance of strength, the land that changes hands, exhaustion."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

WEEKS_PER_YEAR = 52
WEEKS_TO_FOLLOW_AID = 26
SIDES = ("ukraine", "russia")


class War:
    """`balance`: log-odds, above nought in Russia's favour. `area_km2`: land gained by Russia.

    `exhaustion` and `value`, what fighting on is worth as a share of a side's aims: by side.
    """

    def __init__(self, dials: Mapping[str, Any]) -> None:
        self.dials = dials
        self.balance = 0.0
        self.area_km2 = 0.0
        self.exhaustion = [dials[f"war.exhaustion_start_{side}"] for side in SIDES]
        self.left_at_first = max(1 - self.exhaustion[1], 1e-6)
        self.value = self.values()

    def week(self, at_war: bool, shock: float) -> None:
        """Let a week pass. shock: standard normal."""
        dials = self.dials
        aid = 1 + dials["broker.engagement"] * (dials["broker.aid_to_ukraine"] - 1)
        held_by_aid = dials["war.aid_effect"] * (1 - aid)
        self.balance += (held_by_aid - self.balance) / WEEKS_TO_FOLLOW_AID
        self.balance += dials["war.momentum_sd"] * shock
        if at_war:
            self.fight()
        relief = (dials["war.aid_relief"] * min(aid, 1), 0.0)
        for side, relieved in enumerate(relief):
            self.exhaustion[side] = self.tired_after_week(side, at_war, relieved)
        self.value = self.values()

    def fight(self) -> None:
        """Let land change hands; the attacker's assaults follow the strength it has left."""
        dials = self.dials
        assaults = dials["war.assaults_per_day"] * (1 - self.exhaustion[1]) / self.left_at_first
        self.area_km2 += 7 * assaults * dials["war.km2_per_assault"] * (1 + self.balance)

    def tired_after_week(self, side: int, at_war: bool, relief: float) -> float:
        """Return the exhaustion of a side a week on; in a ceasefire it recovers half as fast."""
        tired = self.exhaustion[side]
        per_week = self.dials[f"war.exhaustion_per_year_{SIDES[side]}"] / WEEKS_PER_YEAR
        if at_war:
            return tired + (1 - tired) * per_week * (1 - relief)
        return tired * (1 - per_week / 2)

    def values(self) -> list[float]:
        """Return what each side expects from fighting on, less what exhaustion takes."""
        found = []
        for side, name in enumerate(SIDES):
            share = min(max(self.dials[f"war.expected_share_{name}"], 1e-6), 1 - 1e-6)
            own_balance = self.balance if name == "russia" else -self.balance
            hope = logistic(math.log(share / (1 - share)) + own_balance)
            found.append(hope - self.dials["war.exhaustion_cost"] * self.exhaustion[side])
        return found


def logistic(log_odds: float) -> float:
    """Return the chance with these log-odds."""
    return 1 / (1 + math.exp(-min(max(log_odds, -60), 60)))
