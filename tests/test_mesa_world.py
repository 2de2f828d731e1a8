"""A world as a Mesa model: its luck, its end, and Mesa's own tools."""

import mesa
import numpy as np
import pandas as pd
import pytest

from contactline import ContactlineError, World, load, replay, run
from contactline.errors import RunError
from contactline.world.theatre import Staging

SHORT = {"horizon_days": 60}


def test_it_is_the_world_of_the_ensemble():
    world = World("us-ceasefire-first", rng=7, worlds=3)
    world.run_model()
    same = run(load("us-ceasefire-first"), worlds=3, seed=7)
    pd.testing.assert_frame_equal(world.outcomes(), same.outcomes)
    assert world.story() == replay(load("us-ceasefire-first"), 0, seed=7)


def test_it_stops_at_the_horizon_and_no_day_after_it_changes_anything():
    world = World(rng=1, worlds=2, **SHORT)
    assert world.running
    world.run_for(59)
    assert world.running
    with pytest.raises(RunError, match=r"known at the horizon; this is day 59 of 60\."):
        world.outcomes()
    world.step()
    assert not world.running
    ended, told = world.outcomes(), world.story()
    for _ in range(9):
        world.step()
    world.run_for(30)
    pd.testing.assert_frame_equal(world.outcomes(), ended)
    assert world.story() == told
    assert len(world.datacollector.get_model_vars_dataframe()) == 61


def seed_of(rng):
    return World(rng=rng, **SHORT).scenario.seed


def test_luck_comes_from_the_seed_given():
    assert seed_of(5) == seed_of(np.int64(5)) == 5
    assert seed_of(-5) == -5
    assert seed_of(2**70) == 2**70
    generators = [np.random.default_rng(5) for _ in range(2)]
    assert seed_of(generators[0]) == seed_of(generators[1])
    assert seed_of(generators[0]) != seed_of(np.random.default_rng(5))
    assert seed_of(np.random.SeedSequence(5)) == seed_of(np.random.SeedSequence(5))
    assert seed_of([1, 2]) == seed_of((1, 2)) != seed_of([2, 1])
    assert seed_of(None) != seed_of(None)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"rng": "7"}, "seed must be a whole number, got '7'."),
        ({"rng": 1.5}, "seed must be a whole number, got 1.5."),
        ({"rng": True}, "seed must be a whole number, got True."),
        ({"rng": [1, "a"]}, "seed must be a whole number, got 'a'."),
        ({"worlds": 0}, "worlds must be from 1 to 1024, got 0."),
        ({"worlds": 1.0}, "worlds must be a whole number, got 1.0."),
        ({"scenario": 3}, "scenario must be a Scenario, or the name or path of one, got 3."),
        ({"broker.baking": 1}, "Did you mean 'broker.backing'?"),
    ],
)
def test_what_cannot_be_is_refused(arguments, text):
    with pytest.raises(ContactlineError) as error:
        World(**arguments)
    assert text in str(error.value)


def test_a_scenario_comes_as_itself_by_name_or_staged():
    scenario = load("no-talks").with_horizon(60)
    staged = Staging(rng=4, written=scenario)
    assert World(scenario, rng=1).scenario.written is scenario
    assert World("no-talks", rng=1).scenario.written == load("no-talks")
    assert World(staged).scenario is staged
    assert World(staged, rng=5).scenario.seed == 5
    changed = World(staged, **{"broker.backing": np.float64(0.25)}).scenario
    assert changed.seed == 4
    assert changed.written.dials["broker.backing"].support == (0.25, 0.25)
    assert Staging(rng=1).written == load("base")


def test_the_collector_has_a_row_a_day():
    table = World(rng=1, **SHORT).datacollector.get_model_vars_dataframe()
    assert list(table.index) == [0]
    assert table["outcome"].tolist() == ["no_talks"]
    several = World("uk-france-monitors", rng=1, worlds=20, **{"assume.ceasefire": True})
    several.run_for(90)
    days = several.datacollector.get_model_vars_dataframe()
    assert list(days.index) == list(range(91))
    assert (days.loc[:59, "ceasefire"] == 0).all()
    assert days.loc[60, "ceasefire"] == 1
    assert days.loc[60:, "violations"].mean() > 0
    assert (days.loc[:59, "violations"] == 0).all()
    assert not days.isna().any().any()
    assert "outcome" not in days


def test_agents_are_the_actors_and_can_be_collected():
    world = World(rng=1, **SHORT)
    world.datacollector = mesa.DataCollector(agent_reporters={"name": "name"})
    world.step()
    names = world.datacollector.get_agent_vars_dataframe()["name"]
    assert set(names) == {one.name for one in load("base").actors.values()}


def test_batch_run_varies_scenario_luck_and_dials():
    batch = pytest.importorskip("mesa.batchrunner", reason="Mesa 4 has none")
    scenarios = ["base", load("no-talks")]
    arguments = {"scenario": scenarios, "mission.pledge_scale": np.array([1.0, 2.0]), **SHORT}
    rows = batch.batch_run(World, arguments, rng=[1, 2], display_progress=False)
    assert len(rows) == 8
    assert {row["Step"] for row in rows} == {60}
    again = batch.batch_run(World, arguments, rng=[1, 2], display_progress=False)
    assert [row["area_km2"] for row in rows] == [row["area_km2"] for row in again]
    assert rows[0]["area_km2"] != rows[-1]["area_km2"]


def test_replications_of_a_staging_have_luck_of_their_own():
    if not hasattr(Staging, "spawn_replications"):
        pytest.skip("Mesa 3 has no replications of a scenario")
    staged = Staging(rng=4, written=load("base")).spawn_replications(2)
    assert len({one.seed for one in staged} | {4}) == 3
