"""The rules of the war by hand and by property."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.world.war import (
    LAND_TO_REGAIN_KM2,
    LAND_TO_TAKE_KM2,
    USUAL_EXHAUSTION,
    War,
    area_gained_km2,
    assaults_a_day,
    balance_after_week,
    exhaustion_after_week,
    news_of,
    rested_after_week,
)
from worlds_sample import column, luck_of, settings_of


def gained(balance, assaults=200.0, tired=USUAL_EXHAUSTION):
    """Land that Russia gains in a week, where Ukraine is so tired."""
    parts = column(balance), column(assaults), column(tired)
    return area_gained_km2(*parts, km2_per_assault=column(0.12))[0]


def test_an_even_balance_moves_the_front_as_in_2024():
    assert gained(0) == 168
    assert gained(-1.5) == -84


def test_a_tired_attacker_attacks_less():
    assert assaults_a_day(column(174), column(USUAL_EXHAUSTION)) == 174
    assert assaults_a_day(column(174), column(0.625)) == pytest.approx(87)
    assert assaults_a_day(column(174), column(1)) == 0
    assert assaults_a_day(column(174), column(0)) == pytest.approx(232)


@given(st.floats(-3, 3), st.floats(0, 1), st.floats(0, 1))
def test_a_tired_side_gains_less_land_and_a_wholly_tired_one_none(balance, russia, ukraine):
    assaults = assaults_a_day(column(174), column(russia))[0]
    land = gained(balance, assaults, ukraine)
    fresher = gained(balance, 174 / (1 - USUAL_EXHAUSTION), 0.0)
    assert abs(land) <= abs(fresher) + 1e-9
    assert gained(balance, 0.0, ukraine) <= 0
    assert gained(balance, assaults, 1.0) >= 0


def test_news_is_land_of_either_direction_and_has_a_bound():
    assert news_of(column(84, -84, 168, 9000), column(168)).tolist() == [0.5, 0.5, 1, 3]
    assert news_of(column(0), column(0))[0] == 0


@given(st.floats(-1e6, 1e6), st.floats(0, 1e4))
def test_news_is_never_negative_and_never_without_bound(land, usual):
    assert 0 <= news_of(column(land), column(usual))[0] <= 3


def test_without_aid_the_balance_drifts_towards_russia():
    rules = {"aid_effect": column(0.52), "momentum_sd": column(0.1)}
    assert balance_after_week(column(0), column(0), column(0), **rules) == pytest.approx(0.02)
    assert balance_after_week(column(0), column(0), column(1), **rules) == 0
    assert balance_after_week(column(0), column(2), column(1), **rules) == pytest.approx(0.2)


def test_a_year_of_war_uses_up_its_share_of_what_is_left():
    exhaustion = column(0.2)
    for _ in range(52):
        exhaustion = exhaustion_after_week(exhaustion, per_year=column(0.1), relief=column(0))
    assert exhaustion[0] == pytest.approx(1 - 0.8 * (1 - 0.1 / 52) ** 52)
    assert exhaustion_after_week(column(0.2), per_year=column(0.5), relief=column(1)) == 0.2


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_exhaustion_stays_a_share(start, per_year, relief):
    tired = exhaustion_after_week(column(start), per_year=column(per_year), relief=column(relief))
    rested = rested_after_week(column(start), per_year=column(per_year))
    assert start <= tired[0] <= 1
    assert 0 <= rested[0] <= start


def war_of(years=0.0, **dials):
    """A war of one world after some years of fighting without a swing of fortune."""
    luck = luck_of(1)
    settings = settings_of(luck, war__momentum_sd=0.0, **dials)
    war = War(settings)
    for week in range(round(52 * years)):
        war.week(column(1), luck.normal("fortunes of war", 7 * week), column(1), settings)
    return war, settings


def test_a_ceasefire_stops_the_front_and_lets_both_sides_rest():
    luck = luck_of(2)
    settings = settings_of(luck, war__momentum_sd=0.0)
    war = War(settings)
    before = war.exhaustion.copy()
    war.week(column(1, 0), luck.normal("fortunes of war", 0), column(1, 1), settings)
    assert war.area_km2[0] == pytest.approx(7 * 174 * 0.06)
    assert war.area_km2[1] == 0
    assert (war.exhaustion[:, 0] > before[:, 0]).all()
    assert (war.exhaustion[:, 1] < before[:, 1]).all()


def test_a_wholly_exhausted_russia_gains_no_land():
    spent, _ = war_of(2, war__exhaustion_start_russia=1)
    fresh, _ = war_of(2, war__exhaustion_start_russia=0.1)
    assert spent.area_km2[0] == 0
    assert fresh.area_km2[0] > 0


def test_a_wholly_exhausted_ukraine_regains_none():
    rules = {"war__exhaustion_start_ukraine": 1, "war__aid_effect": 2}
    luck = luck_of(1)
    settings = settings_of(luck, war__momentum_sd=0.0, **rules)
    war = War(settings)
    for week in range(104):
        war.week(column(1), luck.normal("fortunes of war", 7 * week), column(2), settings)
    assert war.balance[0] < -1
    assert war.gained_km2[0] == 0


@pytest.mark.parametrize("aid", [0, 2])
def test_land_has_the_bounds_of_what_there_is(aid):
    luck = luck_of(1)
    settings = settings_of(
        luck, war__momentum_sd=0.0, war__aid_effect=2, war__km2_per_assault=1,
        war__assaults_per_day=1000, war__exhaustion_per_year_russia=0,
        war__exhaustion_per_year_ukraine=0,
    )  # fmt: skip
    war = War(settings)
    for week in range(800):
        war.week(column(1), luck.normal("fortunes of war", 7 * week), column(aid), settings)
        assert -LAND_TO_REGAIN_KM2 <= war.area_km2[0] <= LAND_TO_TAKE_KM2
    assert war.area_km2[0] == (LAND_TO_TAKE_KM2 if aid == 0 else -LAND_TO_REGAIN_KM2)
    assert war.gained_km2[0] == 0  # and no more news


def test_battles_teach_and_a_still_front_does_not():
    taught, settings = war_of(1)
    assert taught.optimism == pytest.approx(settings.war.optimism * np.exp(-1), rel=0.1)
    still, settings = war_of(1, war__km2_per_assault=0)
    assert still.optimism == pytest.approx(settings.war.optimism)


def test_each_side_overrates_itself_unless_there_is_nothing_to_learn():
    war, settings = war_of()
    seen, worn = war.as_seen(settings)
    assert seen == pytest.approx(war.optimism)
    assert worn is war.exhaustion
    plain, settings = war_of(1, talks__information=False, talks__ripeness=False)
    seen, worn = plain.as_seen(settings)
    assert seen.sum(axis=0) == 0
    assert (worn == settings.war.exhaustion_start).all()
    assert (plain.exhaustion != worn).any()
