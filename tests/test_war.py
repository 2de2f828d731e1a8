"""The rules of the war by hand and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.world.war import (
    War,
    area_gained_km2,
    assaults_a_day,
    balance_after_week,
    exhaustion_after_week,
    rested_after_week,
    war_value,
)
from worlds_sample import column, luck_of, settings_of


def test_an_even_balance_moves_the_front_as_in_november_2024():
    assert area_gained_km2(column(0), column(200), km2_per_assault=column(0.12)) == 168
    assert area_gained_km2(column(-1.5), column(200), km2_per_assault=column(0.12)) == -84


def test_a_tired_attacker_attacks_less():
    assert assaults_a_day(column(174), column(0.2), column(0.2)) == 174
    assert assaults_a_day(column(174), column(0.6), column(0.2)) == pytest.approx(87)
    assert assaults_a_day(column(174), column(1), column(1)) == 0


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


def test_war_value_is_hope_less_cost():
    assert war_value(column(0.5), column(0), column(0.5), cost=column(0.6)) == pytest.approx(0.2)
    assert war_value(column(0.5), column(1), column(0), cost=column(1)) == pytest.approx(0.7310586)


@given(st.floats(0.01, 0.99), st.floats(-3, 3), st.floats(0, 1), st.floats(0, 1))
def test_war_value_rises_with_hope_and_falls_with_exhaustion(hope, balance, tired, cost):
    value = war_value(column(hope), column(balance), column(tired), cost=column(cost))
    assert value <= war_value(column(hope), column(balance + 1), column(tired), cost=column(cost))
    assert value >= war_value(column(hope), column(balance), column(1), cost=column(cost)) - 1e-12


def test_a_ceasefire_stops_the_front_and_lets_both_sides_rest():
    settings = settings_of(luck_of(2))
    war = War(settings)
    before = war.exhaustion.copy()
    war.week(column(1, 0), column(0, 0), column(1, 1), settings)
    assert war.area_km2.tolist() == [7 * war.assaults_per_day[0] * 0.138, 0]
    assert (war.exhaustion[:, 0] > before[:, 0]).all()
    assert (war.exhaustion[:, 1] < before[:, 1]).all()
