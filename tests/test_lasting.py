"""How long ceasefires last where runs end first: restricted means, shares, and what differs."""

from math import sqrt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from contactline.dials.measures import AVERAGED, LASTING, MEASURES
from contactline.show.sheets.pairs import difference_sheet
from contactline.show.words import difference_sentence
from contactline.study.comparison import compare
from contactline.study.intervals import (
    days_reached,
    mean_difference,
    mean_interval,
    paired_share_interval,
    restricted_values,
    share_values,
    survival,
)
from contactline.study.lasting import lasting_interval, lasting_values
from contactline.world.outcomes import OUTCOMES

# Weeks in remission of 21 patients under 6-MP (Freireich and others 1963, Blood 21), as printed in
# many textbooks; the second row says who was still in remission when last seen.
SIX_MP = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
LOST = [False] * 9 + [True] * 12


def test_the_share_and_the_mean_of_a_published_trial():
    """Kaplan-Meier shares and the restricted mean of `survfit` in R are met (rmean 35: 23.3)."""
    for week, share in ((6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (23, 0.448)):
        assert np.mean(share_values(SIX_MP, LOST, week)) == pytest.approx(share, abs=0.0006)
    found = mean_interval(restricted_values(SIX_MP, LOST, 35))
    assert found.mean == pytest.approx(23.29, abs=0.005)
    # R prints se(rmean) 2.83 by Greenwood; the jackknife has n - 1 in place of the risk sets.
    spread = np.std(restricted_values(SIX_MP, LOST, 35), ddof=1) / sqrt(21)
    assert spread == pytest.approx(2.83, rel=0.03)


def test_the_variance_of_a_share_is_greenwoods():
    """The infinitesimal jackknife of a share has exactly the variance of Greenwood's formula."""
    values = share_values(SIX_MP, LOST, 10)
    greenwood = 0.7529**2 * (3 / (21 * 18) + 1 / (17 * 16) + 1 / (15 * 14))
    assert np.sum((values - values.mean()) ** 2) / 21**2 == pytest.approx(greenwood, rel=1e-3)


def test_three_ceasefires_by_hand():
    """Breaks on days 2 and 6, one lost from sight on day 4: the curve is 1, 2/3, 2/3, 0."""
    days, cut_off = [2.0, 4.0, 6.0], [False, True, False]
    assert np.mean(restricted_values(days, cut_off, 5)) == pytest.approx(2 + 3 * 2 / 3)
    assert np.mean(restricted_values(days, cut_off, 9)) == pytest.approx(2 + 4 * 2 / 3)
    assert share_values(days, cut_off, 2) == pytest.approx([0, 1, 1])
    assert days_reached(days, cut_off, [0.2, 1 / 3, 0.5, 1]) == pytest.approx([2, 2, 6, 6])


def test_nothing_is_said_of_days_that_none_was_watched():
    days, cut_off = [2.0, 4.0, np.nan], [False, True, None]
    assert np.isnan(restricted_values(days, cut_off, 5)).all()
    assert np.isnan(share_values(days, cut_off, 5)).all()
    assert np.isnan(days_reached(days, cut_off, [0.6]))
    assert np.isnan(restricted_values(days, cut_off, 3)).tolist() == [False, False, True]


lengths = arrays.arrays(np.int64, 12, elements=st.integers(0, 30))


@given(lengths, st.integers(1, 30))
def test_where_nothing_is_cut_off_the_values_are_the_days_themselves(days, within):
    whole = np.zeros(12, dtype=bool)
    assert restricted_values(days, whole, within) == pytest.approx(np.minimum(days, within))
    assert share_values(days, whole, within) == pytest.approx((days > within) * 1.0)


@given(lengths, arrays.arrays(np.bool_, 12), st.integers(1, 30))
def test_means_are_the_area_and_the_height_of_the_curve(days, cut_off, within):
    daily = survival(days, cut_off, np.arange(within)).share
    area, height = (of(days, cut_off, within) for of in (restricted_values, share_values))
    if not np.isnan(area).all():
        assert area.mean() == pytest.approx(daily.sum())
        assert height.mean() == pytest.approx(survival(days, cut_off, [within]).share[0])


def test_differences_are_students_where_all_have_a_value_in_both():
    a, b = np.array([1.0, 4.0, 2.0, 8.0]), np.array([3.0, 4.0, 6.0, 9.0])
    found, plain = mean_difference(a, b), mean_interval(b - a)
    assert (found.difference, found.low, found.high) == pytest.approx(plain[:3])
    few = mean_difference([1.0, 0.0, 1.0, 1.0], [1.0, 1.0, 1.0, 0.0], share=True)
    assert few.difference == 0
    low, high = paired_share_interval(1, 1, 4)
    assert (few.low, few.high) == pytest.approx((low, high), rel=0.5)
    assert few.low < low < high < few.high


def test_worlds_of_one_run_alone_are_as_two_samples():
    rng = np.random.default_rng(3)
    a, b = rng.normal(5, 2, 400), rng.normal(6, 3, 300)
    gap = [np.full(300, np.nan), np.full(400, np.nan)]
    found = mean_difference(np.concatenate([a, gap[0]]), np.concatenate([gap[1], b]))
    spread = sqrt(a.var() / 400 + b.var() / 300)
    assert found.difference == pytest.approx(b.mean() - a.mean())
    assert found.high - found.difference == pytest.approx(1.96 * spread, rel=0.02)


def a_run(name, begins, breaks, horizon=730):
    """A run of ceasefires that begin and break on these days, NaN for never."""
    begins, breaks = np.asarray(begins, dtype=float), np.asarray(breaks, dtype=float)
    cut_off = np.isnan(breaks) | (breaks > horizon)
    began = ~np.isnan(begins)
    table = pd.DataFrame(
        {
            "outcome": np.where(began, np.where(cut_off, "holds_without_foreign_troops",
                                                "collapsed"), "no_talks"),
            "day_ceasefire": begins,
            "days_held": np.where(cut_off, horizon, breaks) - begins,
            "still_holding": pd.Series(np.where(began, cut_off, None), dtype=object),
        }
    )  # fmt: skip
    scenario = SimpleNamespace(name=name, view="as it comes", horizon_days=horizon, actors={})
    return SimpleNamespace(scenario=scenario, seed=1, worlds=len(table), columns=table)


def sooner_but_shorter():
    """Two runs: in the second ceasefires begin sooner and break sooner, but are watched longer."""
    luck = np.random.default_rng(7)
    lasts = luck.exponential(500, 400)
    late, soon = luck.integers(300, 700, 400), luck.integers(0, 100, 400)
    a = a_run("late", late, np.floor(late + lasts))
    return a, a_run("soon", soon, np.floor(soon + 0.8 * lasts))


def test_a_sooner_beginning_does_not_look_like_a_longer_life():
    a, b = sooner_but_shorter()
    plain = (b.columns["days_held"] - a.columns["days_held"]).mean()
    found = {one.name: one for one in compare(a, b).measures}
    assert plain > 50, "the mean of cut-off days has the wrong sign"
    assert "days_held" not in found
    assert found["days_held_of_365"].difference < 0
    assert found["days_held_of_365"].high < 0
    assert found["still_holding_after_90"].difference < 0
    for name, day in (("days_held_of_90", 90), ("days_held_of_365", 365)):
        curves = [
            survival(one.columns.days_held, one.columns.still_holding.astype(bool),
                     np.arange(day)).share.sum() for one in (a, b)
        ]  # fmt: skip
        assert (found[name].a, found[name].b) == pytest.approx(curves)


def test_numbers_on_how_long_are_paired():
    """The same ceasefires in both runs leave no difference and a narrow interval."""
    a, b = sooner_but_shorter()
    same = {one.name: one for one in compare(a, a).measures}["days_held_of_365"]
    assert (same.difference, same.low, same.high) == (0, 0, 0)
    apart = {one.name: one for one in compare(a, b).measures}["days_held_of_365"]
    alone = [lasting_interval(one, LASTING["days_held_of_365"]) for one in (a, b)]
    assert apart.high - apart.low < sum(one.high - one.low for one in alone)


def test_a_measure_that_not_every_world_has_is_told_with_their_share():
    runs = [a_run(name, np.full(150, 40.0), np.full(150, np.nan)) for name in ("few", "many")]
    for one, known in zip(runs, (30, 108), strict=True):
        one.columns["belief_signed"] = np.where(np.arange(150) < known, 0.5, np.nan)
    compared = compare(*runs)
    day = next(one for one in compared.measures if one.name == "belief_signed")
    assert (day.n, day.n_a, day.n_b, day.difference) == (30, 30, 108, 0)
    assert (day.having.a, day.having.b) == (0.2, 0.72)
    said = difference_sentence(day, "few", "many")
    assert "no difference in the same 30 worlds with a value in both" in said
    assert "`few` has one in 30 worlds, `many` in 108, 20 % and 72 % of all: +52.0 p" in said
    row = next(row for row in difference_sheet(compared).rows if row[0] == day.label)
    assert row[-1] == "no difference; more worlds have one"
    assert row[-2].startswith("20 % → 72 %: +52.0 points (")


def test_every_cut_off_measure_has_its_numbers_and_no_mean():
    assert not MEASURES["days_held"].is_number
    assert "days_held" not in AVERAGED
    for one in LASTING.values():
        assert MEASURES[one.of].is_cut_off
        assert (one.unit == "share") == (one.kind == "share")


def test_the_share_at_the_horizon_is_of_ceasefires_not_of_worlds():
    run = a_run("one", [10, 20, np.nan, 30], [np.nan, 100, np.nan, np.nan])
    values = lasting_values(run, LASTING["still_holding_at_horizon"])
    assert values.tolist()[:2] == [1, 0]
    assert np.isnan(values[2])
    assert lasting_interval(run, LASTING["still_holding_at_horizon"]).mean == pytest.approx(2 / 3)
    assert set(run.columns["outcome"]) <= set(OUTCOMES)
