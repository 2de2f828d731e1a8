"""Many rows run together: each is what it is by itself, however rows are packed."""

import numpy as np
import pandas as pd
import pytest

from contactline.arrays import mean_of_known
from contactline.errors import RunError, ScenarioError
from contactline.scenario import load
from contactline.study.design import run_rows
from contactline.study.design.apart import SomeWorlds, numbers_apart, simulate_apart
from contactline.study.design.changes import groups_of_rows
from contactline.study.design.packing import packs
from contactline.study.ensemble import run, simulate
from contactline.study.measured import change_of, measured
from worlds_sample import FEW_ROUNDS

SHORT = {"horizon_days": 140, **FEW_ROUNDS}
ROWS = (
    {},
    {"talks.opening_cost": 0.1, "broker.backing": 0.3},
    {"talks.opening_cost": 0.9, "broker.backing": 0.8},
    {"bargaining.model": "smp", "broker.backing": 0.8},
    {"talks.opening_cost": {"uniform": [0.1, 0.3]}, "broker.backing": 0.5},
    {"actors.uk.home_support": 0.9, "actors.russia.territory.at_least": 40},
    {"actors.uk.home_support": 0.1, "actors.russia.territory.at_least": 60},
    {"broker.backing": {"times": 0.5}},
    {"assume.ceasefire": True, "assume.ceasefire_day": 20},
    {"assume.ceasefire": True, "assume.ceasefire_day": 90},
)


@pytest.fixture(scope="module")
def base():
    return load("base").with_dials(SHORT)


@pytest.fixture(scope="module")
def packed(base):
    return run_rows(base, ROWS, worlds=7, block=11)


def test_the_mean_of_what_is_known():
    nan = np.nan
    values = np.array([[[1.0, nan, 4.0], [nan, nan, nan]], [[nan, nan, 7.0], [1.0, 2.0, 3.0]]])
    np.testing.assert_array_equal(mean_of_known(values), [[2.5, nan], [7.0, 2.0]])


def test_every_row_is_what_it_is_by_itself_to_the_last_bit(base, packed):
    for row, change in enumerate(ROWS):
        alone = run(base.with_dials(change) if change else base, worlds=7)
        pd.testing.assert_frame_equal(packed.results(row).outcomes, alone.outcomes)


@pytest.mark.parametrize(("block", "worlds"), [(1, 3), (2, 3), (64, 7), (2048, 7)])
def test_rows_are_the_same_in_any_block(base, packed, block, worlds):
    """A row lies in several blocks, a block in several rows, or all rows in one block."""
    again = run_rows(base, ROWS, worlds=worlds, block=block)
    for row in range(len(ROWS)):
        first = packed.results(row).outcomes.head(worlds)
        pd.testing.assert_frame_equal(again.results(row).outcomes, first)


def test_rows_are_the_same_in_two_processes(base):
    changes = [{"broker.backing": at / 10} for at in range(11)]
    one, two = (run_rows(base, changes, worlds=26, workers=workers) for workers in (1, 2))
    pd.testing.assert_frame_equal(one.outcomes, two.outcomes)


def test_values_and_means_are_those_of_a_run_of_each_row(base):
    measures = ("no_talks+collapsed", "area_km2", "soldier_months")
    rows = run_rows(base, ROWS[1:3], measures, worlds=20)
    for measure in measures:
        alone = [measured(run(base.with_dials(one), worlds=20), measure) for one in ROWS[1:3]]
        np.testing.assert_array_equal(rows.values(measure), alone)
        known = [values[~np.isnan(values)] for values in alone]
        means = [values.mean() if values.size else np.nan for values in known]
        np.testing.assert_array_equal(rows.means(measure), means)


def test_what_the_horizon_cuts_off_is_worked_out_row_by_row(base):
    rows = run_rows(base.if_ceasefire(), ROWS[1:3], ["days_held_of_90"], worlds=20)
    alone = [
        measured(run(base.if_ceasefire().with_dials(one), worlds=20), "days_held_of_90")
        for one in ROWS[1:3]
    ]
    np.testing.assert_array_equal(rows.values("days_held_of_90"), alone)


def test_rows_pair_off_like_runs(packed):
    found = change_of(packed.results(1), packed.results(2), "area_km2")
    assert found.n == 7
    assert found.difference == pytest.approx(
        packed.means("area_km2")[2] - packed.means("area_km2")[1]
    )


def test_rows_that_differ_in_numbers_share_a_block(base):
    groups = groups_of_rows(base, ROWS)
    assert [group.rows for group in groups] == [[0, 1, 2, 4, 5, 6], [3], [7], [8, 9]]
    assert [len(block) for block in packs(groups[:1], 50, 160, 1)] == [150, 150]
    _, second, third = packs(groups[3:], 50, 40, 1)
    assert (second.counts, third.counts) == ((16, 18), (32,))
    assert second.worlds().tolist() == [*range(34, 50), *range(18)]
    assert second.places(50).tolist() == list(range(434, 468))


