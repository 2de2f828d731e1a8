"""A block of worlds: the same results in any company, on any worker, under any hash seed."""

import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from contactline.errors import RunError
from contactline.scenario import load
from contactline.study import ensemble, pool
from contactline.world.outcomes import MEASURED_BY, MEASURES, OUTCOMES
from worlds_sample import theatre_of

WORLDS = 19


@pytest.fixture(scope="module")
def monitors():
    return load("uk-france-monitors").with_dials({"horizon_days": 210})


@pytest.fixture(scope="module")
def uncertain(monitors):
    """The same with two more uncertain dials: the imposed day and a shape that picks a table."""
    day, shape = {"uniform": [20, 120]}, {"uniform": [0.05, 2]}
    return monitors.with_dials({"assume.ceasefire_day": day, "front.burst_shape": shape})


@pytest.fixture(scope="module")
def results(monitors):
    return ensemble.run(monitors.if_ceasefire(), worlds=WORLDS)


def same(a, b):
    pd.testing.assert_frame_equal(a.outcomes, b.outcomes, check_exact=True)
    assert a.histograms.keys() == b.histograms.keys()
    for name, histogram in a.histograms.items():
        assert (histogram.counts == b.histograms[name].counts).all(), name
    for part in ("line_violations", "line_world_weeks", "phases"):
        assert (getattr(a, part) == getattr(b, part)).all(), part
    for name, sample in a.samples.items():
        assert np.array_equal(sample, b.samples[name], equal_nan=True), name


def same_world(alone, together, world):
    row = together.outcomes.loc[world]
    for name, column in alone.columns.items():
        assert column[0] == row[name] or (pd.isna(column[0]) and pd.isna(row[name])), name


@pytest.mark.parametrize("block", [1, 7, 256])
def test_the_block_size_does_not_matter(monitors, results, block):
    same(results, ensemble.run(monitors.if_ceasefire(), worlds=WORLDS, block=block))


def test_uncertain_days_and_shapes_do_not_tie_worlds_together(uncertain):
    scenario = uncertain.if_ceasefire()
    same(ensemble.run(scenario, worlds=6), ensemble.run(scenario, worlds=6, block=1))


def test_an_event_on_the_mission_does_not_tie_worlds_together(tmp_path):
    path = tmp_path / "event.yaml"
    path.write_text(
        "from: uk-france-monitors\ntitle: Event\nhorizon_days: 420\nevents:\n"
        "  another-force:\n    date: 2025-08-01\n    title: Another force\n"
        "    change: {mission.proposal: observers, mission.russian_consent: given}\n"
    )
    scenario = load(path)
    together = ensemble.run(scenario, worlds=140)
    same(together, ensemble.run(scenario, worlds=140, block=35))
    same_world(ensemble.simulate(scenario, [137]), together, 137)


def test_the_number_of_workers_does_not_matter(monitors, results):
    same(results, ensemble.run(monitors.if_ceasefire(), worlds=WORLDS, block=6, workers=2))


def test_one_world_alone_is_the_same_world(monitors, results):
    same_world(ensemble.simulate(monitors.if_ceasefire(), [17]), results, 17)


def test_as_it_comes_and_imposed_are_two_views(monitors, results):
    as_it_comes = ensemble.run(monitors, worlds=WORLDS)
    views = (as_it_comes.scenario.view, results.scenario.view)
    assert views == ("as it comes", "if there were a ceasefire")
    assert (results.outcomes["day_ceasefire"] == 60).all()
    assert not (as_it_comes.outcomes["day_ceasefire"] == 60).all()


def test_no_ceasefire_comes_before_an_imposed_one(monitors):
    late = monitors.with_dials({"assume.ceasefire_day": 150})
    table = ensemble.run(late.if_ceasefire(), worlds=32).outcomes
    assert (table["day_ceasefire"] == 150).all()
    assert not (table["day_talks"] < 150).any()


