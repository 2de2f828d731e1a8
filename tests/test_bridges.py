"""Bridges to other tools: what they are given, what comes back, what they say when missing."""

import logging
import pickle
import sys
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event

import numpy as np
import pandas as pd
import pytest

from contactline.dials import DIALS
from contactline.errors import RunError
from contactline.scenario import load
from contactline.study.bridges import cluster, ema, salib
from contactline.study.bridges.extras import from_extra
from contactline.study.design import run_rows
from contactline.study.ensemble import run
from contactline.study.pool import AHEAD, blocks_on, run_blocks
from contactline.study.sensitivity import morris, sobol

BASE = load("base").with_horizon(70)
DIALS_OF_QUIET = ["front.initial_cut", "front.russian_share"]
MISSING = pytest.mark.parametrize(
    ("call", "package", "extra"),
    [
        (lambda: sobol(BASE, "collapsed"), "SALib", "experiments"),
        (lambda: morris(BASE, "collapsed"), "SALib", "experiments"),
        (lambda: ema.model(BASE), "ema_workbench", "experiments"),
        (lambda: cluster.on_cluster().__enter__(), "distributed", "cluster"),
    ],
)


@MISSING
def test_a_missing_package_names_the_extra(monkeypatch, call, package, extra):
    salib.problem(BASE)  # so that what this package itself loads late is there
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(RunError) as error:
        call()
    text = str(error.value)
    assert f"the package {package}" in text
    assert text.endswith(f"Install it with: pip install 'contactline[{extra}]'")


def test_an_installed_package_is_handed_out():
    assert from_extra("json", "experiments").loads("1") == 1


def test_the_problem_places_every_uncertain_dial_between_0_and_1():
    problem = salib.problem(BASE)
    assert problem["num_vars"] == len(problem["names"]) == len(problem["bounds"])
    assert all(DIALS[name].is_number for name in problem["names"] if name in DIALS)
    assert "broker.engagement" not in problem["names"]
    assert set(map(tuple, problem["bounds"])) == {(0.0, 1.0)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("broker.engagement", "is the same in every world of base. Give it a distribution"),
        ("mission.proposal", "is the same in every world"),
        ("broker.baking", "Unknown dial 'broker.baking'. Did you mean 'broker.backing'?"),
    ],
)
def test_a_dial_that_cannot_be_sampled_is_refused(name, text):
    with pytest.raises(RunError) as error:
        salib.problem(BASE, [name])
    assert text in str(error.value)


def test_a_sample_becomes_scenarios_at_these_places():
    scenario = BASE.with_dials(
        {"front.initial_cut": {"uniform": [0.2, 0.6]}, "front.discipline": {"choice": {0: 1, 1: 3}}}
    )
    names = ["front.initial_cut", "front.discipline"]
    first, last = salib.sample_to_scenarios(scenario, [[0.5, 0.2], [1.0, 0.9]], names)
    assert [first.dials[name].support for name in names] == [(0.4, 0.4), (0.0, 0.0)]
    assert [last.dials[name].support for name in names] == [(0.6, 0.6), (1.0, 1.0)]
    assert first.horizon_days == 70


@pytest.mark.parametrize("sample", [[0.5, 0.5], [[0.5]], [[0.5, 1.1]], [[0.5, np.nan]]])
def test_a_sample_of_another_shape_is_refused(sample):
    with pytest.raises(RunError, match="must have 2 columns of numbers from 0 to 1"):
        list(salib.sample_to_scenarios(BASE, sample, DIALS_OF_QUIET))


def test_each_row_of_a_sample_is_the_mean_of_its_run():
    scenario, sample = BASE.if_ceasefire(), [[0.05, 0.5], [0.95, 0.5]]
    got = salib.evaluate(scenario, sample, "violations_first_week", dials=DIALS_OF_QUIET, worlds=6)
    (first, _) = salib.sample_to_scenarios(scenario, sample, DIALS_OF_QUIET)
    alone = run(first, worlds=6).outcomes["violations_first_week"].mean()
    assert got[0] == pytest.approx(alone)
    assert got[0] > got[1]


def test_a_row_without_a_value_is_named():
    with pytest.raises(RunError) as error:
        salib.evaluate(
            BASE.with_horizon(7), [[0.5]], "belief_end", dials=["front.initial_cut"], worlds=2
        )
    assert str(error.value).startswith("Row 0 of the sample: no world has a value of belief_end.")


def test_a_number_of_an_actor_can_be_sampled():
    name = "actors.russia.foreign_force.salience"
    assert salib.problem(BASE, [name])["names"] == [name]
    (low,) = salib.sample_to_scenarios(BASE, [[0.0]], [name])
    assert low.actors["russia"].stances["foreign_force"].salience.support == (0.1, 0.1)


def test_a_scenario_without_doubts_has_nothing_to_sample():
    with pytest.raises(RunError, match="No dial of base differs between worlds"):
        salib.problem(BASE, [])


def test_an_experiment_takes_dials_and_gives_means():
    asked = ("collapsed", "still_holding_at_horizon", "day_talks_to_horizon")
    experiment = ema.Experiment(BASE.if_ceasefire(), asked, 4, 1)
    again = pickle.loads(pickle.dumps(experiment))
    got = again(
        front__initial_cut=np.float64(0.8),
        talks__ripeness=np.bool_(False),
        actors__uk__home_support=np.float64(0.4),
    )
    assert set(got) == set(asked)
    assert 0 <= got["collapsed"] <= 1
    assert 0 <= got["still_holding_at_horizon"] <= 1


