"""Intervals: cases worked by hand, and what must hold for any numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.errors import RunError
from contactline.study.intervals import (
    mean_interval,
    paired_share_interval,
    quantile_bands,
    simultaneous,
    survival,
    wilson,
)

Z = 1.959963984540054
counts = st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_by_hand():
    # centre (0.41 + z2/200) / (1 + z2/100), z2 = 3.8415: 0.4292 / 1.03841 = 0.41333; reach 0.09468
    assert wilson(41, 100) == pytest.approx((0.31865, 0.50801), abs=5e-5)
    # none of n: upper end z2 / (n + z2)
    assert wilson(0, 20) == pytest.approx((0, Z**2 / (20 + Z**2)))
    assert wilson(20, 20) == pytest.approx((20 / (20 + Z**2), 1))


def test_wilson_without_runs_knows_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


def test_wilson_takes_arrays_and_other_levels():
    low, high = wilson(np.array([0, 41]), np.array([0, 100]))
    assert (low[0], high[0]) == (0, 1)
    assert (low[1], high[1]) == wilson(41, 100)
    assert wilson(np.array([41]), 100)[0].shape == (1,)
    assert wilson(41, 100, level=0.99)[0] < low[1]


@given(counts)
@settings(max_examples=200)
def test_wilson_contains_the_share_and_mirrors(case):
    hits, n = case
    low, high = wilson(hits, n)
    assert 0 <= low <= (hits / n if n else 0.5) <= high <= 1
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))


@given(counts.filter(lambda case: case[1] > 0), st.integers(2, 5))
def test_wilson_narrows_with_more_runs_of_the_same_share(case, times):
    few, many = wilson(*case), wilson(case[0] * times, case[1] * times)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("hits", "n"), [(3, 2), (-1, 5), (0, -1)])
def test_wilson_refuses_impossible_counts(hits, n):
    with pytest.raises(RunError, match=f"hits must lie between 0 and n. Got hits {hits}, n {n}"):
        wilson(hits, n)


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_a_level_is_a_share(level):
    with pytest.raises(RunError, match=r"between 0 and 1, such as 0\.95"):
        wilson(1, 2, level)
    with pytest.raises(RunError, match=r"between 0 and 1, such as 0\.95"):
        mean_interval([1, 2], level)


def test_simultaneous_is_the_score_interval_at_a_stricter_level():
    # Goodman: chi-square with 1 degree of freedom at 1 - 0.05 / 5 = 0.99 for five classes
    low, high = simultaneous([205, 100, 95, 60, 40])
    for index, hits in enumerate([205, 100, 95, 60, 40]):
        assert (low[index], high[index]) == pytest.approx(wilson(hits, 500, level=0.99))


def test_simultaneous_of_two_classes_needs_no_correction():
    low, high = simultaneous([3, 7])
    assert (low[0], high[0]) == pytest.approx(wilson(3, 10))


def test_simultaneous_of_no_worlds_and_of_several_weeks():
    low, high = simultaneous([[0, 0, 0], [1, 2, 3]])
    assert low[0].tolist() == [0, 0, 0]
    assert high[0].tolist() == [1, 1, 1]
    assert (low[1] < high[1]).all()
    assert low.shape == (2, 3)


@given(st.lists(st.integers(0, 500), min_size=3, max_size=7).filter(any))
def test_simultaneous_contains_the_shares_and_is_wider_than_each_alone(hits):
    low, high = simultaneous(hits)
    share, n = np.array(hits) / sum(hits), sum(hits)
    alone_low, alone_high = wilson(np.array(hits), n)
    assert ((low >= 0) & (low <= share) & (share <= high) & (high <= 1)).all()
    assert ((low <= alone_low) & (alone_high <= high)).all()


@pytest.mark.parametrize("bad", [[], [3, -1], 4])
def test_simultaneous_refuses_what_is_no_count(bad):
    with pytest.raises(RunError, match="counts must be one or more numbers of 0 or more"):
        simultaneous(bad)


def test_paired_share_by_hand():
    # 64/502 and 12/502 after one world added to each: 0.10359, standard error 0.016741
    assert paired_share_interval(63, 11, 500) == pytest.approx((0.07078, 0.13640), abs=5e-5)


def test_paired_share_of_no_flips_is_not_proof():
    low, high = paired_share_interval(0, 0, 10)
    assert low == -high
    assert high == pytest.approx(Z * math.sqrt(2 / 12 / 12))
    assert paired_share_interval(0, 0, 0) == (-1, 1)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 900))
def test_paired_share_contains_the_difference_and_mirrors(gained, lost, same):
    n = gained + lost + same
    low, high = paired_share_interval(gained, lost, n)
    assert -1 <= low <= ((gained - lost) / n if n else 0) <= high <= 1
    assert paired_share_interval(lost, gained, n) == pytest.approx((-high, -low))


def test_paired_share_refuses_impossible_counts():
    with pytest.raises(RunError, match=r"together at most n. Got gained 3, lost 3, n 5"):
        paired_share_interval(3, 3, 5)


def test_mean_by_hand():
    # 1, 2, 3: mean 2, standard error 1 / sqrt(3), t with 2 degrees of freedom 4.302653
    got = mean_interval([1, 2, 3])
    reach = 4.302653 / math.sqrt(3)
    assert (got.mean, got.low, got.high, got.n) == pytest.approx((2, 2 - reach, 2 + reach, 3))


def test_mean_leaves_out_what_never_happened():
    assert mean_interval([np.nan, 1, 2, np.nan, 3]) == mean_interval([1, 2, 3])


@pytest.mark.parametrize(("values", "n"), [([], 0), ([np.nan], 0), ([4.0], 1), ([np.nan, 4.0], 1)])
def test_mean_of_one_or_none_has_no_bounds(values, n):
    got = mean_interval(values)
    assert (got.low, got.high, got.n) == (-math.inf, math.inf, n)
    assert math.isnan(got.mean) if n == 0 else got.mean == 4


def test_mean_of_equal_values_has_no_width():
    assert mean_interval([0.0] * 9)[:3] == (0, 0, 0)


def test_quantiles_leave_out_nan():
    bands = quantile_bands([np.nan, *range(101), np.nan])
    assert bands == (5, 25, 50, 75, 95, 101)
    empty = quantile_bands([np.nan])
    assert empty.n == 0
    assert np.isnan(empty[:5]).all()


def test_survival_by_hand():
    # Broken on days 2, 3, 3, 6; lost from sight on 3, 4, 8.
    # 7 at risk on day 2, 6 on day 3, 2 on day 6.
    days = [2, 3, 3, 3, 4, 6, 8, np.nan]
    held_on = [False, False, False, True, True, False, True, False]
    curve = survival(days, held_on, [0, 2, 3, 5, 6, 8, 9])
    at_3, at_6 = 6 / 7 * 4 / 6, 6 / 7 * 4 / 6 * 1 / 2
    assert curve.share[:6] == pytest.approx([1, 6 / 7, at_3, at_3, at_6, at_6])
    assert curve.at_risk.tolist() == [7, 7, 6, 2, 2, 1, 0]
    assert curve.events.tolist() == [0, 0, 1, 3, 3, 4, 4]
    assert curve.censored.tolist() == [0, 0, 0, 2, 2, 2, 3]
    assert curve.n == 7
    # Greenwood on day 3: 1 / (7 * 6) + 2 / (6 * 4)
    reach = math.exp(Z * math.sqrt(1 / 42 + 1 / 12) / -math.log(at_3))
    assert (curve.low[2], curve.high[2]) == pytest.approx((at_3**reach, at_3 ** (1 / reach)))


def test_survival_does_not_extrapolate():
    curve = survival([2, 8], [False, True], [8, 8.5])
    assert curve.share[0] == 0.5
    assert np.isnan([curve.share[1], curve.low[1], curve.high[1]]).all()
    ended = survival([2, 8], [False, False], [8, 20])
    assert ended.share.tolist() == [0, 0]


def test_survival_of_no_ceasefire_knows_nothing():
    curve = survival([np.nan, np.nan], [False, False], [0, 30])
    assert np.isnan(curve.share).all()
    assert curve.low.tolist() == [0, 0]
    assert curve.high.tolist() == [1, 1]
    assert curve.n == curve.at_risk.sum() == 0


def test_survival_with_no_break_or_only_breaks_keeps_a_width():
    curve = survival([700.0] * 20, [True] * 20, [0, 365])
    assert curve.share.tolist() == [1, 1]
    assert curve.low[0] == 1
    assert curve.low[1] == pytest.approx(wilson(20, 20)[0])
    all_broken = survival([5.0] * 20, [False] * 20, [4, 5])
    assert all_broken.share.tolist() == [1, 0]
    assert (all_broken.low[1], all_broken.high[1]) == pytest.approx((0, wilson(0, 20)[1]))


ceasefires = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=80))
def test_survival_without_censoring_is_the_share(days):
    at = np.arange(0, 45)
    curve = survival(days, np.zeros(len(days), dtype=bool), at)
    assert curve.share == pytest.approx([(np.array(days) > day).mean() for day in at])


@given(ceasefires)
def test_survival_is_a_falling_share_within_its_interval(cases):
    days, unbroken = zip(*cases, strict=True)
    curve = survival(days, unbroken, np.arange(0, 70))
    assert (curve.at_risk + curve.events + curve.censored == len(cases)).all()
    share, low, high = (
        line[~np.isnan(curve.share)] for line in (curve.share, curve.low, curve.high)
    )
    assert ((low >= 0) & (low <= share + 1e-12) & (share <= high + 1e-12) & (high <= 1)).all()
    assert (np.diff(share) <= 0).all()


@pytest.mark.filterwarnings("error")
@given(ceasefires)
@settings(max_examples=30)
def test_survival_warns_of_nothing(cases):
    days, unbroken = zip(*cases, strict=True)
    survival(days, unbroken, [0, 10, 100])


def test_survival_refuses_what_does_not_pair():
    with pytest.raises(RunError, match=r"two rows of one length\. Got shapes \(2,\) and \(1,\)"):
        survival([1, 2], [True], [0])
    with pytest.raises(RunError, match=r"days must be 0 or more. Got -3"):
        survival([-3.0], [True], [0])
