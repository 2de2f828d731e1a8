"""Swings of one dial at a time and rank correlations, by hand and on short runs."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from contactline.cli.sensitivity import sensitivity
from contactline.cli.work.swings import as_record
from contactline.dials import DIALS
from contactline.errors import RunError
from contactline.luck import Luck
from contactline.scenario import load
from contactline.study.ensemble import Results, run
from contactline.study.measured import nothing_to_share
from contactline.study.sensitivity import levels, measured, movable, ranks, swings
from contactline.world.settings import Settings

BASE = load("base")
MONTHS = "soldier_months"
SHORT = BASE.with_horizon(70)


def made_up(scenario, outcome, *, seed=1, **columns):
    table = pd.DataFrame({"outcome": outcome, **columns})
    table.index.name = "world"
    empty = np.empty((0, 0), dtype=np.int64)
    return Results(
        scenario=scenario, seed=seed, worlds=len(table), columns=table,
        histograms={}, line_violations=empty, line_world_weeks=empty[0:0, 0:0].ravel(),
        phases=empty, samples={}, seconds=0.0,
    )  # fmt: skip


def dials_of(scenario, worlds, seed=1):
    return Settings(scenario.dials, Luck(seed, np.arange(worlds)))


class RowsByHand(list):
    """Results of rows that are there already."""

    results = list.__getitem__


@pytest.fixture
def linear(monkeypatch):
    """Instead of the model: soldier months are 100 times the broker's backing plus the aid."""
    asked = []

    def run_by_hand(scenario, *, worlds, seed, workers):
        asked.append((worlds, seed, scenario.imposes_ceasefire, workers))
        drawn = dials_of(scenario, worlds, seed)
        days = 100 * drawn.broker.backing + drawn.broker.aid_to_ukraine
        days = days + 500 * (scenario.dials["mission.proposal"] == "buffer")
        held = np.where(drawn.broker.backing > 0.4, "holds_with_troops_on_line", "collapsed")
        return made_up(scenario, held, seed=seed, soldier_months=days)

    def rows_by_hand(scenario, changes, *, worlds, seed, workers, progress):
        found = []
        for one in changes:
            changed = scenario.with_dials(one)
            found.append(run_by_hand(changed, worlds=worlds, seed=seed, workers=workers))
            if progress:
                progress(len(found) * worlds, len(changes) * worlds)
        return RowsByHand(found)

    monkeypatch.setattr("contactline.study.sensitivity.one_at_a_time.run_rows", rows_by_hand)
    return asked


def test_levels_are_the_outer_quantiles_of_the_scenario():
    scenario = BASE.with_dials({"broker.backing": {"uniform": [0.2, 0.6]}, "war.aid_effect": 0.5})
    assert levels(scenario, "broker.backing") == pytest.approx((0.22, 0.58))
    assert levels(scenario, "war.aid_effect") == (0, 2)
    assert levels(scenario, "mission.badge") == ("coalition", "nato")
    assert levels(scenario, "bargaining.model") == DIALS["bargaining.model"].options


def test_fixed_numbers_and_the_view_are_not_moved_unless_named():
    scenario = BASE.with_dials({"broker.backing": 0.3, "war.aid_effect": {"uniform": [1, 1]}})
    names = movable(scenario)
    assert "broker.backing" not in names
    assert "war.aid_effect" not in names
    assert {"broker.pressure_on_russia", "mission.proposal", "mission.badge"} <= set(names)
    assert not any(name.startswith("assume.") for name in names)
    assert list(names) == sorted(names, key=list(DIALS).index)


def test_swings_are_worked_by_hand_and_sorted(linear):
    scenario = BASE.with_dials(
        {"broker.backing": {"uniform": [0, 1]}, "broker.aid_to_ukraine": {"uniform": [0, 2]}}
    )
    names = ["broker.aid_to_ukraine", "broker.backing", "war.aid_effect"]
    aid, backing, none = (
        next(one for one in swings(scenario, MONTHS, worlds=10, dials=names) if one.dial == n)
        for n in names
    )
    assert (backing.low, backing.high) == pytest.approx((0.05, 0.95))
    assert backing.change.difference == pytest.approx(90)
    assert (backing.change.low, backing.change.high) == pytest.approx((90, 90))
    assert backing.change.b - backing.change.a == pytest.approx(90)
    assert aid.change.difference == pytest.approx(1.8)
    assert none.change.difference == 0
    assert none.change.within_noise
    assert [one.dial for one in swings(scenario, MONTHS, worlds=10, dials=names)] == [
        "broker.backing", "broker.aid_to_ukraine", "war.aid_effect",
    ]  # fmt: skip


def test_an_option_swings_between_the_words_with_least_and_most(linear):
    (swing,) = swings(BASE, MONTHS, worlds=5, dials=["mission.proposal"])
    assert (swing.low, swing.high) == ("from_draft", "buffer")
    assert swing.change.difference == pytest.approx(500)


