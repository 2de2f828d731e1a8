"""What wears restraint down, what deters, and how the risk falls with age."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contactline.arrays import ordered_sum
from contactline.world.actors.belligerent import (
    attack_reckoned,
    deterrents,
    resumption_chance,
    strongest_occasion,
    temptation_needed,
)
from contactline.world.ceasefire import (
    Ceasefire,
    answer_to_fire,
    frailty,
    restraint_after_day,
    trust_after_day,
)
from contactline.world.commitment import weight_of_numbers
from worlds_sample import column, luck_of

RULES = {"tolerance": column(0.2), "erosion": column(0.1), "repair": column(0.02)}


def test_restraint_by_hand():
    after = restraint_after_day(np.ones((2, 1)), np.array([[0.4], [0.1]]), **RULES)
    assert after[:, 0] == pytest.approx([0.9, 1.0])
    after = restraint_after_day(np.full((2, 1), 0.5), np.array([[9.0], [0.1]]), **RULES)
    assert after[:, 0] == pytest.approx([0.2, 0.52])  # the excess counts at most threefold


@given(st.floats(0, 1), st.floats(0, 5), st.floats(0, 5))
def test_more_fire_never_leaves_more_restraint(restraint, fire, more):
    start = np.full((1, 1), restraint)
    less = restraint_after_day(start, np.full((1, 1), fire + more), **RULES)
    assert 0 <= less <= restraint_after_day(start, np.full((1, 1), fire), **RULES) <= 1


def test_without_restraint_the_answer_is_as_hard_as_the_dial_says():
    answers = answer_to_fire(np.array([[1.0], [0.0]]), without_restraint=column(2))
    assert answers[:, 0].tolist() == [1, 2]


def deterrence(**changes):
    values = {
        "armed_weight": 0, "armed_force": 1.6, "guarantee": 0.7,
        "backed_force": 0, "settlement": 0.6, "strength": 0, "pressure_effect": 0.4, "pressure": 0,
        "trust_effect": 0.5, "trust": 0,
    } | changes  # fmt: skip
    parts = deterrents(**{name: column(value) for name, value in values.items()})
    return ordered_sum(list(parts.values()))[0]


def test_deterrence_by_hand():
    assert deterrence() == 0
    assert deterrence(armed_weight=0.5) == pytest.approx(0.8)
    assert deterrence(backed_force=1, strength=0.5) == pytest.approx(1.0)
    assert deterrence(pressure=1) == pytest.approx(-0.4)
    assert deterrence(trust=0.6) == pytest.approx(0.3)


def test_the_strongest_occasion_by_hand():
    """A chance of one half that nothing above ln(0.07 / ln 2) comes in seven days."""
    half = np.full((2, 1), 0.5)
    found = strongest_occasion(half, column(2), log_rate=column(np.log(0.01)), days=7)
    assert found[:, 0] == pytest.approx([np.log(0.07 / np.log(2))] * 2)


@given(st.floats(0, 1, exclude_max=True), st.floats(-3, 5), st.floats(0.01, 9))
def test_an_occasion_is_tempting_enough_exactly_where_luck_is_below_the_chance(luck, needs, risk):
    uniform, needed, log_rate = np.full((2, 1), luck), np.full((2, 1), needs), column(-4)
    likely = resumption_chance(needed, column(risk), log_rate=log_rate, days=7)
    strongest = strongest_occasion(uniform, column(risk), log_rate=log_rate, days=7)
    assume(abs(luck - likely[0, 0]) > 1e-9)
    assert ((strongest > needed) == (uniform < likely)).all()


def test_the_reckoning_of_an_attack_by_hand():
    reckoned = attack_reckoned(
        np.array([[0.2], [-0.1]]), np.array([[1.0], [2.0]]), {"trust": column(0.3)},
        value_weight=column(4), ukraine_bound=column(0.5),
    )  # fmt: skip
    assert reckoned.net[:, 0] == pytest.approx([0.8 + 1.0 - 0.3 - 0.5, -0.4 + 2.0 - 0.3])


def test_trust_is_the_share_of_quiet_days_remembered():
    after = trust_after_day(column(0, 0.5), np.array([True, False]), memory_days=column(10, 10))
    assert after == pytest.approx([0.1, 0.45])
    trust = column(0)
    for _ in range(365):
        trust = trust_after_day(trust, np.array([True]), memory_days=column(365))
    assert trust[0] == pytest.approx(1 - 1 / np.e, abs=0.001)  # two thirds, as the dial says


def test_frailty_has_mean_one_and_falls_with_the_want_of_quiet():
    wants = luck_of(20000).normal("want of quiet")
    for variance in (0.5, 1.5, 3.0):
        risk = frailty(wants, np.full(wants.size, variance))
        assert risk.mean() == pytest.approx(1, abs=0.05)
        assert risk.var() == pytest.approx(variance, rel=0.1)
        assert (np.diff(risk[np.argsort(wants)]) <= 0).all()
    assert (frailty(wants, np.zeros(wants.size)) == 1).all()


def armed_weight(troops):
    return weight_of_numbers(column(troops), half_per_km=column(12))[0]


@given(st.floats(0, 300), st.floats(0, 300))
def test_more_armed_troops_never_deter_less(troops, more):
    many, few = (deterrence(armed_weight=armed_weight(one)) for one in (troops + more, troops))
    assert many >= few - 1e-12


def test_few_armed_troops_deter_little_and_many_level_off():
    five, sixty, hundred = (deterrence(armed_weight=armed_weight(n)) for n in (5, 60, 100))
    assert five < 0.25 * 1.6
    assert sixty > 0.9 * 1.6
    assert hundred - sixty < five


def resumes(gain, risk=1.0, deters=0.0, *, days=7, log_rate=-6.0, value_weight=4.0):
    """The chance that each side resumes, (2,)."""
    needed = temptation_needed(
        np.full((2, 1), gain), column(deters), value_weight=column(value_weight)
    )
    return resumption_chance(needed, column(risk), log_rate=column(log_rate), days=days)[:, 0]


def test_the_temptation_needed_by_hand():
    needed = temptation_needed(np.array([[0.2], [-0.1]]), column(1.5), value_weight=column(4))
    assert needed[:, 0] == pytest.approx([0.7, 1.9])


def test_resumption_by_hand():
    found = resumes(0, risk=2, log_rate=np.log(0.01))
    assert found == pytest.approx([1 - np.exp(-0.07)] * 2)
    assert resumes(0, days=1, log_rate=9) == pytest.approx(1 - np.exp(-np.exp(2) / 2))  # bounded


@pytest.mark.parametrize("days", [1, 7, 28])
def test_the_risk_of_a_year_is_the_same_under_any_step(days):
    stays = (1 - resumes(0.1, risk=3, deters=0.5, days=days)) ** (364 / days)
    assert stays == pytest.approx((1 - resumes(0.1, risk=3, deters=0.5, days=364)), rel=1e-9)


def test_each_side_resumes_by_its_own_reckoning():
    needed = temptation_needed(np.array([[0.3], [-0.3]]), column(0), value_weight=column(4))
    ukraine, russia = resumption_chance(needed, column(1), log_rate=column(-6), days=7)
    assert ukraine > russia


@given(st.floats(-1, 1), st.floats(0, 9), st.floats(0, 3))
def test_resumption_rises_with_what_war_offers_and_falls_with_deterrence(gain, risk, deters):
    usual = resumes(gain, risk)
    assert (resumes(gain, risk, deters) <= usual).all()
    assert (usual <= resumes(gain + 0.1, risk)).all()
    assert ((usual >= 0) & (usual <= 1)).all()


def test_the_risk_over_all_worlds_falls_with_age_because_worlds_differ():
    """Without any other cause a variance of 1.5 and 0.004 a day give .75, .46 and .19."""
    risk = frailty(luck_of(20000).normal("want of quiet"), np.full(20000, 1.5))
    weekly = resumption_chance(
        np.zeros((2, 20000)), risk, log_rate=column(np.log(0.00404)), days=7
    )  # fmt: skip
    survives_week = (1 - weekly).prod(axis=0)
    alive = [(survives_week**weeks).mean() for weeks in (90 / 7, 365 / 7, 1826 / 7)]
    assert alive == pytest.approx([0.75, 0.46, 0.19], abs=0.01)


def test_an_attack_is_prepared_and_begins_on_its_day_while_the_ceasefire_stands():
    truce = Ceasefire(np.zeros(3), np.zeros(3))
    where, attacker = np.array([True, True, False]), np.array([1, 0, 0])
    truce.prepare_attack(where, attacker, 14, column(20.5, 20.5, 20.5))
    in_force = np.array([True, False, True])
    assert not truce.attacked(in_force, 34).any()
    assert truce.attacked(in_force, 35).tolist() == [True, False, False]
    assert truce.attacker.tolist() == [1, 0, 0]
    truce.begin(where)
    assert np.isnan(truce.attack_day).all()


def test_ignition_needs_a_week_of_fire_as_in_the_war():
    from worlds_sample import settings_of

    luck = luck_of(1)
    durability, settings = Ceasefire(np.zeros(1), np.zeros(1)), settings_of(luck)
    among, wartime = np.array([0]), np.full((2, 1), 100.0)
    days = 0
    while not durability.ignited(among, wartime, settings).size:
        durability.remember(among, np.full((2, 1), 150.0), wartime, settings)
        days += 1
    assert days == 8  # 1.5 * (1 - (6/7)^8) is the first to pass 1
    assert (durability.restraint < 1).all()


def test_a_new_ceasefire_starts_from_a_clean_slate_in_the_same_worlds():
    from worlds_sample import settings_of

    luck = luck_of(1)
    durability, settings = Ceasefire(np.zeros(1), np.zeros(1)), settings_of(luck)
    among, wartime = np.array([0]), np.full((2, 1), 100.0)
    for _ in range(8):
        durability.remember(among, np.full((2, 1), 150.0), wartime, settings)
    durability.begin(np.array([True]))
    assert not durability.ignited(among, wartime, settings).size
    assert durability.answer(among, settings) == pytest.approx(1.0)
