"""Scenario files: what is read from them and what they inherit."""

from __future__ import annotations

import datetime as dt

import pytest

from contactline.dials.distributions import Choice, Fixed, Normal, Triangular, Uniform
from contactline.scenario import (
    Scenario,
    available,
    load,
)
from scenario_sample import KNOWN, load_text, write_library

HEAD = "from: base\ntitle: T\n"


@pytest.fixture
def base(tmp_path) -> Scenario:
    """Return the small base scenario."""
    return load("base", known=KNOWN, folder=write_library(tmp_path))


def test_a_file_is_read_as_it_stands(base):
    assert (base.name, base.source, base.title) == ("base", "base.yaml", "Base")
    assert (base.date, base.horizon_days) == (dt.date(2024, 12, 3), 730)
    assert base.claims == ("no-talks-now",)
    assert base.expect == {"days_held_of_365": "more"}
    assert list(base.actors) == ["russia", "uk", "ukraine", "us"]
    uk = base.actors["uk"]
    assert (uk.name, uk.role, uk.leads) == ("United Kingdom", "contributor", True)
    assert uk.deployable_troops == Fixed(7000.0, whole=True)
    assert uk.home_support == Normal(0.5, 0.1, 0, 1)
    stance = uk.stances["foreign_force"]
    assert stance.position == Triangular(40.0, 60.0, 75.0)
    assert (stance.at_least, stance.at_most) == (None, None)
    assert base.actors["ukraine"].stances["territory"].at_most == Fixed(60.0)
    assert stance.basis == ("rferl-monitors", "area-2024")
    assert base.actors["russia"].capability == Choice((0.5, 0.7), (1.0, 3.0))


def test_silent_entries_get_their_defaults(base):
    assert list(base.dials) == list(KNOWN.dials)
    assert base.dials["war.advance_km2_per_day"] == Uniform(10.0, 40.0)
    assert base.dials["war.aid"] == Uniform(0.0, 1.0)
    assert base.dials["assume.ceasefire"] is False
    assert base.dials["mission.proposal"] == "none"
    assert base.actors["russia"].stances["territory"].flexibility == Fixed(0.3)
    assert base.actors["us"].stances["territory"].flexibility is None
    assert base.actors["us"].stances["territory"].at_least is None


def test_events_are_sorted_by_day(base):
    inauguration, thaw = base.events
    assert (inauguration.id, inauguration.day, inauguration.dated) == ("us-inauguration", 48, True)
    assert (thaw.day, thaw.date, thaw.dated) == (100, dt.date(2025, 3, 13), False)
    assert inauguration.change == {"talks.patience_weeks": Fixed(30.0, whole=True)}
    assert thaw.change == {"war.aid": Uniform(0.0, 0.5)}


def test_yaml_1_2_keeps_words_as_text(tmp_path):
    scenario = load_text(tmp_path, "from: base\ntitle: no\nsummary: 12:30\nquestion: 0x1F\n")
    assert (scenario.title, scenario.summary, scenario.question) == ("no", "12:30", "0x1F")


def test_a_child_changes_only_what_it_names(tmp_path, base):
    child = load_text(
        tmp_path,
        HEAD + "war: {advance_km2_per_day: {normal: [30, 5]}}\n"
        "actors:\n"
        "  uk: {leads: false, stances: {foreign_force: {position: 80}}}\n"
        "  ukraine: {stances: {territory: {at_most: null}}}\n"
        "  france: {name: F, role: institution, capability: 1, stances: "
        "{territory: {position: 1, salience: 0}}}\n"
        "events: {thaw: {date: 2025-04-01}, us-inauguration: null}\n",
    )
    assert child.dials["war.advance_km2_per_day"] == Normal(30.0, 5.0, 0, 200)
    uk, stance = child.actors["uk"], child.actors["uk"].stances["foreign_force"]
    assert (uk.leads, uk.name) == (False, "United Kingdom")
    assert (stance.position, stance.salience) == (Fixed(80.0), Fixed(0.7))
    assert child.actors["ukraine"].stances["territory"].at_most is None
    assert list(child.actors) == ["france", "russia", "uk", "ukraine", "us"]
    assert [(event.id, event.day) for event in child.events] == [("thaw", 119)]
    assert child.actors["us"] == base.actors["us"]


def test_what_a_file_says_about_itself_is_not_inherited(tmp_path):
    child = load_text(tmp_path, HEAD)
    assert (child.title, child.summary, child.question) == ("T", "", "")
    assert (child.claims, child.expect) == ((), {})


def test_parents_may_be_files_beside_and_parents_of_parents(tmp_path):
    (tmp_path / "middle.yaml").write_text(HEAD + "war: {aid: 0.25}\nhorizon_days: 90\n")
    child = load_text(tmp_path, "from: ./middle.yaml\ntitle: U\nwar: {advance_km2_per_day: 1}\n")
    assert child.dials["war.aid"] == Fixed(0.25)
    assert child.dials["war.advance_km2_per_day"] == Fixed(1.0)
    assert (child.horizon_days, [event.id for event in child.events]) == (90, ["us-inauguration"])


def test_a_changed_file_is_read_anew(tmp_path):
    assert load_text(tmp_path, HEAD + "war: {aid: 0.25}\n").dials["war.aid"] == Fixed(0.25)
    assert load_text(tmp_path, HEAD + "war: {aid: 0.125}\n").dials["war.aid"] == Fixed(0.125)


def test_base_comes_first(tmp_path):
    assert available(write_library(tmp_path, alpha=HEAD, zeta=HEAD)) == ("base", "alpha", "zeta")
