"""When the war comes back around foreign soldiers: who stays, who leaves, who sends more."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.dials.issues import FORCE
from contactline.errors import ScenarioError
from contactline.scenario import load
from contactline.study.ensemble import run
from contactline.world.actors.belligerent import without_nato
from contactline.world.actors.standing import at_twice_the_risk, staying, word_kept
from contactline.world.monitors import technology_run
from contactline.world.postures import NAMES
from contactline.world.reckoning import Reckoning
from worlds_sample import column, luck_of, settings_of, theatre_of

MONITORS, FIGHTING = NAMES.index("monitors"), NAMES.index("fighting")
WORLDS = 60
ATTACKED = {
    "assume.ceasefire": True,
    "assume.ceasefire_day": 30,
    "broker.backing": 0.8,
    "broker.engagement": 1,
    "mission.proposal": "fighting",
    "mission.russian_consent": "given",
    "mission.preparation_scale": 0,
    "mission.reluctance": 0,
    "mission.lead_time_days": 0,
    "durability.resumption_log_rate": -3,
    "talks.pause_weeks": 200,
    "horizon_days": 400,
}


def stays(rung, **parts):
    """What one government reckons of staying, in one world, from what it reckoned of coming."""
    coming = Reckoning(
        {name.replace("_", " "): column(value)[None] for name, value in parts.items()}
    )
    settings = settings_of(luck_of(1), mission__promise_weight=10, mission__end_weight=1.5)
    return staying(coming, column(1)[None], np.array([rung]), settings)


def test_a_reckoning_of_staying_by_hand():
    monitors = stays(MONITORS, risk=-2, reluctance=-2, consent_of_both_sides=3)
    assert monitors.net[0, 0] == pytest.approx(-2 - 2 + 1 - 1.5)  # consent is gone
    fighting = stays(FIGHTING, risk=-2, reluctance=-2)
    assert fighting.net[0, 0] == pytest.approx(-4.5 + 5)  # a half promise
    assert at_twice_the_risk(fighting).net[0, 0] == pytest.approx(-1.5)


def test_a_word_by_hand():
    attacked = np.array([[3000.0, 3000, 40], [1000, 1000, 0]])
    holds = np.array([[True, False, False], [False, True, False]])
    more = np.array([[True, False, False], [False, False, False]])
    assert word_kept(attacked, holds, more) == pytest.approx([0.75, 0.125, 1])


@given(st.lists(st.floats(0, 1e4), min_size=3, max_size=3), st.integers(0, 2))
def test_who_holds_never_keeps_less_of_its_word_than_who_leaves(soldiers, one):
    attacked = np.array(soldiers)[:, None]
    nobody = np.zeros((3, 1), dtype=bool)
    holds = nobody.copy()
    holds[one] = True
    words = [
        word_kept(attacked, *how)[0] for how in ((nobody, nobody), (holds, nobody), (holds, holds))
    ]
    assert words == sorted(words)
    assert 0 <= words[0] <= words[-1] <= 1


def ends(**changes):
    dials = {name.replace("__", "."): value for name, value in changes.items()}
    return run(load("base").with_dials(ATTACKED | dials), worlds=WORLDS).outcomes


def test_more_soldiers_who_hold_are_there_longer_and_hit_no_less():
    leave, hold = ends(mission__end_weight=6), ends(mission__end_weight=0)
    assert (hold["soldier_months"] >= leave["soldier_months"] - 1e-6).all()
    assert (hold["soldier_months"] > leave["soldier_months"]).any()
    assert (hold["mission_casualties"] >= leave["mission_casualties"]).all()
    assert (hold["mission_casualties"] > leave["mission_casualties"]).any()
    assert (hold["outcome"] == leave["outcome"]).all()  # a collapse stays a collapse
    assert (hold.loc[hold["outcome"] == "collapsed", "posture"] == "none").all()


def test_a_player_decides_and_only_a_force_that_fights_is_reinforced():
    played = {f"actors.{key}.plays.reinforce": "at_once" for key in ("uk", "france")}
    for proposal, grows in (("monitors", False), ("fighting", True)):
        theatre = theatre_of(
            load("base").with_dials(ATTACKED | played | {"mission.proposal": proposal}), WORLDS
        )
        theatre.run_until(400)
        contributors = theatre.mission.contributors
        assert contributors.holding.any()
        assert contributors.reinforced.any() == grows


def test_russia_has_nobody_with_natos_badge_whom_its_line_on_alignment_bars():
    line = without_nato(column(0, 20, 80, 80), np.array([False, False, False, True]))
    assert line.tolist() == [0, 20, 20, 80]


def test_nato_meets_less_consent_than_a_coalition():
    both = [theatre_of(load("base").with_dials({"mission.badge": one}), 200)
            for one in ("coalition", "nato")]  # fmt: skip
    coalition, nato = (one.sides.own_at_most[FORCE, 1] for one in both)
    assert (nato <= coalition).all()
    assert (nato < coalition).any()


def test_the_former_dial_is_refused_with_what_to_write():
    with pytest.raises(ScenarioError, match="in place of true, coalition in place of false"):
        load("base").with_dials({"mission.nato_level": True})


def test_technology_watches_where_somebody_runs_it():
    people, covers = column(0, 50, 100, 700), column(0.4, 0.4, 0.4, 0.4)
    by_mission = technology_run(people, covers, run_by="mission")
    assert by_mission == pytest.approx([0, 0.2, 0.4, 0.4])
    assert technology_run(people, covers, run_by="sides") == pytest.approx(covers)


def test_nobody_prepares_in_a_ceasefire_what_it_would_not_do():
    theatre = theatre_of(load("base"), WORLDS)
    contributors, settings = theatre.mission.contributors, theatre.settings
    shape = contributors.support.shape
    parts = {"reluctance": np.full(shape, -1.0), "consent of both sides": np.zeros(shape)}
    before = theatre.call.today(theatre.fire_share)
    within, everywhere = replace(before, stage=np.full(WORLDS, 2)), np.ones(WORLDS, dtype=bool)
    contributors.prepare(within, Reckoning(parts), everywhere, settings)
    assert not contributors.prepared_days.any()
    contributors.prepare(before, Reckoning(parts), everywhere, settings)
    assert contributors.prepared_days.all()