def test_blocks_that_are_kept_stay_as_they_are(base):
    groups = groups_of_rows(base, ROWS)
    kept = [range(80, 160), range(200, 280), range(300, 350), range(351, 360)]
    for workers in (1, 3):
        blocks = list(packs(groups, 50, 100, workers, kept))
        places = [one.place for one in blocks]
        assert [at for one in places for at in one] == list(range(500))
        assert set(kept) <= set(places)
        every = np.concatenate([one.places(50) for one in blocks])
        assert sorted(every.tolist()) == list(range(500))


def test_a_row_that_says_nothing_of_a_number_has_that_of_the_scenario(base):
    changes = [{"broker.backing": 0.1}, {"actors.uk.home_support": 0.2}, {"war.aid_effect": 0}]
    (group,) = groups_of_rows(base, changes)
    assert group.scenario == base
    rows = run_rows(base, changes, worlds=6)
    for row, change in enumerate(changes):
        alone = run(base.with_dials(change), worlds=6)
        pd.testing.assert_frame_equal(rows.results(row).outcomes, alone.outcomes)


def test_the_day_of_an_imposed_ceasefire_is_checked_with_what_the_row_leaves_as_it_is(base):
    late = base.with_dials({"assume.ceasefire_day": 250})
    fits = {"assume.ceasefire": True, "assume.ceasefire_day": 20}
    assert len(groups_of_rows(late, [fits, fits | {"broker.backing": 0.5}])) == 1
    with pytest.raises(ScenarioError, match=r"row 1:1:1: assume\.ceasefire_day"):
        groups_of_rows(late, [fits, {"assume.ceasefire": True}])


def test_only_what_is_asked_for_is_kept(base):
    rows = run_rows(base, ROWS[1:3], ["area_km2"], worlds=3)
    assert list(rows.columns) == ["outcome", "area_km2"]
    assert repr(rows) == "Rows(base, 2 rows of 3 worlds, seed 1)"
    with pytest.raises(RunError, match="peak_troops was not kept of this design, which has area"):
        rows.values("peak_troops")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"broker.backing": 7}, "row 1:1:1: broker.backing: must be from 0 to 1"),
        ({"broker.bakcing": 1}, "row 1:1:1: broker.bakcing: no such dial"),
        (
            {"actors.russia.territory.at_least": 90, "actors.russia.territory.at_most": 10},
            "at_most",
        ),
    ],
)
def test_a_row_that_no_scenario_could_be_is_refused_before_any_world_is_run(base, change, said):
    for before in ({}, {name: 50 for name in change if "actors" in name}):
        with pytest.raises(ScenarioError, match=said):
            run_rows(base, [before, change], worlds=5)


def test_a_design_needs_a_row_and_has_a_limit(base):
    with pytest.raises(RunError, match="at least one row"):
        run_rows(base, [])
    with pytest.raises(RunError, match="20,000,000 worlds in all, got 21 rows of 1,000,000"):
        run_rows(base, [{}] * 21, worlds=1_000_000)


@pytest.mark.parametrize("view", ["as_it_comes", "if_ceasefire"])
def test_runs_in_one_block_have_each_the_whole_block_of_its_own(base, view):
    changed = [base.with_dials(ROWS[at]) if at else base for at in (0, 1, 4, 5)]
    views = [getattr(one, view)() for one in changed]
    parts = [
        SomeWorlds(one, cut)
        for one, cut in zip(views, (range(7), range(2), range(2, 6), range(9)), strict=True)
    ]
    for one, block in zip(parts, simulate_apart(parts, seed=3), strict=True):
        alone = simulate(one.scenario, one.worlds, seed=3)
        for name in ("worlds", "line", "line_worlds", "phases"):
            np.testing.assert_array_equal(getattr(block, name), getattr(alone, name), name)
        for name in ("columns", "samples"):
            found, expected = getattr(block, name), getattr(alone, name)
            assert list(found) == list(expected)
            for key, values in expected.items():
                np.testing.assert_array_equal(found[key], values, key)
        assert list(block.weekly) == list(alone.weekly)
        for name, histogram in alone.weekly.items():
            np.testing.assert_array_equal(block.weekly[name].counts, histogram.counts, name)


def test_only_numbers_may_differ_in_one_block(base):
    other = base.with_dials(ROWS[1])
    assert sorted(numbers_apart(base, other)) == sorted(ROWS[1])
    assert numbers_apart(base, base) == {}
    parts = [SomeWorlds(base, range(2)), SomeWorlds(base.with_dials(ROWS[3]), range(2))]
    assert numbers_apart(base, parts[1].scenario) is None
    assert numbers_apart(base, base.with_horizon(150)) is None
    with pytest.raises(ValueError, match="must differ in numbers only"):
        simulate_apart(parts, seed=1)