def test_every_hash_seed_gives_the_same_bytes():
    """In this process words have other hashes, at random, than in one with a seed of its own."""
    code = (
        "from contactline.scenario import load; from contactline.study.ensemble import run;"
        "s = load('base').with_dials({'horizon_days': 182});"
        "print(run(s, worlds=6).outcomes.to_csv(), end='')"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    here = ensemble.run(load("base").with_dials({"horizon_days": 182}), worlds=6)
    assert done.stdout == here.outcomes.to_csv()
    assert "no_talks" in done.stdout


def test_one_more_actor_changes_nobody_elses_luck(tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text(
        "from: base\ntitle: One more\nactors:\n  ireland:\n    name: Ireland\n"
        "    role: contributor\n    capability: 0.1\n    deployable_troops: 3000\n"
        "    stances:\n      foreign_force: {position: 60, salience: 0.5}\n"
    )
    few, many = theatre_of(load("base"), worlds=12), theatre_of(load(more), worlds=12)
    others = {one.key: one for one in many.agents}
    assert len(others) == len(few.agents) + 1
    for one in few.agents:
        assert (one.opening == others[one.key].opening).all()
        assert (one.capability == others[one.key].capability).all()


def test_the_outcome_table_is_complete_and_in_range(results):
    table = results.outcomes
    assert list(MEASURES) == list(MEASURED_BY)
    assert set(MEASURES) < set(table.columns)
    assert set(table["outcome"]) <= set(OUTCOMES)
    for name in ("share_seen", "share_attributed"):
        assert table[name].dropna().between(0, 1).all()
    assert (table["days_held"] <= 210 - 60).all()
    assert (table["still_holding"] == (table["broken_how"] == "")).all()
    assert (table["end_troops"] <= table["peak_troops"] + 1e-9).all()
    assert (table["peak_troops"] <= table["pledged_troops"] + 1e-9).all()


def test_weekly_counts_add_up_to_the_worlds(results):
    weeks = 210 // 7 + 1
    assert (results.histograms["troops"].n == np.full(weeks, WORLDS)).all()
    assert (results.phases.sum(axis=1) == WORLDS).all()
    assert results.line_violations.shape == (weeks, 115)


def test_mesa_agents_are_the_actors_of_the_file():
    theatre = theatre_of(load("base"), worlds=2)
    assert [agent.key for agent in theatre.agents] == list(load("base").actors)
    assert {type(agent).__name__ for agent in theatre.agents} == {
        "Belligerent", "Broker", "Contributor", "Institution",
    }  # fmt: skip


def test_a_dated_event_changes_its_dials_on_its_day():
    theatre = theatre_of(load("base"), worlds=2)
    theatre.run_until(47)
    assert theatre.settings.broker.engagement.tolist() == [0, 0]
    theatre.run_until(48)
    assert theatre.settings.broker.engagement.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"worlds": 0}, "worlds must be from 1 to 1000000, got 0."),
        ({"seed": 1.5}, "seed must be a whole number, got 1.5."),
        ({"block": 0}, "block must be from 1"),
        ({"workers": 0}, "workers must be from 1 to 256, got 0."),
    ],
)
def test_impossible_runs_are_refused(monitors, wrong, text):
    with pytest.raises(RunError, match=text):
        ensemble.run(monitors, **wrong)


def test_a_world_that_cannot_be_is_refused(monitors):
    with pytest.raises(RunError, match="world must be from 0 to 9223372036854775807, got -1"):
        ensemble.replay(monitors, -1)


def dies_once(scenario, worlds, *, seed):
    """A block whose process dies the first time, as a process killed by the system does."""
    if scenario.exists():
        return list(worlds)
    scenario.write_text("died")
    os._exit(9)


def dies_always(scenario, worlds, *, seed):
    os._exit(9)


def test_blocks_of_a_dead_worker_are_run_again(tmp_path):
    cuts = [range(2), range(2, 4), range(4, 6)]
    done = {}
    pool.run_blocks(dies_once, tmp_path / "mark", cuts, 1, 2, done.__setitem__)
    assert done == {0: [0, 1], 1: [2, 3], 2: [4, 5]}


def test_a_pool_that_keeps_dying_ends_in_a_clear_error():
    with pytest.raises(RunError, match="Worker processes died again and again"):
        pool.run_blocks(dies_always, None, [range(1), range(1, 2)], 1, 2, print)


def test_progress_counts_worlds(monitors):
    seen = []
    ensemble.run(
        monitors, worlds=5, block=2, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_a_replay_tells_causes_in_the_order_of_days(monitors):
    entries = ensemble.replay(monitors.if_ceasefire(), 5)
    days = [entry.day for entry in entries]
    assert days == sorted(days)
    assert {"event", "imposed", "fire", "horizon"} <= {entry.kind for entry in entries}
    assert all(entry.text and entry.cause for entry in entries)


def test_the_chronicle_and_the_table_tell_the_same_story(monitors, results):
    for world in range(8):
        kinds = [entry.kind for entry in ensemble.replay(monitors.if_ceasefire(), world)]
        how = results.outcomes.loc[world, "broken_how"]
        assert (how in kinds) if how else not {"escalation", "resumption"} & set(kinds)
