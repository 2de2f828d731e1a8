"""The war while it lasts: the balance of strength, the land that changes hands, exhaustion.

What each side takes the balance to be differs from what it is: both overrate their own strength
(Blainey 1973, Fearon 1995), and land that changes hands teaches them (Min 2021).
"""

from __future__ import annotations

import numpy as np

from contactline.arrays import Array, bounded, by_side
from contactline.world.land import BEHIND_THE_LINE_KM2, line_on_scale
from contactline.world.prospects import optimism_after
from contactline.world.settings import Settings

WEEKS_PER_YEAR = 52.0
WEEKS_TO_FOLLOW_AID = 26.0
USUAL_EXHAUSTION = 0.25
MOST_NEWS = 3.0
LAND_TO_TAKE_KM2, LAND_TO_REGAIN_KM2 = 490_000.0, BEHIND_THE_LINE_KM2


def balance_after_week(
    balance: Array, shock: Array, aid: Array, *, aid_effect: Array, momentum_sd: Array
) -> Array:
    """Return the balance of strength in log-odds, above nought in Russia's favour, (worlds,).

    It drifts towards what the level of aid holds (1 = the level of 2024) and swings with
    the fortunes of war. shock: standard normal. aid_effect: what holds without any. momentum_sd:
    of a week, in log-odds.
    """
    held_by_aid = aid_effect * (1 - aid)
    return balance + (held_by_aid - balance) / WEEKS_TO_FOLLOW_AID + momentum_sd * shock


def assaults_a_day(tempo: Array, tired: Array) -> Array:
    """Return the assaults along the whole line in a day of war, (worlds,).

    tempo: of an attacker as tired as in late 2024. They fall in step with the strength that
    exhaustion leaves it. tired: its exhaustion, 0 to 1.
    """
    left: Array = (1 - tired) / (1 - USUAL_EXHAUSTION)
    return tempo * left


def area_gained_km2(
    balance: Array, assaults_per_day: Array, tired: Array, *, km2_per_assault: Array
) -> Array:
    """Return the land Russia gains in a week, (worlds,); below nought Ukraine gains.

    balance: log-odds, above nought in Russia's favour; at nought each assault gains
    km2_per_assault. tired: Ukraine's exhaustion, 0 to 1: as it attacks in its turn it gains in
    step with what that leaves it.
    """
    moved = 7 * assaults_per_day * km2_per_assault * (1 + balance)
    left = (1 - tired) / (1 - USUAL_EXHAUSTION)
    gained: Array = np.where(moved < 0, moved * left, moved)
    return gained


def fighting_left(stopped: Array) -> Array:
    """Return the share of its usual fighting that each side has, 0 to 1, (2, worlds).

    A side fights where it fires and where it is fired at, in equal parts (assumption). stopped:
    the share of each side's fire that truces stopped, (2, worlds).
    """
    left: Array = 1 - (stopped + stopped[::-1]) / 2
    return left


def news_of(area_km2: Array, usual_km2: Array) -> Array:
    """Return how much a week's land teaches, as a multiple of a usual week, 0 to 3, (worlds,).

    area_km2: that changed hands, either way.
    """
    news: Array = np.minimum(np.abs(area_km2) / np.maximum(usual_km2, 1e-9), MOST_NEWS)
    return news


def exhaustion_after_week(exhaustion: Array, *, per_year: Array, relief: Array) -> Array:
    """Return the exhaustion of a side after a week of war, 0 to 1, (worlds,).

    Each year uses up the share `per_year` of what is left; aid makes good the share `relief`.
    """
    return exhaustion + (1 - exhaustion) * per_year * (1 - relief) / WEEKS_PER_YEAR


def rested_after_week(exhaustion: Array, *, per_year: Array) -> Array:
    """Return the exhaustion of a side after a week of ceasefire, 0 to 1: it recovers half as fast.

    per_year: the share that a year of war uses up, (2, worlds) as exhaustion.
    """
    return exhaustion * (1 - 0.5 * per_year / WEEKS_PER_YEAR)


class War:
    """The war in every world of a block: balance, land, exhaustion and how each sees its strength.

    Sides are in the order Ukraine, Russia: `exhaustion` and `optimism` have shape (2, worlds).
    `assaults_per_day`: along the whole line while there is war; `gained_km2`: last week, (worlds,).
    """

    def __init__(self, settings: Settings) -> None:
        """Start from the balance and the exhaustion of day 0."""
        self.exhaustion = settings.war.exhaustion_start
        self.optimism = settings.war.optimism
        self.assaults_per_day = assaults_a_day(settings.war.assaults_per_day, self.exhaustion[1])
        self.balance = np.zeros(self.exhaustion.shape[1])
        self.gained_km2 = np.zeros(self.exhaustion.shape[1])
        self.area_km2 = np.zeros(self.exhaustion.shape[1])

    def week(
        self,
        at_war: Array,
        fortune: Array,
        aid: Array,
        settings: Settings,
        stopped: Array | None = None,
    ) -> None:
        """Let a week pass. at_war: 1 or 0 by world. fortune: standard normal. All (worlds,).

        aid: 1 as in 2024. stopped: the share of each side's fire of the week that truces stopped,
        (2, worlds).
        """
        war = settings.war
        self.balance = balance_after_week(
            self.balance,
            fortune,
            aid,
            aid_effect=war.aid_effect,
            momentum_sd=war.momentum_sd,
        )
        self.assaults_per_day = assaults_a_day(war.assaults_per_day, self.exhaustion[1])
        self._move_the_front(at_war, settings, stopped)
        relief = by_side(war.aid_relief * np.minimum(aid, 1), np.zeros(aid.size))
        per_year = war.exhaustion_per_year
        in_war = per_year if stopped is None else per_year * fighting_left(stopped)
        tired = exhaustion_after_week(self.exhaustion, per_year=in_war, relief=relief)
        rested = rested_after_week(self.exhaustion, per_year=per_year)
        self.exhaustion = np.where(at_war > 0, tired, rested)

    def line(self) -> Array:
        """Return where the contact line lies today on the scale of land, (worlds,)."""
        return line_on_scale(self.area_km2)

    def as_seen(self, settings: Settings) -> tuple[Array, Array]:
        """Return the balance as each side sees it, in its own favour, and what wears it down.

        Where sides do not learn from battles each sees the balance as it is; where costs do not
        mount its exhaustion is that of day 0. Both (2, worlds).
        """
        own = by_side(-self.balance, self.balance)
        seen = own + self.optimism if settings.talks.information else own
        worn = self.exhaustion if settings.talks.ripeness else settings.war.exhaustion_start
        return seen, worn

    def _move_the_front(self, at_war: Array, settings: Settings, stopped: Array | None) -> None:
        gained = at_war * area_gained_km2(
            self.balance,
            self.assaults_per_day,
            self.exhaustion[0],
            km2_per_assault=settings.war.km2_per_assault,
        )
        if stopped is not None:
            gained = gained * (1 - np.where(gained > 0, stopped[1], stopped[0]))
        area = bounded(self.area_km2 + gained, -LAND_TO_REGAIN_KM2, LAND_TO_TAKE_KM2)
        self.gained_km2, self.area_km2 = area - self.area_km2, area
        usual = 7 * settings.war.assaults_per_day * settings.war.km2_per_assault
        self.optimism = optimism_after(
            self.optimism,
            news_of(self.gained_km2, usual),
            learning=settings.war.learning_per_year,
            days=7,
        )
