"""Histograms by week: exact in their counts, near in their quantiles, additive."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.world.weekly import AMOUNTS, POSITIONS, Histogram, Weekly, bins_of


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=60))
def test_quantiles_are_within_three_per_cent(values):
    weekly = Weekly(1, 3, np.arange(len(values)) + 10, ("x",))
    weekly.amounts(("x",), 0, np.array([values]))
    median = weekly.histograms()["x"].quantiles((0.5,))[0, 0]
    exact = np.sort(values)[max(int(np.ceil(len(values) / 2)) - 1, 0)]
    assert median == pytest.approx(exact, rel=0.03)


def test_nought_is_nought_and_anything_too_large_is_the_last_bin():
    assert AMOUNTS[bins_of(np.array([0.0, 0.3, 1e12]))].tolist() == [0, 0, 1e7]


def test_two_blocks_add_up_in_any_order():
    a = Histogram(POSITIONS, np.arange(101)[np.newaxis])
    b = Histogram(POSITIONS, np.ones((1, 101), dtype=int))
    assert ((a + b).counts == (b + a).counts).all()
    assert (a + b).n.tolist() == [5050 + 101]


def test_a_week_without_a_world_has_no_quantile():
    assert np.isnan(Histogram(POSITIONS, np.zeros((2, 101), dtype=int)).quantiles((0.5,))).all()


def test_positions_and_phases_by_hand():
    weekly = Weekly(2, 3, np.arange(4), ("a", "b"))
    where = np.array([True, True, False, True])
    weekly.positions(("a", "b"), 1, np.array([[0, 50.4, 9, 100], [1, 1, 1, 1]]), where)
    counts = weekly.histograms()["a"].counts[1]
    assert counts[[0, 50, 100]].tolist() == [1, 1, 1]
    assert counts.sum() == 3
    weekly.phase(0, np.array([True, True, False, False]), np.array([False, True, True, False]))
    assert weekly.phases[0].tolist() == [1, 1, 2]


def test_what_stays_the_same_is_put_down_once_and_counted_every_week():
    weekly, seen = Weekly(3, 3, np.arange(4), ("a", "b")), Weekly(3, 3, np.arange(4), ("a", "b"))
    positions = np.array([[0, 50.4, 9, 100], [1, 1, 1, 1]])
    weekly.steady(("a", "b"), positions)
    for week in range(3):
        seen.positions(("a", "b"), week, positions)
    found, counted = weekly.histograms(), seen.histograms()
    assert list(found) == ["a", "b"]
    assert all((found[name].counts == counted[name].counts).all() for name in ("a", "b"))
