"""Studies of scenarios: changes and their shares, boxes of inputs, sweeps, worlds enough."""

from __future__ import annotations

import json
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_sample import call
from contactline import available, load, run
from contactline.errors import RunError
from contactline.show.sheets.studies import sweep_sheet
from contactline.study import discovery
from contactline.study.attribution import attribute, shapley
from contactline.study.design import run_rows
from contactline.study.discovery import Fit, Limit, discover
from contactline.study.enough import Enough, enough
from contactline.study.measured import measured
from contactline.study.parting import changes_between, with_changes
from contactline.study.robust import Goal, _choices, front, robust
from contactline.study.sweep import Axis, Sweep, evenly, sweep
from contactline.world.outcomes import HOLDING

SHORT = {"horizon_days": 84}
HOLDS = "ceasefire_holds"


@pytest.fixture(scope="module")
def short_base():
    return load("base").if_ceasefire().with_dials(SHORT)


# --- what one scenario has otherwise than another -----------------------------------------------


@pytest.mark.parametrize("name", available())
def test_all_changes_made_give_the_other_scenario_and_none_the_first(name):
    a, b = load("base"), load(name)
    changes = changes_between(a, b)
    assert bool(changes) == (name != "base")
    assert changes_between(with_changes(a, b, changes), b) == ()
    assert changes_between(a, with_changes(a, b, ())) == ()


def test_changes_are_named_as_in_a_file():
    a = load("base")
    b = a.with_dials(
        {
            "front.discipline": 1,
            "actors.uk.home_support": 0.5,
            "actors.uk.foreign_force.position": 9,
        }
    )
    names = ("front.discipline", "actors.uk.home_support", "actors.uk.foreign_force")
    assert changes_between(a, b) == names
    assert changes_between(a, b, most=2) == ("front.discipline", "actors.uk")
    one = with_changes(a, b, ["actors.uk.home_support"])
    assert one.actors["uk"].home_support == b.actors["uk"].home_support
    assert one.actors["uk"].stances == a.actors["uk"].stances


def test_a_scenario_between_two_runs_as_the_one_that_was_written_so(short_base):
    other = short_base.with_dials({"front.discipline": 1, "mission.proposal": "buffer"})
    between = with_changes(short_base, other, changes_between(short_base, other))
    found, wanted = (run(one, worlds=20).outcomes for one in (between, other))
    pd.testing.assert_frame_equal(found, wanted)


# --- Shapley values ------------------------------------------------------------------------------


def test_gloves_are_worth_what_the_textbook_says():
    """One left glove and two right ones: 2/3 and twice 1/6 (Shapley 1953)."""
    sets = [frozenset(at for at in range(3) if bits >> at & 1) for bits in range(8)]
    values = {one: np.array([float(0 in one and len(one) > 1)]) for one in sets}
    assert np.allclose(np.ravel(shapley(3, values)), [2 / 3, 1 / 6, 1 / 6])


@given(st.lists(st.floats(-10, 10), min_size=16, max_size=16))
def test_the_shares_of_any_game_add_up(numbers):
    sets = [frozenset(at for at in range(4) if bits >> at & 1) for bits in range(16)]
    values = {one: np.array([number]) for one, number in zip(sets, numbers, strict=True)}
    whole = values[frozenset(range(4))] - values[frozenset()]
    assert np.isclose(sum(shapley(4, values)), whole).all()


def test_the_shares_of_changes_add_up_to_the_difference_of_the_two_runs(short_base):
    other = short_base.with_dials({"front.discipline": 1, "front.resting_share": 0.9})
    found = attribute(short_base, other, "violations_per_week", worlds=30)
    a, b = (measured(run(one, worlds=30), "violations_per_week") for one in (short_base, other))
    assert found.runs == 4
    assert found.whole.mean == pytest.approx((b - a).mean())
    assert sum(one.share.mean for one in found.parts) == pytest.approx(found.whole.mean)
    assert {one.change for one in found.parts} == {"front.discipline", "front.resting_share"}


def test_drawn_orders_add_up_too(short_base, monkeypatch):
    monkeypatch.setattr("contactline.study.attribution.EXACT_UP_TO", 2)
    changes = {"front.discipline": 1, "front.resting_share": 0.9, "front.russian_share": 0.9}
    found = attribute(
        short_base, short_base.with_dials(changes), "violations_per_week", worlds=10, orders=2
    )
    assert found.orders == 2
    assert sum(one.share.mean for one in found.parts) == pytest.approx(found.whole.mean)


