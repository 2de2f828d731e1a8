"""The line in a ceasefire: rules by hand, and how a block of worlds behaves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline import evidence
from contactline.world.line import (
    FrontLine,
    days_since_commitment,
    discipline_left,
    fire_left,
    sector_weights,
    unprovoked_level,
    violations_expected,
)
from worlds_sample import column, luck_of, settings_of

FRONT = evidence.front()
DAYS = 42


def line_of(worlds, **changes):
    luck = luck_of(worlds)
    return FrontLine(FRONT.sector_intensity, settings_of(luck, **changes), luck)


def played(worlds=48, discipline=0.0, days=DAYS, resting=1.0, **changes):
    """Violations a day of a bare ceasefire, (days, worlds), and the level of the war."""
    line = line_of(worlds, **changes)
    among = np.arange(worlds)
    line.begin(np.ones(worlds, dtype=bool), 0)
    daily = []
    for day in range(days):
        level = unprovoked_level(
            np.full(worlds, float(day)),
            initial_cut=line.settings.front.initial_cut,
            wearoff_days=line.settings.front.wearoff_days,
            resting_share=np.full(worlds, resting),
            discipline_cut=discipline * line.settings.front.discipline_on_first_fire,
        )
        held_back = discipline * line.settings.front.discipline_on_return_fire
        today = line.among(among).day(day, level, held_back, np.ones((2, worlds)))
        daily.append(today.sum(axis=(0, 1)))
    return np.array(daily), line.wartime_by_side().sum(axis=0).mean()


def test_the_line_has_115_sectors_over_1151_km():
    assert FRONT.sector_intensity.size == 115
    assert FRONT.sector_length_km.sum() == pytest.approx(1151)


def test_the_top_fifth_of_the_sectors_holds_most_of_the_violence():
    shares = np.sort(line_of(400).weight, axis=0)[::-1][:23].sum(axis=0)
    assert 0.60 < shares.mean() < 0.79
    assert line_of(40).weight.sum(axis=0) == pytest.approx(np.ones(40))


def test_neighbouring_sectors_are_alike():
    noise = luck_of(2000).normal("x", 0, (10,))
    weight = sector_weights(
        np.full(10, 0.1), noise, spread=np.full(2000, 1.0), correlation=np.full(2000, 0.6)
    )
    logs = np.log(weight[4:6] / weight[0])
    assert logs.shape == (2, 2000)
    between = np.log(weight[5] * 10)
    assert np.corrcoef(np.log(weight[4] * 10), between)[0, 1] > 0.3


def test_level_by_hand():
    rules = {
        "initial_cut": column(0.9, 0.9, 0.9),
        "wearoff_days": column(5, 5, 5),
        "resting_share": column(1, 1, 0.02),
        "discipline_cut": column(0, 0.6, 0),
    }
    assert unprovoked_level(column(0, 0, 0), **rules) == pytest.approx([0.1, 0.04, 0.002])
    later = unprovoked_level(column(5, 5, 5), **rules)
    left = 1 - 0.9 / np.e
    assert later == pytest.approx([left, 0.4 * left, 0.02 * left])


def test_commitments_are_renewed_or_not():
    since = days_since_commitment(column(0, 119, 120, 130, 130), every_days=column(*[120] * 4, 0))
    assert since.tolist() == [0, 119, 0, 10, 130]


def test_discipline_wears_off_unless_orders_are_renewed():
    left = discipline_left(
        column(0.8, 0.8, 0),
        column(0, 100, 50),
        wearoff_days=column(*[100] * 3),
        wearoff_shape=column(*[2] * 3),
    )
    assert left == pytest.approx([0.8, 0.8 / np.e, 0])


def test_expected_violations_by_hand():
    unprovoked = np.zeros((2, 3, 1))
    yesterday = np.zeros((2, 3, 1))
    yesterday[0, 1] = 10  # ten violations from the Ukrainian side in the middle sector
    expected = violations_expected(
        unprovoked, yesterday, answer=np.full((2, 1, 1), 0.5), spill_over=column(0.1)
    )
    assert expected[:, :, 0].tolist() == [[1, 0, 1], [0, 5, 0]]


@given(st.floats(0, 500), st.floats(0, 0.5))
def test_troops_between_the_sides_never_raise_fire(armed_per_km, calm):
    left = fire_left(column(armed_per_km), calm_per_soldier_per_km=column(calm))
    assert 0 <= left[0] <= 1


def test_fire_stays_at_its_level_without_a_truce():
    daily, wartime = played(worlds=256, front__initial_cut=0.0)
    assert daily[20:].mean() / wartime == pytest.approx(1, abs=0.05)


def test_a_bare_truce_drops_fire_by_half_or_more_and_it_creeps_back():
    daily, wartime = played()
    first_week = daily[:7].mean() / wartime
    assert first_week < 0.5
    assert daily[28:].mean() / wartime > first_week + 0.2


def test_return_fire_discipline_drops_it_much_further():
    bare, _ = played(front__wearoff_days=5.0)
    held, _ = played(front__wearoff_days=5.0, discipline=1.0)
    assert held[28:].mean() < 0.35 * bare[28:].mean()
    assert (held.sum(axis=0) <= bare.sum(axis=0)).mean() > 0.99


def test_daily_counts_come_in_bursts():
    daily, _ = played(worlds=64, front__initial_cut=0.0)
    settled = daily[14:]
    k = (settled.mean(axis=0) ** 2 / (settled.var(axis=0) - settled.mean(axis=0))).mean()
    assert 0.5 < k < 2.5  # figure `osce-dispersion`; a Poisson count has no bound


def test_the_same_world_fires_the_same_alone():
    many = line_of(20)
    many.begin(np.ones(20, dtype=bool), 3)
    one = many.fire[:, :, 13].copy()
    luck = luck_of(20).among(np.array([13]))
    alone = FrontLine(FRONT.sector_intensity, settings_of(luck), luck)
    alone.begin(np.ones(1, dtype=bool), 3)
    assert (alone.fire[:, :, 0] == one).all()
    assert (alone.weight[:, 0] == many.weight[:, 13]).all()
