"""Short truces declared in the war: fire of days that stops in part, and no ceasefire."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "experiments" / "benchmarks"))

from same_weeks import differences

from contactline.dials.distributions import Distribution, Fixed, Uniform
from contactline.errors import ScenarioError
from contactline.scenario import Event, Truce, load
from contactline.study import ensemble
from contactline.world.truces import Truces, belief_after_lessons, lesson_of_truce
from contactline.world.war import fighting_left
from worlds_sample import column, luck_of, theatre_of

BASE = load("base").with_horizon(84)
WORLDS = 16


def event_of(day=10, days=3, by="both", compliance=0.5, lesson=0.1, start=BASE.date):
    """An event that declares a truce."""
    kept = compliance if isinstance(compliance, Distribution) else Fixed(compliance)
    return Event(
        id="truce", day=day, date=start + timedelta(days=day), dated=False, title="A truce",
        claims=(), change={}, truce=Truce(days=days, by=by, compliance=kept, lesson=Fixed(lesson)),
    )  # fmt: skip


def declared(scenario, **truce):
    """The scenario with a truce beside its own events."""
    events = (*scenario.events, event_of(start=scenario.date, **truce))
    return replace(scenario, events=tuple(sorted(events, key=lambda one: (one.day, one.id))))


# --- By hand ----------------------------------------------------------------------------------


def test_what_a_truce_stops_by_hand():
    truces = Truces([event_of(day=10, days=3, by="ukraine", compliance=0.7)], luck_of(2))
    for day in range(7, 14):
        truces.day(day, np.array([True, False]))
    assert truces.take_week() == pytest.approx(np.array([[0.3, 0], [0, 0]]))
    assert not truces.take_week().any()
    assert truces.learned == pytest.approx(np.array([[0, 0], [0.1 * 0.4, 0]]))  # Russia learns


def test_of_two_truces_on_a_day_the_stricter_counts():
    strict = replace(event_of(day=3, days=2, compliance=0.8), id="strict")
    truces = Truces([event_of(day=2, days=3, compliance=0.4), strict], luck_of(1))
    for day in range(7):
        truces.day(day, np.array([True]))
    assert truces.take_week() == pytest.approx(np.full((2, 1), (0.4 + 0.8 + 0.8) / 7))


def test_fighting_and_lessons_by_hand():
    stopped = np.array([[0.4, 0.2], [0, 0.2]])
    assert fighting_left(stopped) == pytest.approx(np.array([[0.8, 0.8], [0.8, 0.8]]))
    lesson = lesson_of_truce(column(1, 0.5, 0), lesson=column(0.2, 0.2, 0.2))
    assert lesson == pytest.approx([0.2, 0, -0.2])
    belief = belief_after_lessons(np.full((2, 1), 0.5), np.array([[0.0], [0.1]]))
    assert belief[0] == 0.5
    assert belief[1] == pytest.approx(1 / (1 + np.exp(-0.1)))


def test_a_week_of_war_under_a_truce_by_hand():
    plain, held = theatre_of(BASE, WORLDS), theatre_of(BASE, WORLDS)
    at_war, aid = np.ones(WORLDS), np.ones(WORLDS)
    before = plain.war.exhaustion.copy()
    stopped = np.stack([np.zeros(WORLDS), np.full(WORLDS, 0.4)])
    plain.war.week(at_war, plain.luck.normal("fortunes of war", 7), aid, plain.settings)
    held.war.week(at_war, held.luck.normal("fortunes of war", 7), aid, held.settings, stopped)
    assert (plain.war.gained_km2 > 0).all()  # Russia attacks
    assert held.war.gained_km2 == pytest.approx(0.6 * plain.war.gained_km2)
    tired = plain.war.exhaustion - before
    assert held.war.exhaustion - before == pytest.approx(0.8 * tired)


# --- Properties -------------------------------------------------------------------------------

SHARE = st.floats(0, 1)


BY = st.sampled_from(["both", "ukraine", "russia"])


@given(SHARE, BY, st.integers(1, 30), st.integers(0, 40))
def test_a_truce_stops_a_share_of_the_fire_of_those_who_declare_it(compliance, by, days, day):
    event = event_of(day=day, days=days, by=by, compliance=compliance)
    truces, total = Truces([event], luck_of(1)), np.zeros((2, 1))
    for today in range(77):
        truces.day(today, np.array([True]))
        if today % 7 == 6:
            stopped = truces.take_week()
            assert ((stopped >= 0) & (stopped <= 1 + 1e-12)).all()
            total += 7 * stopped
    says = np.array([[by != "russia"], [by != "ukraine"]])
    assert total == pytest.approx(days * compliance * says)


@given(SHARE, SHARE, st.floats(0.01, 0.99), st.floats(0, 2))
def test_belief_grows_with_how_well_a_truce_is_kept(one, other, belief, lesson):
    kept = column(*sorted((one, other)))
    learned = lesson_of_truce(kept, lesson=column(lesson, lesson))
    after = belief_after_lessons(np.full((2, 2), belief), np.stack([learned, learned]))
    assert ((after > 0) & (after < 1)).all()
    assert (after[:, 0] <= after[:, 1] + 1e-12).all()


# --- In a whole scenario ------------------------------------------------------------------------


def test_a_truce_is_no_ceasefire_and_spares_land_and_strength():
    both = BASE, declared(BASE, days=14, compliance=0.8, lesson=0)
    theatres = [theatre_of(one, WORLDS) for one in both]
    for theatre in theatres:
        theatre.run_for(28)
    assert (theatres[1].war.exhaustion < theatres[0].war.exhaustion).all()
    without, held = (ensemble.run(one, worlds=64).outcomes for one in both)
    for name in ("ceasefires", "day_ceasefire", "violations_per_week"):
        assert without[name].equals(held[name]), name
    at_war = without["ceasefires"] == 0
    assert at_war.mean() > 0.9
    assert (held["area_km2"] < without["area_km2"])[at_war].mean() > 0.95


def test_before_its_day_and_in_a_standing_ceasefire_it_does_nothing():
    quiet = BASE.with_dials(
        {"assume.ceasefire_day": 1, "durability.resumption_log_rate": -14,
         "durability.ignition_share": 3}
    ).if_ceasefire()  # fmt: skip
    table = ensemble.run(quiet, worlds=WORLDS).outcomes
    assert ensemble.run(declared(quiet, day=30), worlds=WORLDS).outcomes.equals(table)
    late = ensemble.run(declared(BASE, day=84), worlds=WORLDS).outcomes
    assert late.equals(ensemble.run(BASE, worlds=WORLDS).outcomes)


def test_block_size_does_not_matter_and_a_world_is_the_same_alone():
    scenario = declared(BASE, compliance=Uniform(0.1, 0.9))
    together = ensemble.run(scenario, worlds=12).outcomes
    assert together.equals(ensemble.run(scenario, worlds=12, block=5).outcomes)
    assert ensemble.simulate(scenario, [7]).columns["area_km2"][0] == together["area_km2"][7]


@pytest.mark.parametrize("by", ["both", "ukraine", "russia"])
def test_the_model_written_the_plain_way_lives_the_same_weeks(by):
    scenario = declared(load("base"), days=10, by=by, compliance=Uniform(0.2, 1), lesson=0.8)
    scenario = scenario.with_horizon(182).with_dials({"broker.engagement": 1})
    assert list(differences(scenario, worlds=6)) == []


def test_it_is_told_with_its_fire_and_its_lesson():
    told = ensemble.replay(declared(BASE, by="russia", compliance=0.25), world=0)
    begins, over = (next(one for one in told if one.kind == kind) for kind in KINDS)
    assert (begins.day, over.day) == (10, 13)
    assert begins.text == (
        "Russia declares a truce of 3 days. It is no ceasefire: nothing is signed."
    )
    assert "of the fire of those who declare it stops" in begins.cause
    assert over.text == "The truce of 3 days is over, and the war goes on."
    assert "Ukraine trusts the word of Russia a little less" in over.cause
    silent = ensemble.replay(declared(BASE, lesson=0), world=0)
    assert not any("trusts the word" in one.cause for one in silent)


KINDS = ("truce", "truce over")

# --- In a file --------------------------------------------------------------------------------

HEAD = "from: base\ntitle: T\nevents:\n  christmas:\n    title: Christmas\n    day: 30\n    truce: "


def load_text(tmp_path, text):
    path = tmp_path / "christmas.yaml"
    path.write_text(f"{HEAD}{text}\n")
    return load(path)


def test_a_file_declares_a_truce_and_is_written_back(tmp_path):
    scenario = load_text(tmp_path, "{days: 3, by: ukraine, compliance: {uniform: [0.2, 0.7]}}")
    event = next(one for one in scenario.events if one.id == "christmas")
    half, tenth = Uniform(0.2, 0.7), Fixed(0.1)
    assert event.truce == Truce(days=3, by="ukraine", compliance=half, lesson=tenth)
    again = tmp_path / "again.yaml"
    again.write_text(scenario.to_yaml())
    assert load(again).events == scenario.events


def test_a_child_changes_a_truce_or_takes_it_away(tmp_path):
    load_text(tmp_path, "{days: 3, compliance: 0.9}")
    child = tmp_path / "child.yaml"
    child.write_text("from: christmas.yaml\ntitle: C\nevents: {christmas: {truce: {days: 5}}}\n")
    truce = next(one for one in load(child).events if one.id == "christmas").truce
    assert (truce.days, truce.by, truce.compliance) == (5, "both", Fixed(0.9))
    child.write_text("from: christmas.yaml\ntitle: C\nevents: {christmas: {truce: null}}\n")
    assert all(one.truce is None for one in load(child).events)


@pytest.mark.parametrize(
    ("text", "column", "fault"),
    [
        ("{by: both}", 5, "events.christmas.truce: lacks days. Add it"),
        (
            "{days: 31}", 19,
            "events.christmas.truce.days: must be a whole number from 1 to 30 (days), got 31",
        ),
        (
            "{days: 3, by: nato}", 26,
            "events.christmas.truce.by: must be one of both, ukraine, russia, got the text 'nato'",
        ),
        (
            "{days: 3, compliance: 2}", 34,
            "events.christmas.truce.compliance: must be from 0 to 1 (share), got 2",
        ),
        (
            "{days: 3, complience: 1}", 22,
            "events.christmas.truce.complience: no such truce field, got complience. Did "
            "you mean 'compliance'?",
        ),
        (
            "{days: {uniform: [2, 4]}}", 19,
            "events.christmas.truce.days: must be the same in every world",
        ),
    ],
)  # fmt: skip
def test_faults_are_told_at_their_place(tmp_path, text, column, fault):
    with pytest.raises(ScenarioError) as refused:
        load_text(tmp_path, text)
    (found,) = refused.value.faults
    assert found.text.startswith(fault)
    assert (found.line, found.column) == (7, column)
