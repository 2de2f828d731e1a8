"""Orders to hold fire: they age from their own date, and an event may give them anew."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials import DIALS
from contactline.errors import ScenarioError
from contactline.scenario import Event, load, value_of
from contactline.study import ensemble
from contactline.world.agreement import Agreement
from contactline.world.line import FrontLine, days_since_commitment, discipline_left, resting_level
from worlds_sample import column, luck_of, settings_of, theatre_of

WORLDS, DAY = 64, 100
BEFORE = DAY - 1  # days from the first to the one before
STANDING = {
    "assume.ceasefire_day": 1,
    "front.discipline": 0.6,
    "durability.resumption_log_rate": -14,
    "durability.ignition_share": 3,
    "durability.erosion_per_day": 0,
    "mission.proposal": "none",
    "mission.without_consent": "stay_away",
    "horizon_days": DAY + 56,
}
BASE = load("base").with_dials(STANDING)


def dated(scenario, day=DAY, change=(), **more):
    """The scenario with one more event."""
    values = {name: value_of(DIALS[name], value) for name, value in dict(change).items()}
    event = Event(
        id="orders", day=day, date=scenario.date + timedelta(days=day), dated=False,
        title="Orders", claims=(), change=values, **more,
    )  # fmt: skip
    return replace(scenario, events=tuple(sorted((*scenario.events, event), key=lambda e: e.day)))


def fire_by_day(scenario):
    """Violations of each day, (days, worlds), of a ceasefire that always stands."""
    theatre, days = theatre_of(scenario.if_ceasefire(), WORLDS), []
    for _ in range(scenario.horizon_days):
        theatre.run_for(1)
        days.append(theatre.line.fire.sum(axis=(0, 1)))
    assert theatre.agreement.in_force.all()
    return np.array(days)


# --- By hand ----------------------------------------------------------------------------------


def agreement_of(days):
    """An agreement in the first world alone since the first of these days."""
    agreement = Agreement(2, np.zeros(2))
    where, terms = np.array([True, False]), np.full((5, 2), 50.0)
    rung = np.zeros(2, dtype=np.int64)
    agreement.begin(where, days, terms, rung, beside=rung, pressure=np.zeros(2))
    return agreement


def days_of_orders(agreement):
    """The days of the last commitment and the last orders on a date, in the first world."""
    return [agreement.committed_day[0], agreement.ordered_day[0]]


def test_a_commitment_gives_orders_with_it_and_orders_give_no_commitment():
    agreement = agreement_of(10)
    assert days_of_orders(agreement) == [10, 10]
    agreement.order(40)
    assert days_of_orders(agreement) == [10, 40]
    agreement.recommit(55)
    assert days_of_orders(agreement) == [55, 55]
    assert agreement.age_days(60)[0] == 50
    assert agreement.committed_day[1] == agreement.ordered_day[1] == 0  # at war


def test_what_orders_leave_by_hand():
    dials = {"front__discipline": 0.8, "front__discipline_wearoff_days": 100.0}
    dials |= {"front__initial_cut": 0.5, "front__wearoff_days": 10.0}
    dials |= {"front__discipline_on_first_fire": 0.5, "front__discipline_on_return_fire": 1.0}
    line = FrontLine(column(1.0), settings_of(luck_of(3), **dials), luck_of(3))
    level, held = line.among(np.arange(3)).restraint(100, column(0, 0, 100), column(0, 100, 100))
    assert held == pytest.approx([0.8 / np.e, 0.8, 0.8])
    kept = 1 - 0.5 * np.exp(-10)
    by_hand = [kept * (1 - 0.4 / np.e), kept * 0.6, 0.5 * 0.6]
    assert level == pytest.approx(np.array([by_hand, by_hand]))


def test_regular_commitments_go_on_from_the_last_dated_one_and_give_orders_too():
    dials = {"front__discipline": 0.8, "front__recommitment_days": 30.0}
    line = FrontLine(column(1.0), settings_of(luck_of(3), **dials), luck_of(3))
    _, held = line.among(np.arange(3)).restraint(65, column(5, 0, 0), column(5, 0, 63))
    left = [discipline_left(0.8, day, wearoff_days=470, wearoff_shape=2) for day in (0, 5, 2)]
    assert held == pytest.approx(0.9 * np.array(left))
    assert days_since_commitment(column(65), every_days=column(30)).tolist() == [5]


def test_the_level_at_rest_by_hand():
    dials = {"share": column(0.2, 0.2, 0.9), "spread": column(0.5, 0.5, 0.5)}
    dials |= {"settlement_calm": column(0.5, 0.5, 0.5), "peace_weight": column(2, 0, 2)}
    gain = np.array([[0.1, 0.1, 0.3], [-0.2, -0.2, 0.0]])
    resting = resting_level(column(0, 1, 0), column(0, 1, 0), gain, **dials)
    calm = 0.1 * np.exp(-0.5)
    by_hand = [[0.2 * np.exp(0.2), calm, 1], [0.2 * np.exp(-0.4), calm, 0.9]]
    assert resting == pytest.approx(np.array(by_hand))


# --- Properties -------------------------------------------------------------------------------


@given(st.floats(0, 1500), st.floats(0, 1500), st.floats(1, 5))
def test_discipline_only_wears_off_and_slower_at_first_than_steadily(sooner, later, shape):
    sooner, later = sorted((sooner, later))
    left = discipline_left(
        column(0.9, 0.9), column(sooner, later), wearoff_days=470.0, wearoff_shape=shape
    )
    assert 0 <= left[1] <= left[0] <= 0.9
    steady = discipline_left(0.9, later, wearoff_days=470.0, wearoff_shape=1.0)
    assert left[1] >= steady - 1e-12 if later <= 470 else left[1] <= steady + 1e-12


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 10), st.floats(-3, 3))
def test_a_side_fires_no_more_the_more_it_wants_the_peace(keener, other, weight, want):
    gain = np.array([[min(keener, other)], [max(keener, other)]])
    resting = resting_level(
        column(want), column(0.3), gain, share=column(0.25), spread=column(0.4),
        settlement_calm=column(0.6), peace_weight=column(weight),
    )  # fmt: skip
    assert (resting >= 0).all()
    assert (resting <= 1).all()
    assert resting[0] <= resting[1]


# --- In a standing truce ----------------------------------------------------------------------


def test_an_order_given_anew_lowers_fire_from_its_day_and_not_before():
    without, with_order = fire_by_day(BASE), fire_by_day(dated(BASE, recommit=True))
    assert np.array_equal(without[:BEFORE], with_order[:BEFORE])
    weeks = slice(BEFORE, BEFORE + 14)
    assert with_order[weeks].sum() < 0.6 * without[weeks].sum()
    assert (with_order <= without).all()


def test_other_orders_on_a_date_are_of_that_date():
    late = fire_by_day(dated(BASE, change={"front.discipline": 1}))
    early = fire_by_day(BASE.with_dials({"front.discipline": 1}))
    settled = slice(DAY + 14, None)
    assert late[settled].sum() < early[settled].sum()
    assert np.array_equal(late[:BEFORE], fire_by_day(BASE)[:BEFORE])


def test_a_commitment_on_the_first_day_changes_nothing_and_none_is_given_at_war():
    first = BASE.with_horizon(60).if_ceasefire()
    table = ensemble.run(first, worlds=12).outcomes
    assert ensemble.run(dated(first, 1, recommit=True), worlds=12).outcomes.equals(table)
    at_war = load("base").with_horizon(60)
    table = ensemble.run(at_war, worlds=12).outcomes
    assert ensemble.run(dated(at_war, 20, recommit=True), worlds=12).outcomes.equals(table)


def test_a_commitment_is_told_where_a_ceasefire_stands():
    told = ensemble.replay(dated(BASE, recommit=True).if_ceasefire(), world=0)
    entry = next(one for one in told if one.kind == "recommitment")
    assert entry.day == DAY
    assert entry.text.startswith("Both sides commit themselves anew to the ceasefire")
    assert "the ceasefire is 99 days old, and the last orders 99" in entry.cause
    assert entry.text.endswith(".")


def test_other_orders_are_told_where_a_ceasefire_stands():
    scenario = dated(BASE, change={"front.discipline": 1}).if_ceasefire()
    entry = next(one for one in ensemble.replay(scenario, world=0) if one.kind == "orders")
    assert (entry.day, entry.text) == (
        DAY, "Both sides give their troops new orders on holding fire.",
    )  # fmt: skip


HEAD = "from: base\ntitle: T\nevents:\n  school-truce:\n    title: School truce\n    day: 270\n"


def test_a_file_says_that_both_sides_recommit(tmp_path):
    path = tmp_path / "school.yaml"
    path.write_text(f"{HEAD}    recommit: true\n")
    event = next(one for one in load(path).events if one.id == "school-truce")
    assert event.recommit
    assert not event.change
    again = tmp_path / "again.yaml"
    again.write_text(load(path).to_yaml())
    assert load(again).events == load(path).events


def test_what_is_not_a_yes_or_no_is_refused_at_its_place(tmp_path):
    path = tmp_path / "school.yaml"
    path.write_text(f"{HEAD}    recommit: both\n")
    with pytest.raises(ScenarioError) as refused:
        load(path)
    (fault,) = refused.value.faults
    assert (fault.line, fault.column) == (7, 15)
    assert fault.text == "events.school-truce.recommit: must be true or false, got the text 'both'"