def test_a_share_of_outcomes_can_be_asked(linear):
    scenario = BASE.with_dials({"broker.backing": {"uniform": [0, 1]}})
    (swing,) = swings(scenario, "collapsed", worlds=8, dials=["broker.backing"])
    assert (swing.change.a, swing.change.b, swing.change.n) == (1, 0, 8)
    (both,) = swings(
        scenario, "collapsed+holds_with_troops_on_line", worlds=8, dials=["broker.backing"]
    )
    assert both.change.difference == 0


def test_progress_counts_runs_and_settings_reach_the_run(linear):
    seen = []
    swings(
        BASE.if_ceasefire(), MONTHS, worlds=3, seed=9, workers=2,
        dials=["broker.backing", "bargaining.model"], progress=lambda *at: seen.append(at),
    )  # fmt: skip
    words = len(DIALS["bargaining.model"].options)
    assert seen == [(at + 1, words + 2) for at in range(words + 2)]
    assert set(linear) == {(3, 9, True, 2)}


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("day_talk", "Unknown measure: 'day_talk'. Did you mean 'day_talks'?"),
        ("days_held", "it has no mean. Ask for one of: days_held_of_90, days_held_of_365,"),
        ("still_holding", "Unknown measure: 'still_holding'."),
        ("collapsed+day_talks", "Unknown outcome (only outcomes are joined by +): 'day_talks'."),
        ("zzz", "There are: holds_with_troops_on_line,"),
    ],
)
def test_unknown_measures_are_named(measure, text):
    with pytest.raises(RunError) as error:
        swings(BASE, measure, worlds=2)
    assert text in str(error.value)


def test_unknown_dials_are_named():
    with pytest.raises(RunError) as error:
        swings(BASE, MONTHS, worlds=2, dials=["broker.baking"])
    assert str(error.value) == "Unknown dial 'broker.baking'. Did you mean 'broker.backing'?"


def test_ranks_find_the_dial_that_made_the_measure():
    drawn = dials_of(BASE, 60, seed=4)
    days = np.exp(3 * drawn.broker.backing)
    days[:5] = np.nan
    first, *others = ranks(made_up(BASE, ["collapsed"] * 60, seed=4, soldier_months=days), MONTHS)
    assert (first.dial, first.n) == ("broker.backing", 55)
    assert (first.correlation, first.low, first.high) == pytest.approx((1, 1, 1))
    assert not first.within_noise
    sizes = [abs(rank.correlation) for rank in others]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(rank.within_noise for rank in others) > len(others) * 0.8
    names = {rank.dial for rank in [first, *others]}
    assert "broker.engagement" not in names


def test_a_rank_by_hand_with_ties():
    from contactline.study.sensitivity.rank_correlation import _rank

    got = _rank("x", np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 1.0, 1.0, 0.0]))
    assert got.correlation == pytest.approx(0)
    got = _rank("x", np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 4.0, 3.0]))
    assert got.correlation == pytest.approx(0.8)
    assert got.low < 0 < got.high


@given(st.lists(st.integers(0, 5), min_size=5, max_size=30), st.integers(0, 10))
def test_a_rank_turns_round_with_the_dial(values, seed):
    from contactline.study.sensitivity.rank_correlation import _rank

    measure = np.array(values, dtype=float)
    dial = np.random.default_rng(seed).random(measure.size)
    there, back = _rank("x", dial, measure), _rank("x", -dial, measure)
    if np.ptp(measure) == 0:
        assert np.isnan(there.correlation)
        assert there.within_noise
    else:
        assert -1 <= there.low <= there.correlation <= there.high <= 1
        assert back.correlation == pytest.approx(-there.correlation)
        assert back.low == pytest.approx(-there.high)


def test_a_measure_that_never_happens_has_no_rank():
    results = made_up(BASE, ["no_talks"] * 9, soldier_months=np.nan)
    assert all(np.isnan(rank.correlation) and rank.n == 0 for rank in ranks(results, MONTHS))


def test_the_real_model_swings_and_ranks():
    scenario = SHORT.if_ceasefire()
    (swing,) = swings(scenario, "violations_first_week", worlds=12, dials=["front.initial_cut"])
    assert swing.change.n == 12
    assert swing.change.difference < 0
    results = run(scenario, worlds=12)
    assert measured(results, "violations_first_week").shape == (12,)
    again = replace(results, columns=results.outcomes.iloc[:8])
    assert {rank.n for rank in ranks(again, "violations_first_week")} == {8}


QUICK = ["base", "--worlds", "4", "--set", "horizon_days=35", "--imposed", "--workers", "1"]
QUICK += ["--set", "assume.ceasefire_day=7"]


def test_the_command_prints_swings_and_ranks():
    typed = [*QUICK, "--measure", "violations_first_week", "--dial", "front.initial_cut"]
    done = CliRunner().invoke(sensitivity, [*typed, "--quiet"])
    assert done.exit_code == 0, done.output
    assert "not a forecast" in " ".join(done.output.split())
    assert "front.initial_cut" in done.output
    assert "4 worlds, seed 1" in " ".join(done.output.split())
    assert "if there were a ceasefire" in " ".join(done.output.split())