def test_scenarios_that_are_the_same_have_nothing_to_share_out(short_base):
    with pytest.raises(RunError, match="do not differ"):
        attribute(short_base, short_base, HOLDS, worlds=5)


def test_a_measure_that_some_worlds_do_not_have_is_refused(short_base):
    as_it_comes = short_base.as_it_comes()
    other = as_it_comes.with_dials({"front.discipline": 1})
    with pytest.raises(RunError, match="have no value of violations_per_week"):
        attribute(as_it_comes, other, "violations_per_week", worlds=10)


# --- how many worlds are enough ------------------------------------------------------------------


def test_worlds_needed_by_hand():
    """Spread 0.5: a reach of 0.098 in 100 worlds; 0.049 takes four times as many."""
    one = Enough("collapsed", "a", "b", 100, 1, 0.1, 0.5, 0.7, ())
    assert one.reach(100) == pytest.approx(1.96 * 0.5 / 10, abs=1e-4)
    assert one.needed(one.reach(100) / 2) == 400
    assert one.to_tell(0.1) == 197  # ((1.96 + 0.84) x 0.5 / 0.1)^2
    assert one.times_apart == pytest.approx(1.96)


def test_the_same_luck_takes_fewer_worlds(short_base):
    other = short_base.with_dials({"front.discipline": 1})
    a, b = (run(one, worlds=100) for one in (short_base, other))
    found = enough(a, b, measure="violations_per_week")
    assert found.times_apart > 1
    assert [one.worlds for one in found.seen] == [25, 50, 100]
    assert found.mean == pytest.approx(found.seen[-1].mean)
    apart = sqrt(sum(np.var(measured(one, "violations_per_week"), ddof=1) for one in (a, b)))
    assert found.apart == pytest.approx(apart)


def test_runs_of_other_worlds_are_refused(short_base):
    a, b = run(short_base, worlds=5), run(short_base, worlds=6)
    with pytest.raises(RunError, match="of the same worlds"):
        enough(a, b, measure=HOLDS)


def test_a_measure_that_never_varies_says_so(short_base):
    with pytest.raises(RunError, match="the same in all 5 worlds"):
        enough(run(short_base, worlds=5), measure="no_talks")


# --- sweeps --------------------------------------------------------------------------------------


def test_a_point_of_a_sweep_is_what_a_run_gives_by_itself(short_base):
    found = sweep(
        short_base,
        {"front.discipline": evenly(0, 1, 3), "mission.proposal": ["monitors", "buffer"]},
        HOLDS,
        worlds=10,
    )
    one = short_base.with_dials({"front.discipline": 0.5, "mission.proposal": "buffer"})
    assert np.array_equal(found.values[0, 1, 1], measured(run(one, worlds=10), HOLDS))
    assert found.at(0, 1, 1).mean == found.means(0)[1, 1]
    table = found.table()
    assert len(table) == 6
    assert list(table.columns[:3]) == ["scenario", "front.discipline", "mission.proposal"]


def test_values_lie_evenly_without_the_dust_of_rounding():
    assert evenly(0, 1, 11)[3] == 0.3
    assert evenly(5, 1, 3) == (5.0, 3.0, 1.0)


def test_of_many_points_some_are_shown_evenly_with_the_ends_and_the_table_says_so(short_base):
    levels = tuple(at / 19 for at in range(20))
    axes = (Axis("front.discipline", levels), Axis("broker.backing", levels))
    values = np.arange(400.0).reshape(1, 20, 20, 1)
    found = Sweep(
        (short_base,), axes, "days_held_of_90", share=False, worlds=1, seed=1, values=values
    )
    sheet = sweep_sheet(found)
    assert len(sheet.rows) == 49
    assert sheet.rows[0][1:3] == ("0", "0")
    assert sheet.rows[-1][1:3] == ("1", "1")
    assert "49 of 400 are shown" in sheet.caption
    assert len(found.table()) == 400


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "one dial or two, got 0"),
        ({"front.discipline": [1]}, "two values or more"),
        ({"front.discipline": [1, 1]}, "all of them different"),
    ],
)
def test_a_sweep_over_nothing_is_refused(short_base, over, said):
    with pytest.raises(RunError, match=said):
        sweep(short_base, over, HOLDS, worlds=2)


# --- boxes of inputs -----------------------------------------------------------------------------


