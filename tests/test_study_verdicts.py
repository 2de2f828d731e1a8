"""What studies call beyond noise: intervals that hold what they say, checked without the model."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from contactline import load
from contactline.show.charts.sweep import picture as sweep_picture
from contactline.show.words.planning import plan_sentences, plan_title
from contactline.show.words.sweeping import sweep_sentences
from contactline.study.intervals import level_of_pairs
from contactline.study.plan import PlanResults, read_plan
from contactline.study.sweep import Axis, Sweep

BASE = load("base")
DIAL, FIRE = "front.discipline", "violations_per_week"


def sweep_of(values: np.ndarray, measure: str = FIRE) -> Sweep:
    """A sweep that found these values, (levels, worlds)."""
    axis = Axis(DIAL, tuple(np.linspace(0, 1, len(values)).tolist()))
    share = measure == "collapsed"
    return Sweep((BASE,), (axis,), measure, share, values.shape[1], 1, values[np.newaxis])


def plan_of(values: np.ndarray) -> PlanResults:
    """What a plan of one dial found, (levels, worlds)."""
    levels, worlds = values.shape
    over = {DIAL: np.linspace(0, 1, levels).tolist()}
    stated = read_plan({"scenarios": ["base"], "over": over, "measures": [FIRE], "worlds": worlds})
    return PlanResults(stated, {FIRE: values[np.newaxis, :, np.newaxis]}, 0.0)


@pytest.mark.parametrize("told", [lambda v: sweep_sentences(sweep_of(v)),
                                  lambda v: plan_sentences(plan_of(v))])  # fmt: skip
def test_a_dial_that_does_nothing_is_seldom_called_beyond_noise(told):
    """Eleven points that differ by luck alone: at the level of one pair two in three would be."""
    draw = np.random.default_rng(3)
    found = [draw.normal(100, 1, (1, 60)) + draw.normal(0, 1, (11, 60)) for _ in range(60)]
    assert sum("within noise" not in told(values)[0] for values in found) <= 7


def test_two_points_are_one_pair_and_more_points_many():
    assert level_of_pairs(2) == 0.95
    assert level_of_pairs(11) == pytest.approx(1 - 0.05 / 55)
    values = np.random.default_rng(1).normal(0, 1, (3, 20)) + np.array([[0], [5], [9]])
    found, gap = sweep_of(values), values[2] - values[0]
    for of, level in ((2, 0.95), (3, 1 - 0.05 / 3)):
        change = found.change(0, (0,), (2,), of=of)
        wanted = stats.t.interval(level, 19, gap.mean(), stats.sem(gap))
        assert (change.low, change.high) == pytest.approx(wanted)
    assert "picked from 3 points" in sweep_sentences(found)[0]
    assert "picked from" not in sweep_sentences(sweep_of(values[:2]))[0]


def test_a_small_end_beside_a_large_one_keeps_its_digits():
    """In the table 42 stands as 42; beside 4,600 in a sentence it must not become 0."""
    spread = np.linspace(-1, 1, 20)
    values = np.array([4600 + 300 * spread, 42 + 5 * spread])
    found = sweep_of(values)
    assert "from 42.0 violations a week at front.discipline 1 to 4,600" in sweep_sentences(found)[0]
    assert "from 42.0 to 4,600" in sweep_picture(found).title
    assert "from 42.0 violations" in plan_sentences(plan_of(values))[0]
    assert "from 42.0 to 4,600" in plan_title(plan_of(values))
