"""The front line in arrays, in plain Mesa and in C: the same rules tell the same story."""

import shutil
import sys
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "experiments" / "benchmarks"))

from array_line import ArrayLine, default_values
from line_in_c import NO_COMPILER, LineInC
from plain_mesa import ceasefire as plain_ceasefire
from plain_mesa import line as plain_line
from plain_mesa import monitors as plain_monitors
from plain_mesa.line_alone import PlainLine

from contactline.evidence import front
from contactline.world import ceasefire as durability
from contactline.world import line as frontline
from contactline.world import monitors

DAYS = 60
PLAIN_WORLDS, ARRAY_WORLDS = 80, 768
LAST_DAYS = slice(DAYS - 10, DAYS)
MOST_STANDARD_ERRORS = 4.0

SETTINGS = {
    # Every world lasts, so that the level of fire can be compared without looking at survivors.
    "calm": {
        "durability.resumption_log_rate": -14.0,
        "durability.frailty_variance": 0.0,
        "durability.tolerance_share": 3.0,
        "durability.ignition_share": 3.0,
    },
    # Restraint wears down soon, so that a good part of the worlds burns.
    "hot": {
        "durability.resumption_log_rate": -6.0,
        "durability.tolerance_share": 0.15,
        "durability.ignition_share": 0.45,
        "durability.erosion_per_day": 0.3,
        "durability.answer_without_restraint": 1.6,
    },
    # Orders, recommitments and monitors hold the fire down; trust and frailty decide who resumes.
    "ordered": {
        "front.discipline": 0.7,
        "front.discipline_wearoff_days": 120.0,
        "front.recommitment_days": 40.0,
        "front.resting_share": 0.4,
        "front.resting_spread": 0.8,
        "monitors.observers": 5000.0,
        "monitors.technology": 1.0,
        "monitors.attributed_by_technology": 0.9,
        "monitors.restraint_from_attribution": 1.0,
        "durability.resumption_log_rate": -1.3,
        "durability.frailty_variance": 5.0,
        "durability.trust_log": 4.0,
        "durability.trust_days": 15.0,
        "durability.tolerance_share": 0.5,
        "durability.ignition_share": 3.0,
    },
}


@dataclass(frozen=True)
class Seen:
    """What is compared, one number a world: (worlds,)."""

    first_week: np.ndarray
    last_days: np.ndarray
    top_fifth: np.ndarray
    ignited: np.ndarray
    resumed: np.ndarray