def test_the_box_finds_what_was_planted(monkeypatch):
    """It happens where x > 0.7 and y < 0.4, and in one of twenty worlds elsewhere."""
    draw = np.random.default_rng(1)
    inputs = pd.DataFrame(draw.random((2000, 6)), columns=list("xyabcd"))
    inside = (inputs["x"] > 0.7) & (inputs["y"] < 0.4)
    happens = np.where(inside, draw.random(2000) < 0.95, draw.random(2000) < 0.05)
    limits = {one.input: one for one in discovery._box(inputs, happens)}
    assert set(limits) == {"x", "y"}
    assert limits["x"].low == pytest.approx(0.7, abs=0.04)
    assert limits["x"].high is None
    assert limits["y"].high == pytest.approx(0.4, abs=0.04)


def test_a_box_of_pure_chance_does_not_stand(short_base):
    """Whether a world ends so is made a toss of a coin that no input tells."""
    results = run(short_base, worlds=400)
    coin = np.random.default_rng(2).random(400) < 0.4
    results.outcomes["outcome"] = np.where(coin, "collapsed", HOLDING[0])
    found = discover(results, "collapsed")
    assert not found.stands


def test_density_and_coverage_by_hand():
    one = Fit(worlds=100, cases=30, inside=40, hits=24)
    assert (one.rate, one.density, one.coverage) == (0.3, 0.6, 0.8)
    assert Limit("x", 1.0, None).met(np.array([0.5, 1.0, 2.0])).tolist() == [False, True, True]


def test_too_few_worlds_and_a_number_without_a_bound_are_refused(short_base):
    results = run(short_base, worlds=10)
    with pytest.raises(RunError, match="at least 200 worlds"):
        discover(results, "collapsed")
    with pytest.raises(RunError, match="above or below"):
        discover(results, "soldier_months")
    with pytest.raises(RunError, match="takes no bound"):
        discover(results, "collapsed", above=1)


# --- the commands --------------------------------------------------------------------------------

SMALL = ("--imposed", "--set", "horizon_days=84", "--workers", 1)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("sweep", "base", "--over", "front.discipline=0:1:3", "--worlds", 5), {"points", "over"}),
        (("attribute", "base", "no-uk-troops", "--worlds", 5), {"whole", "parts"}),
        (("enough", "uk-france-monitors", "base", "--worlds", 50,
          "--measure", "violations_per_week"), {"ladder", "spread"}),
    ],
)  # fmt: skip
def test_commands_print_write_and_draw(words, keys, tmp_path):
    record, chart = tmp_path / "found.json", tmp_path / "found.svg"
    done = call(*words, *SMALL, "--out", record, "--chart", chart)
    assert done.exit_code == 0, done.output
    found = json.loads(record.read_text("utf-8"))
    assert {"caution", "scenarios", "view", "sentences", *keys} <= set(found)
    assert " ".join(done.stdout.split()).count(found["sentences"][0])
    assert "<svg" in chart.read_text("utf-8")
    table = tmp_path / "found.csv"
    assert call(*words, *SMALL, "--out", table, "--quiet").exit_code == 0
    assert len(pd.read_csv(table)) >= 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("front.discipline", "names no values"),
        ("front.discipline=a:b:3", "no range of numbers"),
        ("front.discipline=0:1:1", "less than two values"),
        ("front.disciplin=0:1:3", "front.discipline"),
    ],
)
def test_a_sweep_that_is_typed_wrongly_is_refused(text, said):
    done = call("sweep", "base", "--over", text, "--worlds", 2)
    assert done.exit_code in (1, 2, 3)
    assert said in " ".join(done.output.split())


# --- the frontier --------------------------------------------------------------------------------


def test_the_front_of_points_by_hand():
    points = np.array([[0, 3], [1, 2], [1, 1], [3, 0], [2, np.nan], [1, 2]], dtype=float)
    assert front(points) == [0, 1, 3]


