"""Who is there when a ceasefire holds, and who led: a row of the table for each case."""

import re
from importlib.resources import files

import numpy as np
import pytest

from contactline.dials import ISSUES
from contactline.scenario import load
from contactline.show.charts.style import OUTCOME_FILLS
from contactline.study.ensemble import run
from contactline.world.outcomes import (
    HOLDING,
    OUTCOMES,
    WITH_TROOPS,
    WITHOUT_CEASEFIRE,
    outcome_of_world,
)
from contactline.world.tally import WEEKS_A_MONTH, Tally
from worlds_sample import theatre_of

QUIET = {
    "horizon_days": 70,
    "assume.ceasefire_day": 1,
    "durability.resumption_log_rate": -14,
    "durability.tolerance_share": 3,
    "durability.ignition_share": 3,
    "mission.russian_consent": "given",
    **{f"mission.{name}_weight": 0 for name in ("stance", "risk", "objection", "support")},
    "mission.preparation_scale": 0,
    "mission.pledge_days": 1,
    "mission.reluctance": 0,
    "mission.cascade": 6,
    "mission.lead_time_days": 0,
    "mission.buildup_days": 10,
    "mission.consent_loss_per_year": 0,
    "actors.ukraine.foreign_force.at_most": 100,
}
UNINVITED = {"mission__without_consent": "stay_away"}
WORLDS = 6


def quiet(**changes):
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return run(load("base").with_dials({**QUIET, **named}).if_ceasefire(), worlds=WORLDS)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"mission__proposal": "monitors"}, "holds_with_troops_on_line"),
        ({"mission__proposal": "buffer"}, "holds_with_troops_on_line"),
        ({"mission__proposal": "fighting"}, "holds_with_troops_on_line"),
        ({"mission__proposal": "instructors"}, "holds_with_troops_away_from_line"),
        (
            {"mission__proposal": "instructors", "monitors__observers": 500},
            "holds_with_troops_away_from_line",
        ),
        ({"mission__proposal": "observers", **UNINVITED}, "holds_with_observers_only"),
        (
            {"mission__proposal": "none", "monitors__observers": 500, **UNINVITED},
            "holds_with_observers_only",
        ),
        ({"mission__proposal": "none", **UNINVITED}, "holds_without_foreign_troops"),
        ({"mission__proposal": "none"}, "holds_with_troops_away_from_line"),
        (
            {"mission__proposal": "monitors", "mission__lead_time_days": 365},
            "holds_without_foreign_troops",
        ),
    ],
)
def test_a_ceasefire_that_holds_says_who_is_there(changes, outcome):
    table = quiet(**changes).outcomes
    sent = table["end_troops"] > 0
    watched = "monitors__observers" in changes or "observers" in changes.values()
    nobody = "holds_with_observers_only" if watched else "holds_without_foreign_troops"
    assert sent.any() == (outcome in WITH_TROOPS)
    expected = np.where(sent, outcome, nobody)
    assert table["outcome"].tolist() == expected.tolist()


def test_hardly_any_soldiers_are_none():
    theatre = theatre_of(load("base"), worlds=4)
    theatre.agreement.in_force[:] = True
    theatre.agreement.rung[:] = (3, 3, 2, 2)
    theatre.mission.deployed = np.array([99.0, 100.0, 99.0, 100.0])
    assert outcome_of_world(theatre).tolist() == [
        "holds_without_foreign_troops", "holds_with_troops_on_line",
        "holds_without_foreign_troops", "holds_with_troops_away_from_line",
    ]  # fmt: skip


def test_the_outcomes_fall_into_three_groups():
    assert (*HOLDING, "collapsed", *WITHOUT_CEASEFIRE) == tuple(OUTCOMES)
    assert HOLDING[:2] == WITH_TROOPS


@pytest.mark.parametrize(
    ("proposal", "invited", "on_line", "away"),
    [
        ("buffer", {}, 1, 0),
        ("monitors", {}, 1, 0),
        ("instructors", {}, 0, 1),
        ("observers", {}, 0, 1),
        ("observers", UNINVITED, 0, 0),
    ],
)
def test_soldiers_are_counted_where_they_stand(proposal, invited, on_line, away):
    table = quiet(mission__proposal=proposal, **invited).outcomes
    assert (table["peak_troops"] > 0).any() == bool(on_line or away)
    assert (table["soldiers_on_line"] == on_line * table["peak_troops"]).all()
    assert (table["soldiers_away"] == away * table["peak_troops"]).all()


def test_soldier_months_are_the_weeks_added_up():
    results = quiet(mission__proposal="buffer")
    weeks = np.nansum(results.samples["troops"], axis=0)
    sampled = results.outcomes["soldier_months"].to_numpy()[: weeks.size]
    assert sampled.max() > 0
    np.testing.assert_allclose(sampled, weeks / WEEKS_A_MONTH)


@pytest.mark.parametrize(("force", "held"), [(21, 20), (40, 0), (62, 60), (75, 80)])
def test_the_terms_are_those_of_the_first_agreement(force, held):
    """The force is the rung nearest to what is stated; soldiers away from the line are in none."""
    stated = {f"assume.{issue}": 10 + 15 * at for at, issue in enumerate(ISSUES)}
    stated |= {"assume.foreign_force": force}
    table = quiet(**{"assume.terms": "stated", **stated}).outcomes
    for issue in set(ISSUES) - {"foreign_force"}:
        assert (table[f"terms_{issue}"] == stated[f"assume.{issue}"]).all()
    assert (table["terms_foreign_force"] == held).all()


def test_terms_are_empty_without_an_agreement_and_stay_those_of_the_first():
    tally = Tally(2, 0)
    first, second = np.full((len(ISSUES), 2), 30.0), np.full((len(ISSUES), 2), 60.0)
    tally.ceasefire_begins(np.array([True, False]), 7, first)
    tally.ceasefire_begins(np.array([True, False]), 70, second)
    assert (tally.first_terms[:, 0] == 30).all()
    assert np.isnan(tally.first_terms[:, 1]).all()


def test_who_pledges_first_leads_and_of_several_the_one_with_most_soldiers():
    tally = Tally(4, 3)
    tally.pledges(np.array([[0, 500, 0, 0], [0, 900, 300, 0], [0, 0, 300, 0]], dtype=float))
    assert tally.leader.tolist() == [-1, 1, 1, -1]
    tally.pledges(np.array([[0, 0, 9000, 0], [0, 900, 0, 0], [40, 0, 0, 0]], dtype=float))
    assert tally.leader.tolist() == [2, 1, 1, -1]
    assert tally.has_pledged.sum(axis=0).tolist() == [1, 2, 3, 0]


def test_who_led_is_one_of_those_that_pledged():
    table = quiet(mission__proposal="monitors").outcomes
    assert ((table["led_by"] != "") == (table["contributors"] > 0)).all()
    assert set(table["led_by"]) - {""} <= set(load("base").actors)


def test_the_page_has_the_colours_of_the_charts():
    css = (files("contactline.show.app") / "page" / "page.css").read_text(encoding="utf-8")
    for name, fill in OUTCOME_FILLS.items():
        (rule,) = re.findall(rf"\.{name} \.after {{([^}}]*)}}", css)
        assert fill.colour.lower() in rule, name
