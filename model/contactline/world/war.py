"""The war while it lasts: the balance of strength, the land that changes hands, exhaustion.

A side fights on for the share of its aims it expects, less what exhaustion costs it. That
the two expectations add up to more than one is the classic reason why wars do not end
(Blainey 1973, Fearon 1995).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, by_side, chance, log_odds
from contactline.world.settings import Settings

WEEKS_PER_YEAR = 52.0
WEEKS_TO_FOLLOW_AID = 26.0


def balance_after_week(
    balance: Array, shock: Array, aid: Array, *, aid_effect: Array, momentum_sd: Array
) -> Array:
    """Return the balance of strength in log-odds, above nought in Russia's favour, (worlds,).

    It drifts towards what the level of aid holds (1 = the level of 2024) and swings with
    the fortunes of war. shock: standard normal.
    """
    held_by_aid = aid_effect * (1 - aid)
    return balance + (held_by_aid - balance) / WEEKS_TO_FOLLOW_AID + momentum_sd * shock


def assaults_a_day(tempo: Array, tired: Array, tired_at_first: Array) -> Array:
    """Return the assaults along the whole line in a day of war, (worlds,).

    tempo: assaults a day on day 0. They fall in step with the strength that exhaustion leaves
    the attacker. tired, tired_at_first: its exhaustion, 0 to 1.
    """
    left: Array = (1 - tired) / np.maximum(1 - tired_at_first, 1e-6)
    return tempo * left


def area_gained_km2(balance: Array, assaults_per_day: Array, *, km2_per_assault: Array) -> Array:
    """Return the land Russia gains in a week, (worlds,); below nought Ukraine gains."""
    return 7 * assaults_per_day * km2_per_assault * (1 + balance)


def exhaustion_after_week(exhaustion: Array, *, per_year: Array, relief: Array) -> Array:
    """Return the exhaustion of a side after a week of war, 0 to 1, (worlds,).

    Each year uses up the share `per_year` of what is left; aid makes good the share `relief`.
    """
    return exhaustion + (1 - exhaustion) * per_year * (1 - relief) / WEEKS_PER_YEAR


def rested_after_week(exhaustion: Array, *, per_year: Array) -> Array:
    """Return the exhaustion of a side after a week of ceasefire: it recovers half as fast."""
    return exhaustion * (1 - 0.5 * per_year / WEEKS_PER_YEAR)


def war_value(expected_share: Array, balance: Array, exhaustion: Array, *, cost: Array) -> Array:
    """Return what a side expects from fighting on, as a share of its aims, (worlds,).

    balance: log-odds in the side's own favour. cost: what full exhaustion takes away.
    """
    return chance(log_odds(expected_share) + balance) - cost * exhaustion


class War:
    """The war in every world of a block: balance, land, exhaustion and war values.

    Sides are in the order Ukraine, Russia: `exhaustion` and `value` have shape (2, worlds).
    `assaults_per_day`: along the whole line while there is war, (worlds,).
    """

    def __init__(self, settings: Settings) -> None:
        """Start from the balance and the exhaustion of day 0."""
        self.exhaustion = settings.war.exhaustion_start
        self.tired_at_first = self.exhaustion[1]
        self.assaults_per_day = settings.war.assaults_per_day
        self.balance = np.zeros(self.exhaustion.shape[1])
        self.area_km2 = np.zeros(self.exhaustion.shape[1])
        self.value = self._values(settings)

    def week(self, at_war: Array, shock: Array, aid: Array, settings: Settings) -> None:
        """Let a week pass. at_war: 1 or 0 by world. shock: standard normal. All (worlds,)."""
        self.balance = balance_after_week(
            self.balance,
            shock,
            aid,
            aid_effect=settings.war.aid_effect,
            momentum_sd=settings.war.momentum_sd,
        )
        self.assaults_per_day = assaults_a_day(
            settings.war.assaults_per_day, self.exhaustion[1], self.tired_at_first
        )
        self.area_km2 = self.area_km2 + at_war * area_gained_km2(
            self.balance, self.assaults_per_day, km2_per_assault=settings.war.km2_per_assault
        )
        relief = by_side(settings.war.aid_relief * np.minimum(aid, 1), np.zeros_like(aid))
        per_year = settings.war.exhaustion_per_year
        tired = exhaustion_after_week(self.exhaustion, per_year=per_year, relief=relief)
        rested = rested_after_week(self.exhaustion, per_year=per_year)
        self.exhaustion = np.where(at_war > 0, tired, rested)
        self.value = self._values(settings)

    def _values(self, settings: Settings) -> Array:
        own_balance = by_side(-self.balance, self.balance)
        expected = settings.war.expected_share
        return war_value(expected, own_balance, self.exhaustion, cost=settings.war.exhaustion_cost)