def top_fifth_share(by_sector: np.ndarray) -> np.ndarray:
    """Share of violations in the busiest fifth of the sectors; by_sector: (sectors, worlds)."""
    ordered = np.sort(by_sector, axis=0)[::-1]
    return ordered[: len(ordered) // 5].sum(axis=0) / np.maximum(ordered.sum(axis=0), 1)


def seen(violations: np.ndarray, by_sector: np.ndarray, ended: np.ndarray) -> Seen:
    """violations: (days, worlds), NaN after the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # worlds that had ended by then
        last = np.nanmean(violations[LAST_DAYS], axis=0)
    return Seen(
        np.nansum(violations[:7], axis=0),
        last[~np.isnan(last)],
        top_fifth_share(by_sector),
        (ended == "escalation").astype(float),
        (ended == "resumption").astype(float),
    )


@cache
def in_arrays(setting: str, change: tuple[tuple[str, float], ...] = ()) -> Seen:
    values = default_values({**SETTINGS[setting], **dict(change)})
    line = ArrayLine(values, ARRAY_WORLDS, DAYS, seed=1).run()
    return seen(line.violations, line.by_sector, line.ended)


@cache
def in_plain_mesa(setting: str) -> Seen:
    values = default_values(SETTINGS[setting])
    intensity = front().sector_intensity.tolist()
    models = [PlainLine(intensity, values, rng=seed) for seed in range(PLAIN_WORLDS)]
    for model in models:
        model.run_for(DAYS)
    violations = np.full((DAYS, PLAIN_WORLDS), np.nan)
    for world, model in enumerate(models):
        violations[: len(model.violations), world] = model.violations
    by_sector = np.array([model.by_sector for model in models], dtype=float).T
    return seen(violations, by_sector, np.array([model.ended for model in models]))


def standard_errors_apart(a: np.ndarray, b: np.ndarray) -> float:
    error = np.sqrt(a.var(ddof=1) / a.size + b.var(ddof=1) / b.size)
    return float((a.mean() - b.mean()) / error)


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("calm", "first_week"),
        ("calm", "last_days"),
        ("calm", "top_fifth"),
        ("hot", "first_week"),
        ("hot", "ignited"),
        ("hot", "resumed"),
        ("ordered", "first_week"),
        ("ordered", "last_days"),
        ("ordered", "resumed"),
    ],
)
def test_both_agree_within_monte_carlo_error(setting, name):
    plain, array = getattr(in_plain_mesa(setting), name), getattr(in_arrays(setting), name)
    apart = standard_errors_apart(plain, array)
    told = f"{name}: plain {plain.mean():.4g}, arrays {array.mean():.4g}, z {apart:.1f}"
    assert abs(apart) < MOST_STANDARD_ERRORS, told


@pytest.mark.skipif(shutil.which("cc") is None, reason=NO_COMPILER)
@pytest.mark.parametrize("setting", SETTINGS)
def test_in_c_the_same_worlds_have_the_same_days_count_for_count(setting):
    values, worlds = default_values(SETTINGS[setting]), 96
    array = ArrayLine(values, worlds, DAYS, seed=2).run()
    in_c = LineInC(values, worlds, DAYS, seed=2).run()
    np.testing.assert_array_equal(in_c.violations, array.violations)
    np.testing.assert_array_equal(in_c.by_sector, array.by_sector)
    np.testing.assert_array_equal(in_c.ended, array.ended)


def test_the_arrays_keep_to_the_mean_worked_by_hand():
    # Bursts and loud days have mean one, so expected fire follows a recursion of two lines.
    change = {"front.resting_spread": 0.0, "monitors.restraint_from_attribution": 0.0}
    values, first_week = default_values({**SETTINGS["calm"], **change}), 0.0
    war = fire = 174 * 13
    bred = values["front.return_fire"] + 2 * values["front.spill_over"]
    for day in range(7):
        level = 0.25 * (1 - 0.9 * np.exp(-day / 14))
        fire = (1 - bred) * level * war + bred * fire
        first_week += fire
    found = in_arrays("calm", tuple(change.items())).first_week
    error = found.std(ddof=1) / np.sqrt(found.size)
    assert abs(found.mean() - first_week) < MOST_STANDARD_ERRORS * error
    assert error < 0.05 * first_week


def test_the_hot_setting_ignites_some_worlds_and_not_all():
    assert not in_plain_mesa("calm").ignited.any()
    assert 0.2 < in_plain_mesa("hot").ignited.mean() < 0.9
    assert in_plain_mesa("hot").resumed.any()


@pytest.mark.parametrize(
    ("setting", "name", "dial", "value"),
    [
        ("calm", "first_week", "front.return_fire", 0.2),
        ("calm", "last_days", "front.resting_share", 0.5),
        ("calm", "top_fifth", "front.sector_spread", 0.2),
        ("hot", "ignited", "durability.answer_without_restraint", 1.0),
        ("ordered", "last_days", "front.recommitment_days", 0.0),
        ("ordered", "last_days", "front.discipline_wearoff_days", 20.0),
        ("ordered", "last_days", "front.discipline_on_first_fire", 0.0),
        ("ordered", "first_week", "front.discipline_on_return_fire", 0.0),
        ("ordered", "last_days", "monitors.restraint_from_attribution", 0.0),
        ("ordered", "resumed", "durability.trust_log", 0.0),
        ("ordered", "resumed", "durability.frailty_variance", 0.0),
    ],
)
def test_the_comparison_notices_another_rule(setting, name, dial, value):
    other = getattr(in_arrays(setting, ((dial, value),)), name)
    apart = standard_errors_apart(getattr(in_plain_mesa(setting), name), other)
    assert abs(apart) > MOST_STANDARD_ERRORS, f"only {apart:.1f} apart"


def test_both_stand_on_the_same_constants():
    assert plain_ceasefire.MEMORY_DAYS == durability.MEMORY_DAYS
    assert plain_line.MOST_PER_SECTOR_AND_DAY == frontline.MOST_PER_SECTOR_AND_DAY
    assert plain_monitors.PEOPLE_PER_PATROL == monitors.PEOPLE_PER_PATROL


def test_the_plain_model_warns_of_nothing_and_repeats_itself():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        intensity, values = front().sector_intensity.tolist(), default_values()
        first, again = (PlainLine(intensity, values, rng=3) for _ in range(2))
        for model in (first, again):
            model.run_for(5)
    assert len(first.violations) == 5
    assert first.violations == again.violations


def test_a_sector_side_answers_and_takes_spill_over():
    values = default_values({"front.return_fire": 0.5, "front.spill_over": 0.05})
    line = PlainLine([0.2] * 5, values, rng=1).line
    line.unprovoked, line.answers, line.loudness = [0.0, 0.0], [0.5, 0.5], 1.0
    line.spill_over = 0.05
    for gun in line.guns:
        gun.fire = 0
    line.sectors[1][plain_line.RUSSIA].fire = 40
    for gun in line.guns:
        gun.expect()
    assert line.sectors[1][plain_line.UKRAINE].expected == pytest.approx(20)
    assert line.sectors[0][plain_line.RUSSIA].expected == pytest.approx(2)
    assert line.sectors[1][plain_line.RUSSIA].expected == 0
    assert line.sectors[4][plain_line.RUSSIA].expected == 0


def test_the_level_and_the_discipline_of_a_day_by_hand():
    changes = {"front.initial_cut": 1.0, "front.wearoff_days": 10.0, "front.resting_spread": 0.0}
    changes |= {"front.recommitment_days": 30.0, "front.resting_share": 0.5}
    changes |= {"front.discipline": 0.8, "front.discipline_wearoff_days": 100.0}
    quiet = PlainLine([1.0], default_values(changes), rng=1).ceasefire
    assert quiet.level(0) == quiet.level(30) == 0
    assert quiet.level(10) == quiet.level(70) == pytest.approx(0.5 * (1 - np.exp(-1)))
    assert quiet.discipline(0) == 0.8
    assert quiet.discipline(100) == pytest.approx(0.8 / np.e)


def test_trust_grows_in_quiet_days_and_goes_in_loud_ones():
    values = default_values({"durability.trust_days": 10.0, "durability.tolerance_share": 0.5})
    model = PlainLine([1.0], values, rng=1)
    quiet, wartime = model.ceasefire, model.line.wartime
    quiet.look_back([0, 0], wartime)
    assert quiet.trust == pytest.approx(0.1)
    quiet.look_back([10**6, 0], wartime)
    assert quiet.trust == pytest.approx(0.09)


def test_what_is_watched_by_hand():
    changes = {"monitors.observers": 1000.0, "monitors.km_seen_per_patrol": 4.0}
    changes |= {"monitors.technology": 0.5, "monitors.access_russian_side": 0.6}
    changes |= {"monitors.attributed_by_patrol": 0.1, "monitors.attributed_by_technology": 0.5}
    seen, attributed = plain_monitors.view_of("russian", 1000, default_values(changes), 400.0)
    assert seen == pytest.approx(0.6 * (1 - 0.5 / np.e))
    assert attributed == pytest.approx(seen * 0.3)


def test_without_variance_all_worlds_are_equally_frail():
    alike = default_values({"durability.frailty_variance": 0.0})
    uneven = default_values({"durability.frailty_variance": 1.0})
    quiet = [PlainLine([1.0], values, rng=4).ceasefire for values in (alike, uneven)]
    assert quiet[0].frailty == 1.0
    # With variance one it is exponential: minus the log of the rank.
    rank = NormalDist().cdf(quiet[1].want_of_quiet)
    assert quiet[1].frailty == pytest.approx(-np.log(rank))