def test_the_command_swings_the_strongest_dials():
    typed = ["base", "--worlds", "100", "--set", "horizon_days=70", "--imposed", "--workers", "1"]
    typed += ["--measure", "violations_first_week", "--top", "2", "--json"]
    done = CliRunner().invoke(sensitivity, typed)
    said = json.loads(done.stdout)
    assert all(one["stands_out"] for one in said["ranks"][:2])
    assert {one["dial"] for one in said["swings"]} == {one["dial"] for one in said["ranks"][:2]}
    assert said["imposed"] is True


def test_a_program_is_told_the_view_also_of_a_scenario_that_imposes_a_ceasefire_by_itself():
    by_itself = BASE.with_dials({"assume.ceasefire": True})
    options = {"measure": MONTHS, "worlds": 2, "seed": 1}
    told = [as_record(one, options, [], []) for one in (BASE, BASE.if_ceasefire(), by_itself)]
    assert [one["imposed"] for one in told] == [False, True, True]
    assert [one["digest"] for one in told] == [BASE.digest, BASE.digest, by_itself.digest]


def test_the_command_checks_names_before_it_runs():
    for typed in (["--measure", "dayz"], ["--measure", MONTHS, "--dial", "broker.baking"]):
        done = CliRunner().invoke(sensitivity, ["base", *typed])
        assert isinstance(done.exception, RunError)


def test_what_may_be_chance_is_not_ranked_before_what_is_more(linear):
    scenario = BASE.with_dials({"broker.backing": {"uniform": [0, 1]}})
    found = ranks(linear_run(scenario, 40), MONTHS)
    clear = [rank.stands_out for rank in found]
    assert clear == sorted(clear, reverse=True)
    assert found[0].dial == "broker.backing"
    names = ["war.aid_effect", "broker.backing", "front.discipline"]
    swung = swings(scenario, MONTHS, worlds=40, dials=names)
    assert [one.within_noise for one in swung] == [False, True, True]
    assert swung[0].dial == "broker.backing"


def linear_run(scenario, worlds):
    days = 100 * dials_of(scenario, worlds).broker.backing
    return made_up(scenario, ["collapsed"] * worlds, soldier_months=days)


def test_of_idle_inputs_hardly_one_stands_out():
    luck = np.random.default_rng(5).standard_normal((20, 200))
    found = [ranks(made_up(BASE, ["collapsed"] * 200, soldier_months=row), MONTHS) for row in luck]
    assert sum(any(rank.stands_out for rank in one) for one in found) <= 4


def test_stances_and_what_actors_want_are_ranked_too():
    results = run(SHORT.if_ceasefire(), worlds=12)
    names = {rank.dial for rank in ranks(results, "violations_first_week")}
    assert {"actors.russia.territory.at_least", "private.uk.leaning", "front.discipline"} <= names


def test_a_number_of_an_actor_is_swung_between_its_quantiles():
    name = "actors.uk.home_support"
    assert levels(BASE, name) == pytest.approx((0.365, 0.635))
    (swing,) = swings(SHORT, "pledged_troops", worlds=12, dials=[name])
    assert (swing.dial, swing.change.n) == (name, 12)
    with pytest.raises(RunError, match=r"Did you mean 'actors.uk.home_support'"):
        levels(BASE, "actors.uk.home_suport")


def test_where_nothing_stands_out_nothing_is_swung_and_the_worlds_are_told():
    typed = ["base", "--worlds", "4", "--set", "horizon_days=35", "--workers", "1", "--quiet"]
    done = CliRunner().invoke(sensitivity, [*typed, "--measure", "violations_first_week"])
    said = " ".join(done.output.split())
    assert "0 of 16 worlds have a value of violations_first_week" in said
    assert "do not stand out from chance" in said
    assert "Take more worlds, or name a dial with --dial." in said


def test_a_measure_that_never_varies_is_said_and_never_ranked():
    typed = ["base", "--worlds", "4", "--set", "horizon_days=35", "--workers", "1", "--quiet"]
    typed += ["--measure", "no_talks", "--imposed", "--set", "assume.ceasefire_day=7"]
    done = CliRunner().invoke(sensitivity, typed)
    said = " ".join(done.output.split())
    assert "no_talks is the same in all 16 worlds; there is nothing to share out." in said
    assert "Rank correlation" not in said
    assert "Take more worlds" not in said
    told = json.loads(CliRunner().invoke(sensitivity, [*typed, "--json"]).stdout)
    assert told["nothing"].startswith("no_talks is the same in all 16 worlds")
    assert all(one["correlation"] is None for one in told["ranks"])
    named = CliRunner().invoke(sensitivity, [*typed, "--dial", "front.initial_cut"])
    assert "none: the same at" in " ".join(named.output.split())


def test_nothing_to_share_tells_rounding_from_a_difference():
    assert nothing_to_share(np.array([0.1, 0.1 + 1e-17, np.nan]), "x", "runs") == (
        "x is the same in all 2 runs; there is nothing to share out."
    )
    assert nothing_to_share(np.array([0.1, 0.1001]), "x") == ""
    assert nothing_to_share(np.zeros(3), "x").startswith("x is the same in all 3 worlds")
    none = nothing_to_share(np.full(2, np.nan), "x")
    assert none == "None of the 2 worlds has a value of x; there is nothing to share out."
