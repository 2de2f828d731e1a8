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
    columns,
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
    theatre.agreement.in_force = np.ones(4, dtype=bool)
    theatre.agreement.rung = np.array([3, 3, 2, 2])
    theatre.mission.deployed = np.array([99.0, 100.0, 99.0, 100.0])
    assert outcome_of_world(theatre).tolist() == [
        "holds_without_foreign_troops", "holds_with_troops_on_line",
        "holds_without_foreign_troops", "holds_with_troops_away_from_line",
    ]  # fmt: skip


def test_the_outcomes_fall_into_three_groups():
    broken = [name for name, one in OUTCOMES.items() if one.ceasefire == "broken"]
    assert "collapsed" in broken
    assert (*HOLDING, *broken, *WITHOUT_CEASEFIRE) == tuple(OUTCOMES)
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


def test_who_pledges_on_a_later_day_than_the_first_follows():
    tally = Tally(4, 3)
    none = np.zeros((3, 4))
    tally.pledges(none)
    assert np.isnan(tally.followers()).all()
    tally.pledges(np.array([[0, 500, 0, 0], [0, 900, 300, 0], [0, 0, 0, 0]], dtype=float))
    tally.pledges(np.array([[0, 500, 0, 0], [0, 0, 300, 0], [80, 60, 50, 0]], dtype=float))
    tally.pledges(np.array([[70, 500, 90, 0], [0, 900, 0, 0], [0, 0, 50, 0]], dtype=float))
    np.testing.assert_equal(tally.followers(), [1, 1, 2, np.nan])


def test_the_first_soldier_is_told_from_the_first_on_the_line():
    theatre = theatre_of(load("base"), worlds=4)
    tally, nobody = theatre.tally, np.zeros(4)
    tally.first_soldiers(7, nobody, nobody)
    tally.first_soldiers(14, np.array([1.0, 0, 5, 0]), np.array([0, 0, 5.0, 0]))
    tally.first_soldiers(21, np.array([9.0, 0, 9, 2]), np.array([9.0, 0, 9, 0]))
    theatre.broker.asked_day = np.array([4.0, 4, 15, np.nan])
    tally.first_ceasefire = np.array([10.0, 10, np.nan, 10])
    found = columns(theatre)
    np.testing.assert_equal(found["day_question"], [4, 4, 15, np.nan])
    np.testing.assert_equal(found["days_to_soldiers"], [10, np.nan, np.nan, np.nan])
    np.testing.assert_equal(found["days_to_line"], [11, np.nan, np.nan, np.nan])


def test_who_had_a_part_in_the_first_agreement_is_told():
    tally = Tally(4, 0)
    yes, no = np.ones(4, dtype=bool), np.zeros(4, dtype=bool)
    tally.drafted(np.array([True, True, False, False]), yes)
    tally.drafted(np.array([False, True, False, False]), no)
    here = np.array([True, True, True, False])
    tally.agreed(here, brokered=np.array([True, False, True, True]), belief=np.full(4, 0.4))
    tally.ceasefire_begins(here, 7, np.full((len(ISSUES), 4), 30.0))
    tally.drafted(yes, yes)
    tally.agreed(here, brokered=no, belief=np.full(4, 0.9))
    assert tally.heard_europe.tolist() == [True, False, False, False]
    assert tally.brokered.tolist() == [True, False, True, False]
    np.testing.assert_equal(tally.belief_signed, [0.4, 0.4, 0.4, np.nan])


def test_a_plan_on_the_table_counts_until_the_broker_walks_away_and_a_ready_option_without_canada():
    theatre = theatre_of(load("base"), worlds=4)
    contributors = theatre.mission.contributors
    canada, uk = (contributors.keys.index(key) for key in ("canada", "uk"))
    theatre.broker.plan[:] = (False, True, True, True)
    theatre.broker.walked[:] = (False, False, True, False)
    contributors.ready[canada] = True
    contributors.ready[uk] = (True, False, True, True)
    now = np.array([True, True, True, False])
    theatre._draft(now, 0)
    theatre._begin(0, now, "ceasefire")
    found = columns(theatre)
    assert found["broker_at_table"].tolist() == [False, True, False, None]
    assert found["europe_at_table"].tolist() == [True, False, True, None]


def test_the_belief_of_ukraine_is_that_in_the_text_signed_and_then_in_the_one_in_force():
    """Belief .4, doubt .6: half of it taken away by soldiers of half weight; nothing by a truce."""
    fixed = {
        "talks.belief_ukraine": 0.4, "talks.belief_from_force": 1, "talks.truce_discount": 0,
        "talks.belief_from_backing": 0, "talks.belief_from_alignment": 0, "talks.broken_before": 0,
        "talks.reassurance_half_per_km": 8, "assume.terms": "stated", "assume.foreign_force": 100,
        "assume.ceasefire_day": 1, "mission.russian_consent": "given",
    }  # fmt: skip
    theatre = theatre_of(load("base").with_dials(fixed).if_ceasefire(), worlds=3)
    theatre.mission.contributors.offered[0] = 8 * theatre.mission.line_km
    theatre._impose(1)
    np.testing.assert_allclose(columns(theatre)["belief_signed"], 0.7)
    np.testing.assert_allclose(columns(theatre)["belief_end"], 0.4)
    theatre.mission.deployed = theatre.mission.contributors.offered[0] * (1, 0, 1)
    theatre.agreement.end(np.array([False, False, True]))
    np.testing.assert_allclose(columns(theatre)["belief_end"], [0.7, 0.4, np.nan])
    np.testing.assert_allclose(columns(theatre)["belief_signed"], 0.7)


def test_who_led_is_one_of_those_that_pledged():
    table = quiet(mission__proposal="monitors").outcomes
    assert ((table["led_by"] != "") == (table["contributors"] > 0)).all()
    assert set(table["led_by"]) - {""} <= set(load("base").actors)


def test_the_page_has_the_colours_of_the_charts():
    look = (files("contactline.show.app") / "page" / "look.js").read_text(encoding="utf-8")
    for name, fill in OUTCOME_FILLS.items():
        assert re.findall(rf"{name}: {{ colour: \"([^\"]*)\"", look) == [fill.colour], name