def test_the_bounds_are_those_of_the_scenario():
    scenario = BASE.with_dials({"broker.backing": {"uniform": [0.1, 0.2]}, "front.discipline": 0.5})
    assert ema.bounds(scenario, "broker.backing") == pytest.approx((0.1, 0.2))
    assert ema.bounds(scenario, "front.discipline") == (0, 1)
    assert ema.bounds(scenario, "actors.uk.home_support") == pytest.approx((0.35, 0.65))
    assert set(ema.uncertainties(scenario)).isdisjoint(ema.all_levers())
    assert "mission.proposal" in ema.all_levers()


def test_the_workbench_runs_the_model():
    workbench = pytest.importorskip("ema_workbench", reason="comes with `experiments`")
    model = ema.model(
        BASE.if_ceasefire(), dials=["front.initial_cut"],
        measures=["collapsed", "violations_first_week"],
        levers=["mission.proposal", "monitors.observers", "mission.badge"],
        worlds=2,
    )  # fmt: skip
    with workbench.SequentialEvaluator(model) as evaluator:
        rows, columns = evaluator.perform_experiments(2, 2)
    assert len(rows) == 4
    assert set(rows["mission__proposal"]) <= set(DIALS["mission.proposal"].options)
    assert columns["violations_first_week"].shape == (4,)


@pytest.mark.parametrize("block", [3, 5])
def test_any_executor_gives_the_same_worlds(block):
    seen = []
    with ThreadPoolExecutor(2) as pool, blocks_on(pool, 2):
        got = run(BASE, worlds=7, seed=3, block=block, progress=lambda *at: seen.append(at))
    alone = run(BASE, worlds=7, seed=3)
    pd.testing.assert_frame_equal(got.outcomes, alone.outcomes)
    assert (got.phases == alone.phases).all()
    assert seen[-1] == (7, 7)


def test_no_more_blocks_wait_than_the_executor_soon_runs():
    """Blocks are sent as others come back: the client holds a few, however many there are."""
    most, begun, taken = 0, 0, []

    class Counting(ThreadPoolExecutor):
        def submit(self, *work, **more):
            nonlocal most, begun
            begun += 1
            most = max(most, begun - len(taken))
            return super().submit(*work, **more)

    with Counting(1) as pool, blocks_on(pool, 1):
        run_blocks(lambda _, cut, seed: cut, BASE, [range(n, n + 1) for n in range(40)], 1, None,
                   lambda at, _: taken.append(at))  # fmt: skip
    assert sorted(taken) == list(range(40))
    assert most <= AHEAD


def test_a_dask_cluster_gives_the_same_worlds():
    pytest.importorskip("distributed", reason="comes with the extra `cluster`")
    with cluster.on_cluster(n_workers=1, threads_per_worker=2, processes=False):
        got = run(BASE, worlds=5, block=2)
        rows = run_rows(BASE, [{}, {"front.discipline": 1}], ["collapsed"], worlds=5)
    pd.testing.assert_frame_equal(got.outcomes, run(BASE, worlds=5).outcomes)
    assert (rows.values("collapsed")[0] == (got.outcomes["outcome"] == "collapsed")).all()


def test_a_scheduler_that_is_not_there_is_said():
    pytest.importorskip("distributed", reason="comes with the extra `cluster`")
    with pytest.raises(RunError, match=r"No Dask scheduler answers at tcp://127.0.0.1:9"):
        cluster.on_cluster("tcp://127.0.0.1:9", timeout=1).__enter__()


@pytest.mark.parametrize("method", [morris, sobol])
def test_samples_of_inputs_on_a_cluster_are_the_same(method):
    for name in ("distributed", "SALib"):
        pytest.importorskip(name, reason="comes with the extras `cluster` and `experiments`")
    base = load("base").with_dials({"horizon_days": 180})
    asked = {"inputs": ["war.aid_effect", "broker.backing"], "samples": 4, "worlds": 5}
    with cluster.on_cluster(n_workers=1, threads_per_worker=2, processes=False):
        there = method(base, "area_km2", **asked)
    assert repr(there.table()) == repr(method(base, "area_km2", **asked).table())


def test_a_scheduler_without_workers_is_told_of_and_waited_for(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="comes with the extra `cluster`")
    monkeypatch.setattr(cluster, "ALONE_S", 0.2)
    told, came = [], Event()
    alone = {"n_workers": 0, "processes": False, "dashboard_address": None, "threads_per_worker": 1}
    with distributed.LocalCluster(**alone) as started:

        def tell(text):
            told.append(text)
            started.scale(1)
            came.set()

        with cluster.on_cluster(started.scheduler_address, tell=tell):
            found = run(load("base").with_dials({"horizon_days": 28}), worlds=4)
    assert came.is_set()
    assert len(told) == 1
    assert "has no workers, so nothing runs; it is waited for them" in told[0]
    assert found.worlds == 4


def test_a_cluster_that_is_gone_is_said_in_a_sentence():
    """Dask cancels what it cannot run any more; the logs that go with it are not shown."""
    pytest.importorskip("distributed", reason="comes with the extra `cluster`")
    before = [logging.getLogger(name).level for name in cluster.LOGS]
    with (
        pytest.raises(RunError, match=r"The Dask cluster at local is gone: its scheduler"),
        cluster.on_cluster(n_workers=1, threads_per_worker=1, processes=False),
    ):
        raise CancelledError
    assert [logging.getLogger(name).level for name in cluster.LOGS] == before
