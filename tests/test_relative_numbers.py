"""`{times: 2}` and `{plus: 0.2}`: changes of what the parent says."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials.distributions import (
    Choice,
    Distribution,
    Fixed,
    Normal,
    Triangular,
    Uniform,
)
from contactline.errors import ScenarioError
from contactline.scenario import Scenario, json_schema, load, parse
from contactline.scenario.reading import read
from contactline.study.ensemble import run
from scenario_sample import KNOWN, load_text, write_library

HEAD = "from: base\ntitle: T\n"
KINDS = (
    Fixed(0.3),
    Uniform(0.1, 0.3),
    Triangular(0.1, 0.2, 0.4),
    Choice((0.1, 0.3), (1.0, 3.0)),
    Normal(0.3, 0.05, -1e9, 1e9),
)
DRAWS = np.linspace(0.01, 0.99, 40)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.fixture
def base(here) -> Scenario:
    """Return the small base scenario."""
    return load("base", known=KNOWN, folder=write_library(here))


@pytest.mark.parametrize("kind", KINDS)
@given(factor=st.floats(0.01, 50), shift=st.floats(-9, 9))
def test_each_world_draws_its_number_moved(kind: Distribution, factor, shift):
    moved = kind.moved(factor, shift).quantile(DRAWS)
    assert moved == pytest.approx(kind.quantile(DRAWS) * factor + shift, rel=1e-9, abs=1e-9)


def test_whole_numbers_stay_whole_and_noise_is_left_out():
    assert Uniform(3, 5, whole=True).moved(1.5, 0) == Uniform(4, 8, whole=True)
    assert Choice((1, 2), (1, 1), whole=True).moved(0.1, 0) == Choice((0.0,), (2,), whole=True)
    assert Fixed(0.1).moved(3, 0) == Fixed(0.3)


def test_a_file_changes_what_its_parent_says(here, base):
    child = load_text(
        here,
        HEAD + "war: {advance_km2_per_day: {times: 2}, aid: {plus: -0.5}}\n"
        "mission: {pledge_scale: {times: 3}}\nhorizon_days: {times: 0.5}\n"
        "actors:\n  uk: {deployable_troops: {times: 1.5}, home_support: {plus: 0.1}}\n"
        "  ukraine: {stances: {territory: {at_most: {plus: 5}, flexibility: {times: 2}}}}\n"
        "events: {thaw: {day: {plus: 7}, change: {war.aid: {times: 0.5}}}}\n",
    )
    dials, uk = child.dials, child.actors["uk"]
    assert dials["war.advance_km2_per_day"] == Uniform(20.0, 80.0)
    assert dials["war.aid"] == Uniform(-0.5, 0.5)
    assert dials["mission.pledge_scale"] == Fixed(3.0)
    assert child.horizon_days == 365
    assert uk.deployable_troops == Fixed(10_500.0, whole=True)
    assert uk.home_support == Normal(0.6, 0.1, 0, 1)
    stance = child.actors["ukraine"].stances["territory"]
    assert (stance.at_most, stance.flexibility) == (Fixed(65.0), Fixed(0.6))
    thaw = next(event for event in child.events if event.id == "thaw")
    assert (thaw.day, thaw.change) == (107, {"war.aid": Uniform(0.0, 0.25)})
    assert base.dials["mission.pledge_scale"] == Fixed(1.0)


def test_a_change_adds_up_over_generations_and_is_written_as_numbers(here):
    parent = HEAD + "mission: {pledge_scale: {times: 2}}\n"
    child = load_text(
        here, "from: mine\ntitle: C\nmission: {pledge_scale: {plus: 1}}\n", mine=parent
    )
    assert child.dials["mission.pledge_scale"] == Fixed(3.0)
    again = child.with_dials({"mission.pledge_scale": {"times": 1.5}}, known=KNOWN)
    assert again.dials["mission.pledge_scale"] == Fixed(4.5)
    assert "times" not in again.to_yaml().replace("\ntitle", "")


def test_a_new_event_changes_what_the_files_say_of_the_dial(here):
    event = "{title: A, day: 9, change: {mission.pledge_scale: {times: 2}}}"
    child = load_text(here, f"{HEAD}mission: {{pledge_scale: 2}}\nevents: {{a: {event}}}\n")
    found = next(one for one in child.events if one.id == "a")
    assert found.change == {"mission.pledge_scale": Fixed(4.0)}


PLACES = {
    "mission: {pledge_scale: {times: 6}}": "3:25: mission.pledge_scale: must be from 0 to 5 "
    "(times), got {times: 6} of 1, which makes 6. Take a smaller step, or a number",
    "war: {advance_km2_per_day: {plus: -20}}": "3:28: war.advance_km2_per_day: must be from 0 to "
    "200 (km2/day), got {plus: -20} of {uniform: [10, 40]}, which makes -10. Take a smaller step, "
    "or a number",
    "mission: {pledge_scale: {times: -1}}": "3:25: mission.pledge_scale: times must be above 0, "
    "got -1. Write the number itself",
    "mission: {pledge_scale: {times: two}}": "3:25: mission.pledge_scale: times must be one number "
    "such as {times: 2}, got {times: two}",
    "mission: {pledge_scale: {times: {uniform: [1, 2]}}}": "3:25: mission.pledge_scale: times must "
    "be one number such as {times: 2}, got {times: {uniform: [1, 2]}}",
    "mission: {pledge_scale: {times: 2, plus: 1}}": "3:25: mission.pledge_scale: must name one, "
    "got {times: 2, plus: 1}",
    "actors: {ukraine: {stances: {territory: {at_least: {plus: 5}}}}}": "3:52: "
    "actors.ukraine.stances.territory.at_least: has nothing to change, got {plus: 5}. Write the "
    "number itself",
    "mission: {proposal: {times: 2}}": "3:21: mission.proposal: must be one of none, monitors, "
    "got {times: 2}",
    "events: {a: {title: A, day: 1, change: {war.aid: {times: 2}}}}": "3:50: "
    "events.a.change.war.aid: the event thaw changes it too. Write the number itself",
}


@pytest.mark.parametrize(("change", "fault"), PLACES.items(), ids=str)
def test_what_cannot_be_changed_so_is_refused_at_its_place(here, change, fault):
    with pytest.raises(ScenarioError) as caught:
        load_text(here, f"{HEAD}{change}\n")
    assert str(caught.value) == f"my.yaml:{fault}"


def test_a_fault_of_the_parent_is_no_fault_of_the_step(here):
    parent = HEAD + "mission: {pledge_scale: 9}\n"
    with pytest.raises(ScenarioError) as caught:
        load_text(here, "from: mine\ntitle: C\nmission: {pledge_scale: {plus: 1}}\n", mine=parent)
    assert [fault.file for fault in caught.value.faults] == ["mine.yaml"]


def test_scripts_and_set_take_a_step_too(base):
    twice = base.with_dials({"actors.uk.foreign_force.position": {"times": 1.2}}, known=KNOWN)
    assert twice.actors["uk"].stances["foreign_force"].position == Triangular(48.0, 72.0, 90.0)
    with pytest.raises(ScenarioError, match=r"^--set:1:1: mission.pledge_scale: must be from"):
        base.with_dials({"mission.pledge_scale": {"times": 9}}, known=KNOWN, file="--set")


def test_twice_the_size_is_twice_the_soldiers():
    planned = load("uk-france-monitors").with_horizon(300).if_ceasefire()
    larger = planned.with_dials({"mission.pledge_scale": {"times": 2}})
    a, b = (run(one, worlds=30).outcomes["peak_troops"] for one in (planned, larger))
    assert a.sum() > 0
    assert b.sum() / a.sum() == pytest.approx(2, rel=0.05)


def test_a_fitted_range_is_scaled():
    fitted = load("base").dials["talks.hope_days"]
    halved = parse(f"{HEAD}talks: {{hope_days: {{times: 0.5}}}}\n").dials["talks.hope_days"]
    assert halved.stated == pytest.approx([number / 2 for number in fitted.stated])


def test_the_schema_knows_steps():
    checker = jsonschema.Draft7Validator(json_schema())
    good = f"{HEAD}mission: {{pledge_scale: {{times: 2}}}}\nhorizon_days: {{plus: 30}}\n"
    bad = f"{HEAD}mission: {{pledge_scale: {{times: 2, plus: 1}}}}\nhorizon_days: {{times: 0}}\n"
    assert not [*checker.iter_errors(read(good, "x").tree.plain())]
    assert len([*checker.iter_errors(read(bad, "x").tree.plain())]) == 2
