"""The war in one world: the balance of strength, the land that changes hands, exhaustion."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

WEEKS_PER_YEAR = 52
WEEKS_TO_FOLLOW_AID = 26
USUAL_EXHAUSTION = 0.25
MOST_NEWS = 3
MOST_LAND_KM2, LEAST_LAND_KM2 = 490_000, -108_000
LEFT_OF_FOUR_OBLASTS_KM2 = 26_000
SIDES = ("ukraine", "russia")


class War:
    """`balance`: log-odds, above nought in Russia's favour. `area_km2`: land gained by Russia.

    `exhaustion`, and `optimism`, by how much it overrates its strength in log-odds: by side.
    """

    def __init__(self, dials: Mapping[str, Any]) -> None:
        self.dials = dials
        self.balance = 0.0
        self.area_km2 = 0.0
        self.exhaustion = [dials[f"war.exhaustion_start_{side}"] for side in SIDES]
        self.at_first = list(self.exhaustion)
        self.optimism = [dials[f"war.optimism_{side}"] for side in SIDES]

    def line_on_scale(self) -> float:
        """Return where the contact line lies on the scale of land: 50 on day 0."""
        half = LEFT_OF_FOUR_OBLASTS_KM2 if self.area_km2 > 0 else -LEAST_LAND_KM2
        return 50 + 50 * min(max(self.area_km2 / half, -1), 1)

    def week(self, at_war: bool, shock: float, stopped: list[float]) -> None:
        """Let a week pass. shock: standard normal. stopped: by truces, of each side's fire."""
        dials = self.dials
        aid = 1 + dials["broker.engagement"] * (dials["broker.aid_to_ukraine"] - 1)
        held_by_aid = dials["war.aid_effect"] * (1 - aid)
        self.balance += (held_by_aid - self.balance) / WEEKS_TO_FOLLOW_AID
        self.balance += dials["war.momentum_sd"] * shock
        if at_war:
            self.fight(stopped)
        relief = (dials["war.aid_relief"] * min(aid, 1), 0.0)
        for side, relieved in enumerate(relief):
            fighting = 1 - sum(stopped) / 2
            self.exhaustion[side] = self.tired_after_week(side, at_war, relieved, fighting)

    def fight(self, stopped: list[float]) -> None:
        """Let land change hands, which teaches both; assaults follow the strength that is left."""
        dials, before = self.dials, self.area_km2
        usual = 7 * dials["war.assaults_per_day"] * dials["war.km2_per_assault"]
        gained = usual * self.strength_left(1) * (1 + self.balance)
        gained *= 1 - stopped[1 if gained > 0 else 0]
        area = before + gained * (1.0 if gained > 0 else self.strength_left(0))
        self.area_km2 = min(max(area, LEAST_LAND_KM2), MOST_LAND_KM2)
        news = min(abs(self.area_km2 - before) / max(usual, 1e-9), MOST_NEWS)
        learned = math.exp(-dials["war.learning_per_year"] * news * 7 / 365)
        self.optimism = [optimism * learned for optimism in self.optimism]

    def strength_left(self, side: int) -> float:
        """Return the strength of a side, 1 for one as tired as Russia in late 2024."""
        return (1 - self.exhaustion[side]) / (1 - USUAL_EXHAUSTION)

    def tired_after_week(self, side: int, at_war: bool, relief: float, fighting: float) -> float:
        """Return the exhaustion of a side a week on; in a ceasefire it recovers half as fast."""
        tired = self.exhaustion[side]
        per_week = self.dials[f"war.exhaustion_per_year_{SIDES[side]}"] / WEEKS_PER_YEAR
        if at_war:
            return tired + (1 - tired) * per_week * fighting * (1 - relief)
        return tired * (1 - per_week / 2)

    def balance_for(self, side: int) -> float:
        """Return the true balance in favour of a side."""
        return self.balance if side else -self.balance

    def balance_seen_by(self, side: int) -> float:
        """Return the balance in its own favour as a side sees it."""
        overrated = self.optimism[side] if self.dials["talks.information"] else 0.0
        return self.balance_for(side) + overrated

    def exhaustion_felt_by(self, side: int) -> float:
        """Return the exhaustion a side reckons with; that of day 0 where costs do not mount."""
        return (self.exhaustion if self.dials["talks.ripeness"] else self.at_first)[side]


def logistic(log_odds: float) -> float:
    """Return the chance with these log-odds."""
    return 1 / (1 + math.exp(-min(max(log_odds, -60), 60)))


def log_odds(share: float) -> float:
    """Return the log-odds of a share."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))