def test_a_search_finds_the_front_of_a_toy(monkeypatch, short_base):
    """Less of x² and less of (x - 1)²: all from 0 to 1 is on the front, nothing else."""

    class Toy:
        def __init__(self, changes):
            self.x = np.array([4 * float(one.get("front.initial_cut", 0.9)) - 1 for one in changes])

        def __len__(self):
            return len(self.x)

        def means(self, measure):
            return self.x**2 if measure == "area_km2" else (self.x - 1) ** 2

        def values(self, measure):
            return np.repeat(self.means(measure)[:, np.newaxis], 3, axis=1)

    def toy(scenario, changes, measures, **_):
        return Toy(changes)

    monkeypatch.setattr("contactline.study.robust.run_rows", toy)
    monkeypatch.setattr("contactline.study.bridges.ema.run_rows", toy)
    goals = [Goal("area_km2", "least"), Goal("soldier_months", "least", enough=0.25)]
    found = robust(short_base, ["front.initial_cut"], goals, tries=300, worlds=3)
    x = np.array([4 * float(one.levers["front.initial_cut"]) - 1 for one in found.choices])
    assert len(x) > 5
    assert (x > -0.05).all()
    assert (x < 1.05).all()
    assert x.min() < 0.15
    assert x.max() > 0.85
    assert [one.satisfied for one in found.choices] == list((x - 1) ** 2 <= 0.25)
    again = robust(short_base, ["front.initial_cut"], goals, tries=300, worlds=3)
    assert again.choices == found.choices


def test_regret_is_how_far_the_best_of_each_world_is_away():
    """Two choices in two worlds, most is sought: each is best in one."""
    goals = [Goal("area_km2", "most"), Goal("soldier_months", "least", enough=5)]
    values = np.array([[[1.0, 4.0], [3.0, 2.0]], [[5.0, 9.0], [5.0, 5.0]]])
    (first, second), _ = _choices([{"x": 1}, {"x": 2}], goals, values)
    assert first.regrets == pytest.approx((1.8, 3.6))
    assert second.regrets == pytest.approx((1.8, 0.0))
    assert (first.satisfied, second.satisfied) == (0.5, 1.0)


def test_a_frontier_of_one_goal_or_no_lever_is_refused(short_base):
    with pytest.raises(RunError, match="two goals or more"):
        robust(short_base, ["front.initial_cut"], [Goal("collapsed", "least")])
    both = [Goal("collapsed", "least"), Goal("soldier_months", "least")]
    with pytest.raises(RunError, match="Name a lever"):
        robust(short_base, [], both)
    assert call("robust", "base", "--lever", "front.initial_cut", "--most", HOLDS).exit_code == 2


LONG = ("--measure", "days_held_of_365", "--set", "horizon_days=90", "--worlds", 50)
TOO_SHORT = {
    "sweep": ("sweep", "base", "--over", "front.discipline=0:1:2", *LONG),
    "sweep of two": ("sweep", "no-talks", "base", "--over", "front.discipline=0:1:2", *LONG),
    "attribute": ("attribute", "base", "no-uk-troops", *LONG),
    "enough": ("enough", "base", *LONG),
    "discover": ("discover", "base", "--above", 3, *LONG[:-1], 400),
    "robust": ("robust", "base", "--lever", "front.discipline", "--least", "days_held_of_365",
               "--most", "soldier_months", *LONG[2:]),
    "swings": ("sensitivity", "base", "--dial", "war.aid_effect", *LONG),
    "groups": ("sensitivity", "base", "--groups", *LONG),
    "morris": ("sensitivity", "base", "--method", "morris", *LONG),
    "sobol": ("sensitivity", "base", "--method", "sobol", *LONG),
}  # fmt: skip


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry run"])
@pytest.mark.parametrize("words", TOO_SHORT.values(), ids=TOO_SHORT)
def test_a_measure_beyond_the_horizon_is_refused_before_anything_runs(words, dry, monkeypatch):
    for place in ("ensemble.run_pieces", "design.running.run_blocks", "ahead._timed"):
        monkeypatch.setattr(f"contactline.study.{place}", None)
    done = call(*words, *dry)
    assert done.exit_code == 1
    assert "days_held_of_365 needs 365 days, and a run of " in " ".join(done.output.split())


def test_a_design_refuses_a_row_too_short_for_its_measure(monkeypatch):
    monkeypatch.setattr("contactline.study.design.running.run_blocks", None)
    with pytest.raises(RunError, match="a run of base ends after 90"):
        run_rows(load("base"), [{}, {"horizon_days": 90}], ["days_held_of_365"], worlds=2)


def test_a_sweep_over_a_measure_that_no_world_has_is_refused():
    soon = load("base").with_horizon(14)
    with pytest.raises(RunError, match="has a value of violations_per_week"):
        sweep(soon, {"front.discipline": [0, 1]}, "violations_per_week", worlds=3)
